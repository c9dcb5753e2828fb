"""Read the meetings of Insyn Sverige: pages of HTML that hold each item's whole text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from agenda_risk import hookimpl, published
from agenda_risk.bodies import body_named
from agenda_risk.extract import elements
from agenda_risk.extract.answers import html_in, text_in, words
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    AgendaItem,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Organisation,
    OrganisationKind,
    Page,
    Passage,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import at, clock_in, moment_in
from agenda_risk.translate import N_

_PLACE = re.compile(
    r"^https?://(?:www\.)?insynsverige\.se/(?P<slug>[\w-]+)"
    r"(?:/(?:protokoll|dagordning|sammantrade)\w*\?(?:[^#]*&)?date=(?P<day>\d{4}-\d{2}-\d{2}))?",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"https?://(?:www\.)?insynsverige\.se/(?!documentHandler)[\w-]+", re.IGNORECASE
)
_FILE = re.compile(r"documentHandler\.ashx\?(?:[^#]*&)?did=(\d+)", re.IGNORECASE)
_CASE = re.compile(r"^(?:Dnr|Diarienr|Diarienummer)\b[.:]?\s*(?P<number>.*)$", re.IGNORECASE)
_MEETING = re.compile(r"^Sammanträde\s+\d{4}-\d{2}-\d{2}")
_PROPOSAL = re.compile(
    r"^(?:[\w, -]{0,80}\bförslag till (?:beslut|\w*fullmäktige|\w*styrelsen)|förslag till beslut"
    r"|\w+s beslut)\W*$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"^(?:Beskrivning av ärendet|Ärendebeskrivning|Sammanfattning)\W*$", re.I)
_PAPERS = re.compile(r"^Bilag(?:a|or)\W*$", re.IGNORECASE)
_SECTIONS = ((_PROPOSAL, "proposal"), (_SUMMARY, "summary"), (_PAPERS, "papers"))
_LABELS = ("datum", "klockan", "plats")


class Line(NamedTuple):
    """A run of text on a page: whether it heads an item, and the document that it leads to."""

    text: str
    is_heading: bool
    url: str


class InsynSverige:
    """Read the list of each body, and the page of each meeting with its items and their texts."""

    name = "insynsverige"
    title = "Insyn Sverige"
    cannot: tuple[str, ...] = (
        N_("when the meeting ends"),
        N_("whether the public may attend"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a page by its address, or by the one that a municipality's page links to."""
        own, linked = _PLACE.match(page.url), _LINKED.search(text_in(page))
        found = own or (_PLACE.match(linked[0]) if linked else None)
        if not found:
            return None
        names = _bodies(found["slug"], elements.html_or_nothing(page)).values()
        source = Source(url=f"https://insynsverige.se/{found['slug']}", system=self.name)
        return Recognition(
            source=source, sure=3 if own else 2, marks=("insynsverige.se",), bodies=tuple(names)
        )

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Read the page of a body, or of a municipality and those of all its bodies."""
        page = get(source.url)
        root, found = html_in(page), _PLACE.match(page.url)
        bodies = _bodies(found["slug"], root) if found else {}
        if not bodies and not _listed(page, root):
            raise elements.without_meetings(page)
        yield page
        yield from _meetings(page, period, get)
        for url, name in bodies.items():
            if published.is_wanted(source, name):
                for one in get.tried(Request(url=url, about={"body": name})):
                    yield one
                    yield from _meetings(one, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        root, found = html_in(page), _PLACE.match(page.url)
        if found and found["day"]:
            yield _meeting(page, root, found)
            return
        listed = _listed(page, root)
        if not listed and not (found and _bodies(found["slug"], root)) and not _is_ours(root):
            raise elements.without_meetings(page)
        yield from listed


def _is_ours(root: HtmlElement) -> bool:
    return "Din position" in elements.lines_in(root)


def _bodies(slug: str, root: HtmlElement) -> dict[str, str]:
    """Return the bodies of a municipality, "tyreso", whose pages are "tyreso-ks" and the like."""
    links = ((_PLACE.match(one.get("href") or ""), words(one)) for one in root.iter("a"))
    return {
        found[0]: name
        for found, name in links
        if found and name and not found["day"] and found["slug"].startswith(f"{slug}-")
    }


def _meetings(page: Page, period: Period, get: Get) -> Iterator[Page]:
    for meeting in _listed(page, elements.html_or_nothing(page)):
        if meeting.web and published.is_within(period, meeting.start):
            yield from get.tried(Request(url=meeting.web, about={"body": meeting.body.name}))


def _listed(page: Page, root: HtmlElement) -> list[Meeting]:
    """Return the meetings that a body's page links to, and those that only its calendar has."""
    place = _PLACE.match(page.url)
    _, body = _position(root)
    name = page.about.get("body") or body or words(next(root.iter("h1"), None))
    found: dict[str, Meeting] = {}
    for one in root.iter("a"):
        linked = _PLACE.match(one.get("href") or "")
        if linked and linked["day"] and place and linked["slug"] == place["slug"]:
            key = f"{linked['slug']}/{linked['day']}"
            state = published.meeting_state(True, words(one))
            found.setdefault(key, _started(key, name, state, linked[0]))
    for day in _calendar(root) if place else ():
        key = f"{place['slug']}/{day}" if place else ""
        found.setdefault(key, _started(key, name, MeetingState.AGENDA_NOT_PUBLISHED, ""))
    return list(found.values())


def _started(key: str, body: str, state: MeetingState, web: str) -> Meeting:
    day = key.rsplit("/", 1)[-1]
    return Meeting(
        id=key,
        body=body_named(body),
        title=f"{body} {day}".strip(),
        start=moment_in(day),
        state=state,
        web=web,
    )


def _calendar(root: HtmlElement) -> list[str]:
    """Return the days in the calendar of meetings, whose form was not seen."""
    lines = elements.lines_in(root).split("\n")
    heads = [number for number, line in enumerate(lines) if line.startswith("Möteskalender")]
    days = (moment_in(line).day for line in lines[heads[0] :]) if heads else ()
    return [day.isoformat() for day in days if day]


def _position(root: HtmlElement) -> tuple[str, str]:
    """Return organisation and body of "Din position: Hem > Tyresö kommun > Kommunstyrelsen > …"."""
    lines = elements.lines_in(root).split("\n")
    start = next((number for number, line in enumerate(lines) if "Din position" in line), -1)
    if start < 0:
        return "", ""
    parts = "\n".join(lines[start : start + 12]).split(">")
    names = [part.strip().split("\n")[0] for part in (*parts[1:3], "", "")]
    return names[0], "" if _MEETING.match(names[1]) else names[1]


def _meeting(page: Page, root: HtmlElement, place: re.Match[str]) -> Meeting:
    lines = list(_lines(root))
    organisation, body = _position(root)
    told = _told([line.text for line in lines])
    key = f"{place['slug'].lower()}/{place['day']}"
    headings = [line.text for line in lines if _MEETING.match(line.text)]
    items = tuple(_items(lines))
    links = tuple(_links(lines))
    state = published.meeting_state(bool(items or links), *headings)
    found = _started(key, page.about.get("body") or body, state, page.url)
    kind = OrganisationKind.MUNICIPALITY if "kommun" in organisation.casefold() else None
    return found.model_copy(
        update={
            "organisation": Organisation(name=organisation, kind=kind or OrganisationKind.UNKNOWN),
            "start": at(found.start, clock_in(told.get("klockan", ""))),
            "place": told.get("plats", ""),
            "items": items,
            "links": links,
        }
    )


def _lines(root: HtmlElement) -> Iterator[Line]:
    """Yield the runs of text; a heading of an item is an h4, or stands over a case number."""
    hidden = "parent::script or parent::style or ancestor::footer or ancestor::nav"
    runs = root.xpath(
        f".//h4 | .//text()[normalize-space() and not(ancestor::h4) and not({hidden})]"
    )
    texts = [words(run) for run in runs]
    for run, text, following in zip(runs, texts, [*texts[1:], ""], strict=False):
        is_heading = bool(_CASE.match(following) and published.numbered(text)[0])
        if not isinstance(run, str):
            yield Line(text, True, "")
        elif text:
            yield Line(text, is_heading, _address(run))


def _address(run: Any) -> str:
    """Return where the link leads that a run of text stands in."""
    parent = run.getparent()
    over = parent.iterancestors("a") if run.is_tail or parent.tag != "a" else iter([parent])
    return next((one.get("href") or "" for one in over), "")


def _told(texts: list[str]) -> dict[str, str]:
    """Return what stands after each label above the items, where anything does."""
    pairs = zip(texts, [*texts[1:], ""], strict=False)
    found: dict[str, str] = {}
    for label, value in pairs:
        key = label.casefold().rstrip(": ")
        if key in _LABELS and value.casefold().rstrip(": ") not in _LABELS:
            found.setdefault(key, "" if published.numbered(value)[0] and key == "plats" else value)
    return found


def _items(lines: list[Line]) -> Iterator[AgendaItem]:
    """Yield the items of the agenda; the minutes, on the same page, have them once more."""
    heads = [number for number, line in enumerate(lines) if line.is_heading]
    seen: set[str] = set()
    taken: list[str] = []
    for start, end in pairwise([*heads, len(lines)]):
        number, title = published.numbered(lines[start].text.removesuffix("*").strip())
        if title and title not in seen:
            seen.add(title)
            taken.append(published.distinct(number or title, taken))
            yield _item(taken[-1], number, title, lines[start + 1 : end])


def _item(key: str, number: str, title: str, lines: list[Line]) -> AgendaItem:
    case, rest = _case(lines)
    texts: dict[str, list[str]] = {"": [], "proposal": [], "summary": [], "papers": []}
    section = ""
    for line in rest:
        named = next((name for told, name in _SECTIONS if told.match(line.text)), "")
        section = named or section
        if not named and not line.url:
            texts[section].append(line.text)
    ground = published.ground_of_secrecy(title)
    return AgendaItem(
        id=key,
        number=number,
        title=Passage(text=title),
        case_number=case,
        proposal=Passage(text="\n".join(texts["proposal"])),
        summary=Passage(text="\n".join(texts["summary"])),
        body=Passage(text="\n".join(texts[""])),
        links=tuple(_papers(lines)),
        state=published.item_state(title),
        publicity="closed" if ground else "unknown",
        publicity_ground=ground,
    )


def _case(lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the case number under a heading, beside its label or after it, and the other lines."""
    place = next((number for number, line in enumerate(lines) if _CASE.match(line.text)), -1)
    found = _CASE.match(lines[place].text) if place >= 0 else None
    if not found:
        return "", lines
    size = 1 if found["number"] else 2
    number = found["number"] or " ".join(line.text for line in lines[place + 1 : place + 2])
    return number, [*lines[:place], *lines[place + size :]]


def _papers(lines: list[Line]) -> Iterator[Link]:
    for line in lines:
        found = _FILE.search(line.url)
        if found and not line.text.startswith("Ladda ner"):
            yield _link(line, found[1], LinkKind.PAPERS)


def _links(lines: list[Line]) -> Iterator[Link]:
    """Yield the whole agenda, which is the first to be had as PDF, and the minutes after it."""
    whole = [line for line in lines if _FILE.search(line.url) and line.text.startswith("Ladda ner")]
    kinds = (LinkKind.SUMMONS, LinkKind.MINUTES)
    for line, kind in zip(whole, kinds, strict=False):
        found = _FILE.search(line.url)
        if found:
            yield _link(line._replace(text=_TITLES[kind]), found[1], kind)


_TITLES = {LinkKind.SUMMONS: "Kallelse", LinkKind.MINUTES: "Protokoll"}


def _link(line: Line, key: str, kind: LinkKind) -> Link:
    return Link(url=line.url, title=line.text, id=key, kind=kind, media_type="application/pdf")


@hookimpl
def register_adapters() -> list[Adapter]:
    return [InsynSverige()]
