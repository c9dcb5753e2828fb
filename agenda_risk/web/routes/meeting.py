"""Sammanträde: the brief on a meeting, its versions, and its papers."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.render.extent import Extent
from agenda_risk.service.decisions import log_paper
from agenda_risk.service.journeys import shown_brief
from agenda_risk.service.outcomes import outcome_address
from agenda_risk.service.registering import registered_sheet
from agenda_risk.service.screening import kept_brief
from agenda_risk.store.log import Deed, of_meeting
from agenda_risk.store.screened import ScreeningRow
from agenda_risk.web.downloads import download, sheet_for
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.known_meeting import row_of, signed
from agenda_risk.web.meeting_page import shown
from agenda_risk.web.meeting_view import meeting_view, released
from agenda_risk.web.numbers import Number
from agenda_risk.web.pages import page

router = APIRouter(prefix="/mote/{meeting}")


@router.get("")
def show(request: Request, meeting: int, done: str = "") -> Response:
    """Show the brief, and that what was sent in the form called *done* is kept."""
    return shown(request, meeting, done=done)


@router.get("/blad/{form}")
def sheet(request: Request, meeting: int, form: str, part: str = "sheet") -> Response:
    """Hand out the brief, or the *part* of it that the visitor may read.

    Who may not read what is operational gets the sheet without it. That what is for the chair and
    for security was fetched is logged.
    """
    if part not in set(Extent):
        raise HTTPException(404)
    row, extent = row_of(request, meeting), Extent(part)
    if extent is Extent.SHEET:
        extent = sheet_for(visitor_in(request), row.body.id)
    is_closed = extent in {Extent.ALL, Extent.OPERATIONAL}
    as_whom = signed(request, meeting, Right.READ_OPERATIONAL).role if is_closed else None
    brief, _file = shown_brief(desk_of(request), meeting, visitor_in(request).bodies(Right.READ))
    answer = download(request, brief, form, extent, _outcome(request, row))
    if as_whom:
        told = {"part": extent.value, "form": form, "role": as_whom.value}
        deed = Deed(visitor_in(request).actor, "operational-fetched", meeting, told)
        log_paper(desk_of(request), deed)
    return answer


@router.get("/handelser")
def events(request: Request, meeting: int) -> Response:
    """Show the versions of the agenda, what people did, and the log of the meeting.

    What was answered on protection is shown to whoever may read what is operational.
    """
    desk, row = desk_of(request), row_of(request, meeting)
    brief, file = kept_brief(desk, meeting)
    with desk.store.reading() as connection:
        logged = of_meeting(connection, meeting)
    told = meeting_view(file, say_in(request))
    if not visitor_in(request).may(Right.READ_OPERATIONAL, row.body.id):
        told = released(told, file, brief)
    return page(request, "events.html.j2", row=row, file=file, told=told, logged=logged)


@router.get("/registrerat/{number}")
def registered(request: Request, meeting: int, number: Number) -> Response:
    """Hand out a registered sheet as it was."""
    paper = registered_sheet(desk_of(request), meeting, number)
    headers = {"Content-Disposition": f'attachment; filename="{paper.name}"'}
    return Response(paper.content, media_type="application/pdf", headers=headers)


def _outcome(request: Request, row: ScreeningRow) -> str:
    """Return where it can be told how the meeting went, for whoever may tell it."""
    if not visitor_in(request).may(Right.TELL_OUTCOME, row.body.id):
        return ""
    return outcome_address(desk_of(request), house_of(request).options, row.meeting)
