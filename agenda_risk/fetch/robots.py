"""Keep to what robots.txt allows, as RFC 9309 has it."""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple
from urllib.parse import urljoin

from protego import Protego

from agenda_risk.errors import FetchError, ReadError
from agenda_risk.fetch.hosts import host_of
from agenda_risk.fetch.trouble import OverError, UnsteadyError
from agenda_risk.models import Page, Request

ROBOT = "agenda-risk"
LONGEST_DELAY = 30.0

_MOST_READ = 500 * 1024


class Rules(NamedTuple):
    """What one server allows; *error* where it did not say, and nothing may be asked."""

    parsed: Protego | None = None
    error: FetchError | None = None

    def check(self, url: str) -> None:
        """Raise FetchError where *url* may not be asked for."""
        if self.error:
            raise self.error
        if self.parsed and not self.parsed.can_fetch(url, ROBOT):
            raise FetchError(
                "The robots.txt of {host} does not allow {url}. Ask its owner to let agenda-risk "
                "in, and write in the source’s “consent” who did and when; or read the agenda from "
                "a file.",
                host=host_of(url),
                url=url,
            )

    @property
    def delay(self) -> float:
        """Return the pause in seconds that the server wants, but not more than we keep."""
        if not self.parsed:
            return 0.0
        rate = self.parsed.request_rate(ROBOT)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return min(max(self.parsed.crawl_delay(ROBOT) or 0.0, between), LONGEST_DELAY)


class _Place:
    def __init__(self) -> None:
        self.lock = Lock()
        self.rules: Rules | None = None


class Robots:
    """Remembers the rules of every server for a run; all sources of the run share it."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._lock = Lock()

    def rules(self, url: str, ask: Callable[[Request], Page]) -> Rules:
        """Return the rules of the server of *url*; *ask* gets them the first time."""
        address = urljoin(url, "/robots.txt")
        with self._lock:
            place = self._places.setdefault(address, _Place())
        with place.lock:
            if place.rules is None:
                place.rules = _asked(address, ask)
            return place.rules


def is_robots(url: str) -> bool:
    """Tell whether *url* is that of rules, which nobody needs leave to read."""
    return urljoin(url, "/robots.txt") == url


def _asked(address: str, ask: Callable[[Request], Page]) -> Rules:
    """Return the rules at *address*.

    Where they are missing (4xx) or lead nowhere, all is allowed; where the server failed (5xx,
    429) or could not be reached, nothing is: it may be about to say no.
    """
    try:
        page = ask(Request(url=address, accept="text/plain, */*;q=0.1"))
    except UnsteadyError as error:
        return Rules(error=error)
    except OverError:
        raise
    except ReadError:
        return Rules()
    return _rules(page)


def _rules(page: Page) -> Rules:
    if 200 <= page.status < 300:
        text = page.content[:_MOST_READ].decode("utf-8-sig", "replace")
        return Rules(Protego.parse(text))
    if page.status < 500 and page.status != 429:
        return Rules()
    return Rules(
        error=FetchError(
            "{host} could not say what its robots.txt allows ({status}), so nothing was asked. Try "
            "again later.",
            host=host_of(page.url),
            status=page.status,
        )
    )
