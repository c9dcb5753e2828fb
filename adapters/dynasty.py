"""Read the pages and the feed of Dynasty (Innofactor), which Finnish towns have."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled
from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import html_in, text_in, words, xml_in
from agenda_risk.extract.records import is_same_host, other_shape, whole
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import once
from agenda_risk.models import (
    AgendaItem,
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
from agenda_risk.translate import N_

from ._dynasty import ITEM, MEETING, block_on, heading_of, item_on, link_of

_ZONE = "Europe/Helsinki"
_BODY = re.compile(r"TELIN-(\d+)\.HTM|page=meetings&id=(\d+)", re.IGNORECASE)
_MARKS = ("DREQUEST.PHP", "DJULKAISU.JS", "TELIMET.HTM")
_CLOSED = re.compile(r"salassa|salainen|ei julki|sekretess|icke offentlig", re.IGNORECASE)
_FEED = re.compile(
    r"(?P<body>.*?)\s+(?P<day>\d{1,2}\.\d{1,2}\.\d{4})(?:\s*/\s*(?P<item>.*))?", re.S
)


class Dynasty:
    """Follow the list of bodies to their meetings, and a meeting to its items."""

    name = "dynasty"
    title = "Dynasty"
    cannot: tuple[str, ...] = (N_("the place"), N_("whether an item is withdrawn"))
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        told = page.url + text_in(page)[:20_000]
        marks = tuple(mark for mark in _MARKS if mark.lower() in told.lower())
        if not marks:
            return None
        source = Source(url=page.url, system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3, marks=marks)

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        about = {"zone": source.zone}
        first = get(Request(url=source.url, about=about))
        yield first
        for address in _addresses(first, _BODY):
            for page in get.tried(Request(url=address, about=about)):
                yield page
                for meeting in _upcoming(page, period):
                    yield from _details(meeting, about, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        if _is_feed(page):
            yield from _entries(page)
            return
        root = html_in(page)
        if root.xpath("//frame"):
            return
        yield from _read(root, page)


def _addresses(page: Page, wanted: re.Pattern[str]) -> list[str]:
    """Return where the links on *page* lead that look as *wanted*, once each."""
    links = (whole(page, str(link)) for link in html_in(page).xpath("//a/@href"))
    return list(dict.fromkeys(link for link in links if wanted.search(link)))


def _upcoming(page: Page, period: Period) -> list[Meeting]:
    """Return the meetings on *page* to look at; what cannot be read is told by its reader."""
    try:
        found = list(Dynasty().parse(page))
    except ReadError:
        return []
    return [one for one in found if one.web and is_within(one.start, period)]


def _details(meeting: Meeting, about: dict[str, str], get: Get) -> Iterator[Page]:
    for page in get.tried(Request(url=meeting.web, about=about)):
        yield page
        try:
            addresses = _addresses(page, ITEM)
        except ReadError:
            continue
        for address in addresses:
            is_own = f"{meeting.id}-" in address and not address.upper().endswith(".PDF")
            if is_own and is_same_host(address, page.url):
                yield from get.tried(Request(url=address, about=about))


def _read(root: HtmlElement, page: Page) -> Iterator[Meeting]:
    heading, newer = heading_of(root), block_on(root, page)
    if newer:
        yield Meeting(id=newer.id.split("-")[0], body=body_named(""), items=(newer,))
    elif heading.item:
        yield from _alone(root, page)
    elif moment_in(heading.told).day:
        yield _meeting(root, page)
    elif heading.body or _BODY.search(page.url) or root.xpath("//a[contains(@href,'TELIN-')]"):
        yield from _rows(root, page)
    else:
        raise other_shape(page)


def _meeting(root: HtmlElement, page: Page) -> Meeting:
    """Return the meeting that *page* is the agenda, or the minutes, of."""
    heading = heading_of(root)
    number = _number(root, page)
    return Meeting(
        id=number,
        body=body_named(heading.body),
        title=f"{heading.body} {heading.told}",
        start=in_zone(moment_in(heading.told), page.about.get("zone", _ZONE)),
        state=MeetingState.CANCELLED if is_cancelled(heading.told) else MeetingState.PLANNED,
        items=once(_items(root, number, page)),
        source=page.url,
        web=whole(page, page.url),
        links=tuple(_documents(root, number, heading.kind, page)),
    )


def _number(root: HtmlElement, page: Page) -> str:
    """Return the number of the meeting, which stands in its address and in its links."""
    links = (str(link) for link in root.xpath("//a/@href"))
    found = (MEETING.search(link) or ITEM.search(link) for link in (page.url, *links))
    return next((match["meeting"] for match in found if match), "")


def _items(root: HtmlElement, number: str, page: Page) -> Iterator[AgendaItem]:
    """Yield the rows with a number or a link to an item of this meeting."""
    for row in root.xpath("//tr[td[contains(@class,'tcDat')]]"):
        cells = row.xpath("./td[contains(@class,'tcDat')]")
        links = [ITEM.search(str(link)) for link in row.xpath(".//a/@href")]
        own = [link for link in links if link and link["meeting"] == number]
        title = words(cells[-1])
        if len(cells) > 1 and title and (own or words(cells[0]).rstrip(".").isdecimal()):
            yield AgendaItem(
                id=f"{number}-{own[0]['item']}" if own else f"{number}#{words(cells[0])}",
                number=words(cells[0]),
                title=Passage(text=title),
                publicity="closed" if _CLOSED.search(title) and not own else "unknown",
            )


def _documents(root: HtmlElement, number: str, kind: LinkKind, page: Page) -> Iterator[Link]:
    for anchor in root.xpath("//a[@href]"):
        link = link_of(anchor, page)
        if link and number and re.search(rf"\b{number}\.PDF$", link.url, re.IGNORECASE):
            yield link.model_copy(update={"kind": kind})


def _rows(root: HtmlElement, page: Page) -> Iterator[Meeting]:
    """Yield the meetings of one body, or the latest of each body, that have a page of their own."""
    body = heading_of(root).body
    for row in root.xpath("//tr[td[contains(@class,'tcDat')]]"):
        own = [words(one) for one in row.xpath(".//a[contains(@href,'TELIN-')]")]
        for anchor in row.xpath("./td/a[@href]"):
            found = MEETING.search(str(anchor.get("href")))
            if found and (own or body):
                yield _listed(row, anchor, (own or [body])[0], page)


def _listed(row: HtmlElement, anchor: HtmlElement, body: str, page: Page) -> Meeting:
    address = whole(page, str(anchor.get("href")))
    found, told = MEETING.search(address), " ".join(map(words, row.xpath("./td")))
    return Meeting(
        id=found["meeting"] if found else "",
        body=body_named(body),
        title=body,
        start=in_zone(moment_in(told), page.about.get("zone", _ZONE)),
        state=MeetingState.CANCELLED if is_cancelled(told) else MeetingState.PLANNED,
        source=page.url,
        web=address,
    )


def _alone(root: HtmlElement, page: Page) -> Iterator[Meeting]:
    """Yield the meeting of the item that *page* is, with that item."""
    heading, item = heading_of(root), item_on(root, page)
    start = in_zone(moment_in(heading.told), page.about.get("zone", _ZONE))
    number = item.id.split("-")[0]
    yield Meeting(id=number, body=body_named(heading.body), start=start, items=(item,))


def _is_feed(page: Page) -> bool:
    head = page.content[:600].lstrip().lower()
    return head.startswith((b"<?xml", b"<rss")) and (b"<rss" in head or b"<rdf" in head)


def _entries(page: Page) -> Iterator[Meeting]:
    """Yield a part of a meeting for each entry of the feed: "Body 29.5.2017 / Item"."""
    for entry in xml_in(page).iter("{*}item"):
        told = {etree.QName(one).localname: words(one) for one in entry.iterchildren("{*}*")}
        yield from _entry(told, page)


def _entry(told: dict[str, str], page: Page) -> Iterator[Meeting]:
    found = _FEED.match(told.get("title", ""))
    link = ITEM.search(told.get("link", "")) or MEETING.search(told.get("link", ""))
    if not found or not link:
        return
    number = link.groupdict().get("item")
    title = Passage(text=(found["item"] or "").strip())
    item = AgendaItem(id=f"{link['meeting']}-{number}", title=title)
    yield Meeting(
        id=link["meeting"],
        body=body_named(found["body"]),
        start=in_zone(moment_in(found["day"]), page.about.get("zone", _ZONE)),
        items=(item,) if number and title else (),
    )


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Dynasty()]
