"""Tell which of many words end, or begin, with a form that may be part of a compound."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from agenda_risk.lengths import KEY
from agenda_risk.sweep.letters import MIX, Hashes, HashSet, Ints, Letters, letters_of

_MOST_LENGTHS = 64
_ROOMY = 1  # bits more than the number of forms needs
_ONE = np.uint64(1)
_NONE = np.zeros(0, np.int64)


class Side(NamedTuple):
    """Where in a compound a form stands, how short it may be, and how short what is beside."""

    last: bool
    shortest: int
    shortest_rest: int


LAST, FIRST = Side(True, 1, 2), Side(False, 2, 1)


class Parts:
    """Knows the *forms* that may stand at one side of a compound.

    As ``Lengths`` does, it tells by a few letters how long a form can be that stands there.
    """

    def __init__(self, forms: Iterable[str], side: Side) -> None:
        known = [form for form in forms if side.shortest <= len(form) < _MOST_LENGTHS]
        letters = letters_of(known)
        self._side = side
        self._wholes = HashSet(letters.wholes())
        self._shift = np.uint64(64 - max(8, len(known).bit_length() + _ROOMY))
        self._lengths = np.zeros(1 << 64 - int(self._shift), np.uint64)
        long = np.flatnonzero(letters.lengths >= KEY)
        bits = _ONE << letters.lengths[long].view(np.uint64)
        np.bitwise_or.at(self._lengths, self._slots(letters, long), bits)
        self._short = np.unique(letters.lengths[letters.lengths < KEY]).tolist()

    def found(self, letters: Letters, words: Ints) -> Iterator[tuple[int, int]]:
        """Yield which of *words* have a form at this side, and its length; some more than once."""
        enough = self._side.shortest_rest
        long = words[letters.lengths[words] >= KEY + enough]
        can_be = self._lengths.take(self._slots(letters, long))
        told = np.flatnonzero(can_be)
        long, can_be = long[told], can_be[told]
        pairs = [(words, length) for length in self._short]
        pairs += [
            (long[np.flatnonzero(can_be & np.uint64(1 << length))], length)
            for length in _set_bits(int(np.bitwise_or.reduce(can_be)))
        ]
        sizes = np.array([length for _some, length in pairs], np.int64)
        of = [some[letters.lengths[some] >= length + enough] for some, length in pairs]
        words = np.concatenate((_NONE, *of))
        lengths = np.repeat(sizes, list(map(len, of)))
        at = self._wholes.found(self._pieces(letters, words, lengths))
        return zip(words[at].tolist(), lengths[at].tolist(), strict=True)

    def _pieces(self, letters: Letters, words: Ints, lengths: Ints | int) -> Hashes:
        if not self._side.last:
            return letters.pieces(words, 0, lengths)
        ends = letters.lengths[words]
        return letters.pieces(words, ends - lengths, ends)

    def _slots(self, letters: Letters, words: Ints) -> Ints:
        return (self._pieces(letters, words, KEY) * MIX >> self._shift).view(np.int64)


def _set_bits(number: int) -> list[int]:
    return [bit for bit in range(number.bit_length()) if number >> bit & 1]
