"""The overview: what is coming, and what there is to do."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.store.screened import raised_items, screenings
from agenda_risk.web.house import desk_of, visitor_in
from agenda_risk.web.pages import page

AHEAD = timedelta(days=60)

router = APIRouter()


@router.get("/")
def overview(request: Request) -> Response:
    """Show the coming meetings of the bodies that the visitor may see."""
    desk, among = desk_of(request), visitor_in(request).bodies(Right.READ)
    with desk.store.reading() as connection:
        coming = screenings(connection, among, desk.today, desk.today + AHEAD)
        items = raised_items(connection, (one.meeting for one in coming))
    raised = {
        one.meeting: [item for item in items if item.meeting == one.meeting] for one in coming
    }
    return page(request, "overview.html.j2", coming=coming, raised=raised)
