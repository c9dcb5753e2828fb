"""The interface for programs: send an agenda, get what was found; list meetings, get briefs."""

import json
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.models import Brief, Level
from agenda_risk.render.extent import Extent
from agenda_risk.render.formats import FORMATS
from agenda_risk.render.json import as_json
from agenda_risk.service.arrivals import Way
from agenda_risk.service.journeys import shown_brief
from agenda_risk.service.panels import panel_token
from agenda_risk.service.reading import Sent
from agenda_risk.service.sent import Taken, take
from agenda_risk.single_items import screened
from agenda_risk.store.screened import (
    ItemRow,
    ScreeningRow,
    raised_items,
    screening_of,
    screenings_after,
)
from agenda_risk.web.api_models import (
    After,
    AgendaIn,
    ArrivalOut,
    FailureOut,
    Fault,
    ItemOut,
    ItemsIn,
    ItemsOut,
    LinkIn,
    MeetingOut,
    MeetingsOut,
    OtherOut,
    PanelOut,
    Supplement,
    TakenOut,
    place_in_list,
)
from agenda_risk.web.downloads import download, sheet_for
from agenda_risk.web.house import base_of, desk_of, house_of, say_in, visitor_in
from agenda_risk.web.known_meeting import row_of
from agenda_risk.web.numbers import Number
from agenda_risk.web.options import LONGEST_UPLOAD

_RANKS = tuple(Level)
_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "The request is no whole HTTP or JSON."},
    401: {"model": Fault, "description": "No key was sent, or it does not hold."},
    403: {"model": Fault, "description": "The key does not allow this."},
    413: {"model": Fault, "description": "More was sent than is taken."},
    422: {"model": Fault, "description": "What was sent, or is named, cannot be read."},
}
_NOT_THERE: dict[int | str, dict[str, Any]] = {
    404: {"model": Fault, "description": "There is no such meeting, or the key may not see it."}
}
_KEEPING: dict[int | str, dict[str, Any]] = {
    409: {"model": Fault, "description": "The meeting may not be kept."},
    503: {"model": Fault, "description": "Too many agendas are being read."},
}
_ROOM = 1024 * 1024
_LISTED = 500

router = APIRouter(prefix="/api/v1", responses=_FAULTS, tags=["agenda-risk"])


@router.post("/items", max_body_size=5 * _ROOM)
def screen_items(request: Request, asked: ItemsIn) -> ItemsOut:
    """Screen items without their meetings."""
    desk = desk_of(request)
    screen = desk.basis(desk.today).screen
    return ItemsOut(items=[screened(one, screen) for one in asked.items])


@router.post("/agendas", max_body_size=LONGEST_UPLOAD + _ROOM, responses=_KEEPING)
def send_files(
    request: Request,
    files: Annotated[list[UploadFile], File(min_length=1, max_length=20)],
    keep: Annotated[bool, Form()] = False,
    supplement: Annotated[Supplement, Form()] = None,
) -> TakenOut:
    """Screen an agenda that is sent as files; keep its meeting if that is asked for."""
    sent = [Sent(f"{one.filename}", one.file.read(), one.content_type or "") for one in files]
    return _taken(request, sent, keep=keep, way=supplement)


@router.post("/agendas/json", max_body_size=LONGEST_UPLOAD, responses=_KEEPING)
def send_json(request: Request, told: AgendaIn) -> TakenOut:
    """Screen an agenda that is sent as JSON."""
    content = json.dumps(told.agenda, ensure_ascii=False).encode("utf-8", "replace")
    sent = [Sent("agenda.json", content, "application/json")]
    return _taken(request, sent, keep=told.keep, way=told.supplement)


@router.post("/agendas/link", max_body_size=_ROOM, responses=_KEEPING)
def send_link(request: Request, told: LinkIn) -> TakenOut:
    """Fetch an agenda from its address, and screen it."""
    sent = [house_of(request).addresses.fetched(told.url)]
    return _taken(request, sent, keep=told.keep, way=told.supplement)


@router.get("/meetings")
def meetings(
    request: Request,
    first: Annotated[date | None, Query(description="From this day on; else from today.")] = None,
    last: Annotated[
        date | None,
        Query(description="To this day; meetings whose day is not known are left out then."),
    ] = None,
    after: After = "",
) -> MeetingsOut:
    """List kept meetings that the key may see, 500 at a time: `next` in the answer leads on."""
    desk, among = desk_of(request), visitor_in(request).bodies(Right.READ)
    span = (first or desk.today, last)
    place = place_in_list(after) if after else (span[0], 0)
    with desk.store.reading() as connection:
        found = screenings_after(connection, among, span, place, _LISTED + 1)
        rows = found[:_LISTED]
        items = raised_items(connection, [one.meeting for one in rows])
    following = f"{rows[-1].day or ''}:{rows[-1].meeting}" if len(found) > _LISTED else ""
    return MeetingsOut(meetings=[_meeting(row, items) for row in rows], next=following)


@router.get("/meetings/{meeting}", responses=_NOT_THERE)
def meeting(request: Request, meeting: Number) -> MeetingOut:
    """Tell what is known of one meeting."""
    with desk_of(request).store.reading() as connection:
        row = screening_of(connection, meeting)
        items = raised_items(connection, [meeting])
    if row is None:
        raise HTTPException(404)
    return _meeting(row, items)


@router.get("/meetings/{meeting}/brief", responses=_NOT_THERE)
def brief(request: Request, meeting: Number) -> dict[str, Any]:
    """Return the open part of the brief; it follows brief.schema.json."""
    found, _file = shown_brief(desk_of(request), meeting, visitor_in(request).bodies(Right.READ))
    return _open_part(found, request)


@router.get(
    "/meetings/{meeting}/sheet/{form}",
    responses={**_NOT_THERE, 200: {"description": "The sheet as a file."}},
    response_class=Response,
)
def sheet(request: Request, meeting: Number, form: str) -> Response:
    """Hand out the chair's sheet as text, html, json, pdf, docx, ics or short.

    A key of the chair or of security gets all of it, others what can be released.
    """
    if form not in FORMATS:
        raise HTTPException(404)
    row, visitor = row_of(request, meeting), visitor_in(request)
    found, _file = shown_brief(desk_of(request), meeting, visitor.bodies(Right.READ))
    return download(request, found, form, sheet_for(visitor, row.body.id))


@router.post("/meetings/{meeting}/panel", responses=_NOT_THERE)
def panel(request: Request, meeting: Number) -> PanelOut:
    """Return the address of the panel of a meeting, which holds for a quarter of an hour."""
    token, expires = panel_token(desk_of(request), meeting)
    return PanelOut(url=f"{base_of(request)}/panel/{token}", expires=expires)


def _taken(request: Request, sent: list[Sent], *, keep: bool, way: Way | None) -> TakenOut:
    visitor = visitor_in(request)
    if keep and not visitor.may(Right.KEEP):
        raise HTTPException(403)
    reading = house_of(request).readers.read(sent)
    first, *others = take(desk_of(request), reading, visitor, keep=keep, way=way)
    say = say_in(request)
    return TakenOut(
        **_told(first, request),
        others=[OtherOut(**_told(one, request)) for one in others],
        failures=[
            FailureOut(name=one.url, detail=" ".join(one.error.told(say)))
            for one in reading.failures
        ],
    )


def _told(taken: Taken, request: Request) -> dict[str, Any]:
    return {
        "meeting": taken.meeting,
        "brief": _open_part(taken.brief, request),
        "arrival": ArrivalOut.of(taken.arrival) if taken.arrival else None,
        "detail": " ".join(taken.problem.told(say_in(request))) if taken.problem else "",
    }


def _open_part(brief: Brief, request: Request) -> dict[str, Any]:
    """Return *brief* without protection and contacts, as JSON holds it."""
    told: dict[str, Any] = json.loads(as_json(brief, say_in(request).language, Extent.OPEN))
    return told


def _meeting(row: ScreeningRow, items: tuple[ItemRow, ...]) -> MeetingOut:
    told = row._asdict()
    own = (item for item in items if item.meeting == row.meeting)
    return MeetingOut(
        number=row.meeting,
        organisation=row.body.organisation,
        level=None if row.status else _RANKS[row.level],
        raised=[
            ItemOut(
                number=item.number,
                title=item.title,
                case_number=item.case_number,
                level=_RANKS[item.level],
            )
            for item in own
        ],
        body=row.body.name,
        **{
            name: told[name]
            for name in ("day", "place", "version", "status", "items", "is_complete")
        },
        clock=f"{row.clock:%H:%M}" if row.clock else "",
        measures=row.measures,
        answered=row.answered,
        reviewed=row.reviewed,
    )
