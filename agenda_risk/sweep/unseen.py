"""Judge many new words at once, so that only those that mean something become Python values.

A word has a verdict only where it is a form, ends or begins with one, or is near one. All that is
looked up by hashes: two that are equal by chance cost an analysis in vain, never a verdict.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from agenda_risk.match import Matcher, Verdict
from agenda_risk.repair import repair_to
from agenda_risk.sweep.chunk import FIRST_LETTER, LONGEST, ODD, Chunk, Words, in_capitals
from agenda_risk.sweep.letters import HashSet, Ints, Letters, letters_at, letters_of
from agenda_risk.sweep.near import Near
from agenda_risk.sweep.parts import FIRST, LAST, Parts

_MOST_ERRORS = 2

Found = Iterator[tuple[int, Verdict]]


class Judged(NamedTuple):
    """The verdicts of words by their places, and the places of those to be judged *apart*."""

    verdicts: dict[int, Verdict]
    apart: Ints


class Spelled(NamedTuple):
    """Words by their letters and in one text; *plain* can be judged by their letters.

    Words with hyphens and the like are taken apart before they are judged.
    """

    letters: Letters
    text: str
    starts: list[int]
    ends: list[int]
    plain: Ints

    def word(self, number: int) -> str:
        """Return one of the words as a text."""
        return self.text[self.starts[number] : self.ends[number]]


class Unseen:
    """Knows what *matcher* knows words by; that is laid out when the first word is seen."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._known = matcher.forms()

    def verdicts(self, chunk: Chunk, words: Words, places: Ints) -> Judged:
        """Return the verdicts of the words at *places*; one that is not among them has none."""
        starts, lengths = words.starts[places], words.ends[places] - words.starts[places]
        short = np.flatnonzero(lengths <= LONGEST)
        if not short.size:
            return Judged({}, np.arange(places.size))
        spelled = _spelled(chunk, starts[short], lengths[short])
        at = short.tolist()
        capitals = in_capitals(chunk, starts[short]).tolist()
        verdicts = {
            at[word]: self._matcher.settled(spelled.word(word), found, capitals[word])
            for word, found in self._found(spelled).items()
        }
        is_apart = np.ones(places.size, np.bool_)
        is_apart[short[spelled.plain]] = False
        return Judged(verdicts, np.flatnonzero(is_apart))

    def _found(self, spelled: Spelled) -> dict[int, Verdict]:
        """Return what the plain words are, but for exceptions."""
        found: dict[int, Verdict] = {}
        for kind in (self._wholes, self._endings, self._beginnings):
            for word, ids in kind(spelled):
                others = found.get(word)
                found[word] = others | ids if others else ids
        if self._known.repaired:
            found.update(self._damaged(spelled, np.setdiff1d(spelled.plain, list(found))))
        return found

    def _wholes(self, spelled: Spelled) -> Found:
        known, plain = self._known.whole, spelled.plain
        for word in plain[self._whole.found(spelled.letters.wholes()[plain])].tolist():
            ids = known.get(spelled.word(word))
            if ids:
                yield word, ids

    def _endings(self, spelled: Spelled) -> Found:
        known, may_end = self._known.last, self._matcher.may_end
        for word, length in self._last.found(spelled.letters, spelled.plain):
            text = spelled.word(word)
            ids = known.get(text[-length:])
            if ids and may_end(text, length):
                yield word, ids

    def _beginnings(self, spelled: Spelled) -> Found:
        known, may_begin = self._known.first, self._matcher.may_begin
        for word, length in self._first.found(spelled.letters, spelled.plain):
            text = spelled.word(word)
            ids = known.get(text[:length])
            if ids and may_begin(text, length):
                yield word, ids

    def _damaged(self, spelled: Spelled, words: Ints) -> Found:
        near = self._near.found(spelled.letters, words)
        # Forms that are near none of these words would change nothing.
        repair = repair_to({self._forms[form] for form in near.forms.tolist()})
        for word in np.unique(near.words).tolist():
            text = spelled.word(word)
            forms = repair.forms_near(text) if self._matcher.may_be_damaged(text) else ()
            if forms:
                yield word, frozenset().union(*(self._known.whole[form] for form in forms))

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
    def _last(self) -> Parts:
        return Parts(self._known.last, LAST)

    @cached_property
    def _first(self) -> Parts:
        return Parts(self._known.first, FIRST)

    @cached_property
    def _near(self) -> Near:
        return Near(self._forms, self._letters)


def _spelled(chunk: Chunk, starts: Ints, lengths: Ints) -> Spelled:
    letters = letters_at(chunk.letters, starts, lengths)
    odd = (letters.codes < FIRST_LETTER) | (letters.codes == ODD)
    is_odd = np.logical_or.reduceat(odd, letters.starts)
    begins = letters.starts.tolist()
    ends = (letters.starts + letters.lengths).tolist()
    return Spelled(letters, letters.text(), begins, ends, np.flatnonzero(~is_odd))
