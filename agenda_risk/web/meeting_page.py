"""The page of a meeting, as it is and with a form that was refused still in it."""

from collections.abc import Collection
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right
from agenda_risk.matters import keyed_items
from agenda_risk.models import MeasureKind
from agenda_risk.render.extent import Extent
from agenda_risk.render.view import View, view
from agenda_risk.service.desk import Desk
from agenda_risk.service.follow_up import steps_of
from agenda_risk.service.journeys import shown_brief
from agenda_risk.store.registering import registered_of
from agenda_risk.web.filled import NOTHING, Filled
from agenda_risk.web.house import base_of, desk_of, house_of, say_in, visitor_in
from agenda_risk.web.known_meeting import row_of
from agenda_risk.web.meeting_view import meeting_view
from agenda_risk.web.outcome_words import TELLER_WORDS
from agenda_risk.web.pages import page
from agenda_risk.web.past_measures import past_measures


def shown(
    request: Request, meeting: int, given: Filled = NOTHING, status: int = 200, *, done: str = ""
) -> Response:
    """Return the page of the meeting; *given* is a form that was refused, with what is wrong.

    *done* is the form whose content was just kept.
    """
    desk, visitor, say = desk_of(request), visitor_in(request), say_in(request)
    row = row_of(request, meeting)
    brief, file = shown_brief(desk, meeting, visitor.bodies(Right.READ))
    rights = {right.value for right in Right if visitor.may(right, row.body.id)}
    with desk.store.reading() as connection:
        papers = registered_of(connection, meeting)
        steps = steps_of(connection, row, desk.today)
    sheet = view(brief, say, _extent(rights))
    values: dict[str, Any] = {
        "row": row,
        "file": file,
        "rights": rights,
        "given": given,
        "done": done,
        "sheet": sheet,
        "is_held": bool(row.day and row.day < desk.today),
        "has_come": not row.day or row.day <= desk.today,
        "past": past_measures(file, _not_past(desk, sheet, rights), say),
        "told": meeting_view(file, say),
        "papers": papers,
        "steps": steps,
        "tellers": TELLER_WORDS,
        "link": f"{base_of(request)}/mote/{meeting}",
        "keys": {item.id: key for key, item in keyed_items(brief.meeting)},
    }
    return page(request, "meeting.html.j2", status, **values)


def back(request: Request, meeting: int, place: str = "") -> Response:
    """Lead back to the meeting, to a *place* on its page."""
    return RedirectResponse(f"{house_of(request).options.prefix}/mote/{meeting}{place}", 303)


def _not_past(desk: Desk, sheet: View, rights: Collection[str]) -> set[str]:
    """Return the measures that are still suggested, and those that are not for everybody."""
    still = {one.id for group in sheet.groups for one in group.measures}
    if Right.READ_OPERATIONAL.value in rights:
        return still
    measures = desk.basis(desk.today).measures
    return still | {one.id for one in measures if one.kind is MeasureKind.PROTECTION}


def _extent(rights: Collection[str]) -> Extent:
    return Extent.ALL if Right.READ_OPERATIONAL.value in rights else Extent.OPEN
