"""Read the meetings of MeetingsPlus (Formpipe): pages of bodies and of meetings, and JSON."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from agenda_risk import hookimpl, published
from agenda_risk.bodies import body_named
from agenda_risk.extract import elements
from agenda_risk.extract.answers import html_in, json_in, text_in, words
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    AgendaItem,
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

_ROOT = re.compile(r"^https?://[^/?#]+")
_HOSTED = re.compile(
    r"^https?://(?:[^/]*\.)?(?:meetingsplus\.|ondemand\.formpipe\.com)", re.IGNORECASE
)
_PORTAL = re.compile(
    r"""["'](https?://[^/"'\s<>]+)/(?:digital-bulletin-board|committees/|api/dbb/)""", re.IGNORECASE
)
_MARKS = ("/api/dbb/", "digital-bulletin-board", "committeesRecentContent", "accessible-table-cell")
# A body, a meeting of it and a document of that; the older address is an alias (2026).
_PATH = re.compile(
    r"^https?://[^/]+/(?:committees|welcome-sv/namnder-styrelser)/(?P<body>[^/?#]+)"
    r"(?:/(?P<meeting>[^/?#]+))?(?:/(?P<part>agenda|protocol)/(?P<file>[^/?#]+))?/?(?:[?#]|$)"
)
_ALL = re.compile(r"/api/v2\.0/meetings/(?P<meeting>\w+)/download/(?P<part>Agenda|Protocol)")
_COMMITTEE = re.compile(r"""committee[-_]?id["']?\s*[=:]\s*["']?(\d+)""", re.IGNORECASE)
_OFF = re.compile(r"^installt-|-installt(?=-|$)")
_FILE = re.compile(r"pdf(?:-\d+)?$")
_BUTTON = re.compile(r"^(?:ladda ner|öppna|visa|hent|åbn|vis)\b.*$|^$", re.IGNORECASE)
_NO_MEETINGS = {"representatives", "documents", "assignments"}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_PLACE = re.compile(r"\b(?:Plats|Lokal|Sted)\s*:\s*([^\n]{2,100})")
_TIME = re.compile(r"\b(?:Tid|Klockan|Tidpunkt|Tidspunkt)\s*:?\s+([^\n]{0,40})")


class Found(NamedTuple):
    """A document on the page of a meeting, and the item under whose heading it stands, if any."""

    item: str
    link: Link


class MeetingsPlus:
    """Read the bodies, the page of each with its meetings, and the page of each meeting."""

    name = "meetingsplus"
    title = "MeetingsPlus"
    cannot: tuple[str, ...] = (
        N_("case numbers"),
        N_("the texts of the items"),
        N_("whether the public may attend"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a portal, or the one that a municipality's page links to."""
        marks = elements.marks_in(page, _MARKS)
        is_hosted = bool(_HOSTED.match(page.url))
        linked = _PORTAL.search(text_in(page))
        root = _ROOT.match(linked[1] if linked and not is_hosted else page.url)
        if not root or not (marks or is_hosted or linked):
            return None
        names = _bodies(elements.html_or_nothing(page)).values()
        return Recognition(
            source=Source(url=root[0], system=self.name),
            sure=3 if is_hosted or len(marks) > 1 else 2,
            marks=marks,
            bodies=tuple(dict.fromkeys(names)),
        )

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        root = _ROOT.match(source.url)
        first = get(f"{root[0] if root else source.url}/committees")
        bodies = _bodies(html_in(first))
        if not bodies:
            raise elements.without_meetings(first)
        for url, name in bodies.items():
            if published.is_wanted(source, name):
                for page in get.tried(Request(url=url, about={"body": name})):
                    yield page
                    yield from _meetings(page, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        if "/api/v2.0/" in page.url:
            yield from _told(page)
            return
        root, place = html_in(page), _PATH.match(page.url)
        if place and _is_meeting(place):
            yield _meeting(page, root, place)
        elif root.xpath(
            'boolean(//a[contains(@href, "/committees") or contains(@href, "namnder")])'
        ):
            yield from _listed(page, root)
        else:
            raise elements.without_meetings(page)


def _is_meeting(place: re.Match[str]) -> bool:
    return bool(place["meeting"]) and place["meeting"] not in _NO_MEETINGS


def _bodies(root: HtmlElement) -> dict[str, str]:
    """Return the names of bodies by the addresses of their pages, each body once."""
    found: dict[str, tuple[str, str]] = {}
    for one in root.iter("a"):
        place = _PATH.match(one.get("href") or "")
        if place and not place["meeting"] and words(one):
            found.setdefault(place["body"], (place[0].rstrip("?#/"), words(one)))
    return dict(found.values())


def _meetings(page: Page, period: Period, get: Get) -> Iterator[Page]:
    """Yield the page of each meeting; where a body's page is filled later, its list as JSON.

    Some servers leave the meetings to a script (Alingsås, 2026).
    """
    listed = _listed(page, elements.html_or_nothing(page))
    committee = _COMMITTEE.search(page.content.decode("utf-8", errors="replace"))
    root = _ROOT.match(page.url)
    if not listed and committee and root:
        url = f"{root[0]}/api/v2.0/committees/{committee[1]}/meetings"
        yield from get.tried(Request(url=url, about=page.about))
    for meeting in listed:
        if published.is_within(period, meeting.start):
            about = {"body": meeting.body.name, "title": meeting.title}
            yield from get.tried(Request(url=meeting.web, about=about))


def _listed(page: Page, root: HtmlElement) -> list[Meeting]:
    """Return the meetings that a body's page links to, each once."""
    found: dict[str, Meeting] = {}
    for one in root.iter("a"):
        place = _PATH.match(one.get("href") or "")
        if (
            place
            and place["meeting"]
            and not place["part"]
            and place["meeting"] not in _NO_MEETINGS
        ):
            title = words(one) or words(one.get("aria-label"))
            meeting = _started(place, title, words(one.get("aria-label")), _body_on(page, root))
            kept = found.setdefault(meeting.id, meeting)
            found[meeting.id] = kept if kept.start.day else meeting
    return list(found.values())


def _body_on(page: Page, root: HtmlElement) -> str:
    return page.about.get("body") or words(next(root.iter("h1"), None))


def _started(place: re.Match[str], title: str, label: str, body: str) -> Meeting:
    days = (moment_in(text) for text in (title, label, place["meeting"]))
    texts = (title, label, place["meeting"])
    return Meeting(
        id=f"{place['body']}/{_OFF.sub('', place['meeting'])}",
        body=body_named(body or published.without_day(title) or place["body"]),
        title=title,
        start=next((day for day in days if day.day), moment_in("")),
        state=published.meeting_state(True, *texts),
        is_extra=published.is_extra(*texts),
        web=place[0].rstrip("?#/"),
    )


def _meeting(page: Page, root: HtmlElement, place: re.Match[str]) -> Meeting:
    heading = words(next(root.iter("h1"), None))
    titles = (heading, page.about.get("title", ""), words(next(root.iter("title"), None)))
    title = next((one for one in titles if moment_in(one).day), heading or titles[1])
    assert place  # parse has looked
    found = _started(place, title, titles[1], page.about.get("body", ""))
    items, links = _agenda(root)
    text = elements.lines_in(root)
    told = _PLACE.search(text), _TIME.search(text)
    return found.model_copy(
        update={
            "start": at(found.start, clock_in(told[1][1]) if told[1] else None),
            "place": words(told[0][1]) if told[0] else "",
            "state": published.meeting_state(bool(items or links), *titles, place["meeting"]),
            "items": items,
            "links": _summoned(links),
        }
    )


def _agenda(root: HtmlElement) -> tuple[tuple[AgendaItem, ...], list[Link]]:
    """Return the items, where numbered headings stand over documents, and the other documents.

    How the agenda is marked up was not seen; a heading that is a document's own is no item.
    """
    items: dict[str, AgendaItem] = {}
    found: list[Found] = []
    item = ""
    for one in root.iter("a", *_HEADINGS):
        if one.tag == "a":
            found.extend(Found(item, link) for link in _document(one))
        elif not any(True for anchor in one.iter("a") for _ in _document(anchor)):
            number, title = published.numbered(words(one))
            item = published.distinct(number, items) if number else ""
            new = AgendaItem(
                id=item,
                number=number,
                title=Passage(text=title),
                state=published.item_state(title),
            )
            items |= {item: new} if item else {}
    papers = {key: _once(one.link for one in found if one.item == key) for key in ("", *items)}
    kept = (
        one.model_copy(update={"links": tuple(_as(LinkKind.PAPERS, link) for link in papers[key])})
        for key, one in items.items()
    )
    return tuple(kept), papers[""]


def _document(anchor: HtmlElement) -> Iterator[Link]:
    url = anchor.get("href") or ""
    place, whole = _PATH.match(url), _ALL.search(url)
    if not url.startswith("http") or not ((place and place["part"]) or whole):
        return
    file = place["file"] if place and place["file"] else ""
    shown = words(anchor)
    name = _FILE.sub("", file).replace("-", " ")
    title = shown if not _BUTTON.match(shown) or not name else name
    part = (place["part"] if place and place["part"] else whole["part"] if whole else "").lower()
    yield Link(
        url=url,
        title=title,
        id=file or (whole[0] if whole else ""),
        kind=LinkKind.MINUTES if part == "protocol" else _kind(f"{title} {name}"),
        media_type="application/pdf" if file else "",
    )


def _kind(title: str) -> LinkKind:
    found = published.kind_titled(title)
    return LinkKind.PAPERS if found is LinkKind.OTHER else found


def _once(links: Any) -> list[Link]:
    """Return each document once: a heading and a button lead to the same, in different ways."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.id, link)
    return list(found.values())


def _summoned(links: list[Link]) -> tuple[Link, ...]:
    """Return *links*; a single document under Kallelse is the summons, whatever it is called."""
    found = published.with_summons(links)
    papers = [one for one in found if one.kind is LinkKind.PAPERS]
    if len(papers) != 1 or any(one.kind is LinkKind.SUMMONS for one in found):
        return found
    return tuple(_as(LinkKind.SUMMONS, one) if one is papers[0] else one for one in found)


def _as(kind: LinkKind, link: Link) -> Link:
    return link.model_copy(update={"kind": kind})


def _told(page: Page) -> Iterator[Meeting]:
    """Yield the meetings of a list as JSON, whose agendas are one file each."""
    answer, root = json_in(page), _ROOT.match(page.url)
    if not isinstance(answer, list):
        raise elements.without_meetings(page)
    for entry in elements.objects_in({"meetings": answer}, "meetings"):
        key = elements.text_of(entry, "Id", "id")
        title = elements.text_of(entry, "Title", "Name", "DateLabel")
        day = moment_in(elements.text_of(entry, "DateLabel", "Date", "StartDate"))
        api = f"{root[0] if root else ''}/api/v2.0/meetings"
        url = f"{api}/{key}/download/Agenda?downloadMode=download"
        if key:
            yield Meeting(
                id=key,
                body=body_named(page.about.get("body", "")),
                title=title,
                start=day if day.day else moment_in(title),
                state=published.meeting_state(True, title),
                is_extra=published.is_extra(title),
                links=(Link(url=url, title="Kallelse", id=key, kind=LinkKind.SUMMONS),),
            )


@hookimpl
def register_adapters() -> list[Adapter]:
    return [MeetingsPlus()]
