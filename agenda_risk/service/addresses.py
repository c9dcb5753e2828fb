"""Fetch the agenda at an address that somebody writes."""

from threading import BoundedSemaphore
from urllib.parse import urlsplit

from agenda_risk.errors import BusyError, FetchError, InternalAddressError
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.pace import Pace
from agenda_risk.fetch.terms import Terms
from agenda_risk.fetch.web import Web
from agenda_risk.models import Source
from agenda_risk.service.reading import Sent
from agenda_risk.store import Store, known_sources

_AT_ONCE = 4
_LIMITS = Limits(
    connect=5, read=10, page_seconds=25, seconds=30, longest=40, page_bytes=20 * 1024**2, pages=8
)
_UNNAMED = "dagordning"


class Addresses:
    """Fetches what stands at addresses, a few at once.

    Within networks that the public cannot reach only hosts of kept sources are asked, and only of
    those whose option "internal" is yes. *proxy* is the server through which the web is reached, if
    not directly, *contact* where owners of servers find whoever runs this.
    """

    def __init__(
        self, store: Store, limits: Limits = _LIMITS, *, proxy: str = "", contact: str = ""
    ) -> None:
        self._store = store
        self._limits = limits
        self._proxy, self._contact = proxy, contact
        self._pace = Pace()
        self._room = BoundedSemaphore(_AT_ONCE)

    def fetched(self, address: str) -> Sent:
        """Return what stands at *address*.

        Raises BusyError where too much is being fetched, and FetchError, AnswerError or
        TooLargeError.
        """
        if not self._room.acquire(blocking=False):
            raise BusyError("Many agendas are being fetched just now. Try again in a minute.")
        try:
            page = Web(self._source(address), self._new_terms())(address)
        except InternalAddressError as error:
            raise FetchError(
                "The address leads into an internal network, and is not fetched. Ask your "
                "administrator to add it."
            ) from error
        finally:
            self._room.release()
        return Sent(page.name.partition("?")[0] or _UNNAMED, page.content, page.media_type)

    def _new_terms(self) -> Terms:
        """Return the terms of one look, which has to ask anew what robots may do."""
        return Terms(self._contact, self._limits, pace=self._pace, proxy=self._proxy)

    def _source(self, address: str) -> Source:
        own = (known.source for known in known_sources(self._store))
        is_own = any(_place(one.url) == _place(address) for one in own if _is_internal(one))
        return Source(url=address, options={"internal": "yes"} if is_own else {})


def _is_internal(source: Source) -> bool:
    return source.options.get("internal", "").lower() == "yes"


def _place(address: str) -> str:
    """Return the host and the port of *address*; empty where it is none."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
