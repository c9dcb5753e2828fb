"""Judge many new words at once, so that only those that mean something become Python values.

A word has a verdict only where it is a form, ends or begins with one, or is near one. All that is
looked up by hashes: two that are equal by chance cost an analysis in vain, never a verdict.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
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
    """Words by their letters, and by their texts."""

    letters: Letters
    text: str
    starts: list[int]
    ends: list[int]

    def __getitem__(self, word):  # type: ignore
        return self.text[self.starts[word] : self.ends[word]]


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
        letters = letters_at(chunk.letters, starts[short], lengths[short])
        # Words with hyphens and the like are taken apart before they are judged.
        odd = (letters.codes < FIRST_LETTER) | (letters.codes == ODD)
        is_apart = np.logical_or.reduceat(odd, letters.starts)
        found = self._found(letters, np.flatnonzero(~is_apart))
        capitals = in_capitals(chunk, starts[short]).tolist()
        at = short.tolist()
        settled = {
            at[word]: self._matcher.settled(text, verdict, capitals[word])
            for word, (text, verdict) in found.items()
        }
        apart = np.concatenate((short[is_apart], np.flatnonzero(lengths > LONGEST)))
        return Judged(settled, apart)

    def _found(self, letters: Letters, words: Ints) -> dict[int, tuple[str, Verdict]]:
        text = letters.codes.tobytes().decode("latin-1")
        spelled = Spelled(letters, text, letters.starts.tolist(), (letters.starts + letters.lengths).tolist())
        found: dict[int, Verdict] = {}
        for word, ids in chain(self._wholes(spelled, words), self._endings(spelled, words), self._beginnings(spelled, words)):
            found[word] = found[word] | ids if word in found else ids
        if self._known.repaired:
            is_left = np.zeros(letters.starts.size, np.bool_)
            is_left[words] = True
            is_left[list(found)] = False
            found.update(self._damaged(spelled, np.flatnonzero(is_left)))
        return {word: (spelled[word], ids) for word, ids in found.items()}

    def _wholes(self, spelled: Spelled, words: Ints) -> Found:
        at = words[self._whole.found(spelled.letters.wholes()[words])]
        for word in at.tolist():
            ids = self._known.whole.get(spelled[word])
            if ids:
                yield word, ids

    def _endings(self, spelled: Spelled, words: Ints) -> Found:
        at, lengths = self._last.found(spelled.letters, words)
        for word, length in zip(at.tolist(), lengths.tolist(), strict=True):
            text = spelled[word]
            ids = self._known.last.get(text[-length:])
            if ids and self._matcher.may_end(text, length):
                yield word, ids

    def _beginnings(self, spelled: Spelled, words: Ints) -> Found:
        at, lengths = self._first.found(spelled.letters, words)
        for word, length in zip(at.tolist(), lengths.tolist(), strict=True):
            text = spelled[word]
            ids = self._known.first.get(text[:length])
            if ids and self._matcher.may_begin(text, length):
                yield word, ids

    def _damaged(self, spelled: Spelled, words: Ints) -> Found:
        near = self._near.found(spelled.letters, words)
        forms = {self._forms[form] for form in near.forms.tolist()}
        # What is far from all these words changes nothing for them.
        repair = repair_to(forms)
        for word in dict.fromkeys(near.words.tolist()):
            text = spelled[word]
            if self._matcher.may_be_damaged(text):
                read = [self._known.whole[form] for form in repair.forms_near(text)]
                if read:
                    yield word, frozenset().union(*read)

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
