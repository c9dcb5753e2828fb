"""Do by hand what people do to a meeting that is kept, and log it in the same transaction."""

from collections.abc import Callable

from agenda_risk.errors import ConflictError, MissingInputError
from agenda_risk.meeting_file import MeetingFile, as_suggested
from agenda_risk.service.desk import Desk
from agenda_risk.service.screening import whole_brief, write_screening
from agenda_risk.store import Seen, seen_meeting
from agenda_risk.store.log import Deed, log
from agenda_risk.store.screened import file_of, put_file

_TRIES = 3


def act(desk: Desk, change: Callable[[MeetingFile], MeetingFile], deed: Deed) -> MeetingFile:
    """Return the file of the meeting of *deed* after *change*, kept and logged.

    The measures that fit today can be answered, whenever the agenda was read.

    Raises what *change* raises, and then nothing is kept; ConflictError where others change the
    same meeting again and again.
    """
    for _ in range(_TRIES - 1):
        try:
            return _once(desk, change, deed)
        except ConflictError:
            continue
    return _once(desk, change, deed)


def _once(desk: Desk, change: Callable[[MeetingFile], MeetingFile], deed: Deed) -> MeetingFile:
    seen, before = _known(desk, deed.meeting or 0)
    file = change(as_suggested(before, whole_brief(desk, seen, before)))
    brief = whole_brief(desk, seen, file)
    with desk.store.writing() as connection:
        put_file(connection, seen.number, file, before)
        write_screening(connection, desk, seen, brief, file)
        log(connection, deed, desk.now())
    return file


def _known(desk: Desk, number: int) -> tuple[Seen, MeetingFile]:
    seen = seen_meeting(desk.store, number)
    with desk.store.reading() as connection:
        file = file_of(connection, number)
    if seen is None or file is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=number)
    return seen, file
