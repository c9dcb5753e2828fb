"""The days of following up those who were exposed: tick them, or take them to a calendar."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right, role_for
from agenda_risk.recognising import plain_name
from agenda_risk.render.calendar import Entry, calendar_of, meeting_name
from agenda_risk.service.follow_up import steps_of, tick, untick
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.known_meeting import row_of

router = APIRouter(prefix="/mote/{meeting}")


@router.post("/uppfoljning")
def mark(
    request: Request,
    meeting: int,
    after: Annotated[int, Form(ge=0, le=366)],
    undo: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Mark a day of following up as done, or as not done after all."""
    desk, visitor, row = desk_of(request), visitor_in(request), row_of(request, meeting)
    role = role_for(Right.TELL_OUTCOME, visitor.standings(row.body.id))
    if role is None:
        raise HTTPException(403)
    if undo:
        untick(desk, row, after, visitor.actor)
    else:
        tick(desk, row, after, (role, visitor.actor))
    prefix = house_of(request).options.prefix
    return RedirectResponse(f"{prefix}/mote/{meeting}#follow-up", 303)


@router.get("/uppfoljning.ics")
def as_calendar(request: Request, meeting: int) -> Response:
    """Hand out the days that are not done yet as a calendar, without a word of the agenda."""
    desk, say, row = desk_of(request), say_in(request), row_of(request, meeting)
    with desk.store.reading() as connection:
        steps = steps_of(connection, row, desk.today)
    entries = (Entry(one.day, say(one.text)) for one in steps if not one.done)
    content = calendar_of(meeting_name(row.body.name, row.day, say), entries, desk.today)
    name = f"{plain_name(row.body.name)}-{row.day}-uppfoljning.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
