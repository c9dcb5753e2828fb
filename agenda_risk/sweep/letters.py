"""Hashes of any piece of many words at once, and sets of hashes to look them up in."""

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]

_LONGEST = 1 << 9
_BASE = 0xC2B2AE3D27D4EB4F
MIX = np.uint64(0x9FB21C651E98DF25)
_ROOMY = 2  # bits more than the number of members needs
_SOME, _SEVERAL = np.uint8(1), np.uint8(2)


class Letters(NamedTuple):
    """Words one after the other: the code of each letter, and where each word starts.

    *places* counts the letters of each word from nought; *sums* are those of the polynomial over
    all letters that stand before.
    """

    codes: Bytes
    starts: Ints
    lengths: Ints
    places: Ints
    sums: Hashes

    def pieces(self, words: Ints, begin: Ints | int, end: Ints | int) -> Hashes:
        """Return the hashes of *words* from letter *begin* to letter *end*."""
        starts = self.starts[words]
        hashes: Hashes = self.sums.take(starts + end) - self.sums.take(starts + begin)
        return hashes * _inverses().take(begin)

    def wholes(self) -> Hashes:
        """Return the hashes of all words."""
        hashes: Hashes = self.sums[self.starts + self.lengths] - self.sums[self.starts]
        return hashes

    def text(self) -> str:
        """Return all words as one text."""
        return self.codes.tobytes().decode("latin-1")

    def texts(self, words: Ints) -> list[str]:
        """Return *words* as texts."""
        text = self.text()
        starts = self.starts[words]
        ends = starts + self.lengths[words]
        return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


class Slots:
    """A table for *members* by their hashes, with a few bits of each hash beside.

    So a hash that is no member is nearly always told at the first look.
    """

    def __init__(self, members: Hashes, roomy: int) -> None:
        bits = max(8, int(members.size).bit_length() + roomy)
        self._shift, self._tag_shift = np.uint64(64 - bits), np.uint64(64 - bits - 8)
        self.size = 1 << bits
        self._tags = np.zeros(self.size, np.uint8)
        slots, tags = self.of(members)
        self._tags[slots] = tags
        self._tags[slots[self._tags[slots] != tags]] = _SEVERAL

    def of(self, hashes: Hashes) -> tuple[Ints, Bytes]:
        """Return the slot of each of *hashes*, and the bits that stand there for it."""
        mixed = hashes * MIX
        return (mixed >> self._shift).view(np.int64), (mixed >> self._tag_shift).astype(
            np.uint8
        ) | _SOME

    def maybe(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Return the places of those of *hashes* that may be members, and their slots."""
        slots, tags = self.of(hashes)
        kept = self._tags.take(slots)
        places = np.flatnonzero((kept == tags) | (kept == _SEVERAL))
        return places, slots[places]


class HashSet:
    """Tells which of many hashes are in a set."""

    def __init__(self, members: Hashes) -> None:
        self._slots = Slots(members, _ROOMY)
        self._members = np.sort(members)

    def found(self, hashes: Hashes) -> Ints:
        """Return the places of those of *hashes* that are in the set."""
        maybe, _slots = self._slots.maybe(hashes)
        wanted = hashes[maybe]
        if not maybe.size:
            return maybe
        at = np.searchsorted(self._members, wanted)
        at[at == self._members.size] = 0
        found: Ints = maybe[self._members.take(at) == wanted]
        return found


def spread(starts: Ints, lengths: Ints) -> Ints:
    """Return the places of all letters of words that start at *starts*, one after the other."""
    begins = np.cumsum(lengths) - lengths
    places: Ints = np.arange(int(lengths.sum())) + np.repeat(starts - begins, lengths)
    return places


def letters_at(codes: Bytes, starts: Ints, lengths: Ints) -> Letters:
    """Return the words that stand in *codes*, none of them empty."""
    begins = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) - np.repeat(begins, lengths)
    taken = codes.take(np.repeat(starts, lengths) + places)
    sums = np.zeros(taken.size + 1, np.uint64)
    np.cumsum(taken * _powers().take(places), out=sums[1:])
    return Letters(taken, begins, lengths, places, sums)


def letters_of(words: Collection[str]) -> Letters:
    """Return *words* by their codes; a letter that has none in Latin-1 is like no letter."""
    codes = np.frombuffer("".join(words).encode("latin-1", "replace"), np.uint8)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return letters_at(codes, np.cumsum(lengths) - lengths, lengths)


@cache
def _powers() -> Hashes:
    return _powers_of(_BASE)


@cache
def _inverses() -> Hashes:
    return _powers_of(pow(_BASE, -1, 1 << 64))


def _powers_of(base: int) -> Hashes:
    factors = np.full(_LONGEST, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)
