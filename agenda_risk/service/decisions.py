"""Prepare and make decisions under act 2010:294 on meetings that are kept."""

from collections.abc import Callable
from hashlib import sha256

from agenda_risk.decision_acts import meeting_in
from agenda_risk.errors import ConflictError
from agenda_risk.law.reach import Occasion, Reach, reach
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.service.acts import act
from agenda_risk.service.desk import Desk
from agenda_risk.store.log import Deed, log

_LETTERS = 16


def stamp_of(file: MeetingFile) -> str:
    """Return what tells the draft in *file* from one that somebody else has changed."""
    written = file.decision.model_dump_json() if file.decision else ""
    return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def change_draft(
    desk: Desk, stamp: str, change: Callable[[MeetingFile], MeetingFile], deed: Deed
) -> MeetingFile:
    """Return the file of the meeting of *deed* after *change*, kept and logged.

    Raises ConflictError where its draft is no longer the one of *stamp*, and what *change* raises.
    """

    def checked(file: MeetingFile) -> MeetingFile:
        if stamp_of(file) != stamp:
            raise ConflictError(
                "Somebody else has changed the draft in between. What you wrote is still here:"
                " look at what is new, and send it again."
            )
        return change(file)

    return act(desk, checked, deed)


def reached(desk: Desk, file: MeetingFile, occasion: Occasion = Occasion.SESSION) -> Reach:
    """Return whether the act reaches the meeting in *file*."""
    return reach(meeting_in(file), desk.basis(desk.today).profile, occasion)


def log_paper(desk: Desk, deed: Deed) -> None:
    """Log that somebody has fetched a paper that few may read."""
    with desk.store.writing() as connection:
        log(connection, deed, desk.now())
