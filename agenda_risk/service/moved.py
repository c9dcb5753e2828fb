"""Find the kept meeting that an agenda says has been moved to another day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.matters import keyed_items
from agenda_risk.models import Meeting, MeetingState
from agenda_risk.service.desk import Desk
from agenda_risk.service.supplements import is_upload
from agenda_risk.service.uploads import holders
from agenda_risk.store import Connection, seen_meeting
from agenda_risk.store.known_bodies import bodies_called
from agenda_risk.store.outcomes import outcomes_of
from agenda_risk.store.screened import ScreeningRow, screening_of, screenings

# Longer ago than this, a meeting was held.
_BACK = timedelta(days=60)


class Earlier(NamedTuple):
    """The number of a kept meeting, and the day on which it is kept."""

    meeting: int
    day: date


def earlier(desk: Desk, meeting: Meeting, visitor: Visitor, *, is_asked: bool) -> Earlier | None:
    """Return the kept meeting that *meeting* is, where its agenda says that it has been moved.

    It is one of the same body on another day, with most of the same items, formalities aside, that
    people have sent in and *visitor* may read. None is of which it is told how it went, and unless
    somebody *is_asked*, none whose day has been.
    """
    if meeting.state is not MeetingState.MOVED or meeting.start.day is None:
        return None
    with desk.store.reading() as connection:
        rows = _meetings_of(connection, meeting, desk.today - (_BACK if is_asked else timedelta()))
        others = [one for one in _elsewhere(rows, meeting, visitor) if _is_open(connection, one)]
    alike = ((_shared(desk, one.meeting, meeting), one) for one in others)
    share, found = max(alike, default=(0.0, None))
    return found if share > 0.5 else None


def moved_away(desk: Desk, meeting: Meeting, visitor: Visitor, *, is_asked: bool) -> Earlier | None:
    """Return the kept meeting that was of the body and day of *meeting*, and has another day now.

    It is the one that was kept last of those that *visitor* may read. Where somebody *is_asked*
    whether it is to be moved back, it is none of which it is told how it went.
    """
    if meeting.start.day is None:
        return None
    held = [seen.number for seen in holders(desk, meeting)]
    with desk.store.reading() as connection:
        rows = [row for row in (screening_of(connection, one) for one in held) if row]
        away = _elsewhere(rows, meeting, visitor)
        return max((one for one in away if not is_asked or _is_open(connection, one)), default=None)


def _elsewhere(
    rows: Iterable[ScreeningRow], meeting: Meeting, visitor: Visitor
) -> Iterator[Earlier]:
    """Yield those of *rows* that are on another day than *meeting* and that *visitor* may read."""
    for row in rows:
        if row.day and row.day != meeting.start.day and visitor.may(Right.READ, row.body.id):
            yield Earlier(row.meeting, row.day)


def _is_open(connection: Connection, one: Earlier) -> bool:
    """Tell whether nobody has told how the meeting went, which so may still be held."""
    return not outcomes_of(connection, one.meeting)


def _meetings_of(connection: Connection, meeting: Meeting, since: date) -> tuple[ScreeningRow, ...]:
    """Return the kept meetings of the body of *meeting* from the day *since*."""
    called = bodies_called(connection, meeting.organisation.name, meeting.body.name)
    return screenings(connection, [one.id for one in called], since)


def _shared(desk: Desk, number: int, meeting: Meeting) -> float:
    """Return how much of the shorter agenda stands in both; nothing where a source gives one."""
    seen = seen_meeting(desk.store, number)
    if seen is None or not is_upload(desk, seen):
        return 0.0
    titles = desk.basis(desk.today).titles
    kept, moved = (
        {key for key, item in keyed_items(one) if not titles.gist(item.title.text).is_routine}
        for one in (seen.meeting, meeting)
    )
    return len(kept & moved) / (min(len(kept), len(moved)) or 1)
