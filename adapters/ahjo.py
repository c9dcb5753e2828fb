"""Read Ahjo, the case system of Helsinki, in Finnish or in Swedish."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled
from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import text_in
from agenda_risk.extract.records import Record, other_shape, record_in, said_error, whole
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import once
from agenda_risk.models import (
    AgendaItem,
    Body,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Page,
    Passage,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import in_zone, is_within, moment_in

from ._ahjo import filled_from, item_of

_REST = "https://ahjo.hel.fi:9802/ahjorest/v1"
_ZONE = "Europe/Helsinki"
_MOVED = re.compile(r"siirretty|lykätty|framfly|uppskjut", re.IGNORECASE)
_EXTRA = re.compile(r"ylimääräi|\bextra", re.IGNORECASE)
_CLOSED = re.compile(r"salassa|sekretess", re.IGNORECASE)
_KINDS = {
    "esityslista": LinkKind.SUMMONS,
    "föredragningslista": LinkKind.SUMMONS,
    "lisälista": LinkKind.SUPPLEMENT,
    "tilläggslista": LinkKind.SUPPLEMENT,
    "pöytäkirja": LinkKind.MINUTES,
    "protokoll": LinkKind.MINUTES,
}
_OTHER_OBJECTS = ("cases", "CaseID", "NativeId", "decisions")


class Ahjo:
    """Ask for the meetings of a time, and for each of them with its agenda."""

    name = "ahjo"
    title = "Ahjo"
    cannot: tuple[str, ...] = ()
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        host = urlsplit(page.url).hostname or ""
        if host != "ahjo.hel.fi" and not any("MeetingID" in one for one in _tolerated(page)):
            return None
        url = _REST if host == "ahjo.hel.fi" else page.url
        source = Source(url=url, system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3, marks=("MeetingID",))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        about = {"zone": source.zone}
        if "/ahjorest/" not in source.url:
            yield get(Request(url=source.url, accept="application/json", about=about))
            return
        days = f"start={period.first}T00:00:00Z&end={period.last}T23:59:59Z"
        for asked in (days, f"{days}&cancelledonly=true"):
            page = get(_asked(f"meetings/?{asked}&", source))
            yield page
            for meeting in _meetings(page):
                if is_within(moment_in(meeting.text("DateMeeting")), period):
                    yield from get.tried(_asked(f"meetings/{meeting.text('MeetingID')}?", source))

    def parse(self, page: Page) -> Iterator[Meeting]:
        if text_in(page).lstrip("\ufeff \r\n\t").startswith("<"):
            yield _alone(page)
            return
        yield from (_meeting(one, page) for one in _meetings(page))


def _asked(path: str, source: Source) -> Request:
    """Return a question in the language of *source*, with the token that the city gives."""
    language = source.options.get("language", "sv")
    token = source.options.get("token", "")
    return Request(
        url=f"{source.url.rstrip('/')}/{path}apireqlang={language}",
        accept="application/json",
        headers={"Authorization": f"Bearer {token}"} if token else {},
        about={"zone": source.zone},
    )


def _tolerated(page: Page) -> tuple[Record, ...]:
    try:
        return _meetings(page)
    except ReadError:
        return ()


def _meetings(page: Page) -> tuple[Record, ...]:
    """Return the meetings on *page*: those of a list, or one; cases and records are none."""
    found = record_in(page)
    if "MeetingID" in found:
        return (found,)
    if "meetings" in found:
        return found.records("meetings")
    if any(key in found for key in _OTHER_OBJECTS):
        return ()
    said = found.text("message", "error", "Message")
    raise said_error(page, said) if said else other_shape(page)


def _meeting(found: Record, page: Page) -> Meeting:
    title, body = found.text("Name"), found.text("DecisionMaker")
    items = once(_items(found, page))
    zone = page.about.get("zone", _ZONE)
    return Meeting(
        id=found.text("MeetingID"),
        body=body_named(body or title),
        title=title,
        start=in_zone(moment_in(found.text("DateMeeting")), zone),
        place=found.text("Location"),
        state=_state(f"{found.text('Status')} {title}", bool(items)),
        is_extra=bool(_EXTRA.search(title)),
        items=items,
        source=page.url,
        links=tuple(_documents(found, page)),
    )


def _state(told: str, has_items: bool) -> MeetingState:
    if is_cancelled(told):
        return MeetingState.CANCELLED
    if _MOVED.search(told):
        return MeetingState.MOVED
    return MeetingState.PLANNED if has_items else MeetingState.AGENDA_NOT_PUBLISHED


def _items(found: Record, page: Page) -> Iterator[AgendaItem]:
    """Yield the items in the order of the agenda; what is kept secret has a title at most."""
    for one in found.records("Agenda"):
        document, title = one.record("PDF"), one.text("AgendaItem")
        links = tuple(_links((document,), LinkKind.PAPERS, page))
        secret = document.text("PublicityClass") or title
        item = AgendaItem(
            id=document.text("NativeId") or f"{found.text('MeetingID')}-{one.text('AgendaPoint')}",
            number=one.text("AgendaPoint"),
            title=Passage(text=title or document.text("Title")),
            links=links,
            publicity="closed" if _CLOSED.search(secret) else "unknown",
        )
        yield filled_from(one.markup("HTML"), item)


def _documents(found: Record, page: Page) -> Iterator[Link]:
    """Yield the documents of the meeting, in each language."""
    for one in found.records("MeetingDocuments"):
        kind = _KINDS.get(one.text("Type").lower(), LinkKind.OTHER)
        yield from _links((one,), kind, page)


def _links(found: tuple[Record, ...], kind: LinkKind, page: Page) -> Iterator[Link]:
    for one in found:
        link = Link(
            url=whole(page, one.text("FileURI")),
            title=one.text("Title"),
            id=one.text("NativeId"),
            kind=kind,
            media_type="application/pdf",
            digest=one.text("Issued"),
        )
        yield from [link] if link.url else []


def _alone(page: Page) -> Meeting:
    """Return the item that *page*, the HTML of a proposal or a decision, is."""
    meeting = page.about.get("meeting", "")
    return Meeting(id=meeting, body=Body(name=""), items=(item_of(page),), source=page.url)


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Ahjo()]
