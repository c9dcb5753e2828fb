"""Give what people send the id that it is kept under, and know who has that already."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice, takewhile

from agenda_risk.errors import ConflictError
from agenda_risk.models import Meeting, Source
from agenda_risk.normalise import fold
from agenda_risk.service.desk import Desk
from agenda_risk.store import Seen, add_source, known_sources, seen_meeting
from agenda_risk.store.listing import meeting_number

UPLOADS = Source(name="uploads", url="about:uploads", system="documents")


def uploads(desk: Desk) -> int:
    """Return the number of the source that what people send belongs to."""
    known = _known(desk)
    if known is None:
        with suppress(ConflictError):  # somebody else was first
            add_source(desk.store, UPLOADS, desk.now())
        return uploads(desk)
    return known


def new_id(desk: Desk, meeting: Meeting) -> str:
    """Return the id of *meeting* by its body and day: one that no other meeting has.

    One that was kept under such an id and then moved to another day has it still.
    """
    others = takewhile(lambda seen: not _is_same(seen.meeting, meeting), holders(desk, meeting))
    return next(islice(_ids(meeting), len([*others]), None))


def holders(desk: Desk, meeting: Meeting) -> Iterator[Seen]:
    """Yield the kept meetings that were once of the body and the day of *meeting*."""
    source = _known(desk)
    for one in _ids(meeting):
        number = meeting_number(desk.store, source, one) if source else None
        seen = seen_meeting(desk.store, number) if number else None
        if seen is None:
            return
        yield seen


def _known(desk: Desk) -> int | None:
    named = (one.id for one in known_sources(desk.store) if one.source.name == UPLOADS.name)
    return next(named, None)


def _ids(meeting: Meeting) -> Iterator[str]:
    parts = (meeting.organisation.name, meeting.body.name, str(meeting.start.day))
    made = " ".join(filter(None, parts)).casefold()
    yield made
    yield from (f"{made} {number}" for number in count(2))


def _is_same(kept: Meeting, meeting: Meeting) -> bool:
    return _occasion(kept) == _occasion(meeting)


def _occasion(meeting: Meeting) -> tuple[object, ...]:
    return meeting.start.day, fold(meeting.organisation.name), fold(meeting.body.name)
