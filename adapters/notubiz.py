"""Read the API of NotuBiz, which Dutch municipalities and provinces have."""

import json
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import json_in, text_in
from agenda_risk.extract.records import Record, other_shape, record_in, records, said_error, whole
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import once
from agenda_risk.models import (
    AgendaItem,
    ItemKind,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Page,
    Passage,
    Period,
    Publicity,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import end_of, in_zone, is_within, moment_in
from agenda_risk.translate import N_

_API = "https://api.notubiz.nl"
_FORM = "format=json&version=1.17.0"  # without a version every question is refused
_ZONE = "Europe/Amsterdam"
_MOST_PAGES = 200
_DEEPEST = 20
_ORGANISATION = re.compile(r"organisation(?:_id|s/)[\"'=:\s]*(\d{1,9})")
_CANCELLED = re.compile(r"geannuleerd|vervallen|vervalt|afgelast|gaat niet door", re.IGNORECASE)
_EXTRA = re.compile(r"\bextra\b|ingelast", re.IGNORECASE)
_KINDS = (
    (re.compile(r"nagekomen|aanvullende", re.IGNORECASE), LinkKind.SUPPLEMENT),
    (re.compile(r"notulen|verslag|besluitenlijst|uitslag", re.IGNORECASE), LinkKind.MINUTES),
    (re.compile(r"agenda|oproep|uitnodiging", re.IGNORECASE), LinkKind.SUMMONS),
)
_PUBLICITY: dict[bool | None, Literal["public", "closed", "unknown"]] = {
    True: "closed",
    False: "public",
    None: "unknown",
}
# The attributes that every organisation has; further ones have numbers of their own.
_TITLE, _DESCRIPTION, _PLACE = ("1", "Titel"), ("3", "Omschrijving"), ("Locatie",)


class NotuBiz:
    """Ask for the bodies of an organisation, for its events, and for each meeting."""

    name = "notubiz"
    title = "NotuBiz"
    cannot: tuple[str, ...] = (N_("the place"), N_("case numbers"))
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        host = urlsplit(page.url).hostname or ""
        found = _ORGANISATION.search(page.url) or _ORGANISATION.search(text_in(page))
        if not host.endswith("notubiz.nl") or not found:
            return None
        url = f"{_API}/events?organisation_id={found[1]}"
        source = Source(url=url, system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3, marks=(host,))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        names: dict[str, str] = {}
        yield from _learned(_organisation(source), names, get)
        for page in _lists(source, period, get):
            events = _events(page)
            upcoming = [one for one in events if is_within(_start(one, page), period)]
            about = {"zone": source.zone} | _named(upcoming, names)
            yield from [page.model_copy(update={"about": about})] if upcoming else []
            for event in upcoming:
                asked = f"{_API}/events/meetings/{event.text('id')}?{_FORM}"
                yield from get.tried(Request(url=asked, about=about))

    def parse(self, page: Page) -> Iterator[Meeting]:
        yield from (_meeting(one, page) for one in _events(page))


def _organisation(source: Source) -> str:
    found = _ORGANISATION.search(source.url)
    return source.options.get("organisation_id") or (found[1] if found else "")


def _learned(organisation: str, names: dict[str, str], get: Get) -> Iterator[Page]:
    """Put the names of the bodies into *names*; yield what cannot be read."""
    for page in get.tried(f"{_API}/organisations/{organisation}/gremia?{_FORM}"):
        try:
            found = json_in(page)
        except ReadError:
            yield page
            continue
        listed = records(found) if isinstance(found, list) else Record(found).records("gremia")
        names |= {one.text("id"): one.text("title", "name") for one in listed}


def _lists(source: Source, period: Period, get: Get) -> Iterator[Page]:
    days = f"date_from={period.first}%2000:00:00&date_to={period.last}%2023:59:59"
    for number in range(1, _MOST_PAGES):
        asked = f"organisation_id={_organisation(source)}&{days}&page={number}&{_FORM}"
        page = get(Request(url=f"{_API}/events?{asked}", about={"zone": source.zone}))
        yield page
        if not record_in(page).record("pagination").flag("has_more_pages"):
            return


def _named(events: list[Record], names: dict[str, str]) -> dict[str, str]:
    """Return what the parser is told: the names of the bodies that meet, by their numbers."""
    meeting = {one.record("gremium").text("id") for one in events}
    known = {number: names[number] for number in sorted(meeting) if names.get(number)}
    return {"bodies": json.dumps(known, ensure_ascii=False)} if known else {}


def _events(page: Page) -> tuple[Record, ...]:
    """Return the events on *page* that the public may see: a list of them, or one meeting."""
    found = record_in(page)
    said = found.text("message", "error")
    if said and "id" not in found:
        raise said_error(page, said)
    if "events" not in found and "meeting" not in found and "plannings" not in found:
        raise other_shape(page)
    alone = found.record("meeting") if "meeting" in found else found
    listed = found.records("events") if "events" in found else (alone,)
    return tuple(one for one in listed if _is_public(one) and _is_meeting(one))


def _is_public(found: Record) -> bool:
    return found.text("permission_group") in ("", "public")


def _is_meeting(found: Record) -> bool:
    return bool(found.text("id")) and found.text("type") in ("", "meeting")


def _body(found: Record, page: Page) -> str:
    """Return the name of the body, as it was told with the question; the event has its number."""
    try:
        known = Record(json.loads(page.about.get("bodies", "{}")))
    except ValueError:
        known = Record()
    return known.text(found.record("gremium").text("id"))


def _attribute(found: Record, names: tuple[str, ...]) -> str:
    """Return an attribute: by its number, or by its label as Open Raadsinformatie gives it."""
    numbered = {one.text("id"): one for one in found.records("attributes")}
    listed = (numbered[name].lines("value") for name in names if name in numbered)
    labelled = (found.record("attributes").lines(name) for name in names)
    return next(filter(None, (*listed, *labelled)), "")


def _start(found: Record, page: Page) -> Moment:
    return _planned(found, "start_date", page)


def _planned(found: Record, key: str, page: Page) -> Moment:
    planned = next(iter(found.records("plannings")), Record())
    return in_zone(moment_in(planned.text(key)), page.about.get("zone", _ZONE))


def _meeting(found: Record, page: Page) -> Meeting:
    title, start = _attribute(found, _TITLE), _start(found, page)
    items = once(_items(found, page, 0))
    return Meeting(
        id=found.text("id"),
        body=body_named(_body(found, page) or title),
        title=title,
        start=start,
        end=end_of(start, _planned(found, "end_date", page)),
        place=_attribute(found, _PLACE),
        state=_state(found, title, bool(items)),
        is_extra=bool(_EXTRA.search(title)),
        publicity=Publicity.CLOSED if found.flag("confidential") else Publicity.UNKNOWN,
        items=items,
        source=page.url,
        web=whole(page, found.text("url")),
        links=_links(found, None, page),
    )


def _state(found: Record, title: str, has_items: bool) -> MeetingState:
    if found.flag("canceled") or found.flag("cancelled") or _CANCELLED.search(title):
        return MeetingState.CANCELLED
    count = found.record("event_type_data").text("agenda_item_count")
    is_open = has_items or ("agenda_items" not in found and count != "0")
    return MeetingState.PLANNED if is_open else MeetingState.AGENDA_NOT_PUBLISHED


def _items(found: Record, page: Page, depth: int) -> Iterator[AgendaItem]:
    """Yield the items under *found*, each before those under it, in the order of the answer.

    Those that have no place among placed ones come last: an answer begins with leftovers of
    items that were copied (Amsterdam, 2018).
    """
    listed = found.records("agenda_items") if depth < _DEEPEST else ()
    for one in sorted(listed, key=lambda one: not one.text("order")):
        if _is_public(one):
            yield _item(one, page)
            yield from _items(one, page, depth + 1)


def _item(found: Record, page: Page) -> AgendaItem:
    told = found.record("type_data")
    is_heading = told.flag("heading") or found.text("type") == "label"
    return AgendaItem(
        id=found.text("id"),
        number=told.text("title_prefix"),
        title=Passage(text=_attribute(told, _TITLE).replace("\n", " ") or told.text("title")),
        summary=Passage(text=_attribute(told, _DESCRIPTION)),
        links=_links(found, LinkKind.PAPERS, page),
        kind=ItemKind.HEADING if is_heading else ItemKind.ITEM,
        publicity=_PUBLICITY[found.flag("confidential")],
    )


def _links(found: Record, kind: LinkKind | None, page: Page) -> tuple[Link, ...]:
    several = (_link(one, kind, page) for one in found.records("documents"))
    return tuple({link.url: link for link in several if link.url}.values())


def _link(found: Record, kind: LinkKind | None, page: Page) -> Link:
    """Return a document; what it holds changes while the meeting's last_modified stays."""
    title, version = found.text("title"), (*found.records("versions"), Record())[-1]
    told = " ".join([title, *(one.text("value") for one in found.records("types"))])
    named = (known for pattern, known in _KINDS if pattern.search(told))
    stamps = (found.text("version"), found.text("last_modified"), version.text("file_size"))
    return Link(
        url=whole(page, found.text("url")),
        title=title,
        id=found.text("id"),
        kind=kind or next(named, LinkKind.OTHER),
        media_type=version.text("mime_type"),
        digest=" ".join(filter(None, stamps)),
        restricted=bool(found.flag("confidential")) or not _is_public(found),
    )


@hookimpl
def register_adapters() -> list[Adapter]:
    return [NotuBiz()]
