"""Read agendas that are kept, one after the other, to run them through rules once more."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.models import Meeting
from agenda_risk.store import screened_tables, tables

_MEETINGS, _VERSIONS = tables.meetings, tables.versions
_SCREENINGS = screened_tables.screenings
_AT_ONCE = 50


class KeptAgenda(NamedTuple):
    """A meeting as it was last seen, and the number of its body where it has been screened."""

    meeting: Meeting
    body: int | None


def agendas_between(connection: sa.Connection, first: date, last: date) -> Iterator[KeptAgenda]:
    """Yield the meetings from *first* to *last* that have an agenda, by day."""
    latest = (
        sa.select(_VERSIONS.c.meeting_id, sa.func.max(_VERSIONS.c.number).label("number"))
        .join(_MEETINGS, _MEETINGS.c.id == _VERSIONS.c.meeting_id)
        .where(_MEETINGS.c.day.between(first, last))
        .group_by(_VERSIONS.c.meeting_id)
        .subquery()
    )
    asked = (
        sa.select(_VERSIONS.c.content, _SCREENINGS.c.body_id)
        .join(
            latest,
            sa.and_(
                latest.c.meeting_id == _VERSIONS.c.meeting_id,
                latest.c.number == _VERSIONS.c.number,
            ),
        )
        .join(_MEETINGS, _MEETINGS.c.id == _VERSIONS.c.meeting_id)
        .outerjoin(_SCREENINGS, _SCREENINGS.c.meeting_id == _VERSIONS.c.meeting_id)
        .order_by(_MEETINGS.c.day, _MEETINGS.c.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for content, body in connection.execute(asked):
        meeting = Meeting.model_validate(content)
        if meeting.items:
            yield KeptAgenda(meeting, body)
