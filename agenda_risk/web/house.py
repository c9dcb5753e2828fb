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

    What is asked of it is left out where that is more than is remembered, was sent in a form, or
    may be what somebody else wrote, as a provider does.
    """
    path = path_of(request)
    whole = f"{path}?{request.url.query}" if request.url.query else path
    is_own = request.method == "GET" and not path.startswith(_FROM_ELSEWHERE)
    return whole if is_own and len(whole) <= LONGEST_WANTED else path


def base_of(request: Request) -> str:
    """Return how the service is reached: as the settings say, else as *request* came to it."""
    return house_of(request).options.address or str(request.base_url).rstrip("/")
