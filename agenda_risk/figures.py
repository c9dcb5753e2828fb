"""Precision, recall and F1 against two people, and how sure they are."""

import random
from collections.abc import Sequence

from agenda_risk.models import Model

DRAWS = 400
_LOWEST, _HIGHEST = 10, 389

Case = tuple[bool, bool, bool]


class Figures(Model):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


def case(ours: bool, people: int) -> Case:
    """Return whether we, both people, and either of them raised an item."""
    return ours, people == 2, people >= 1


def figures(cases: Sequence[Case]) -> Figures:
    """Return precision, recall and F1 of *cases*: raised by us, by both, by either."""
    found = sum(ours and both for ours, both, _ in cases)
    recall = found / max(1, sum(both for _, both, _ in cases))
    right = sum(ours and either for ours, _, either in cases)
    precision = right / max(1, sum(ours for ours, _, _ in cases))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Figures(precision=precision, recall=recall, f1=f1)


def interval(cases: Sequence[Case]) -> tuple[Figures, Figures]:
    """Return the bounds that hold 95 of a hundred figures, of items drawn anew with a seed."""
    chance = random.Random(0)
    drawn = [figures(chance.choices(cases, k=len(cases))) for _ in range(DRAWS)] if cases else []
    columns = {
        name: sorted(getattr(one, name) for one in drawn or [figures(cases)] * DRAWS)
        for name in Figures.model_fields
    }
    low, high = (
        Figures(**{name: column[place] for name, column in columns.items()})
        for place in (_LOWEST, _HIGHEST)
    )
    return low, high


def agreement(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return the F1 of one judgement against the other."""
    both = sum(a and b for a, b in zip(one, other, strict=True))
    return 2 * both / max(1, sum(one) + sum(other))
