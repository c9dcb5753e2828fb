"""Ärende: the way of a case from body to body, and what people take out of it."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right
from agenda_risk.models import Stop
from agenda_risk.render.journey import expected, known_by, stage_words
from agenda_risk.service.journeys import case_of, part_from, rejoin_to
from agenda_risk.store.screened import screening_of
from agenda_risk.translate import Translator
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.pages import page

router = APIRouter(prefix="/arende/{meeting}/{item}")
_Key = Annotated[str, Form(max_length=100)]


@router.get("")
def show(request: Request, meeting: int, item: str) -> Response:
    """Show on which agendas the case of *item* has been, as far as the visitor may read."""
    visitor, say = visitor_in(request), say_in(request)
    case = case_of(desk_of(request), (meeting, item), visitor.bodies(Right.READ))
    journey = case.journey
    stops = (*journey.earlier, journey.here, *journey.later)
    return page(
        request,
        "journey.html.j2",
        case=case,
        journey=journey,
        expected=expected(journey.awaited, say) if journey.awaited else "",
        stops=[_told(one, journey.here, say) for one in stops],
        may_part=visitor.may(Right.KEEP, _body(request, meeting)),
        base=f"/arende/{meeting}/{item}",
    )


@router.post("/isar")
def part(
    request: Request, meeting: int, item: str, other: Annotated[int, Form()], key: _Key
) -> Response:
    """Take an item out of the case."""
    visitor = visitor_in(request)
    among = visitor.bodies(Right.READ)
    part_from(desk_of(request), (meeting, item), (other, key), among, visitor.actor)
    return _back(request, meeting, item)


@router.post("/ihop")
def rejoin(
    request: Request, meeting: int, item: str, other: Annotated[int, Form()], key: _Key
) -> Response:
    """Let an item be of the case again that was taken out of it."""
    visitor = visitor_in(request)
    among = visitor.bodies(Right.READ)
    rejoin_to(desk_of(request), (meeting, item), (other, key), among, visitor.actor)
    return _back(request, meeting, item)


def _told(stop: Stop, here: Stop, say: Translator) -> dict[str, object]:
    return {
        "stop": stop,
        "stage": stage_words(stop, say),
        "known_by": known_by(stop, say),
        "is_here": (stop.meeting, stop.key) == (here.meeting, here.key),
    }


def _body(request: Request, meeting: int) -> int:
    with desk_of(request).store.reading() as connection:
        row = screening_of(connection, meeting)
    if row is None:
        raise HTTPException(404)
    return row.body.id


def _back(request: Request, meeting: int, item: str) -> Response:
    return RedirectResponse(f"{house_of(request).options.prefix}/arende/{meeting}/{item}", 303)
