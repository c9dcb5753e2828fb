"""Tell of many new words at once which surely mean nothing, so that few need the analysis.

A word has a verdict only where it is a form, ends or begins with one, or is near one. All that is
looked up by hashes: two that are equal by chance cost an analysis in vain, never a verdict.
"""

from collections.abc import Collection
from functools import cached_property

import numpy as np

from agenda_risk.match import Matcher
from agenda_risk.sweep.chunk import FIRST_LETTER, LONGEST, ODD, Chunk, Words
from agenda_risk.sweep.letters import HashSet, Ints, Letters, letters_at, letters_of
from agenda_risk.sweep.near import Near

_SHORTEST = 2  # as many letters at least stand beside a form in a compound
_MOST_ERRORS = 2


class Unseen:
    """Knows what *matcher* knows words by."""

    def __init__(self, matcher: Matcher) -> None:
        self._known = matcher.forms()

    def telling(self, chunk: Chunk, words: Words, places: Ints) -> Ints:
        """Return which of the words at *places* may have a verdict; none that has is left out."""
        lengths = words.ends[places] - words.starts[places]
        told = lengths > LONGEST
        short = np.flatnonzero(~told)
        if short.size:
            letters = letters_at(chunk.letters, words.starts[places[short]], lengths[short])
            told[short[self._found(letters)]] = True
        return np.flatnonzero(told)

    def _found(self, letters: Letters) -> Ints:
        told = np.zeros(letters.starts.size, np.bool_)
        told[self._whole.found(letters.wholes())] = True
        told[self._compounds(letters)] = True
        # Words with hyphens and the like are taken apart before they are judged.
        apart = (letters.codes < FIRST_LETTER) | (letters.codes == ODD)
        told |= np.logical_or.reduceat(apart, letters.starts)
        if self._known.are_repaired:
            told[self._near.found(letters, np.flatnonzero(~told))] = True
        return np.flatnonzero(told)

    def _compounds(self, letters: Letters) -> Ints:
        """Return which words end or begin with a form, some of them twice."""
        inside = np.flatnonzero(letters.places >= _SHORTEST)
        last = self._last.found(letters.tails()[inside])
        first = self._first.found(letters.heads()[inside])
        at = inside[np.concatenate((last, first))]
        return np.searchsorted(letters.starts, at, "right") - 1

    @cached_property
    def _whole(self) -> HashSet:
        return _hashes(self._known.whole)

    @cached_property
    def _last(self) -> HashSet:
        return _hashes(self._known.last)

    @cached_property
    def _first(self) -> HashSet:
        return _hashes(self._known.first)

    @cached_property
    def _near(self) -> Near:
        return Near(_fitting(self._known.whole))


def _hashes(forms: Collection[str]) -> HashSet:
    return HashSet(letters_of(_fitting(forms)).wholes())


def _fitting(forms: Collection[str]) -> list[str]:
    """Return the *forms* that a word which is not too long can be."""
    return [form for form in forms if 0 < len(form) <= LONGEST + _MOST_ERRORS]
