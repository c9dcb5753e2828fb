"""Read the web API of Legistar (Granicus), and its calendar page where there is no API."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from agenda_risk import hookimpl
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import Meeting, Page, Period, Recognition, Request, Source
from agenda_risk.moments import is_within
from agenda_risk.translate import N_

from ._legistar import meetings_on, objects_on, start_of
from ._legistar_calendar import calendar_on, is_calendar

_ROWS = 1000
_MOST_ROWS = 50_000
_HOST = re.compile(r"([a-z0-9-]+)\.legistar1?\.com")


class Legistar:
    """Ask for the events of a client, and for the items of each."""

    name = "legistar"
    title = "Legistar"
    cannot: tuple[str, ...] = (N_("the time zone"),)
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        parts = urlsplit(page.url)
        host, path = parts.hostname or "", parts.path.split("/")
        found = _HOST.fullmatch(host)
        client = path[2] if host == "webapi.legistar.com" and len(path) > 2 else ""
        if not client and (found is None or found[1] in ("webapi", "www")):
            return None
        named = client or (found[1] if found else "")
        source = Source(url=f"https://webapi.legistar.com/v1/{named}", system=self.name)
        return Recognition(source=source, sure=3, marks=(host,))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        about = {"zone": source.zone}
        if "/v1/" not in source.url:
            yield get(Request(url=source.url, about=about))
            return
        for page in _lists(source, period, get):
            upcoming = [one for one in objects_on(page) if is_within(start_of(one, page), period)]
            yield from [page] if upcoming else []
            for event in upcoming:
                yield from get.tried(_items_of(event.text("EventId"), source))

    def parse(self, page: Page) -> Iterator[Meeting]:
        if is_calendar(page):
            yield from calendar_on(page)
            return
        yield from meetings_on(page)


def _lists(source: Source, period: Period, get: Get) -> Iterator[Page]:
    """Yield the lists of events, 1000 rows at a time, until one is short or only repeats."""
    seen: set[str] = set()
    for skip in range(0, _MOST_ROWS, _ROWS):
        page = get(_events(source, period, skip))
        ids = {one.text("EventId") for one in objects_on(page)}
        yield page
        if len(objects_on(page)) < _ROWS or ids <= seen:
            return
        seen |= ids


def _events(source: Source, period: Period, skip: int) -> Request:
    """Return the question for *period*; a client that ignores it gives all (Nashville)."""
    asked = (
        f"$filter=EventDate%20ge%20datetime'{period.first}'"
        f"%20and%20EventDate%20le%20datetime'{period.last}'"
        f"&$orderby=EventDate,EventId&$top={_ROWS}&$skip={skip}"
    )
    return _asked(f"{source.url.rstrip('/')}/events?{asked}", source, {"zone": source.zone})


def _items_of(event: str, source: Source) -> Request:
    asked = f"events/{event}/eventitems?AgendaNote=1&MinutesNote=1&Attachments=1"
    return _asked(f"{source.url.rstrip('/')}/{asked}", source, {"meeting": event})


def _asked(url: str, source: Source, about: dict[str, str]) -> Request:
    """Return a question for JSON, with the token that some clients demand (New York)."""
    token = source.options.get("token", "")
    return Request(
        url=f"{url}&token={token}" if token else url, accept="application/json", about=about
    )


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Legistar()]
