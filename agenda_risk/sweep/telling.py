"""The words met that mean something, by numbers."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from agenda_risk.sweep.letters import Bytes, Ints, spread

NUMBER_BITS = 19
MOST = (1 << NUMBER_BITS) - 1
_ROOM = 1 << 10
_PLAN, _START, _LENGTH = range(3)

Kind = TypeVar("Kind", bound=np.generic)


class Telling:
    """Remembers of each word its letters and the number of its plan; number 0 is no word."""

    def __init__(self) -> None:
        self.clear()

    @property
    def is_full(self) -> bool:
        """Tell whether no further word has a number."""
        return self._size > MOST

    def clear(self) -> None:
        """Forget all words."""
        self._size = 1
        self._columns: Ints = np.zeros((3, _ROOM), np.int64)
        self._letters: Bytes = np.zeros(_ROOM, np.uint8)
        self._end = 0

    def add(self, letters: Bytes, starts: Ints, lengths: Ints, plans: Ints) -> Ints:
        """Return numbers for words that stand in *letters*; there are none beyond the last."""
        room = MOST + 1 - self._size
        starts, lengths, plans = starts[:room], lengths[:room], plans[:room]
        taken = letters[spread(starts, lengths)]
        size, end = self._size + plans.size, self._end + taken.size
        self._columns = _grown(self._columns, size)
        self._letters = _grown(self._letters, end)
        columns = self._columns[:, self._size : size]
        columns[_PLAN], columns[_LENGTH] = plans, lengths
        columns[_START] = self._end + np.cumsum(lengths) - lengths
        self._letters[self._end : end] = taken
        numbers = np.arange(self._size, size)
        self._size, self._end = size, end
        return numbers

    def plans(self, numbers: Ints) -> Ints:
        """Return the numbers of the plans of the words numbered."""
        found: Ints = self._columns[_PLAN, numbers]
        return found

    def differing(self, letters: Bytes, starts: Ints, lengths: Ints, numbers: Ints) -> Ints:
        """Return which of the words that stand in *letters* are not spelled as those numbered."""
        known, begins = self._columns[_LENGTH, numbers], self._columns[_START, numbers]
        common = np.minimum(lengths, known)
        stand, own = (
            letters.take(spread(starts, common)),
            self._letters.take(spread(begins, common)),
        )
        wrong = np.searchsorted(np.cumsum(common), np.flatnonzero(stand != own), "right")
        return np.union1d(np.flatnonzero(lengths != known), wrong)


def _grown(array: NDArray[Kind], size: int) -> NDArray[Kind]:
    """Return *array*, with room for *size* of its last axis."""
    if size <= array.shape[-1]:
        return array
    more = np.zeros((*array.shape[:-1], size), array.dtype)
    return np.concatenate((array, more), axis=-1)
