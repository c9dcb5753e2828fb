"""The meeting that a request is about, and the form that it carries."""

from fastapi import HTTPException, Request
from starlette.datastructures import FormData

from agenda_risk.access import Right, role_for
from agenda_risk.meeting_acts import Signature
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.store.screened import ScreeningRow, file_of, screening_of
from agenda_risk.web.house import desk_of, visitor_in


async def form_of(request: Request) -> FormData:
    """Return the form that *request* carries, whatever its fields are called."""
    return await request.form(max_fields=200, max_files=0)


def row_of(request: Request, meeting: int) -> ScreeningRow:
    """Return how lists show the meeting numbered *meeting*; HTTPException 404 if there is none."""
    with desk_of(request).store.reading() as connection:
        row = screening_of(connection, meeting)
    if row is None:
        raise HTTPException(404)
    return row


def kept_file(request: Request, meeting: int) -> MeetingFile:
    """Return what is kept of the meeting numbered *meeting*; HTTPException 404 if there is none."""
    with desk_of(request).store.reading() as connection:
        file = file_of(connection, meeting)
    if file is None:
        raise HTTPException(404)
    return file


def signed(request: Request, meeting: int, right: Right) -> Signature:
    """Return as which role the visitor does what needs *right*; HTTPException 403 if as none."""
    standings = visitor_in(request).standings(row_of(request, meeting).body.id)
    role = role_for(right, standings)
    if role is None:
        raise HTTPException(403)
    return Signature(role, desk_of(request).here)
