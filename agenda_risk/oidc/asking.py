"""Ask a provider, within bounds: how long it may take, and how much it may send.

Its address was chosen by whoever runs the service, so it may lie within their own network.
"""

import json
from collections.abc import Mapping
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from agenda_risk import __version__
from agenda_risk.errors import BusyError, LoginError, ReadError, UnreachableError
from agenda_risk.fetch.exchange import exchanged
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.session import guarded_session
from agenda_risk.models import Request
from agenda_risk.translate import N_

UNREACHABLE = N_("{provider} cannot be reached just now. Try again in a while.")
ODD = N_(
    "What {provider} answered could not be trusted, and you were not let in. Try again, and tell "
    "your administrator if it happens again."
)
LIMITS = Limits(connect=4, read=6, page_seconds=8, page_bytes=1_000_000, text_bytes=1_000_000)
_JSON = "application/json"
_AT_ONCE = 8


class Way(NamedTuple):
    """How a provider is reached: what messages call it, by which proxy, and whom it is trusted by.

    *certificates* is a file of those that are trusted besides.
    """

    title: str
    proxy: str = ""
    certificates: str = ""
    limits: Limits = LIMITS


class Asker:
    """Asks one provider, for a few at once."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._room = BoundedSemaphore(_AT_ONCE)

    def json(self, request: Request) -> Mapping[str, Any]:
        """Return what answers *request*: an object of JSON.

        Raises LoginError where nothing comes, or something else; BusyError where many ask.
        """
        if not self._room.acquire(blocking=False):
            raise BusyError("Many log in just now. Try again in a minute.")
        try:
            return self._checked(*self._answer(request))
        finally:
            self._room.release()

    def odd(self, why: str) -> LoginError:
        """Return what to raise where an answer cannot be trusted; *why* is for the log."""
        return LoginError(ODD, why=why, provider=self._way.title)

    def _answer(self, request: Request) -> tuple[int, bytes]:
        agent = f"agenda-risk/{__version__}"
        asked = request.model_copy(update={"accept": _JSON})
        try:
            with guarded_session(agent, internal=True, proxy=self._way.proxy) as session:
                answer = exchanged(
                    session,
                    asked,
                    self._way.limits,
                    self._way.limits.page_seconds,
                    self._way.certificates,
                )
        except ReadError as error:
            raise UnreachableError(
                UNREACHABLE, why=f"unreachable: {error}", provider=self._way.title
            ) from error
        return answer.page.status, answer.page.content

    def _checked(self, status: int, content: bytes) -> Mapping[str, Any]:
        if status >= 500:
            raise UnreachableError(UNREACHABLE, why=f"status {status}", provider=self._way.title)
        if status != 200:
            raise self.odd(f"status {status}")
        try:
            told = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self.odd("no json") from error
        if not isinstance(told, dict):
            raise self.odd("no object")
        return told
