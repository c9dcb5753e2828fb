"""Read the web service of Modern.Gov (Civica), which British and Irish councils have."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import words, xml_in
from agenda_risk.extract.records import Record, other_shape, record_of, said_error, whole
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
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import at, clock_in, end_of, in_zone, is_within, moment_in
from agenda_risk.translate import N_

_ZONE = "Europe/London"
_ROOTS = ("committees", "getmeetings", "getmeetingsbydate", "root", "meeting", "meetings")
_ROOTS_OF_SOAP = ("Envelope", "getmeeting", "getcommittees", "getallmeetingsbydate")
_PATHS = re.compile(r"(.*/)(?:mgWebService\.asmx|(?:ie|mg)[A-Za-z0-9]+\.aspx)\b", re.IGNORECASE)
_CANCELLED = re.compile(r"cancel|abandon", re.IGNORECASE)
_MOVED = re.compile(r"postpone|reschedul|adjourn", re.IGNORECASE)
_EXTRA = re.compile(r"extraordinary|special meeting", re.IGNORECASE)
_KINDS = (
    (re.compile(r"supplement|to follow|addendum", re.IGNORECASE), LinkKind.SUPPLEMENT),
    (re.compile(r"minutes|decisions", re.IGNORECASE), LinkKind.MINUTES),
    (re.compile(r"pack", re.IGNORECASE), LinkKind.PAPERS),
    (re.compile(r"agenda|front ?sheet|summons", re.IGNORECASE), LinkKind.SUMMONS),
)


class ModernGov:
    """Ask for the committees, for the meetings of each, and for each meeting."""

    name = "moderngov"
    title = "Modern.Gov"
    cannot: tuple[str, ...] = (N_("case numbers"),)
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        parts = urlsplit(page.url)
        found = _PATHS.match(parts.path)
        is_vendor = (parts.hostname or "").endswith("moderngov.co.uk")
        if not found and not is_vendor:
            return None
        folder = found[1] if found else "/"
        url = f"{parts.scheme}://{parts.netloc}{folder}mgWebService.asmx"
        source = Source(url=url, system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3 if is_vendor else 2, marks=(parts.path,))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        about = {"zone": source.zone}
        for committee in _active(get(_asked(source, "GetCommittees", about))):
            for page in get.tried(_asked(source, _meetings_of(committee, period), about)):
                yield page
                yield from _details(page, source, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        for found, committee in _listed(page):
            yield _meeting(found, committee, page)


def _asked(source: Source, operation: str, about: dict[str, str]) -> Request:
    service = source.url.split("?")[0].rstrip("/")
    return Request(url=f"{service}/{operation}", accept="text/xml", about=about)


def _meetings_of(committee: Record, period: Period) -> str:
    """Return the question for *period*, day first: a date as ISO writes it is ignored."""
    days = (f"{day:%d/%m/%Y}" for day in (period.first, period.last))
    asked = "GetMeetings?lCommitteeId={}&sFromDate={}&sToDate={}"
    return asked.format(committee.text("committeeid"), *days)


def _active(page: Page) -> Iterator[Record]:
    """Yield the committees that still meet; those of old stay in the list."""
    for found in map(record_of, _elements(page, "committee")):
        is_past = found.flag("committeedeleted") or found.flag("committeeexpired")
        yield from [] if is_past else [found]


def _details(page: Page, source: Source, period: Period, get: Get) -> Iterator[Page]:
    """Yield the meetings of *page* in *period*, which some hosts do not heed (Lambeth)."""
    try:
        listed = list(_listed(page))
    except ReadError:
        return  # whoever reads *page* tells it
    for found, committee in listed:
        if is_within(moment_in(found.text("meetingdate")), period):
            about = {"zone": source.zone, "committee": committee.text("committeeid")}
            about |= {"body": committee.text("committeetitle")}
            asked = f"GetMeeting?lMeetingId={found.text('meetingid')}"
            yield from get.tried(_asked(source, asked, about))


def _elements(page: Page, name: str) -> list[etree._Element]:
    """Return the elements called *name*; raises AnswerError where *page* is of another kind."""
    root = xml_in(page)
    fault = next((words(one) for one in root.iter("{*}faultstring", "{*}Text")), "")
    if fault:
        raise said_error(page, fault)
    if etree.QName(root).localname not in (*_ROOTS, *_ROOTS_OF_SOAP):
        raise other_shape(page)
    return list(root.iter("{*}" + name))


def _listed(page: Page) -> Iterator[tuple[Record, Record]]:
    """Yield the meetings on *page*, each with the committee around it, if any."""
    for element in _elements(page, "meeting"):
        found = record_of(element)
        around = next(element.iterancestors("{*}committee"), None)
        if found.text("meetingid"):
            yield found, record_of(around) if around is not None else found


def _meeting(found: Record, committee: Record, page: Page) -> Meeting:
    items = once(_items(found, page))
    body = _body(found, committee, page)
    start = _start(found, page)
    end = at(Moment(day=start.day), clock_in(found.text("meetingplannedfinishtime")))
    told = found.text("meetingstatus")
    return Meeting(
        id=found.text("meetingid"),
        body=body_named(body),
        title=body,
        start=start,
        end=end_of(start, in_zone(end, page.about.get("zone", _ZONE))),
        place=found.text("meetinglocation", "meetingroom"),
        state=_state(told, found, bool(items)),
        is_extra=bool(_EXTRA.search(f"{told} {body}")),
        items=items,
        source=page.url,
        web=_web(found, committee, page),
        links=_links(found, None, page),
    )


def _start(found: Record, page: Page) -> Moment:
    day = moment_in(found.text("meetingdate"))
    return in_zone(at(day, clock_in(found.text("meetingtime"))), page.about.get("zone", _ZONE))


def _body(found: Record, committee: Record, page: Page) -> str:
    """Return the name of the committee, which GetMeeting itself only tells with its documents."""
    told = page.about.get("body") or committee.text("committeetitle", "committeename")
    items = found.record("agendaitems").records("agendaitem")
    documents = (one for item in items for one in _documents(item))
    named = (one.text("committeetitle") for one in documents)
    referred = (item.text("refertocommittee") for item in items)
    return told or next(filter(None, (*named, *referred)), "")


def _state(told: str, found: Record, has_items: bool) -> MeetingState:
    if _CANCELLED.search(told):
        return MeetingState.CANCELLED
    if _MOVED.search(told):
        return MeetingState.MOVED
    is_open = has_items or (found.flag("agendapublished") is None and "agendaitems" not in found)
    return MeetingState.PLANNED if is_open else MeetingState.AGENDA_NOT_PUBLISHED


def _web(found: Record, committee: Record, page: Page) -> str:
    """Return the page of the meeting for people, which lies beside the service."""
    number = committee.text("committeeid") or page.about.get("committee", "")
    asked = f"CId={number}&" if number else ""
    return whole(page, f"/ieListDocuments.aspx?{asked}MId={found.text('meetingid')}")


def _items(found: Record, page: Page) -> Iterator[AgendaItem]:
    for one in found.record("agendaitems").records("agendaitem"):
        if one.flag("isdisplayallowed") is not False:
            yield _item(one, page)


def _item(found: Record, page: Page) -> AgendaItem:
    """Return *found* with the number that is displayed: agendaitemnumber is another."""
    number, text = found.text("fulldisplaynumberformat"), found.lines("agendatext")
    links = _links(found, LinkKind.PAPERS, page)
    decided = (found.lines(f"{kind}nonemptyhtmlbody") for kind in ("decision", "minutes"))
    grounds = dict.fromkeys(one.text("restrictionsRef") for one in _documents(found))
    is_closed = found.flag("isrestricted")
    return AgendaItem(
        id=found.text("agendaitemid"),
        number=number,
        title=Passage(text=found.text("agendaitemtitle")),
        summary=Passage(text=text),
        body=Passage(text="\n".join(filter(None, decided))),
        links=links,
        kind=ItemKind.ITEM if number or text or links else ItemKind.HEADING,
        publicity="closed" if is_closed else "unknown" if is_closed is None else "public",
        publicity_ground=", ".join(filter(None, grounds)),
    )


def _documents(found: Record) -> tuple[Record, ...]:
    return found.record("linkeddocuments").records("linkeddoc")


def _links(found: Record, kind: LinkKind | None, page: Page) -> tuple[Link, ...]:
    """Return the documents, once each; those that are restricted are named, and not fetched."""
    several = (_link(one, kind, page) for one in _documents(found))
    return tuple({link.url: link for link in several if link.url}.values())


def _link(found: Record, kind: LinkKind | None, page: Page) -> Link:
    title = found.text("title")
    named = (told for pattern, told in _KINDS if pattern.search(title))
    return Link(
        url=whole(page, found.text("url")),
        title=title,
        id=found.text("attachmentid"),
        kind=kind or next(named, LinkKind.OTHER),
        digest=found.text("publicationdate"),
        restricted=bool(found.flag("isrestricted")),
    )


@hookimpl
def register_adapters() -> list[Adapter]:
    return [ModernGov()]
