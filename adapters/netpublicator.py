"""Read the meetings of NetPublicator's public reader: folders, a level at a time, as JSON."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from agenda_risk import hookimpl, published
from agenda_risk.bodies import body_named
from agenda_risk.extract import elements
from agenda_risk.extract.answers import json_in, text_in
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
from agenda_risk.moments import moment_in
from agenda_risk.translate import N_

_HOST = "docs.netpublicator.com"
_API = f"https://{_HOST}/api/public"
_READER = re.compile(r"netpublicator\.com/(?:reader|api/public)/([\w-]+)", re.IGNORECASE)
_CONFIG = re.compile(
    r"""["']?(?P<key>readerName|rootId|rootName|previousPath)["']?\s*[:=]\s*"""
    r"""(?P<value>"[^"]*"|'[^']*'|\[[^\]]*\])""",
    re.IGNORECASE,
)
_PADDED = re.compile(rb"^\s*[\w.$?]+\((.*)\)\s*;?\s*$", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_PATH = re.compile(r"[?&]hash=([\w-]+)")
_DEEPEST = 5
_LISTS = ("items", "documents")
# Folders that sort documents or years; neither bodies nor matters ("Handlingsplan" is a matter).
_SORTED = (
    r"proto[ck]oll|kallelser?|handlingar|omedelbar(?:t|a)? juster\w+|tillägg(?:slist\w+)?|arkiv"
    r"|närvaro\w*|votering\w*|bilagor|underlag|dagordning(?:ar)?|möten|sammanträden|tidigare|äldre"
    r"|signera\w*|justera\w*|och|samt|för|från|år|[\d§().,:/–-]"
)
# Atomic, so that a name made to be slow is not.
_FOLDER = re.compile(rf"(?:(?>{_SORTED})\s*+)+", re.IGNORECASE)


class Place(NamedTuple):
    """A folder of a reader: *path* leads to it from the root, *body* is whose it is."""

    base: str
    path: str
    body: str = ""


class NetPublicator:
    """Walk from the root through bodies and years to meetings, and to the folder of each item."""

    name = "netpublicator"
    title = "NetPublicator"
    cannot: tuple[str, ...] = (
        N_("the start time"),
        N_("the place"),
        N_("case numbers"),
        N_("the texts of the items"),
        N_("whether the public may attend"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        text = text_in(page)
        reader = _READER.search(page.url) or _READER.search(text)
        config = _config(page)
        is_widget = bool(config.get("readername")) and "np-" in text
        if not reader and not is_widget:
            return None
        base = f"{_API}/{config.get('readername') or (reader[1] if reader else '')}"
        source = Source(url=base if config.get("rootid") else page.url, system=self.name)
        bodies = (config["rootname"],) if config.get("rootname") else ()
        marks = tuple(sorted(config))
        options = _options(config)
        # The documents and the folders are elsewhere than the page that shows them.
        hosts = {} if config.get("rootid") else {"hosts": _HOST}
        return Recognition(
            source=source.model_copy(update={"options": {**options, **hosts}}),
            sure=3 if _READER.search(page.url) or options else 2,
            marks=marks,
            bodies=bodies,
        )

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        root = _root(source, get)
        page = get(_request(root, kind="folder"))
        yield page
        yield from _below(root, page, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        entries = _entries(page)
        if page.about.get("kind", "folder") == "folder":
            yield from _listed(page, entries)
        elif page.about["kind"] == "meeting":
            yield _meeting(page, entries)
        else:
            yield _part(page, entries)


def _options(config: dict[str, str]) -> dict[str, str]:
    path = "-".join([*re.findall(r"\w+", config.get("previouspath", "")), config.get("rootid", "")])
    told = {"path": path if config.get("rootid") else "", "body": config.get("rootname", "")}
    return {key: value for key, value in told.items() if value}


def _config(page: Page) -> dict[str, str]:
    """Return what a page, or a script of it, says of the reader that it shows."""
    text = html.unescape(text_in(page))
    found = {one["key"].casefold(): one["value"].strip("\"'[]") for one in _CONFIG.finditer(text)}
    return {key: value for key, value in found.items() if value}


def _root(source: Source, get: Get) -> Place:
    """Return where to begin; a page that does not say it has a script that does (Burlöv, 2026)."""
    reader = _READER.search(source.url)
    options, config = dict(source.options), {}
    if not options.get("path"):
        page = get(source.url)
        config = _config(page)
        found = elements.html_or_nothing(page).xpath('//script[contains(@src, "np-")]/@src')
        for address in () if config.get("rootid") else found:
            for script in get.tried(str(address)):
                config = {**_config(script), **config}
        options = {**_options(config), **options}
        if not options.get("path"):
            raise elements.without_meetings(page)
    name = config.get("readername") or (reader[1] if reader else "")
    return Place(f"{_API}/{name}", options["path"], options.get("body", ""))


def _request(place: Place, **about: str) -> Request:
    """Return what asks for a folder.

    With "isr" true on a deeper path it is the root that comes (Sigtuna and Nyköping, 2026).
    """
    is_root = "false" if "-" in place.path else "true"
    return Request(
        url=f"{place.base}/read?hash={quote(place.path)}&isr={is_root}",
        about={"base": place.base, "path": place.path, "body": place.body, **about},
    )


def _below(place: Place, page: Page, period: Period, get: Get) -> Iterator[Page]:
    for entry in elements.if_read(_entries, page):
        below = _child(place, entry)
        if _is_meeting(entry):
            yield from _opened(below, entry, period, get)
        elif _is_worth(place, entry, period):
            for folder in get.tried(_request(_named(below, entry), kind="folder")):
                yield folder
                yield from _below(_named(below, entry), folder, period, get)


def _child(place: Place, entry: dict[str, Any]) -> Place:
    return place._replace(path=f"{place.path}-{elements.text_of(entry, 'id')}")


def _named(place: Place, entry: dict[str, Any]) -> Place:
    """Return *place* with its own name as the body, unless it only sorts what a body has."""
    text = _text(entry)
    return place if _FOLDER.fullmatch(text) or not text else place._replace(body=text)


def _is_worth(place: Place, entry: dict[str, Any], period: Period) -> bool:
    """Tell whether a folder may hold meetings of *period*: one named by other years does not."""
    ids = place.path.split("-")
    is_known = elements.text_of(entry, "id") in ids or len(ids) > _DEEPEST
    if entry.get("type") == "document" or is_known:
        return False
    years = [int(year) for year in _YEAR.findall(_text(entry))]
    return not years or (min(years) <= period.last.year and max(years) >= period.first.year)


def _opened(place: Place, entry: dict[str, Any], period: Period, get: Get) -> Iterator[Page]:
    """Yield the folder of a meeting, and those within it: one for each item."""
    about = {"meeting": elements.text_of(entry, "id"), "title": _text(entry)}
    if not published.is_within(period, moment_in(about["title"])):
        return
    for page in get.tried(_request(place, kind="meeting", **about)):
        yield page
        for one in elements.if_read(_entries, page):
            if one.get("type") != "document" and elements.text_of(one, "id"):
                more = {"kind": "part", "item": elements.text_of(one, "id"), "folder": _text(one)}
                yield from get.tried(_request(_child(place, one), **{**about, **more}))


def _entries(page: Page) -> list[dict[str, Any]]:
    """Return what is in a folder: a bare list, "items", "documents" or both, by age of the reader.

    Raises AnswerError where there is none of them. JSONP is what the widgets of 2012 asked for.
    """
    padded = _PADDED.match(page.content)
    answer = json_in(page.model_copy(update={"content": padded[1]}) if padded else page)
    if isinstance(answer, dict) and not any(isinstance(answer.get(key), list) for key in _LISTS):
        raise elements.without_meetings(page)
    if not isinstance(answer, dict | list):
        raise elements.without_meetings(page)
    told = answer if isinstance(answer, dict) else {"items": answer}
    found = [one for key in _LISTS for one in elements.objects_in(told, key)]
    return list({elements.text_of(one, "id"): one for one in found}.values())


def _text(entry: dict[str, Any]) -> str:
    return elements.text_of(entry, "text", "name", "title")


def _is_meeting(entry: dict[str, Any]) -> bool:
    """Tell whether a folder is a meeting: by its type, or as one named by a day."""
    kind = entry.get("type")
    return kind == "meeting" or (kind != "document" and bool(moment_in(_text(entry)).day))


def _place(page: Page) -> Place:
    asked = _PATH.search(page.url)
    base = page.about.get("base") or page.url.split("/read")[0]
    return Place(
        base, page.about.get("path") or (asked[1] if asked else ""), page.about.get("body", "")
    )


def _listed(page: Page, entries: list[dict[str, Any]]) -> Iterator[Meeting]:
    place = _place(page)
    for entry in entries:
        if _is_meeting(entry):
            yield _started(_child(place, entry), elements.text_of(entry, "id"), _text(entry))
    loose = [link for link in _documents(place, entries) if moment_in(link.title).day]
    for day in dict.fromkeys(moment_in(link.title).day for link in loose):
        links = [link for link in loose if moment_in(link.title).day == day]
        meeting = _started(place, f"{place.path.rsplit('-', 1)[-1]}/{day}", str(day))
        yield meeting.model_copy(update={"links": published.with_summons(links)})


def _started(place: Place, key: str, title: str) -> Meeting:
    reader = place.base.rsplit("/", 1)[-1]
    return Meeting(
        id=key,
        body=body_named(place.body or published.without_day(title)),
        title=title,
        start=moment_in(title),
        state=published.meeting_state(True, title),
        is_extra=published.is_extra(title),
        web=f"https://www.netpublicator.com/reader/{reader}#{place.path}",
    )


def _meeting(page: Page, entries: list[dict[str, Any]]) -> Meeting:
    place = _place(page)
    title = page.about.get("title", "")
    found = _started(place, page.about.get("meeting") or place.path.rsplit("-", 1)[-1], title)
    links = published.with_summons(_documents(place, entries))
    state = published.meeting_state(bool(entries), title)
    return found.model_copy(
        update={"items": tuple(_items(entries)), "links": links, "state": state}
    )


def _items(entries: list[dict[str, Any]]) -> Iterator[AgendaItem]:
    """Yield the items: a folder each, in the order in which they stand."""
    for entry in entries:
        number, title = published.numbered(_text(entry))
        if entry.get("type") != "document" and title and not _FOLDER.fullmatch(_text(entry)):
            yield AgendaItem(
                id=elements.text_of(entry, "id"),
                number=number,
                title=Passage(text=title),
                state=published.item_state(title),
            )


def _part(page: Page, entries: list[dict[str, Any]]) -> Meeting:
    """Return the part of a meeting that a folder within it is: an item's papers, or more links."""
    about, place = page.about, _place(page)
    found = _started(place, about.get("meeting", ""), about.get("title", ""))
    links = _documents(place, entries)
    if _FOLDER.fullmatch(about.get("folder", "")):
        kind = published.kind_titled(about["folder"])
        told = (one if one.kind != "other" else _as(kind, one) for one in links)
        return found.model_copy(update={"links": published.with_summons(told), "web": ""})
    papers = tuple(_as(LinkKind.PAPERS, one) for one in links)
    item = AgendaItem(id=about.get("item", ""), title=Passage(), links=papers)
    return found.model_copy(update={"items": (item,), "web": ""})


def _as(kind: LinkKind, link: Link) -> Link:
    return link.model_copy(update={"kind": kind})


def _documents(place: Place, entries: list[dict[str, Any]]) -> list[Link]:
    """Return the documents in a folder, which are had by the path of the folder."""
    return [
        Link(
            url=f"{place.base}/document/{quote(key)}?hash={quote(place.path)}",
            title=_text(one),
            id=key,
            kind=published.kind_titled(_text(one)),
            media_type="application/pdf",
        )
        for one in entries
        if one.get("type") == "document" and (key := elements.text_of(one, "id"))
    ]


@hookimpl
def register_adapters() -> list[Adapter]:
    return [NetPublicator()]
