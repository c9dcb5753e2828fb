"""What every route can reach: the desk and the options of the service that it belongs to."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request

from agenda_risk.access import Visitor
from agenda_risk.service import Desk
from agenda_risk.service.addresses import Addresses
from agenda_risk.service.reading import Readers
from agenda_risk.translate import LANGUAGES, Translator, translator
from agenda_risk.web.options import WebOptions
from agenda_risk.web.rights import RIGHTS

LANGUAGE = "agenda-risk-language"
_FROM_ELSEWHERE = ("/logga-in/", "/utloggad")
LONGEST_WANTED = 500  # signs of a page that somebody is to come back to


@dataclass(frozen=True)
class House:
    """One running service."""

    desk: Desk
    options: WebOptions
    readers: Readers
    addresses: Addresses


def house_of(request: Request) -> House:
    """Return the service that *request* came to."""
    house: House = request.app.state.house
    return house


def desk_of(request: Request) -> Desk:
    """Return what the service works with that *request* came to."""
    return house_of(request).desk


def is_api(request: Request) -> bool:
    """Tell whether *request* came to the interface for programs."""
    return path_of(request).startswith("/api/")


def path_of(request: Request) -> str:
    """Return what *request* asks for, whatever the service is put under."""
    return request.url.path.removeprefix(house_of(request).options.prefix)


def visitor_in(request: Request) -> Visitor:
    """Return who sent *request*."""
    visitor: Any = getattr(request.state, "visitor", None)
    return visitor or Visitor()


def say_in(request: Request) -> Translator:
    """Return what says things in the language of whoever sent *request*."""
    chosen = (visitor_in(request).language, request.cookies.get(LANGUAGE, ""))
    known = (one for one in chosen if one in LANGUAGES)
    return translator(next(known, house_of(request).options.language))


def place_of(request: Request) -> str:
    """Return the page that *request* asks for, by which one comes back to it.

    What is asked of it is left out where that is more than is remembered, or may be what somebody
    else wrote, as a provider does; of a form it is the page that the form stands on.
    """
    path = path_of(request)
    if request.method not in {"GET", "HEAD"}:
        path = _page_above(path, getattr(request.scope.get("route"), "path", ""))
    elif request.url.query and not path.startswith(_FROM_ELSEWHERE):
        return _remembered(f"{path}?{request.url.query}") or _remembered(path) or "/"
    return _remembered(path) or "/"


def _page_above(path: str, route: str) -> str:
    """Return the nearest page at or above *path*, which *route* answers to; "" if there is none."""
    while route and ("GET", route) not in RIGHTS:
        path, route = (one.rpartition("/")[0] for one in (path, route))
    return path if route else ""


def _remembered(place: str) -> str:
    return place if len(place) <= LONGEST_WANTED else ""


def base_of(request: Request) -> str:
    """Return how the service is reached: as the settings say, else as *request* came to it."""
    return house_of(request).options.address or str(request.base_url).rstrip("/")
