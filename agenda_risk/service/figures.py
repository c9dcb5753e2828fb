"""Count what was raised in a span of days, and what came of it, once for all who look."""

from typing import NamedTuple

from agenda_risk.counties import by_county
from agenda_risk.service.archive import Lead, Verdicts, lead, verdicts
from agenda_risk.service.counted import counted
from agenda_risk.service.desk import Desk
from agenda_risk.shipped import load_counties
from agenda_risk.store import Connection
from agenda_risk.store.figures import (
    Span,
    raised_by_body,
    raised_by_category,
    raised_by_month,
    raised_subjects,
    rules_that_raised,
)
from agenda_risk.survey import Subject, Wave, waves_in

_MOST = 15


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


def figures_of(desk: Desk, span: Span) -> Figures:
    """Return the figures of *span*."""
    return counted(desk, ("figures", span), lambda connection: _figures(connection, span))


def _figures(connection: Connection, span: Span) -> Figures:
    subjects = tuple(Subject(*one) for one in raised_subjects(connection, span))
    towns = {one.organisation for one in subjects}
    counties = by_county(towns, load_counties())
    return Figures(
        raised_by_category(connection, span),
        raised_by_body(connection, span, _MOST),
        raised_by_month(connection, span),
        rules_that_raised(connection, span, _MOST),
        lead(connection, span),
        verdicts(connection, span),
        len(towns),
        waves_in(subjects, counties),
        counties is not None,
    )
