"""Read lists of meeting documents on pages made with SiteVision: links, and folders of files."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from agenda_risk import hookimpl, published
from agenda_risk.bodies import body_named
from agenda_risk.extract import elements
from agenda_risk.extract.answers import html_in, json_in, text_in, words
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    BodyKind,
    Link,
    LinkKind,
    Meeting,
    Page,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.translate import N_

_ROOT = re.compile(r"^https?://[^/?#]+")
_FILE = re.compile(
    r"/download/(?P<id>18\.[0-9a-f]+(?:\.[0-9a-f]+)*)/(?P<time>\d+)/(?P<name>[^/?#]*)"
)
_MARKS = ("/download/18.", "AppRegistry.registerInitialState", "/appresource/", "sv-portlet")
_PORTLET = re.compile(r"registerInitialState\(\s*['\"](?P<id>12\.[0-9a-f]+)['\"]\s*,\s*")
_RESOURCE = re.compile(r"/appresource/(?P<page>4\.[0-9a-f]+)/(?P<portlet>12\.[0-9a-f]+)")
_PAGE = re.compile(r"['\"]?pageId['\"]?\s*[:=]\s*['\"](4\.[0-9a-f]+)|[./](4\.[0-9a-f]{8,})")
_FOLDER = re.compile(r"19\.[0-9a-f]{8,}")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_SHOWN = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "button")
_MOST_PAGES = 40
_CALLING = (LinkKind.SUMMONS, LinkKind.SUPPLEMENT, LinkKind.MINUTES)


class Listed(NamedTuple):
    """A file in a list, and the headings that stand over it, the nearest first."""

    link: Link
    headings: tuple[str, ...]


class SiteVision:
    """Read the files of a page and of the folders on it, each told by its name and its headings."""

    name = "sitevision"
    title = "SiteVision"
    cannot: tuple[str, ...] = (
        N_("the items, other than in the summons"),
        N_("the start time"),
        N_("the place"),
        N_("case numbers"),
        N_("whether the public may attend"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        marks = elements.marks_in(page, _MARKS)
        if not marks or not _ROOT.match(page.url):
            return None
        root = elements.html_or_nothing(page)
        found = _grouped(page, _links(root))
        is_list = bool(found) or bool(_folders(page))
        if not is_list and not any(_below(page, root)):
            return None
        return Recognition(
            source=Source(url=page.url, system=self.name),
            sure=2 if found else 1,
            marks=marks,
            bodies=tuple(dict.fromkeys(one.body.name for one in found if one.body.name)),
        )

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Read the page, or where it lists nothing those of the bodies that it links to."""
        page = get(source.url)
        root = html_in(page)
        if _grouped(page, _links(root)) or _folders(page):
            yield from _with_folders(page, period, get)
            return
        below = {url: name for url, name in _below(page, root) if published.is_wanted(source, name)}
        if not below:
            raise elements.without_meetings(page)
        for url in list(below)[:_MOST_PAGES]:
            for one in get.tried(Request(url=url, about={"body": below[url]})):
                yield from _with_folders(one, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        is_folder = "/appresource/" in page.url or page.content.lstrip()[:1] in (b"{", b"[")
        listed = _files(page) if is_folder else _links(html_in(page))
        yield from _grouped(page, listed)


def _with_folders(page: Page, period: Period, get: Get) -> Iterator[Page]:
    yield page
    root = _ROOT.match(page.url)
    body = page.about.get("body") or _body((_heading(elements.html_or_nothing(page)),))
    for place, names in _folders(page).items():
        for folder, name in names.items():
            if root and _may_hold(name, period):
                url = f"{root[0]}{place}/files?folderId={folder}&svAjaxReqParam=ajax"
                about = {"body": body, "folder": name, "page": page.url}
                yield from get.tried(Request(url=url, headers=_ASKED, about=about))


# Without it the whole page comes instead of JSON (seen of another of its applications, 2026).
_ASKED = {"X-Requested-With": "XMLHttpRequest"}


def _may_hold(name: str, period: Period) -> bool:
    years = [int(year) for year in _YEAR.findall(name)]
    return not years or any(period.first.year <= year <= period.last.year for year in years)


def _folders(page: Page) -> dict[str, dict[str, str]]:
    """Return the folders, by id with their names, of each file application on *page*.

    Their ids stand in what the application starts from, whose form is its own affair.
    """
    text = text_in(page)
    whole = _RESOURCE.search(text)
    found = _PAGE.search(text) or _PAGE.search(page.url)
    number = whole["page"] if whole else (found[1] or found[2]) if found else ""
    states = {one["id"]: _state(text, one.end()) for one in _PORTLET.finditer(text)}
    named = {
        f"/appresource/{number}/{portlet}": dict(_named(state)) for portlet, state in states.items()
    }
    return {place: names for place, names in named.items() if names and number}


def _state(text: str, start: int) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _named(state: Any) -> Iterator[tuple[str, str]]:
    """Yield id and name of each folder anywhere in *state*."""
    waiting = [state]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            key = elements.text_of(value, "id", "folderId", "identifier")
            if _FOLDER.fullmatch(key):
                yield key, elements.text_of(value, "name", "title", "displayName")
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _below(page: Page, root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the pages of bodies on the same server that *page* links to, by their names."""
    here = _ROOT.match(page.url)
    for one in root.iter("a"):
        url, name = (one.get("href") or "").split("#")[0], words(one)
        is_body = len(name) < 80 and body_named(name).kind is not BodyKind.OTHER
        if here and url.startswith(f"{here[0]}/") and is_body and "/download/" not in url:
            yield url, name


def _links(root: HtmlElement) -> Iterator[Listed]:
    """Yield the files that a page links to, in order, under the headings that hold for them."""
    over: list[tuple[int, str]] = []
    for one in root.iter("a", *_SHOWN):
        if one.tag == "a":
            yield from (
                Listed(link, tuple(text for _, text in reversed(over))) for link in _link(one)
            )
        else:
            rank = _SHOWN.index(one.tag)
            over = [*(kept for kept in over if kept[0] < rank), (rank, words(one))]


def _link(anchor: HtmlElement) -> Iterator[Link]:
    url = anchor.get("href") or ""
    found = _FILE.search(url)
    if found and url.startswith("http"):
        yield _file(url, words(anchor), found)


def _file(url: str, title: str, found: re.Match[str]) -> Link:
    """Return a file; the time in its address is when it was published, and changes with it."""
    name = published.spelt(found["name"])
    return Link(
        url=url,
        title=title or name,
        id=found["id"],
        media_type=published.media_type(name),
        digest=found["time"],
    )


def _files(page: Page) -> Iterator[Listed]:
    """Yield the files of a folder, under its name."""
    answer = json_in(page)
    if not isinstance(answer, dict) or not isinstance(answer.get("files"), list):
        raise elements.without_meetings(page)
    root = _ROOT.match(page.url)
    for entry in elements.objects_in(answer, "files"):
        url = elements.text_of(entry, "url", "URI", "href")
        whole = f"{root[0]}{url}" if root and url.startswith("/") else url
        found = _FILE.search(whole)
        if found and whole.startswith("http"):
            link = _file(whole, elements.text_of(entry, "name", "title"), found)
            yield Listed(link, (page.about.get("folder", ""),))


def _grouped(page: Page, listed: Iterable[Listed]) -> list[Meeting]:
    """Return a meeting for each body and day that a document calls to, or tells the minutes of."""
    found: dict[str, list[tuple[Meeting, Link]]] = {}
    for one in listed:
        link = one.link.model_copy(update={"kind": _kind(one)})
        meeting = _meeting(page, one)
        if meeting:
            found.setdefault(meeting.id, []).append((meeting, link))
    return [
        pairs[0][0].model_copy(
            update={
                "links": published.with_summons(link for _, link in pairs),
                "state": published.meeting_state(True, *(link.title for _, link in pairs)),
                "is_extra": published.is_extra(*(link.title for _, link in pairs)),
            }
        )
        for pairs in found.values()
        if any(link.kind in _CALLING for _, link in pairs)
    ]


def _kind(listed: Listed) -> LinkKind:
    """Return what a file is: by its own title, or else by a heading that names one kind only."""
    name = published.spelt(listed.link.url.rsplit("/", 1)[-1])
    headings = (one for one in listed.headings if not re.search(r"\boch\b|,", one))
    kinds = map(published.kind_titled, (listed.link.title, name, *headings))
    return next((kind for kind in kinds if kind is not LinkKind.OTHER), LinkKind.OTHER)


def _meeting(page: Page, listed: Listed) -> Meeting | None:
    title, name = listed.link.title, published.spelt(listed.link.url.rsplit("/", 1)[-1])
    years = _YEAR.findall(" ".join(listed.headings))
    texts = (title, name, *listed.headings)
    days = (published.day_in(text, int(years[0]) if years else 0) for text in texts)
    start = next((day for day in days if day.day), None)
    body = _body((*listed.headings, page.about.get("body", ""), title, name))
    if not start:
        return None
    return Meeting(
        id=f"{body.casefold()}/{start.day}",
        body=body_named(body),
        title=f"{body} {start.day}".strip(),
        start=start,
        web=page.about.get("page") or page.url,
    )


_SHORT = {"KF": "Kommunfullmäktige", "KS": "Kommunstyrelsen", "RF": "Regionfullmäktige"}


def _body(texts: Iterable[str]) -> str:
    """Return the body that the first of *texts* names, in full or as KF and KS."""
    told = [text for text in texts if text]
    named = (name for text in told for name in published.bodies_in(text))
    tokens = (part.upper() for text in told for part in re.split(r"[\W_]+", text))
    return next(named, next((_SHORT[part] for part in tokens if part in _SHORT), ""))


def _heading(root: HtmlElement) -> str:
    return words(next(root.iter("h1"), None))


@hookimpl
def register_adapters() -> list[Adapter]:
    return [SiteVision()]
