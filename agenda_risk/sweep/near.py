"""Tell which of many words may be damaged forms, as ``Repair`` reads them.

A word is compared with few forms only: one error leaves the front or the back of a form whole, two
leave its front, its middle or its back. Between these stands a letter that is in neither, so that
no error, not even two letters that changed places, spoils two of them.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from agenda_risk.repair import SHORTEST, TWO_ERRORS, skeleton
from agenda_risk.sweep.letters import Bytes, Hashes, HashSet, Ints, Letters, Mask, letters_at

_FRONT, _MIDDLE, _BACK = 1, 2, 3
_MIX = np.uint64(0x9FB21C651E98DF25)
_BY_PART, _BY_LENGTH, _BY_FIRST = 0xD1B54A32D192ED03, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB
_ROOMY = 2  # bits more than the number of keys needs
_CLASSES = 31
_NEWLINE = 10
_HALF = np.uint32(0xFFFF)

Signs = NDArray[np.uint32]
Counts = NDArray[np.int32]


class Index(NamedTuple):
    """Where the *forms* with a key stand: from the place of its slot to the next.

    *taken* tells which slots have any. *parities* tells of each form which letters it has an odd
    number of.
    """

    taken: Mask
    places: Counts
    forms: Ints
    parities: Signs
    shift: np.uint64


class Near:
    """Tells which words may be damaged forms of *forms*, whose *letters* are given too."""

    def __init__(self, forms: list[str], letters: Letters) -> None:
        self._forms = np.array(forms, object)
        self._present = _signs(letters, np.bitwise_or)
        self._skeletons = HashSet(_skeletons(letters)[letters.lengths >= SHORTEST])
        self._indexes = {most: _index(letters, most) for most in (1, 2)}

    def found(self, letters: Letters, words: Ints) -> Ints:
        """Return those of *words* that may be damaged; some twice, some other words as well."""
        lengths = letters.lengths[words]
        one = words[(lengths >= SHORTEST) & (lengths < TWO_ERRORS)]
        two = words[lengths >= TWO_ERRORS]
        alike = self._skeletons.found(_skeletons(letters))
        return np.concatenate((self._within(letters, one, 1), self._within(letters, two, 2), alike))

    def _within(self, letters: Letters, words: Ints, most: int) -> Ints:
        """Return those of *words* that are *most* errors or fewer from a form."""
        of, forms = _pairs(self._indexes[most], letters, words, most)
        differ = _signs(letters, np.bitwise_or)[of] ^ self._present[forms]
        alike = np.flatnonzero(_bits(differ) <= 2 * most)
        of, forms = of[alike], forms[alike]
        if not of.size:
            return of
        texts = np.array(_texts(letters, of), object)
        errors = cpdist(texts, self._forms[forms], scorer=OSA.distance, score_cutoff=most)
        return of[errors <= most]


def _index(letters: Letters, most: int) -> Index:
    """Return where to look up words with *most* errors."""
    lengths = letters.lengths
    longest = TWO_ERRORS if most == 1 else lengths.max(initial=0)
    shortest = SHORTEST if most == 1 else TWO_ERRORS - most
    forms = np.flatnonzero((lengths >= shortest) & (lengths <= longest))
    parts = _parts(letters, forms, lengths[forms], most, (0,))
    keys, of = np.concatenate(parts), np.tile(forms, len(parts))
    bits = max(8, keys.size.bit_length() + _ROOMY)
    shift = np.uint64(64 - bits)
    slots = _slots(keys, shift)
    counts = np.bincount(slots, minlength=1 << bits)
    places = np.zeros((1 << bits) + 1, np.int32)
    np.cumsum(counts, out=places[1:])
    entries = of[np.argsort(slots)]
    return Index(counts > 0, places, entries, _signs(letters, np.bitwise_xor)[entries], shift)


def _keys_of_words(letters: Letters, words: Ints, most: int) -> tuple[Hashes, Ints]:
    """Return the keys that a form has which *words* may be, and the word of each."""
    changes = np.arange(-most, most + 1)
    of = np.repeat(words, changes.size)
    lengths = letters.lengths[of] + np.tile(changes, words.size)
    parts = _parts(letters, of, lengths, most, (-1, 0, 1))
    return np.concatenate(parts), np.tile(of, len(parts))


def _parts(
    letters: Letters, words: Ints, lengths: Ints, most: int, shifts: tuple[int, ...]
) -> list[Hashes]:
    """Return the keys of the parts that *words* share with forms of *lengths* letters.

    The middle is taken at each of *shifts*: an error before it may move it by one letter.
    """
    ends = letters.lengths[words]
    first = letters.codes[letters.starts[words]].astype(np.uint64) * np.uint64(_BY_FIRST)
    salt = first + lengths.view(np.uint64) * np.uint64(_BY_LENGTH)
    side = (lengths - (1 if most == 1 else 5)) // 2
    parts = [
        (_FRONT, letters.pieces(words, np.zeros_like(side), side)),
        (_BACK, letters.pieces(words, ends - side, ends)),
    ]
    for shift in shifts if most > 1 else ():
        begin, end = side + 1 + shift, lengths - side - 1 + shift
        parts.append((_MIDDLE, letters.pieces(words, begin, end)))
    return [hashes + salt + np.uint64(part * _BY_PART % (1 << 64)) for part, hashes in parts]


def _slots(keys: Hashes, shift: np.uint64) -> Ints:
    return (keys * _MIX >> shift).view(np.int64)


def _pairs(index: Index, letters: Letters, words: Ints, most: int) -> tuple[Ints, Ints]:
    """Return pairs of a word and a form with a key in common, and about the same letters."""
    keys, of = _keys_of_words(letters, words, most)
    slots = _slots(keys, index.shift)
    told = np.flatnonzero(index.taken[slots])
    slots, of = slots[told], of[told]
    lows = index.places[slots]
    counts = index.places[slots + 1] - lows
    ends = np.cumsum(counts, dtype=np.int32)
    at = np.repeat(lows - (ends - counts), counts)
    at += np.arange(at.size, dtype=np.int32)
    parities = np.repeat(_signs(letters, np.bitwise_xor)[of], counts)
    # An error changes how often two letters stand in a word, at most.
    alike = np.flatnonzero(_bits(parities ^ index.parities[at]) <= 2 * most)
    return of[np.searchsorted(ends, alike, "right")], index.forms[at[alike]]


def _signs(letters: Letters, join: np.ufunc) -> Signs:
    """Return for each word the letters that stand in it, joined to one number."""
    if not letters.starts.size:
        return np.zeros(0, np.uint32)
    bits = np.left_shift(np.uint32(1), letters.codes & _CLASSES, dtype=np.uint32)
    signs: Signs = join.reduceat(bits, letters.starts)
    return signs


def _bits(numbers: Signs) -> Bytes:
    """Return how many bits are set in each of *numbers*."""
    counts = _bit_counts()
    found: Bytes = counts[numbers & _HALF] + counts[numbers >> np.uint32(16)]
    return found


@cache
def _bit_counts() -> Bytes:
    return np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


def _skeletons(letters: Letters) -> Hashes:
    """Return the hashes of the skeletons of the words."""
    lines = np.full(letters.codes.size + letters.starts.size, _NEWLINE, np.uint8)
    before = np.repeat(np.arange(letters.starts.size), letters.lengths)
    lines[np.arange(letters.codes.size) + before] = letters.codes
    bones = skeleton(lines.tobytes().decode("latin-1")).encode("latin-1")
    codes = np.frombuffer(bones, np.uint8)
    ends = np.flatnonzero(codes == _NEWLINE)
    starts = np.concatenate((np.zeros(1, np.int64), ends + 1))[:-1]
    return letters_at(codes, starts, ends - starts).wholes()


def _texts(letters: Letters, words: Ints) -> list[str]:
    text = letters.codes.tobytes().decode("latin-1")
    starts = letters.starts[words]
    ends = starts + letters.lengths[words]
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
