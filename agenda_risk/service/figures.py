"""Count what was raised in a span of days, and what came of it, once for all who look."""

from typing import NamedTuple

from agenda_risk.service.archive import Lead, Verdicts, lead, verdicts
from agenda_risk.service.counted import counted
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.figures import (
    Span,
    raised_by_body,
    raised_by_category,
    raised_by_month,
    rules_that_raised,
)

_MOST = 15


class Figures(NamedTuple):
    """What was raised, by categories and level, body, month and rule, and whether it held."""

    raised: dict[tuple[str, int], int]
    bodies: tuple[tuple[str, int], ...]
    months: dict[tuple[int, int], int]
    rules: tuple[tuple[str, int], ...]
    lead: Lead
    verdicts: Verdicts


def figures_of(desk: Desk, span: Span) -> Figures:
    """Return the figures of *span*."""
    return counted(desk, ("figures", span), lambda connection: _figures(connection, span))


def _figures(connection: Connection, span: Span) -> Figures:
    return Figures(
        raised_by_category(connection, span),
        raised_by_body(connection, span, _MOST),
        raised_by_month(connection, span),
        rules_that_raised(connection, span, _MOST),
        lead(connection, span),
        verdicts(connection, span),
    )
