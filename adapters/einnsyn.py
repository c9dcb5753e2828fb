"""Read eInnsyn, the Norwegian register of meetings, by its API or from the XML it is fed with."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.extract.answers import text_in, xml_in
from agenda_risk.extract.records import (
    Record,
    is_same_host,
    other_shape,
    record_in,
    record_of,
    said_error,
    whole,
)
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import once
from agenda_risk.models import (
    Body,
    Meeting,
    MeetingState,
    Moment,
    Page,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import in_sweden, is_within, moment_in
from agenda_risk.translate import N_

from ._einnsyn import items_in, papers_in

_API = "https://api.einnsyn.no"
_MOST_PAGES = 200
_FILES = "dokumentbeskrivelse.dokumentobjekt"
_EXPANDED = (f"moetesak.{_FILES}", f"moetedokument.{_FILES}", "moetesak.innstilling")
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_CANCELLED = re.compile(r"\bavlyst|\binnstilt\b", re.IGNORECASE)
_MOVED = re.compile(r"\butsatt\b|\bflyttet\b", re.IGNORECASE)
_EXTRA = re.compile(r"\bekstra|ekstraordin", re.IGNORECASE)


class EInnsyn:
    """Search for the meetings of a unit, with their cases and documents."""

    name = "einnsyn"
    title = "eInnsyn"
    cannot: tuple[str, ...] = (N_("case numbers"), N_("whether an item is withdrawn"))
    is_seen = False  # the API is written from its specification

    def recognise(self, page: Page) -> Recognition | None:
        host = urlsplit(page.url).hostname or ""
        if host not in ("einnsyn.no", "www.einnsyn.no", "api.einnsyn.no"):
            return None
        source = Source(url=_API, system=self.name, zone="Europe/Oslo")
        return Recognition(source=source, sure=3, marks=(host,))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        address, seen = _search(source, period), set[str]()
        while address and address not in seen and len(seen) < _MOST_PAGES:
            seen.add(address)
            page = get(_asked(address, source, {}))
            found = _objects(page)
            upcoming = [one for one in found if is_within(_day(one), period)]
            yield from [page] if upcoming else []
            for meeting in upcoming:
                yield from _details(meeting, source, get)
            following = whole(page, record_in(page).text("next"))
            address = following if is_same_host(following, page.url) else ""

    def parse(self, page: Page) -> Iterator[Meeting]:
        for found in _objects(page):
            read = _READERS.get(found.text("entity"))
            if read and not found.flag("deleted"):
                yield read(found, page)


def _search(source: Source, period: Period) -> str:
    unit = source.options.get("enhet", "")
    asked = (
        "entity=Moetemappe",
        f"administrativEnhet={unit}" if unit else "",
        f"moetedatoFrom={period.first}&moetedatoTo={period.last}&limit=100",
        *(f"expand={path}" for path in _EXPANDED),
    )
    return f"{source.url.rstrip('/')}/search?{'&'.join(filter(None, asked))}"


def _asked(address: str, source: Source, about: dict[str, str]) -> Request:
    key = source.options.get("api_key", "")
    headers = {"API-KEY": key} if key else {}
    return Request(url=address, accept="application/json", headers=headers, about=about)


def _details(meeting: Record, source: Source, get: Get) -> Iterator[Page]:
    """Yield the cases and documents of *meeting* that came as ids only."""
    number = meeting.text("id")
    for key in ("moetesak", "moetedokument"):
        if meeting.texts(key):
            base = f"{source.url.rstrip('/')}/moetemappe/{number}/{key}"
            asked = f"{base}?limit=100&expand={_FILES}"
            yield from get.tried(_asked(asked, source, {"meeting": number}))


def _objects(page: Page) -> tuple[Record, ...]:
    """Return the objects on *page*: those of a list, one alone, or the meetings of Noark 5."""
    if text_in(page).lstrip("\ufeff \r\n\t").startswith("<"):
        return _noark(page)
    found = record_in(page)
    said = found.text("message", "error") or found.record("body").text("message")
    if said and "entity" not in found:
        raise said_error(page, said)
    if "items" not in found and "entity" not in found:
        raise other_shape(page)
    return found.records("items") if "items" in found else (found,)


def _noark(page: Page) -> tuple[Record, ...]:
    """Return the meetings in the XML that archives deliver (Oslo, 2015), as the API has them."""
    root = xml_in(page)
    if etree.QName(root).localname not in ("arkiv", "mappe"):
        raise other_shape(page)
    folders = (one for one in root.iter("{*}mappe") if one.get(_TYPE, "").endswith("moetemappe"))
    return tuple(_as_of_api(record_of(one)) for one in folders)


def _as_of_api(found: Record) -> Record:
    own = found.records("registrering")
    papers = [one for one in own if one.text("moeteregistreringstype") == "Møtedokumenter"]
    cases = [one.value | {"id": one.text("systemID")} for one in own if one not in papers]
    return Record(
        found.value
        | {"entity": "Moetemappe", "id": found.text("systemID"), "moetesak": cases}
        | {"moetedokument": [one.value for one in papers]}
    )


def _day(found: Record) -> Moment:
    return in_sweden(moment_in(found.text("moetedato")))


def _meeting(found: Record, page: Page) -> Meeting:
    title = found.text("offentligTittel", "tittel")
    items = once(items_in(found.records("moetesak"), page))
    links = tuple(papers_in(found.records("moetedokument"), page))
    has_agenda = bool(items or found.texts("moetesak"))
    place = found.text("moetested")
    return Meeting(
        id=found.text("id"),
        body=body_named(_body(found)),
        title=title,
        start=_day(found),
        place="" if place == "N/A" else place,
        state=_state(f"{title} {found.text('beskrivelse')}", has_agenda),
        is_extra=bool(_EXTRA.search(title)),
        items=items,
        source=page.url,
        links=links,
    )


def _body(found: Record) -> str:
    """Return the name of the body; Oslo has written an address that ends with its code."""
    named = found.text("utvalg") or found.record("utvalgObjekt").text("navn")
    return named.rstrip("/").rsplit("/", 1)[-1].split("--")[0] if "://" in named else named


def _state(told: str, has_agenda: bool) -> MeetingState:
    if _CANCELLED.search(told):
        return MeetingState.CANCELLED
    if _MOVED.search(told):
        return MeetingState.MOVED
    return MeetingState.PLANNED if has_agenda else MeetingState.AGENDA_NOT_PUBLISHED


def _case(found: Record, page: Page) -> Meeting:
    meeting = page.about.get("meeting") or _reference(found)
    return Meeting(id=meeting, body=Body(name=""), items=once(items_in((found,), page)))


def _document(found: Record, page: Page) -> Meeting:
    meeting = page.about.get("meeting") or _reference(found)
    return Meeting(id=meeting, body=Body(name=""), links=tuple(papers_in((found,), page)))


def _reference(found: Record) -> str:
    """Return the id of the meeting that *found* belongs to: an id, or the object itself."""
    return found.text("moetemappe") or found.record("moetemappe").text("id")


_READERS = {"Moetemappe": _meeting, "Moetesak": _case, "Moetedokument": _document}


@hookimpl
def register_adapters() -> list[Adapter]:
    return [EInnsyn()]
