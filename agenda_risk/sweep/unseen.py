"""Tell of many new words at once which surely mean nothing, so that few need the analysis.

A word has a verdict only where it is a form, ends or begins with one, or is near one. All that is
looked up by hashes: two that are equal by chance cost an analysis in vain, never a verdict.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from agenda_risk.match import Matcher
from agenda_risk.sweep.chunk import FIRST_LETTER, LONGEST, ODD, Chunk, Words
from agenda_risk.sweep.letters import HashSet, Ints, Letters, letters_at, letters_of
from agenda_risk.sweep.near import Near

_SHORTEST = 2  # as many letters at least stand beside a form in a compound
_MOST_ERRORS = 2


class Told(NamedTuple):
    """Words that may be compounds and surely are not damaged, and *others* to be judged."""

    sound: Ints
    others: Ints


class Unseen:
    """Knows what *matcher* knows words by; that is laid out when the first word is seen."""

    def __init__(self, matcher: Matcher) -> None:
        self._known = matcher.forms()

    def telling(self, chunk: Chunk, words: Words, places: Ints) -> Told:
        """Return which of the words at *places* may have a verdict; none that has is left out."""
        lengths = words.ends[places] - words.starts[places]
        is_long = lengths > LONGEST
        long, short = np.flatnonzero(is_long), np.flatnonzero(~is_long)
        if not short.size:
            return Told(short, long)
        sound, damaged = self._told(
            letters_at(chunk.letters, words.starts[places[short]], lengths[short])
        )
        return Told(short[sound], np.concatenate((short[damaged], long)))

    def _told(self, letters: Letters) -> Told:
        compound, other = np.zeros((2, letters.starts.size), np.bool_)
        compound[self._compounds(letters)] = True
        # Words with hyphens and the like are taken apart before they are judged.
        apart = (letters.codes < FIRST_LETTER) | (letters.codes == ODD)
        other |= np.logical_or.reduceat(apart, letters.starts)
        other[self._whole.found(letters.wholes())] = True
        if self._known.repaired:
            other[self._near.found(letters, np.flatnonzero(~other))] = True
        return Told(np.flatnonzero(compound & ~other), np.flatnonzero(other))

    def _compounds(self, letters: Letters) -> Ints:
        """Return which words end or begin with a form, some of them twice."""
        inside = np.flatnonzero(letters.places >= _SHORTEST)
        last = self._last.found(letters.tails()[inside])
        first = self._first.found(letters.heads()[inside])
        at = inside[np.concatenate((last, first))]
        return np.searchsorted(letters.starts, at, "right") - 1

    @cached_property
    def _forms(self) -> list[str]:
        """Return the forms that a word which is not too long can be."""
        longest = LONGEST + _MOST_ERRORS
        return [form for form in self._known.whole if 0 < len(form) <= longest]

    @cached_property
    def _letters(self) -> Letters:
        return letters_of(self._forms)

    @cached_property
    def _whole(self) -> HashSet:
        return HashSet(self._letters.wholes())

    @cached_property
    def _last(self) -> HashSet:
        is_last = np.fromiter(map(self._known.last.__contains__, self._forms), np.bool_)
        return HashSet(self._letters.wholes()[is_last])

    @cached_property
    def _first(self) -> HashSet:
        parts = [part for part in self._known.first if 0 < len(part) < LONGEST]
        return HashSet(letters_of(parts).wholes())

    @cached_property
    def _near(self) -> Near:
        return Near(self._forms, self._letters)
