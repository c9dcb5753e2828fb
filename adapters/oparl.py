"""Read OParl 1.0 and 1.1, the German standard, as its vendors really answer."""

import json
from collections.abc import Callable, Iterator
from datetime import date

from agenda_risk import hookimpl
from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import json_in
from agenda_risk.extract.records import Record, is_same_host, other_shape, whole
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import Meeting, Organisation, Page, Period, Recognition, Request, Source
from agenda_risk.moments import is_within, moment_in

from ._oparl import is_taken_away, kind_of, meetings_on, objects_on

_MOST_PAGES = 2000
_ZONE = "Europe/Berlin"

Ask = Callable[[Request], Iterator[Page]]


class OParl:
    """Follow a system to its bodies, and a body to its meetings and their papers."""

    name = "oparl"
    title = "OParl"
    cannot: tuple[str, ...] = ()
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        try:
            found = objects_on(page)
        except ReadError:
            return None
        if not found or "schema.oparl.org" not in found[0].text("type"):
            return None
        bodies = tuple(one.text("name") for one in found if kind_of(one) == "Body")
        organisation = Organisation(name=bodies[0] if len(bodies) == 1 else "")
        source = Source(url=page.url, system=self.name, organisation=organisation, zone=_ZONE)
        return Recognition(source=source, sure=3, marks=(found[0].text("type"),))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        first = get(_request(source.url))
        bodies = [one for one in _bodies(first, get) if one.text("meeting")]
        if not bodies:
            raise other_shape(first)  # no body is not the same as no meeting
        for body in bodies:
            names: dict[str, str] = {}
            yield from _learned(body.text("organization"), names, get)
            about = {"organisation": source.organisation.name or body.text("name")}
            for page in _pages(body.text("meeting"), lambda asked: iter([get(asked)])):
                shown = page.model_copy(update={"about": about | _named_on(page, names)})
                upcoming = [one for one in objects_on(page) if _is_upcoming(one, period)]
                is_told = any(_tells_of_meeting(one, period) for one in objects_on(page))
                yield from [shown] if is_told else []
                for meeting in upcoming:
                    yield from _details(meeting, page, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        return meetings_on(page)


def _bodies(page: Page, get: Get) -> Iterator[Record]:
    """Yield the bodies that *page* leads to: a system, a list of bodies, one body, its meetings."""
    for found in objects_on(page):
        if kind_of(found) == "System":
            for listed in _pages(found.text("body"), lambda asked: iter([get(asked)])):
                yield from (one for one in objects_on(listed) if kind_of(one) == "Body")
        if kind_of(found) == "Body":
            yield found
        if kind_of(found) == "Meeting":
            yield Record({"meeting": page.url})
            return


def _pages(first: str, ask: Ask) -> Iterator[Page]:
    """Yield the pages of the list that begins at *first*; a list never leads to another host."""
    seen: set[str] = set()
    address = first
    while address and address not in seen and len(seen) < _MOST_PAGES:
        seen.add(address)
        following = ""
        for page in ask(_request(address)):
            yield page
            following = whole(page, _next(page))
        address = following if is_same_host(following, first) else ""


def _next(page: Page) -> str:
    """Return where the list goes on; what cannot be read is told by who reads it."""
    try:
        return Record(json_in(page)).record("links").text("next")
    except ReadError:
        return ""


def _learned(address: str, names: dict[str, str], get: Get) -> Iterator[Page]:
    """Put the names of the organisations at *address* into *names*; yield what cannot be read."""
    for page in _pages(address, get.tried):
        try:
            names |= {one.text("id"): one.text("name") for one in objects_on(page)}
        except ReadError:
            yield page


def _named_on(page: Page, names: dict[str, str]) -> dict[str, str]:
    """Return what the parser is told of *page*: the names of the organisations that meet."""
    meeting = {url for one in objects_on(page) for url in one.texts("organization")}
    known = {url: names[url] for url in sorted(meeting) if names.get(url)}
    return {"bodies": json.dumps(known, ensure_ascii=False)} if known else {}


def _is_upcoming(found: Record, period: Period) -> bool:
    is_meeting = kind_of(found) == "Meeting" and not found.flag("deleted")
    return is_meeting and is_within(moment_in(found.text("start")), period)


def _tells_of_meeting(found: Record, period: Period) -> bool:
    """Tell whether *found* is of *period* or later, or taken away: what was known may be so now."""
    from_now_on = period.model_copy(update={"last": date.max})
    return _is_upcoming(found, from_now_on) or is_taken_away(found)


def _details(meeting: Record, page: Page, get: Get) -> Iterator[Page]:
    """Yield the items and papers that *meeting*, which stands on *page*, only refers to."""
    about = {"meeting": meeting.text("id")}
    for address in meeting.texts("agendaItem"):
        yield from _tried(address, page, about, get)
    for item in meeting.records("agendaItem"):
        known = about | {"item": item.text("id"), "title": item.text("name")}
        for consultation in item.records("consultation"):
            yield from _tried(consultation.text("paper"), page, known, get)
        for address in item.texts("consultation"):
            yield from _papers(_tried(address, page, known, get), get)


def _papers(consultations: Iterator[Page], get: Get) -> Iterator[Page]:
    """Yield the papers that *consultations* are about; what cannot be read is yielded itself."""
    for page in consultations:
        try:
            found = objects_on(page)
        except ReadError:
            yield page
            continue
        for consultation in found:
            yield from _tried(consultation.text("paper"), page, page.about, get)


def _tried(written: str, page: Page, about: dict[str, str], get: Get) -> Iterator[Page]:
    address = whole(page, written)
    if address and is_same_host(address, page.url):
        yield from get.tried(_request(address).model_copy(update={"about": about}))


def _request(address: str) -> Request:
    return Request(url=_reachable(address), accept="application/json")


def _reachable(address: str) -> str:
    """Return where *address* is answered: Karlsruhe (2026) writes /oparl/, and has /ris/oparl/."""
    return address.replace("//web1.karlsruhe.de/oparl/", "//web1.karlsruhe.de/ris/oparl/")


@hookimpl
def register_adapters() -> list[Adapter]:
    return [OParl()]
