"""Post to an address of the web, guarded: no redirect is followed and no answer is read."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import requests

from agenda_risk import __version__
from agenda_risk.errors import DeliveryError, FetchError, InternalAddressError
from agenda_risk.fetch.exchange import answering, prepared
from agenda_risk.fetch.guard import check_public
from agenda_risk.fetch.hosts import host_of, no_address, split
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.session import cut_off, guarded_session
from agenda_risk.fetch.trouble import UnsteadyError
from agenda_risk.models import Request

LIMITS = Limits(connect=10, read=15, page_seconds=30)
_AGENT = f"agenda-risk/{__version__}"
_LONGEST_WAIT = 24 * 60 * 60.0
_GONE = 410
_SECONDS = re.compile(r"[0-9]{1,9}", re.ASCII)


class Place(NamedTuple):
    """Where to post: *internal* lets it lie within a network of one's own.

    *proxy* is the server through which the web is reached, *certificates* a file of those trusted
    instead of the usual ones.
    """

    url: str
    internal: bool = False
    certificates: str = ""
    proxy: str = ""
    limits: Limits = LIMITS


class _Head(NamedTuple):
    """How a server answered, and in how many seconds it wants to be asked again."""

    status: int
    wait: float | None


def post(place: Place, content: bytes, headers: dict[str, str]) -> None:
    """Post *content* as JSON; raises DeliveryError unless the server takes it (2xx).

    That the address is gone (410), or may not be asked, is final; a wait that is asked for (429,
    503) is told.
    """
    host = host_of(place.url)
    try:
        answer = _asked(place, content, headers)
    except FetchError as error:
        raise _failure(error, place) from error
    if 200 <= answer.status < 300:
        return
    if 300 <= answer.status < 400:
        raise DeliveryError(
            "{host} sends us to another address, which is never followed. Write the address that "
            "it leads to.",
            host=host,
        )
    raise DeliveryError(
        "{host} answered {status} and did not take the message.",
        is_final=answer.status == _GONE,
        after=answer.wait,
        host=host,
        status=answer.status,
    )


def _failure(error: FetchError, place: Place) -> DeliveryError:
    """Return what to raise; an address may hold a secret, and only its host is told."""
    if "url" in error.fields:
        return DeliveryError(
            "The address to send to is no web address. Write it with https:// at its beginning.",
            is_final=True,
        )
    is_internal = isinstance(error, InternalAddressError)
    if is_internal and not place.internal:
        return DeliveryError(
            "{host} leads to an address that the public cannot reach, and nothing was sent. If it "
            "is your own, write internal = true under its [receivers] in agenda-risk.toml.",
            is_final=True,
            host=host_of(place.url),
        )
    fields: dict[str, Any] = error.fields
    return DeliveryError(error.msgid, is_final=is_internal, **fields)


def _asked(place: Place, content: bytes, headers: dict[str, str]) -> _Head:
    proxy = "" if place.internal else place.proxy
    asked = Request(
        url=place.url,
        body=content,
        media_type="application/json",
        accept="application/json",
        headers=headers,
    )
    with guarded_session(_AGENT, internal=place.internal, proxy=proxy) as session:
        sent = prepared(session, asked)
        parts = split(sent.url or "")
        if parts.scheme not in {"http", "https"}:
            raise no_address(place.url)
        if proxy:
            check_public(parts.hostname or "", parts.port or 0)
        return _head(session, sent, place)


def _head(session: requests.Session, sent: requests.PreparedRequest, place: Place) -> _Head:
    """Return how *sent* was answered; a head that was cut off is no answer, whatever it says."""
    with cut_off(place.limits.page_seconds) as late:
        try:
            with answering(session, sent, place.limits, place.certificates) as response:
                answer = _Head(response.status_code, _wait(dict(response.headers)))
        except UnsteadyError as error:
            raise _late(place) if late.is_set() else error from error
    if late.is_set():
        raise _late(place)
    return answer


def _wait(headers: dict[str, str]) -> float | None:
    """Return the seconds after which the server wants to be asked again, a day at most."""
    small = {name.lower(): value for name, value in headers.items()}
    written = small.get("retry-after", "").strip()
    if _SECONDS.fullmatch(written):
        return min(float(written), _LONGEST_WAIT)
    then, now = _date(written), _date(small.get("date", "")) or datetime.now(UTC)
    return min(max((then - now).total_seconds(), 0.0), _LONGEST_WAIT) if then else None


def _date(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _late(place: Place) -> UnsteadyError:
    return UnsteadyError("{host} answered too slowly. Try again later.", host=host_of(place.url))
