"""What is to be done where a word with a verdict stands."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agenda_risk.lexicon import Term
from agenda_risk.match import Matcher, Verdict

MOST = 1 << 16
_MOST_PAIRS = 1 << 18

# How many terms of one word a plan has, and how many with exceptions; how many words further a
# term may go on.
SINGLES, GUARDED, NEAR = 0, 1, 2

Chain = tuple[Term, tuple[frozenset[int], ...]]


class Plan(NamedTuple):
    """What a verdict means: terms of one word, such that have exceptions, and the first of more.

    *guarded* are the terms of one word that do not match within some phrase.
    """

    verdict: Verdict
    singles: tuple[tuple[str, str], ...] = ()
    guarded: tuple[Term, ...] = ()
    chains: tuple[Chain, ...] = ()
    reach: int = 0


class Plans:
    """Knows a plan for each verdict; number 0 is that of a word that means nothing.

    It is to be cleared between chunks when it has become longer than *most*.
    """

    def __init__(self, matcher: Matcher, most: int = MOST) -> None:
        self._matcher = matcher
        self._most = most
        self._columns: NDArray[np.int64] = np.zeros((3, most), np.int64)
        self.clear()

    @property
    def is_full(self) -> bool:
        """Tell whether there are so many that they should be forgotten."""
        return len(self.all) > self._most

    def clear(self) -> None:
        """Forget all plans."""
        self._numbers: dict[Verdict, int] = {frozenset(): 0}
        self._pairs: dict[tuple[int, int], bool] = {}
        self.all = [Plan(frozenset())]
        self.singles = [self.all[0].singles]

    def of_each(self, numbers: NDArray[np.int64], column: int) -> NDArray[np.int64]:
        """Return what *column* holds for each of the plans numbered."""
        found: NDArray[np.int64] = self._columns[column, numbers]
        return found

    def number(self, verdict: Verdict) -> int:
        """Return the number of the plan for *verdict*."""
        known = self._numbers.get(verdict)
        return self._add(verdict) if known is None else known

    def may_follow(self, pair: tuple[int, int]) -> bool:
        """Tell whether a term may go on from the first to the second of two plans."""
        known = self._pairs.get(pair)
        if known is None:
            if len(self._pairs) >= _MOST_PAIRS:
                self._pairs.clear()
            first, second = self.all[pair[0]], self.all[pair[1]]
            known = any(steps[1] & second.verdict for _term, steps in first.chains)
            self._pairs[pair] = known
        return known

    def _add(self, verdict: Verdict) -> int:
        number = self._numbers[verdict] = len(self.all)
        plan = self._plan(verdict)
        self.all.append(plan)
        self.singles.append(plan.singles)
        if number >= self._columns.shape[1]:
            self._columns = np.hstack((self._columns, np.zeros_like(self._columns)))
        near = max((1 + term.steps[1].gap for term, _ in plan.chains), default=0)
        self._columns[:, number] = len(plan.singles), len(plan.guarded), near
        return number

    def _plan(self, verdict: Verdict) -> Plan:
        known = self._matcher.chains
        found = [chain for word_id in verdict for chain in known.get(word_id, ())]
        alone = [term for term, steps in found if len(steps) == 1]
        guarded = tuple(filter(is_guarded, alone))
        chains = tuple(chain for chain in found if len(chain[1]) > 1)
        names = {(term.lexicon, term.lemma) for term in alone if term not in guarded}
        reach = max((_reach(term) for term, _steps in chains), default=0)
        return Plan(verdict, tuple(sorted(names)), guarded, chains, reach)


def is_guarded(term: Term) -> bool:
    """Tell whether there are phrases in which *term* does not match."""
    return bool(term.exceptions) and any(" " in exception for exception in term.exceptions)


def _reach(term: Term) -> int:
    return sum(step.gap + 1 for step in term.steps[1:])
