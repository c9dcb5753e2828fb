"""Read the meetings of Public 360 OpenGov: server-made HTML, one tree of pages for each tenant."""

import re
from collections.abc import Iterator
from itertools import product

from lxml.html import HtmlElement

from agenda_risk import hookimpl, published
from agenda_risk.bodies import body_named
from agenda_risk.extract import elements
from agenda_risk.extract.answers import html_in, text_in, words
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    AgendaItem,
    Body,
    ItemKind,
    Link,
    LinkKind,
    Meeting,
    Page,
    Passage,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import at, clock_in, moment_in
from agenda_risk.translate import N_

_TENANT = re.compile(r"^(?P<root>https?://[^/]+/Meetings/[^/?#]+)", re.IGNORECASE)
_LINKED = re.compile(r"(?P<root>https?://opengov\.360online\.com/Meetings/[\w-]+)", re.IGNORECASE)
_MEETING = re.compile(r"/Meetings/Details/([^/?#]+)", re.IGNORECASE)
_BOARD = re.compile(r"/Boards/Details/([^/?#]+)", re.IGNORECASE)
_ITEM = re.compile(r"(?:LoadAgendaItemDetail/|agendaItem_)([\w-]+)", re.IGNORECASE)
_FILE = re.compile(r"/File/Details/([\w-]+)(?:\.(\w+))?", re.IGNORECASE)
_SIZE = re.compile(r"fileSize=(\d+)", re.IGNORECASE)
_HOST = re.compile(r"^https?://[^/]*opengov[^/]*/", re.IGNORECASE)
_MARKS = ("LoadAgendaItemDetail", "/Areas/Meetings/Content/", "boardLink")
# The labels of a meeting's details, Norwegian and Swedish.
_BODY = ("utvalg", "utskott", "nämnd", "organ", "styrelse", "instans", "beslutsinstans")
_PLACE = ("sted", "stad", "plats", "lokal", "adress")
_DAY = ("dato", "datum", "tid", "tidpunkt")
_CASE = ("saksnr", "saksnummer", "diarienummer", "diarienr", "dnr", "ärendenummer", "ärendenr")
_DETAILS = ("detailsList", "detailHeader", "detailContent")


class Public360:
    """Read bodies, their meetings of a year, each meeting's agenda and each item's documents."""

    name = "public360"
    title = "Public 360 OpenGov Meetings"
    cannot: tuple[str, ...] = (
        N_("the texts of the items"),
        N_("when the meeting ends"),
        N_("whether the public may attend"),
    )
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a tenant, or the one that a municipality's page links to."""
        found, linked = _TENANT.match(page.url), _LINKED.search(text_in(page))
        marks = elements.marks_in(page, _MARKS) if found else ()
        is_host = bool(_HOST.match(page.url))
        tenant = found if found and (marks or is_host) else linked
        if not tenant:
            return None
        source = Source(url=tenant["root"], system=self.name)
        names = tuple(dict.fromkeys(name for _, name in _boards(elements.html_or_nothing(page))))
        sure = 3 if is_host and marks else 2
        return Recognition(source=source, sure=sure, marks=marks, bodies=names)

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Ask every body for each year: bodies live for a term or a year, and ids change."""
        found = _TENANT.match(source.url)
        root = found["root"] if found else source.url.rstrip("/")
        boards = get(f"{root}/Boards")
        names = dict(_boards(html_in(boards)))
        if not names:
            raise elements.without_meetings(boards)
        wanted = [board for board, name in names.items() if published.is_wanted(source, name)]
        years = range(period.first.year, period.last.year + 1)
        for board, year in product(wanted, years):
            for page in get.tried(f"{root}/Boards/Details/{board}?Year={year}"):
                yield page
                yield from _meetings(root, page, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        root = html_in(page)
        if elements.has(root, "meetingList"):
            yield from _listed(page, root)
        elif elements.has(root, "meetingTitleHeaderText") or elements.has(
            root, "meetingAgendaList"
        ):
            yield _meeting(page, root)
        elif _is_fragment(page, root):
            yield _item_details(page, root)
        elif not elements.has(root, "boardList"):
            raise elements.without_meetings(page)


def _boards(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield id and name of each body.

    The period that stands with a body is no guide: one of "2015 - 2015" met in 2018 (Telemark).
    """
    for link in root.xpath('//a[contains(@href, "/Boards/Details/")]'):
        board = _BOARD.search(link.get("href"))
        name = elements.first_words(link, "boardName")
        if board and name:
            yield board[1], name


def _meetings(root: str, page: Page, period: Period, get: Get) -> Iterator[Page]:
    for meeting in _listed(page, elements.html_or_nothing(page)):
        if meeting.web and published.is_within(period, meeting.start):
            for details in get.tried(Request(url=meeting.web, about={"meeting": meeting.id})):
                yield details
                yield from _fragments(root, details, get)


def _fragments(root: str, details: Page, get: Get) -> Iterator[Page]:
    """Yield what each public item of a meeting has, which its page only loads when it is opened."""
    meeting = _meeting(details, elements.html_or_nothing(details))
    for item in meeting.items:
        if item.kind is ItemKind.ITEM and item.publicity != "closed":
            about = {"meeting": meeting.id, "item": item.id}
            url = f"{root}/Meetings/LoadAgendaItemDetail/{item.id}"
            yield from get.tried(Request(url=url, about=about))


def _listed(page: Page, root: HtmlElement) -> list[Meeting]:
    """Return the meetings in the list of a body, or none where there is no list."""
    name = elements.first_words(root, "meetingTitleHeader")
    board = _BOARD.search(page.url)
    rows = root.xpath(
        f"//*[{elements.classed('meetingList')}]//li[{elements.classed('boardLink')}]"
    )
    found = [one for one in (_row(row, name) for row in rows) if one.id or one.start.day]
    place = board[1] if board else name
    # One that is not published yet has no id but its body and its day.
    keys = published.all_distinct(f"{place}/{one.start.day}" for one in found if not one.id)
    return [one.model_copy(update={"id": one.id or next(keys)}) for one in found]


def _row(row: HtmlElement, body: str) -> Meeting:
    spans = [words(span) for span in row.xpath(f".//*[{elements.classed('meetingDate')}]//span")]
    title = elements.first_words(row, "meetingName")
    web = next(iter(row.xpath('.//a[contains(@href, "/Meetings/Details/")]/@href')), "")
    found = _MEETING.search(web)
    said = (title, *spans[1:], row.get("title") or "")
    return Meeting(
        id=found[1] if found else "",
        body=body_named(body or published.without_day(title)),
        title=title,
        start=at(moment_in(spans[0] if spans else title), clock_in(" ".join(spans[1:]))),
        state=published.meeting_state(bool(found), *said),
        is_extra=published.is_extra(title),
        web=web,
    )


def _meeting(page: Page, root: HtmlElement) -> Meeting:
    title = elements.first_words(root, "meetingTitleHeaderText")
    told = elements.labelled(root, *_DETAILS)
    found = _MEETING.search(page.url)
    day = moment_in(elements.one_of(told, _DAY))
    return Meeting(
        id=page.about.get("meeting") or (found[1] if found else ""),
        body=body_named(elements.one_of(told, _BODY) or published.without_day(title)),
        title=title,
        start=day if day.day else moment_in(title),
        place=elements.one_of(told, _PLACE),
        state=published.meeting_state(True, title, elements.one_of(told, ("status",))),
        is_extra=published.is_extra(title),
        items=tuple(_items(root)),
        links=tuple(_documents(root)),
        web=page.url if found else "",
    )


def _items(root: HtmlElement) -> Iterator[AgendaItem]:
    seen: set[str] = set()
    lines = root.xpath(
        f"//*[{elements.classed('agendaItemHeader')}]"
        f"|//*[{elements.classed('meetingAgendaList')}]//li[not(ancestor::li)]"
        f"|//*[{elements.classed('accordionTitleText')}][not(ancestor::li)]"
    )
    for line in lines:
        item = _heading(line) if elements.is_classed(line, "agendaItemHeader") else _item(line)
        key = published.distinct(item.id, seen)
        seen.add(key)
        if item.title:
            yield item.model_copy(update={"id": key})


def _heading(line: HtmlElement) -> AgendaItem:
    title = words(line)
    return AgendaItem(id=f"heading/{title}", title=Passage(text=title), kind=ItemKind.HEADING)


def _item(line: HtmlElement) -> AgendaItem:
    """Return an item; one without an id of its own is closed, and only named (Botkyrka, VGR)."""
    shown = elements.first(line, "accordionTitleText")
    number, title = published.numbered(words(line if shown is None else shown))
    attributes = (value for one in line.iter() for value in one.attrib.values())
    found = next(filter(None, map(_ITEM.search, attributes)), None)
    ground = published.ground_of_secrecy(title)
    return AgendaItem(
        id=found[1] if found else f"closed/{number or title}",
        number=number,
        title=Passage(text=title),
        state=published.item_state(title),
        publicity="public" if found and not ground else "closed",
        publicity_ground=ground,
    )


def _documents(root: HtmlElement) -> Iterator[Link]:
    for row in root.xpath(f"//*[{elements.classed('filesList')}]//li[.//a[@href]]"):
        url = row.xpath(".//a/@href")[0]
        found = _FILE.search(url)
        title = words(row.get("title")) or elements.first_words(row, "xfileName")
        if found:
            yield Link(
                url=url,
                title=title,
                id=found[1],
                kind=published.kind_titled(title),
                media_type=published.media_type(found[2] or ""),
                digest=size[1] if (size := _SIZE.search(url)) else "",
            )


def _is_fragment(page: Page, root: HtmlElement) -> bool:
    return (
        bool(_ITEM.search(page.url))
        or elements.has(root, "meetingsDetails")
        or elements.has(root, "filesList")
    )


def _item_details(page: Page, root: HtmlElement) -> Meeting:
    """Return the part of a meeting that one item's fragment is: its documents and its case."""
    found = _ITEM.search(page.url)
    item = AgendaItem(
        id=page.about.get("item") or (found[1] if found else ""),
        title=Passage(),
        case_number=elements.one_of(elements.labelled(root, *_DETAILS), _CASE),
        links=tuple(one.model_copy(update={"kind": LinkKind.PAPERS}) for one in _documents(root)),
    )
    return Meeting(id=page.about.get("meeting", ""), body=Body(name=""), items=(item,))


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Public360()]
