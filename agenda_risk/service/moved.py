"""Find the kept meeting that an agenda says has been moved to another day."""

from datetime import date, timedelta
from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.matters import keyed_items
from agenda_risk.models import Meeting, MeetingState
from agenda_risk.service.desk import Desk
from agenda_risk.service.supplements import is_upload
from agenda_risk.service.uploads import holders
from agenda_risk.store import Connection, seen_meeting
from agenda_risk.store.screened import ScreeningRow, bodies_called, screening_of, screenings

# Longer ago than this, a meeting was held.
_BACK = timedelta(days=60)


class Earlier(NamedTuple):
    """The number of a kept meeting, and the day on which it is kept."""

    meeting: int
    day: date


def earlier(desk: Desk, meeting: Meeting, visitor: Visitor) -> Earlier | None:
    """Return the kept meeting that *meeting* is, where its agenda says that it has been moved.

    It is one of the same body on another day, with most of the same items, that people have sent
    in and *visitor* may read.
    """
    if meeting.state is not MeetingState.MOVED or meeting.start.day is None:
        return None
    with desk.store.reading() as connection:
        rows = _meetings_of(connection, meeting, desk.today - _BACK)
    others = [row for row in rows if row.day and row.day != meeting.start.day]
    alike = (
        (_shared(desk, row.meeting, meeting), Earlier(row.meeting, row.day))
        for row in others
        if row.day and visitor.may(Right.READ, row.body.id)
    )
    share, found = max(alike, default=(0.0, None))
    return found if share > 0.5 else None


def moved_away(desk: Desk, meeting: Meeting, visitor: Visitor) -> Earlier | None:
    """Return the kept meeting that was of the body and day of *meeting*, and has another day now.

    It is the one that was kept last of those that *visitor* may read.
    """
    if meeting.start.day is None:
        return None
    held = [seen.number for seen in holders(desk, meeting)]
    with desk.store.reading() as connection:
        rows = [screening_of(connection, number) for number in held]
    away = (
        Earlier(row.meeting, row.day)
        for row in rows
        if row and row.day and row.day != meeting.start.day and visitor.may(Right.READ, row.body.id)
    )
    return max(away, default=None)


def _meetings_of(connection: Connection, meeting: Meeting, since: date) -> tuple[ScreeningRow, ...]:
    """Return the kept meetings of the body of *meeting* from the day *since*."""
    called = bodies_called(connection, meeting.organisation.name, meeting.body.name)
    return screenings(connection, [one.id for one in called], since)


def _shared(desk: Desk, number: int, meeting: Meeting) -> float:
    """Return how much of the shorter agenda stands in both; nothing where a source gives one."""
    seen = seen_meeting(desk.store, number)
    if seen is None or not is_upload(desk, seen):
        return 0.0
    kept, moved = ({key for key, _ in keyed_items(one)} for one in (seen.meeting, meeting))
    return len(kept & moved) / (min(len(kept), len(moved)) or 1)
