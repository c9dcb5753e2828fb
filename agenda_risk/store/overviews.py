"""Count what the overview tells of: raised items by month, outcomes, and sources in trouble."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables, tables
from agenda_risk.store.figures import Span
from agenda_risk.store.outcomes import COURSES, gravest
from agenda_risk.store.runs import WHOLE
from agenda_risk.store.screened import BodyRow

_SCREENINGS, _ITEMS = screened_tables.screenings, screened_tables.items
_BODIES = screened_tables.bodies
_OUTCOMES, _RUNS, _SOURCES = screened_tables.outcomes, tables.runs, tables.sources


class Raised(NamedTuple):
    """How many items of one level (a rank) were on the agendas of a day."""

    day: date
    level: int
    total: int


class Came(NamedTuple):
    """How many meetings took a *course*, by whether something had been *raised*."""

    course: str
    raised: bool
    total: int


class Unseen(NamedTuple):
    """A source whose last look did not see all; *seen* is when one last did."""

    name: str
    seen: datetime | None


class DayRow(NamedTuple):
    """A meeting as a calendar shows it."""

    meeting: int
    day: date
    status: str
    level: int
    body: BodyRow


def meetings_on_days(
    connection: sa.Connection, among: Iterable[int] | None, first: date, last: date
) -> tuple[DayRow, ...]:
    """Return all screened meetings from *first* to *last*, as a calendar shows them."""
    asked = (
        sa.select(
            _SCREENINGS.c.meeting_id,
            _SCREENINGS.c.day,
            _SCREENINGS.c.status,
            _SCREENINGS.c.level,
            _BODIES,
        )
        .join(_BODIES)
        .where(_SCREENINGS.c.day.between(first, last))
        .order_by(_SCREENINGS.c.day, _SCREENINGS.c.clock)
    )
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    return tuple(
        DayRow(meeting, day, status, level, BodyRow(*body))
        for meeting, day, status, level, *body in connection.execute(asked)
    )


def raised_by_day(connection: sa.Connection, span: Span) -> tuple[Raised, ...]:
    """Return how many items were raised on each day of *span*."""
    # The number of an item begins with its day: so an index alone tells all that is asked.
    days = _ITEMS.c.id.bitwise_rshift(sa.literal_column(f"{screened_tables.DAY_BITS}"))
    level = _ITEMS.c.level if span.among is None else _ITEMS.c.level + 0
    asked = (
        sa.select(days, _ITEMS.c.level, sa.func.count())
        .where(level.in_((2, 3)))
        .where(_ITEMS.c.id >= screened_tables.item_number(span.first, 0, 0))
        .where(_ITEMS.c.id < screened_tables.item_number(span.last + timedelta(days=1), 0, 0))
        .group_by(days, _ITEMS.c.level)
    )
    rows = connection.execute(_among(asked, _ITEMS, span.among))
    return tuple(Raised(date.fromordinal(day), rank, total) for day, rank, total in rows)


def courses(connection: sa.Connection, span: Span) -> tuple[Came, ...]:
    """Return how the meetings of *span* went, each counted once, by the worst that was told."""
    is_raised = (_SCREENINGS.c.raised > sa.literal_column("0")).label("is_raised")
    told: tuple[Any, ...] = (gravest().label("course"), is_raised)
    asked = (
        sa.select(*told)
        .join(_SCREENINGS, _SCREENINGS.c.meeting_id == _OUTCOMES.c.meeting_id)
        .where(_SCREENINGS.c.day.between(span.first, span.last))
        .group_by(_OUTCOMES.c.meeting_id, is_raised)
    )
    each = _among(asked, _SCREENINGS, span.among).subquery()
    rows = connection.execute(sa.select(*each.c, sa.func.count()).group_by(*each.c))
    return tuple(Came(COURSES[row[0]].value, row[1], row[2]) for row in rows)


def untold(
    connection: sa.Connection, among: Iterable[int] | None, first: date, last: date
) -> tuple[int, ...]:
    """Return the meetings with raised items, from *first* to *last*, that nobody has told of."""
    told = sa.exists().where(_OUTCOMES.c.meeting_id == _SCREENINGS.c.meeting_id)
    asked = (
        sa.select(_SCREENINGS.c.meeting_id)
        .where(_SCREENINGS.c.day.between(first, last), _SCREENINGS.c.raised > 0, ~told)
        .order_by(_SCREENINGS.c.day.desc())
        .limit(20)
    )
    return tuple(connection.scalars(_among(asked, _SCREENINGS, among)))


def unseen_sources(connection: sa.Connection) -> tuple[Unseen, ...]:
    """Return the sources whose last look that ended did not see all."""
    other = _RUNS.alias()
    last = sa.select(sa.func.max(other.c.id)).where(other.c.ended.is_not(None))
    whole = (other.c.source_id == _SOURCES.c.id) & (other.c.outcome == WHOLE)
    seen = sa.select(sa.func.max(other.c.ended)).where(whole).scalar_subquery()
    asked = (
        sa.select(_SOURCES.c.name, sa.type_coerce(seen, _RUNS.c.ended.type))
        .join(_RUNS)
        .where(_RUNS.c.id.in_(last.group_by(other.c.source_id)), _RUNS.c.outcome != WHOLE)
        .order_by(_SOURCES.c.name)
    )
    return tuple(Unseen(*row) for row in connection.execute(asked))


def _among(asked: sa.Select[Any], table: sa.Table, among: Iterable[int] | None) -> sa.Select[Any]:
    return asked if among is None else asked.where(table.c.body_id.in_(sorted(among)))
