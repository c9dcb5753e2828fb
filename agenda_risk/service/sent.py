"""Take agendas that other programs send: screen them, and keep them if that is asked for."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.errors import AgendaRiskError, ConflictError, RefusedError, TooLargeError
from agenda_risk.models import Brief, Meeting, Notice
from agenda_risk.pipeline import Reading
from agenda_risk.service.arrivals import Arrival, Way, arrival, is_known, moved, unchanged
from agenda_risk.service.desk import Desk
from agenda_risk.service.drafts import Wish, draft_brief, keep_read, namesakes, placed
from agenda_risk.service.journeys import shown_brief
from agenda_risk.service.moved import earlier, moved_away
from agenda_risk.service.supplements import Namesake, kept_among
from agenda_risk.store import Seen, seen_meeting
from agenda_risk.store.listing import seen_version, seen_versions

_TRIES = 5


class Taken(NamedTuple):
    """What came of an agenda: the brief, and where it was kept its meeting and what it did.

    *problem* is why it was not kept, where others that came with it were.
    """

    brief: Brief
    meeting: int | None = None
    arrival: Arrival | None = None
    problem: AgendaRiskError | None = None


def take(
    desk: Desk, reading: Reading, visitor: Visitor, *, keep: bool, way: Way | None = None
) -> tuple[Taken, ...]:
    """Return the briefs on the meetings of *reading*, which are kept if *keep*.

    *way* is what the sender says that they do to what is kept already. Raises what hindered
    reading, and RefusedError where the visitor may not keep the only meeting that came.
    """
    meetings = [placed(one, desk) for one in told_whole(reading)]
    if not keep:
        return tuple(Taken(draft_brief(desk, one)) for one in meetings)
    if len(meetings) == 1:
        return (_taken(desk, meetings[0], visitor, way),)
    return tuple(_tried(desk, one, visitor, way) for one in meetings)


def told_whole(reading: Reading) -> tuple[Meeting, ...]:
    """Return the meetings that were read, the first with what could not be; raises why none was.

    What is raised is a copy: *reading* would hold on to all that holds *reading*, files too.
    """
    if not reading.meetings:
        raise copy(reading.failures[0].error)
    first, *others = reading.meetings
    errors = (failure.error for failure in reading.failures)
    told = tuple(Notice(msgid=error.msgid, fields=_plain(error.fields)) for error in errors)
    return (first.model_copy(update={"notices": (*first.notices, *told)}), *others)


def _plain(fields: Mapping[str, object]) -> dict[str, str | int]:
    return {name: one if isinstance(one, int) else f"{one}" for name, one in fields.items()}


def _tried(desk: Desk, meeting: Meeting, visitor: Visitor, way: Way | None) -> Taken:
    """Keep *meeting*, or tell why not, so that what came with it is kept all the same."""
    try:
        return _taken(desk, meeting, visitor, way)
    except (RefusedError, ConflictError, TooLargeError) as error:
        return Taken(draft_brief(desk, meeting), problem=error)


def _taken(desk: Desk, meeting: Meeting, visitor: Visitor, way: Way | None) -> Taken:
    number, came = _kept(desk, meeting, visitor, way)
    brief, _file = shown_brief(desk, number, visitor.bodies(Right.READ))
    return Taken(brief, number, came)


def _kept(desk: Desk, meeting: Meeting, visitor: Visitor, way: Way | None) -> tuple[int, Arrival]:
    """Keep *meeting*; where somebody else is quicker, look at what they made of it, and again."""
    for _ in range(_TRIES - 1):
        try:
            return _kept_once(desk, meeting, visitor, way)
        except ConflictError:
            continue
    return _kept_once(desk, meeting, visitor, way)


def _kept_once(
    desk: Desk, meeting: Meeting, visitor: Visitor, way: Way | None
) -> tuple[int, Arrival]:
    _check_told(meeting)
    known = namesakes(desk, meeting, visitor)
    _check_fetched(known)
    found = None if known or way else _of_another_day(desk, meeting, visitor)
    if found:
        return found
    seen = kept_among(desk, known)
    came = arrival(meeting, seen, way)
    wish = Wish.JOINED if seen else Wish.NEXT
    return keep_read(desk, came.meeting, visitor, wish, came.version), came


def _of_another_day(desk: Desk, meeting: Meeting, visitor: Visitor) -> tuple[int, Arrival] | None:
    """Keep *meeting* as one that is kept on another day, where it is one that was or is moved."""
    before = earlier(desk, meeting, visitor, is_asked=False)
    if before:
        seen = seen_meeting(desk.store, before.meeting)
        number = keep_read(desk, meeting, visitor, Wish.MOVED, before.meeting)
        return number, moved(meeting, seen)
    overtaken = _overtaken(desk, meeting, visitor)
    return (overtaken.number, unchanged(overtaken)) if overtaken else None


def _overtaken(desk: Desk, meeting: Meeting, visitor: Visitor) -> Seen | None:
    """Return the kept meeting that was moved since *meeting*, the very same agenda, was sent."""
    away = moved_away(desk, meeting, visitor, is_asked=False)
    if away is None:
        return None
    numbers = (number for number, _at in seen_versions(desk.store, away.meeting))
    former = (seen_version(desk.store, away.meeting, number) for number in numbers)
    is_sent_again = any(is_known(meeting, one) for one in former if one)
    return seen_meeting(desk.store, away.meeting) if is_sent_again else None


def _check_told(meeting: Meeting) -> None:
    if not meeting.body.name or meeting.start.day is None:
        raise RefusedError(
            "The agenda does not say which body meets, or on which day, so it cannot be kept. Send "
            "it as JSON with both, or let a clerk screen the file and correct it."
        )


def _check_fetched(known: Sequence[Namesake]) -> None:
    """Refuse what a source gives already, and tell a program where it finds that."""
    fetched = next((one for one in known if one.is_fetched), None)
    if fetched:
        raise RefusedError(
            "This meeting is fetched from {source} already, as number {meeting}. Do not send it: "
            "ask for its brief at /api/v1/meetings/{meeting}/brief. Where what is sent is to hold, "
            "let an administrator remove the source.",
            source=fetched.source,
            meeting=fetched.meeting,
        )
