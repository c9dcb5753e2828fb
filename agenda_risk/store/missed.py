"""Find the meetings that were disturbed with nothing raised, and keep what became of them."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import follow_up_tables, screened_tables
from agenda_risk.store.outcomes import Course
from agenda_risk.store.screened import ScreeningRow, screening_of

_VERDICTS, _OUTCOMES = follow_up_tables.missed_meetings, screened_tables.outcomes
_SCREENINGS = screened_tables.screenings
_GRAVE = (Course.DISTURBED.value, Course.THREAT.value)


class Verdict(StrEnum):
    """What became of a miss; open until somebody has told."""

    OPEN = ""
    TAKEN = "taken"
    DISMISSED = "dismissed"


class Miss(NamedTuple):
    """A meeting that was disturbed with nothing raised, and what became of it."""

    row: ScreeningRow
    verdict: Verdict
    reason: str


def misses(connection: sa.Connection, most: int) -> tuple[Miss, ...]:
    """Return the misses, those that are open first, the latest first."""
    verdict = sa.func.coalesce(_VERDICTS.c.verdict, "")
    asked = (
        sa.select(_SCREENINGS.c.meeting_id)
        .outerjoin(_VERDICTS, _VERDICTS.c.meeting_id == _SCREENINGS.c.meeting_id)
        .where(_is_missed())
        .order_by(sa.case((verdict == "", 0), else_=1), _SCREENINGS.c.day.desc())
        .limit(most)
    )
    found = (miss_of(connection, meeting) for meeting in connection.scalars(asked).all())
    return tuple(one for one in found if one)


def open_misses(connection: sa.Connection) -> int:
    """Return how many misses are open."""
    judged = sa.exists().where(_VERDICTS.c.meeting_id == _SCREENINGS.c.meeting_id)
    asked = sa.select(sa.func.count()).select_from(_SCREENINGS).where(_is_missed(), ~judged)
    return connection.scalar(asked) or 0


def miss_of(connection: sa.Connection, meeting: int) -> Miss | None:
    """Return the meeting numbered *meeting*, if it is a miss."""
    asked = sa.select(_SCREENINGS.c.meeting_id).where(
        _SCREENINGS.c.meeting_id == meeting, _is_missed()
    )
    row = screening_of(connection, meeting) if connection.scalar(asked) is not None else None
    if row is None:
        return None
    told = connection.execute(sa.select(_VERDICTS).where(_VERDICTS.c.meeting_id == meeting)).first()
    return Miss(row, Verdict(told.verdict), told.reason) if told else Miss(row, Verdict.OPEN, "")


def put_verdict(
    connection: sa.Connection, meeting: int, verdict: Verdict, reason: str, at: datetime
) -> None:
    """Let *verdict* be what became of the miss; OPEN takes back what was told before."""
    connection.execute(_VERDICTS.delete().where(_VERDICTS.c.meeting_id == meeting))
    if verdict:
        values = {"meeting_id": meeting, "verdict": verdict.value, "reason": reason, "at": at}
        connection.execute(_VERDICTS.insert().values(values))


def _is_missed() -> sa.ColumnElement[bool]:
    grave = sa.select(_OUTCOMES.c.meeting_id).where(_OUTCOMES.c.course.in_(_GRAVE))
    return sa.and_(_SCREENINGS.c.meeting_id.in_(grave), _SCREENINGS.c.raised == 0)
