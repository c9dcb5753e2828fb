"""Tell of each rule how the meetings went at which it raised something."""

from collections.abc import Iterable
from itertools import chain
from operator import add
from typing import NamedTuple, Self

from agenda_risk.service.archive import gravest
from agenda_risk.service.counted import summed
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.figures import Span
from agenda_risk.store.outcomes import Course, Effect
from agenda_risk.store.reports import Telling, tellings
from agenda_risk.store.rule_outcomes import (
    RuleHits,
    meetings_by_rule,
    raised_by_rule,
    with_measures,
)

_TAKEN = {Effect.YES, Effect.PARTLY, Effect.NO}


class Outcomes(NamedTuple):
    """How the meetings went at which a *rule* raised something, those that are told of.

    A calm meeting after measures is no false alarm: *calm_after* is apart from *calm_without*,
    where no measure is known. *grave* were disturbed, or worse.
    """

    rule: str
    hits: RuleHits
    calm_without: int = 0
    calm_after: int = 0
    loud: int = 0
    grave: int = 0

    @property
    def told(self) -> int:
        """Return of how many meetings anybody has told."""
        return self.calm_without + self.calm_after + self.loud + self.grave

    def added(self, other: Self) -> Self:
        """Return the outcomes of the same rule, with those of *other* meetings."""
        hits = RuleHits(*map(add, self.hits, other.hits))
        return type(self)(self.rule, hits, *map(add, self[2:], other[2:]))


def outcomes_by_rule(desk: Desk, span: Span) -> tuple[Outcomes, ...]:
    """Return what is known of each rule that raised something, those that raised the most first."""
    return summed(desk, ("rule outcomes", span), _outcomes, _added)


def _outcomes(connection: Connection, span: Span) -> tuple[Outcomes, ...]:
    hits = raised_by_rule(connection, span.first, span.last)
    told = tellings(connection, span)
    measured = with_measures(connection, span.first, span.last)
    kinds = {meeting: _kind(one, answered=meeting in measured) for meeting, one in told.items()}
    went: dict[str, list[str]] = {}
    for rule, meeting in meetings_by_rule(connection, span.first, span.last):
        went.setdefault(rule, []).append(kinds[meeting])
    return tuple(_counted(rule, one, went.get(rule, ())) for rule, one in hits.items())


def _added(parts: Iterable[tuple[Outcomes, ...]]) -> tuple[Outcomes, ...]:
    """Return the outcomes of each rule in all *parts*, of which no meeting is in two."""
    found: dict[str, Outcomes] = {}
    for one in chain.from_iterable(parts):
        found[one.rule] = one.added(found[one.rule]) if one.rule in found else one
    return tuple(sorted(found.values(), key=lambda one: (-one.hits.items, one.rule)))


def _counted(rule: str, hits: RuleHits, kinds: Iterable[str]) -> Outcomes:
    every = list(kinds)
    return Outcomes(rule, hits, *(every.count(name) for name in Outcomes._fields[2:]))


def _kind(told: tuple[Telling, ...], *, answered: bool) -> str:
    """Return how a meeting went, as a field of Outcomes."""
    course = gravest(one.course for one in told)
    if course is not Course.CALM:
        return "loud" if course is Course.LOUD else "grave"
    return "calm_after" if _is_measured(told, answered=answered) else "calm_without"


def _is_measured(told: tuple[Telling, ...], *, answered: bool) -> bool:
    """Tell whether measures were taken: by what is told, else by what was said yes to."""
    effects = {one.effect for one in told}
    if effects & _TAKEN:
        return True
    return answered and Effect.NONE_TAKEN.value not in effects
