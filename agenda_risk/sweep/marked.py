"""The words of a chunk that mean something, and what terms they make up."""

from collections.abc import Callable, Iterator
from itertools import chain, repeat

import numpy as np

from agenda_risk.exceptions import is_phrase
from agenda_risk.lexicon import Term
from agenda_risk.match import Hit, Token, end_of
from agenda_risk.sweep.chunk import Chunk, Ints, Words, sentence_ends
from agenda_risk.sweep.plans import GUARDED, NEAR, SINGLES, Plans, is_guarded

_BLANK = Token(0, 0, -1, frozenset())

Hits = tuple[Hit, ...]


class Marked:
    """Knows where the words that mean something stand, each in its own text.

    *places* count the words of *chunk*, *numbers* are those of their plans.
    """

    def __init__(self, chunk: Chunk, words: Words, places: Ints, numbers: Ints) -> None:
        starts = words.starts[places]
        borders = sentence_ends(chunk)
        self.texts = np.searchsorted(chunk.begins, starts, "right") - 1
        begins = chunk.begins[self.texts]
        self.places, self.numbers = places, numbers
        self.starts, self.ends = starts - begins, words.ends[places] - begins
        self.firsts = places - np.searchsorted(words.starts, begins)
        self.across = np.searchsorted(borders, starts)
        self.sentences = self.across - np.searchsorted(borders, begins)

    def singles(self, plans: Plans) -> Iterator[tuple[int, Hits]]:
        """Yield the number of each text with terms of one word, and these, in order."""
        each = np.repeat(np.arange(len(self.numbers)), plans.of_each(self.numbers, SINGLES))
        lists = map(plans.singles.__getitem__, self.numbers.tolist())
        names = list(chain.from_iterable(lists))
        firsts = self.firsts[each].tolist()
        columns = (self.starts[each].tolist(), self.ends[each].tolist(), firsts, firsts)
        if not names:
            return
        rows = zip(*zip(*names, strict=True), *columns, self.sentences[each].tolist(), strict=True)
        # What Hit(*row) does, without a call in Python for each.
        made = tuple(map(tuple.__new__, repeat(Hit), rows))
        for text, low, high in _groups(self.texts[each]):
            yield text, made[low:high]

    def others(self, plans: Plans, folded: Callable[[int], str]) -> Iterator[tuple[int, Hit]]:
        """Yield the number of the text and the term, for all terms that are not single words.

        *folded* gives a text in small letters, to look for phrases that must not match.
        """
        for at, term, last in chain(self._guarded(plans), self._chains(plans)):
            text, hit = int(self.texts[at]), self._hit(term, at, last)
            if not is_guarded(term) or not is_phrase(
                term.exceptions, folded(text), hit.start, hit.end
            ):
                yield text, hit

    def _guarded(self, plans: Plans) -> Iterator[tuple[int, Term, int]]:
        for at in np.flatnonzero(plans.of_each(self.numbers, GUARDED)).tolist():
            for term in plans.all[self.numbers[at]].guarded:
                yield at, term, at

    def _chains(self, plans: Plans) -> Iterator[tuple[int, Term, int]]:
        """Yield at which word a term of several begins, and at which it ends."""
        for at in self._begun(plans):
            plan = plans.all[self.numbers[at]]
            window = self._window(plans, at, plan.reach)
            for term, steps in plan.chains:
                last = end_of(term, steps, window, 0)
                if last is not None:
                    yield at, term, int(np.searchsorted(self.places, self.places[at] + last))

    def _begun(self, plans: Plans) -> list[int]:
        """Return after which words another stands that goes on with a term, in its sentence."""
        begun: set[int] = set()
        near = plans.of_each(self.numbers, NEAR)
        for ahead in range(1, min(int(near.max()) + 1, len(self.places))):
            is_near = self.places[ahead:] - self.places[:-ahead] <= near[:-ahead]
            at = np.flatnonzero(is_near & (self.across[ahead:] == self.across[:-ahead]))
            pairs = zip(self.numbers[at].tolist(), self.numbers[at + ahead].tolist(), strict=True)
            follows = map(plans.may_follow, pairs)
            begun.update(at[np.fromiter(follows, np.bool_, len(at))].tolist())
        return sorted(begun)

    def _window(self, plans: Plans, at: int, reach: int) -> list[Token]:
        """Return the words from *at* on; those between that mean nothing are blank."""
        window = [_BLANK] * (reach + 1)
        begin = self.places[at]
        until = int(np.searchsorted(self.places, begin + reach, "right"))
        for other in range(at, until):
            window[self.places[other] - begin] = Token(
                int(self.starts[other]),
                int(self.ends[other]),
                int(self.across[other]),
                plans.all[self.numbers[other]].verdict,
            )
        return window

    def _hit(self, term: Term, at: int, last: int) -> Hit:
        return Hit(
            term.lexicon,
            term.lemma,
            int(self.starts[at]),
            int(self.ends[last]),
            int(self.firsts[at]),
            int(self.firsts[last]),
            int(self.sentences[at]),
        )


def _groups(values: Ints) -> Iterator[tuple[int, int, int]]:
    """Yield each value of *values*, which are in order, and between which places it stands."""
    if values.size:
        cuts = (np.flatnonzero(values[1:] != values[:-1]) + 1).tolist()
        lows = [0, *cuts]
        yield from zip(values[lows].tolist(), lows, [*cuts, values.size], strict=True)
