"""Keep which days of following up have been seen to, by which role and when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.models import Role
from agenda_risk.store import follow_up_tables, screened_tables
from agenda_risk.store.outcomes import Course

_DONE, _OUTCOMES = follow_up_tables.follow_ups, screened_tables.outcomes
_SCREENINGS = screened_tables.screenings
_GRAVE = (Course.DISTURBED.value, Course.THREAT.value)


class Done(NamedTuple):
    """Those who were exposed were followed up, by a *role*, on a *day*."""

    role: Role
    day: date


def done_of(connection: sa.Connection, meeting: int) -> dict[int, Done]:
    """Return what was done after the meeting numbered *meeting*, by how many days after it."""
    asked = sa.select(_DONE.c.after, _DONE.c.role, _DONE.c.day).where(_DONE.c.meeting_id == meeting)
    return {after: Done(Role(role), day) for after, role, day in connection.execute(asked)}


def put_done(connection: sa.Connection, meeting: int, after: int, done: Done) -> bool:
    """Keep that it is *done*, and tell whether it is new: what was done before stays as told."""
    if after in done_of(connection, meeting):
        return False
    values = {"meeting_id": meeting, "after": after, "role": done.role.value, "day": done.day}
    connection.execute(_DONE.insert().values(values))
    return True


def take_done(connection: sa.Connection, meeting: int, after: int) -> bool:
    """Forget that it was done, and tell whether it was."""
    own = (_DONE.c.meeting_id == meeting) & (_DONE.c.after == after)
    return bool(connection.execute(_DONE.delete().where(own)).rowcount)


def grave_meetings(
    connection: sa.Connection, among: Iterable[int] | None, days: Iterable[tuple[date, date]]
) -> tuple[tuple[int, date], ...]:
    """Return the meetings within one of *days* that somebody tells were disturbed, or worse.

    They are those of the bodies *among* some, the latest first, each with its day.
    """
    spans = [_SCREENINGS.c.day.between(first, last) for first, last in days]
    asked = (
        sa.select(_SCREENINGS.c.meeting_id, _SCREENINGS.c.day)
        .join(_OUTCOMES, _OUTCOMES.c.meeting_id == _SCREENINGS.c.meeting_id)
        .where(sa.or_(*spans), _OUTCOMES.c.course.in_(_GRAVE))
        .distinct()
        .order_by(_SCREENINGS.c.day.desc(), _SCREENINGS.c.meeting_id.desc())
    )
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    return tuple((meeting, day) for meeting, day in connection.execute(asked))
