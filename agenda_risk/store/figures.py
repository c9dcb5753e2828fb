"""Count what was raised and how it went: figures of bodies and months, never of people."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables

_ITEMS, _SCREENINGS, _BODIES = tables.items, tables.screenings, tables.bodies
_FINDINGS, _OUTCOMES = tables.findings, tables.outcomes
_RAISED: sa.ColumnElement[int] = sa.literal_column("2")  # as the index of raised items is made for


class Span(NamedTuple):
    """The days from *first* to *last* of the bodies *among* some, or of all."""

    first: date
    last: date
    among: frozenset[int] | None = None


class Went(NamedTuple):
    """The level of a meeting, and how it went by each that told."""

    meeting: int
    level: int
    courses: tuple[str, ...]


def raised_by_category(connection: sa.Connection, span: Span) -> dict[tuple[str, int], int]:
    """Return how many raised items there are of each list of categories and each level."""
    asked = sa.select(_ITEMS.c.categories, _ITEMS.c.level, sa.func.count()).group_by(
        _ITEMS.c.categories, _ITEMS.c.level
    )
    return {(one[0], one[1]): one[2] for one in connection.execute(_raised(asked, span))}


def raised_by_body(connection: sa.Connection, span: Span) -> dict[tuple[str, int], int]:
    """Return how many raised items there are of each body, by its name and number."""
    asked = (
        sa.select(_BODIES.c.name, _BODIES.c.id, sa.func.count())
        .join(_ITEMS, _ITEMS.c.body_id == _BODIES.c.id)
        .group_by(_BODIES.c.id, _BODIES.c.name)
    )
    return {(one[0], one[1]): one[2] for one in connection.execute(_raised(asked, span))}


def raised_by_month(connection: sa.Connection, span: Span) -> dict[tuple[int, int], int]:
    """Return how many raised items there are in each year and month."""
    year, month = sa.extract("year", _ITEMS.c.day), sa.extract("month", _ITEMS.c.day)
    asked = sa.select(year, month, sa.func.count()).group_by(year, month).order_by(year, month)
    rows = connection.execute(_raised(asked, span))
    return {(int(one[0]), int(one[1])): one[2] for one in rows}


def rules_that_raised(connection: sa.Connection, span: Span) -> dict[str, int]:
    """Return in how many raised items each rule found something."""
    asked = (
        sa.select(_FINDINGS.c.rule, sa.func.count(_FINDINGS.c.item_id.distinct()))
        .join(_ITEMS, _ITEMS.c.id == _FINDINGS.c.item_id)
        .where(_FINDINGS.c.level >= _RAISED)
        .group_by(_FINDINGS.c.rule)
    )
    return {one[0]: one[1] for one in connection.execute(_raised(asked, span))}


def raised_subjects(connection: sa.Connection, span: Span) -> tuple[tuple[str, date, str], ...]:
    """Return which rule raised something on which day in which organisation."""
    asked = (
        sa.select(_FINDINGS.c.rule, _ITEMS.c.day, _BODIES.c.organisation)
        .distinct()
        .join(_ITEMS, _ITEMS.c.id == _FINDINGS.c.item_id)
        .join(_BODIES, _BODIES.c.id == _ITEMS.c.body_id)
        .where(_FINDINGS.c.level >= _RAISED)
    )
    rows = connection.execute(_raised(asked, span))
    return tuple((one[0], one[1], one[2]) for one in rows)


def how_they_went(connection: sa.Connection, span: Span) -> tuple[Went, ...]:
    """Return the level of each meeting and how it went, where anybody has told that."""
    asked = sa.select(_SCREENINGS.c.meeting_id, _SCREENINGS.c.level, _OUTCOMES.c.course).join(
        _OUTCOMES, _OUTCOMES.c.meeting_id == _SCREENINGS.c.meeting_id
    )
    told: dict[tuple[int, int], list[str]] = {}
    for meeting, level, course in connection.execute(_within(asked, _SCREENINGS, span)):
        told.setdefault((meeting, level), []).append(course)
    return tuple(Went(*key, tuple(courses)) for key, courses in told.items())


def held(connection: sa.Connection, span: Span) -> dict[int, int]:
    """Return how many meetings of each level there were."""
    asked = sa.select(_SCREENINGS.c.level, sa.func.count()).group_by(_SCREENINGS.c.level)
    return {one[0]: one[1] for one in connection.execute(_within(asked, _SCREENINGS, span))}


def courses_of(connection: sa.Connection, meetings: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return how each of *meetings* went, by each that told."""
    asked = sa.select(_OUTCOMES.c.meeting_id, _OUTCOMES.c.course).where(
        _OUTCOMES.c.meeting_id.in_(list(meetings))
    )
    told: dict[int, tuple[str, ...]] = {}
    for meeting, course in connection.execute(asked):
        told[meeting] = (*told.get(meeting, ()), course)
    return told


def _raised(asked: Any, span: Span) -> Any:
    return _within(asked, _ITEMS, span).where(_ITEMS.c.level >= _RAISED)


def _within(asked: Any, table: sa.Table, span: Span) -> Any:
    limited = asked.where(table.c.day >= span.first, table.c.day <= span.last)
    if span.among is None:
        return limited
    return limited.where(table.c.body_id.in_(sorted(span.among)))
