"""Read KTweb and Tweb (Triplan), which Finnish towns have, some of them in Swedish."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from lxml.html import HtmlElement

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled
from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import html_in, words
from agenda_risk.extract.records import is_same_host, other_shape, whole
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import once
from agenda_risk.models import (
    AgendaItem,
    Body,
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
from agenda_risk.moments import in_zone, is_within, moment_in
from agenda_risk.translate import N_

_ZONE = "Europe/Helsinki"
_FOLDER = re.compile(r"(.*/)[a-z]+_(?:tek|kokl|asil)_tweb\.htm", re.IGNORECASE)
_MEETING = re.compile(r"asil_tweb\.htm\?.*?\bbid=(\d+)", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:ktproxy\d?\.dll|fileshow)\?.*?\bdocid=(\d+)", re.IGNORECASE)
_ATTACHED = re.compile(r"attn_tweb\.htm\?(?:.*?=)?(\d+)", re.IGNORECASE)
_FORM = "application/x-www-form-urlencoded"
_CLOSED = re.compile(r"salassa|salainen|ei julki|sekretess|icke offentlig", re.IGNORECASE)
_MINUTES = re.compile(r"pöytäkirja|protokoll", re.IGNORECASE)
# What stands in the list of items without being one.
_COVERS = re.compile(
    r"kansilehti|muutoksenhaku|esityslista|pöytäkirja|kokouskutsu|pärm|besvär|kallelse|protokoll"
    r"|föredragningslista",
    re.IGNORECASE,
)


class Tweb:
    """Search for the meetings of a time, and follow each to its items and their attachments."""

    name = "tweb"
    title = "Tweb"
    cannot: tuple[str, ...] = (
        N_("the place"),
        N_("case numbers"),
        N_("whether an item is withdrawn"),
    )
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        found = _FOLDER.match(page.url)
        if not found:
            return None
        source = Source(url=f"{found[1]}epj_tek_tweb.htm", system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3, marks=("_tweb.htm",))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        page = get(_search(get(source.url), source, period))
        yield page
        for meeting in self.parse(page):
            if is_within(meeting.start, period):
                about = {"zone": source.zone, "meeting": meeting.id}
                for own in get.tried(Request(url=meeting.web, about=about)):
                    yield own
                    yield from _attachments(own, about, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        root = html_in(page)
        if _ATTACHED.search(page.url):
            yield _attached(root, page)
        elif _headings(root) or any(_document(row, page) for row in _data(root)):
            yield _meeting(root, page)
        elif root.xpath("//table[contains(@class,'list')]"):
            yield from _rows(root, page)
        elif not root.xpath("//select[@name='kirjaamo']"):
            raise other_shape(page)


def _search(form: Page, source: Source, period: Period) -> Request:
    """Return the question for all bodies in *period*, as the form for people puts it."""
    actions = html_in(form).xpath("//form[.//select[@name='kirjaamo']]/@action")
    action = str(actions[0]) if actions else form.url.replace("_tek_", "_kokl_")
    days = {"pvm1": f"{period.first:%d.%m.%Y}", "pvm2": f"{period.last:%d.%m.%Y}"}
    asked = urlencode({"oper": "where", "kirjaamo": "", **days}, encoding="cp1252")
    return Request(
        url=whole(form, action) or form.url,
        body=asked.encode("ascii"),
        media_type=_FORM,
        about={"zone": source.zone},
    )


def _attachments(page: Page, about: dict[str, str], get: Get) -> Iterator[Page]:
    """Yield the lists of attachments of the items on *page*."""
    try:
        links = html_in(page).xpath("//a/@href")
    except ReadError:
        return  # whoever reads *page* tells it
    for address in dict.fromkeys(whole(page, str(link)) for link in links):
        if _ATTACHED.search(address) and is_same_host(address, page.url):
            yield from get.tried(Request(url=address, about=about))


def _rows(root: HtmlElement, page: Page) -> Iterator[Meeting]:
    """Yield the meetings in a list: a day that leads to its items, and "Body: 5/2017"."""
    for row in _data(root):
        for anchor in row.xpath(".//a[@href]"):
            found = _MEETING.search(str(anchor.get("href")))
            if found:
                titles = [words(cell) for cell in row.xpath("./td[not(.//a)]")]
                part = _part(found[1], (titles or [""])[0], words(anchor), page)
                web = whole(page, str(anchor.get("href")))
                yield part.model_copy(update={"web": web})


def _part(number: str, title: str, told: str, page: Page) -> Meeting:
    is_off = is_cancelled(title, told)
    return Meeting(
        id=number,
        body=body_named(title.rsplit(":", 1)[0].strip()),
        title=title,
        start=_start(told, page),
        state=MeetingState.CANCELLED if is_off else MeetingState.PLANNED,
        source=page.url,
    )


def _start(told: str, page: Page) -> Moment:
    return in_zone(moment_in(told), page.about.get("zone", _ZONE))


def _meeting(root: HtmlElement, page: Page) -> Meeting:
    """Return the meeting whose items *page* lists; above them are its name, day and kind."""
    texts = (text for cell in _headings(root)[:1] for text in cell.xpath(".//text()"))
    lines = [line for line in map(words, texts) if line]
    told, number = " ".join(lines[1:]), _number(root, page)
    rows = [row for row in _data(root) if _title(row, page)]
    is_numbered = any(_paragraph(row) for row in rows)
    own = [row for row in rows if _is_item(row, is_numbered, page)]
    kind = LinkKind.MINUTES if _MINUTES.search(told) else LinkKind.SUMMONS
    documents = (_document(row, page) for row in rows if row not in own)
    meeting = _part(number, (lines or [""])[0], told, page)
    is_open = own or meeting.state is MeetingState.CANCELLED
    return meeting.model_copy(
        update={
            "state": meeting.state if is_open else MeetingState.AGENDA_NOT_PUBLISHED,
            "items": once(_item(row, number, page) for row in own),
            "links": tuple(
                one.model_copy(update={"kind": kind}) for one in documents if one is not None
            ),
            "web": whole(page, page.url),
        }
    )


def _number(root: HtmlElement, page: Page) -> str:
    """Return the number of the meeting: in the address, or in the link to its other list."""
    links = (str(link) for link in root.xpath("//a/@href"))
    found = (_MEETING.search(link) for link in (page.url, *links))
    return next((one[1] for one in found if one), page.about.get("meeting", ""))


def _paragraph(row: HtmlElement) -> str:
    """Return the number of an item; it stands in a column of its own, wherever that is."""
    cells = row.xpath("./td[contains(@class,'pykala')]") or row.xpath("./td[not(.//a)]")
    texts = (words(cell).strip("§ ") for cell in cells)
    return next((text for text in texts if re.fullmatch(r"\d{1,4}[a-z]?\.?", text)), "")


def _is_item(row: HtmlElement, is_numbered: bool, page: Page) -> bool:
    return bool(_paragraph(row)) if is_numbered else not _COVERS.search(_title(row, page))


def _title(row: HtmlElement, page: Page) -> str:
    """Return the title, which leads to its document unless that is kept secret."""
    document = _document(row, page)
    texts = (words(cell) for cell in row.xpath("./td[not(.//a)]"))
    untold = [text for text in texts if text not in ("", "-") and not text.strip("§ .").isdecimal()]
    return document.title if document else next(iter(untold), "")


def _item(row: HtmlElement, meeting: str, page: Page) -> AgendaItem:
    document, number, title = _document(row, page), _paragraph(row), _title(row, page)
    return AgendaItem(
        id=document.id if document else f"{meeting}#{number}",
        number=number,
        title=Passage(text=title),
        links=(document,) if document else (),
        publicity="closed" if _CLOSED.search(title) else "unknown",
    )


def _headings(root: HtmlElement) -> list[HtmlElement]:
    """Return the cells above the items of a meeting; a list of meetings has none."""
    return list(root.xpath("//td[contains(concat(' ', @class, ' '), ' header ')][@colspan]"))


def _data(root: HtmlElement) -> list[HtmlElement]:
    return list(root.xpath("//tr[starts-with(@class,'data')]"))


def _document(part: HtmlElement, page: Page) -> Link | None:
    return next(_documents(part, page), None)


def _documents(part: HtmlElement, page: Page) -> Iterator[Link]:
    for anchor in part.xpath(".//a[@href]"):
        address = whole(page, str(anchor.get("href")))
        found = _DOCUMENT.search(address)
        if found:
            yield Link(url=address, title=words(anchor), id=found[1], kind=LinkKind.PAPERS)


def _attached(root: HtmlElement, page: Page) -> Meeting:
    """Return the item whose attachments *page* lists; such a page was not seen, only its links."""
    found = _ATTACHED.search(page.url)
    links = tuple({link.url: link for link in _documents(root, page)}.values())
    item = AgendaItem(id=found[1] if found else "", title=Passage(), links=links)
    return Meeting(id=page.about.get("meeting", ""), body=Body(name=""), items=(item,))


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Tweb()]
