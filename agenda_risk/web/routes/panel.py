"""The panel: what another system shows beside a meeting, in a frame, to read only."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.service.panels import meeting_shown
from agenda_risk.store.screened import raised_items, screening_of
from agenda_risk.web.house import desk_of, house_of
from agenda_risk.web.pages import page

router = APIRouter()


@router.get("/panel/{token}")
def show(request: Request, token: str) -> Response:
    """Show level and raised items of the meeting that *token* was signed for."""
    desk, options = desk_of(request), house_of(request).options
    meeting = meeting_shown(desk, token)
    with desk.store.reading() as connection:
        row = screening_of(connection, meeting)
        items = raised_items(connection, [meeting])
    if row is None:
        raise HTTPException(404)
    request.state.ancestors = options.ancestors
    return page(request, "panel.html.j2", row=row, items=items)
