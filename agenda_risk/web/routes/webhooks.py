"""Take word from meeting systems that an agenda is published: signed, and never done twice."""

import hmac
import json
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.errors import RefusedError
from agenda_risk.service.reading import Sent
from agenda_risk.service.sent import take
from agenda_risk.signing import signature
from agenda_risk.store.events import begin_event, end_event
from agenda_risk.web.api_models import ArrivalOut, EventIn, EventOut, Fault
from agenda_risk.web.house import desk_of, house_of

_TOLERATED = timedelta(minutes=5)
_LARGEST = 5 * 1024 * 1024
_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": Fault, "description": told}
    for status, told in (
        (400, "The message is no whole HTTP or JSON."),
        (401, "The signature or the time of the message does not hold."),
        (404, "No such system is known."),
        (409, "The message is being worked on, or its meeting may not be kept."),
        (413, "The message is too large."),
        (422, "The message, or the agenda, cannot be read."),
        (503, "Too many agendas are being read."),
    )
}

router = APIRouter(prefix="/api/v1", responses=_FAULTS, tags=["agenda-risk"])


async def raw(request: Request) -> bytes:
    """Return the body of *request* as it came: that is what was signed."""
    return await request.body()


@router.post(
    "/webhooks/{sender}",
    max_body_size=_LARGEST,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": EventIn.model_json_schema()}},
        }
    },
)
def receive(
    request: Request,
    sender: Annotated[str, Path(max_length=60, pattern="^[a-z0-9-]+$")],
    content: Annotated[bytes, Depends(raw)],
) -> EventOut:
    """Keep and screen the agenda that *sender* tells of, signed after Standard Webhooks."""
    secret = house_of(request).options.webhooks.get(sender)
    if secret is None:
        raise HTTPException(404)
    desk = desk_of(request)
    event = _checked(request, secret, content, desk.now())
    with desk.store.writing() as connection:
        answer = begin_event(connection, sender, event, desk.now())
    if answer is None:
        answer = _done(request, sender, event, content)
    return EventOut.model_validate(answer)


def _done(request: Request, sender: str, event: str, content: bytes) -> dict[str, Any]:
    """Do what is asked for; where that fails, the message may be sent again."""
    desk = desk_of(request)
    answer: dict[str, Any] | None = None
    try:
        answer = _kept(request, sender, content)
    finally:
        with desk.store.writing() as connection:
            end_event(connection, sender, event, answer)
    return answer


def _kept(request: Request, sender: str, content: bytes) -> dict[str, Any]:
    try:
        told = EventIn.model_validate_json(content)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
    visitor = Visitor(actor=f"webhook:{sender}", grants=(Grant(Standing.CLERK),))
    reading = house_of(request).readers.read([_sent(request, told)])
    (taken, *_) = take(desk_of(request), reading, visitor, keep=True, way=told.supplement)
    found = taken.brief.assessment
    return {
        "meeting": taken.meeting,
        "level": found.level.value,
        "raised": len(found.raised()),
        "arrival": ArrivalOut.of(taken.arrival).model_dump() if taken.arrival else None,
    }


def _sent(request: Request, told: EventIn) -> Sent:
    if told.agenda is not None:
        return Sent("agenda.json", json.dumps(told.agenda).encode(), "application/json")
    if told.url:
        return house_of(request).addresses.fetched(told.url)
    raise RefusedError("The message holds neither an agenda nor an address.")


def _checked(request: Request, secret: bytes, content: bytes, now: datetime) -> str:
    """Return the id of the message; raises HTTPException 401 where its signature does not hold.

    As Standard Webhooks: HMAC-SHA256 over id, time and content, parted by full stops.
    """
    event = request.headers.get("webhook-id", "")
    at = request.headers.get("webhook-timestamp", "")
    given = request.headers.get("webhook-signature", "")
    right = signature(secret, event, at, content).encode()
    is_signed = any(hmac.compare_digest(one.encode("latin-1"), right) for one in given.split())
    if not (event and len(event) <= 200 and is_signed and _is_recent(at, now)):
        raise HTTPException(401)
    return event


def _is_recent(at: str, now: datetime) -> bool:
    is_number = at.isascii() and at.isdigit() and len(at) < 12
    return is_number and abs(now.timestamp() - int(at)) <= _TOLERATED.total_seconds()
