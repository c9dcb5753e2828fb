"""The panel: what another system shows beside a meeting, in a frame, to read only."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.errors import MissingInputError
from agenda_risk.service.panels import meeting_shown
from agenda_risk.store.screened import ItemRow, ScreeningRow, raised_items, screening_of
from agenda_risk.web.house import desk_of, house_of, say_in
from agenda_risk.web.pages import page

router = APIRouter()


@router.get("/panel/{token}")
def show(request: Request, token: str) -> Response:
    """Show level and raised items of the meeting that *token* was signed for."""
    desk = desk_of(request)
    request.state.ancestors = house_of(request).options.ancestors
    try:
        meeting = meeting_shown(desk, token)
    except MissingInputError as error:  # told within the frame, where it can be seen
        return _shown(request, None, faults=error.told(say_in(request)))
    with desk.store.reading() as connection:
        row = screening_of(connection, meeting)
        items = raised_items(connection, [meeting])
    if row is None:
        raise HTTPException(404)
    return _shown(request, row, items=items)


def _shown(
    request: Request,
    row: ScreeningRow | None,
    items: Sequence[ItemRow] = (),
    faults: Sequence[str] = (),
) -> Response:
    status = 200 if row else 404
    return page(request, "panel.html.j2", status, row=row, items=items, faults=faults)
