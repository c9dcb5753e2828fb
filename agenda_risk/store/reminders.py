"""Find the meetings that somebody has to be reminded of."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from agenda_risk.models import Event, Happening
from agenda_risk.store import message_tables, screened_tables

_SCREENINGS, _MEASURES = screened_tables.screenings, screened_tables.measures
_OUTCOMES, _HAPPENINGS = screened_tables.outcomes, message_tables.happenings
_SITUATIONS = message_tables.situations


def meetings_on(connection: sa.Connection, day: date) -> tuple[Happening, ...]:
    """Return the meetings on *day* that have a brief."""
    return _found(connection, Event.TOMORROW, _SCREENINGS.c.day == day)


def undecided_meetings(connection: sa.Connection, first: date, last: date) -> tuple[Happening, ...]:
    """Return the meetings from *first* to *last* with measures that nobody has answered."""
    open_measure = sa.exists().where(
        _MEASURES.c.meeting_id == _SCREENINGS.c.meeting_id, _MEASURES.c.answer.is_(None)
    )
    waits = _SCREENINGS.c.day.between(first, last) & (_SCREENINGS.c.raised > 0) & open_measure
    return _found(connection, Event.UNDECIDED, waits)


def untold_meetings(connection: sa.Connection, first: date, last: date) -> tuple[Happening, ...]:
    """Return the meetings with raised items, from *first* to *last*, that nobody has told of.

    One is returned until it has been told that it is so.
    """
    is_told = sa.exists().where(_OUTCOMES.c.meeting_id == _SCREENINGS.c.meeting_id)
    is_asked = sa.exists().where(
        _HAPPENINGS.c.meeting_id == _SCREENINGS.c.meeting_id,
        _HAPPENINGS.c.event == Event.UNTOLD.value,
    )
    was_held = _SCREENINGS.c.day.between(first, last) & (_SCREENINGS.c.raised > 0)
    return _found(connection, Event.UNTOLD, was_held & ~is_told & ~is_asked)


def _found(
    connection: sa.Connection, event: Event, which: sa.ColumnElement[bool]
) -> tuple[Happening, ...]:
    asked: sa.Select[Any] = (
        sa.select(_SCREENINGS, sa.func.coalesce(_SITUATIONS.c.sequence, 0).label("sequence"))
        .outerjoin(_SITUATIONS, _SITUATIONS.c.meeting_id == _SCREENINGS.c.meeting_id)
        .where(which, _SCREENINGS.c.status == "")
        .order_by(_SCREENINGS.c.day, _SCREENINGS.c.meeting_id)
    )
    return tuple(
        Happening(
            event,
            row.meeting_id,
            row.body_id,
            row.day,
            row.clock,
            None,
            row.level,
            row.raised,
            row.sequence,
        )
        for row in connection.execute(asked)
    )
