"""Count what was raised in a span of days, and what came of it, once for all who look."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from typing import NamedTuple, TypeVar

from agenda_risk.counties import by_county
from agenda_risk.service.archive import Lead, Verdicts, lead, verdicts
from agenda_risk.service.counted import summed
from agenda_risk.service.desk import Desk
from agenda_risk.shipped import load_counties
from agenda_risk.store import Connection
from agenda_risk.store.figures import (
    Span,
    held,
    how_they_went,
    raised_by_body,
    raised_by_category,
    raised_by_month,
    raised_subjects,
    rules_that_raised,
)
from agenda_risk.store.reports import Seen, agendas_seen
from agenda_risk.survey import Subject, Wave, waves_in

_MOST = 15
_Key = TypeVar("_Key", bound=Hashable)


class Figures(NamedTuple):
    """What was raised, by categories and level, body, month and rule, and whether it held.

    *waves* are subjects that many organisations had at once, of one county where *is_county*;
    *organisations* counts those in which anything was raised.
    """

    raised: dict[tuple[str, int], int]
    bodies: tuple[tuple[str, int], ...]
    months: dict[tuple[int, int], int]
    rules: tuple[tuple[str, int], ...]
    lead: Lead
    verdicts: Verdicts
    organisations: int
    waves: tuple[Wave, ...]
    is_county: bool


class _Part(NamedTuple):
    """What figures are made of, as the store has it of some days."""

    raised: Mapping[tuple[str, int], int]
    bodies: Mapping[tuple[str, int], int]
    months: Mapping[tuple[int, int], int]
    rules: Mapping[str, int]
    subjects: tuple[Subject, ...]
    seen: tuple[Seen, ...]
    verdicts: Verdicts


def figures_of(desk: Desk, span: Span) -> Figures:
    """Return the figures of *span*."""
    return summed(desk, ("figures", span), _part, _figures)


def _part(connection: Connection, span: Span) -> _Part:
    return _Part(
        raised_by_category(connection, span),
        raised_by_body(connection, span),
        raised_by_month(connection, span),
        rules_that_raised(connection, span),
        tuple(Subject(*one) for one in raised_subjects(connection, span)),
        agendas_seen(connection, span),
        verdicts(held(connection, span), how_they_went(connection, span)),
    )


def _figures(parts: Sequence[_Part]) -> Figures:
    subjects = tuple(chain.from_iterable(one.subjects for one in parts))
    towns = {one.organisation for one in subjects}
    counties = by_county(towns, load_counties())
    bodies = _added(one.bodies for one in parts)
    return Figures(
        raised=_added(one.raised for one in parts),
        bodies=tuple((name, total) for (name, _), total in _most(bodies)),
        months=_added(one.months for one in parts),
        rules=_most(_added(one.rules for one in parts)),
        lead=lead(chain.from_iterable(one.seen for one in parts)),
        verdicts=reduce(Verdicts.added, (one.verdicts for one in parts)),
        organisations=len(towns),
        waves=waves_in(subjects, counties),
        is_county=counties is not None,
    )


def _added(counts: Iterable[Mapping[_Key, int]]) -> Counter[_Key]:
    whole: Counter[_Key] = Counter()
    for one in counts:
        whole.update(one)
    return whole


def _most(counts: Mapping[_Key, int]) -> tuple[tuple[_Key, int], ...]:
    """Return what there is the most of, those of as many in the order of their names."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST])
