"""Feeds and calendars: fetched by other programs, by an address that is a secret."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from agenda_risk.models import Feed
from agenda_risk.render.atom import as_atom
from agenda_risk.render.calendar_feed import as_calendar
from agenda_risk.service.composing import Reached
from agenda_risk.service.feeds import feed_of
from agenda_risk.service.tokens import signer
from agenda_risk.web.house import base_of, desk_of, house_of

router = APIRouter(prefix="/f")


@router.get("/{token}.atom")
def atom(request: Request, token: str) -> Response:
    """Return the coming meetings for a reader of news."""
    return _answered(as_atom(_feed(request, token, "atom")), "application/atom+xml")


@router.get("/{token}.ics")
def calendar(request: Request, token: str) -> Response:
    """Return the coming meetings for a calendar."""
    return _answered(as_calendar(_feed(request, token, "ics")), "text/calendar; charset=utf-8")


def _feed(request: Request, token: str, ending: str) -> Feed:
    desk, base = desk_of(request), base_of(request)
    reached = Reached(base, house_of(request).options.language)
    return feed_of(desk, signer(desk), token, reached, f"{base}/f/{token}.{ending}")


def _answered(content: bytes, media_type: str) -> Response:
    headers = {"Referrer-Policy": "no-referrer", "Cache-Control": "private, no-store"}
    return Response(content, media_type=media_type, headers=headers)
