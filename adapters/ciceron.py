"""Read the meetings of Ciceron's search: JSON-RPC, a search at a time within a session."""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from agenda_risk import hookimpl, published
from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled
from agenda_risk.errors import AnswerError
from agenda_risk.extract import elements
from agenda_risk.extract.answers import json_in, plain, text_in
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    AgendaItem,
    Body,
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

_ROOT = re.compile(r"^https?://[^/?#]+")
_HOSTED = re.compile(r"^https?://[^/]*\.ciceron\.cloud(?:[/:?#]|$)", re.IGNORECASE)
# A search; a notice board, "-anslagstavla", has no agendas.
_LINKED = re.compile(
    r"https?://(?![\w-]*anslagstavla)[\w-]+(?:\.[\w-]+)*\.ciceron\.cloud", re.IGNORECASE
)
_MARKS = ("CiceronsokServer", "iciceronsok", "ciceronsok")
_BODY = re.compile(r"[?&]i=([^&]*)")
_CODE = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,9}")
_MEETINGS = 1
_AT_ONCE = 200
_DETAILS = {"documents", "items"}
_CODES = ("diary", "code", "diarie", "diary_name", "name", "id")
_CASES = ("diarienr", "diarienummer", "dnr", "diary_number", "case_number", "arendenr", "arende_nr")
_NUMBERS = ("number", "nr", "paragraph", "paragraf", "item_number", "punkt", "§")
_TITLES = ("title", "name", "rubrik", "heading", "text", "arendemening", "description")
_MOST = 4000


class Ciceron:
    """Search the meetings of the period, and ask for the details of each within the session."""

    name = "ciceron"
    title = "Ciceron"
    cannot: tuple[str, ...] = (
        N_("the start time"),
        N_("the place"),
        N_("whether the public may attend"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a search, or the one that a municipality's page links to."""
        marks, linked = elements.marks_in(page, _MARKS), _LINKED.search(text_in(page))
        is_own = bool(marks or _HOSTED.match(page.url))
        root = _ROOT.match(page.url) if is_own else linked
        if not root:
            return None
        sure = 3 if "CiceronsokServer" in marks or "iciceronsok" in marks else 2
        return Recognition(source=Source(url=root[0], system=self.name), sure=sure, marks=marks)

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Search each diary; where a server tells of none with meetings, all of them at once."""
        root = _ROOT.match(source.url)
        server = _Server(root[0] if root else source.url, get)
        named = [one.strip() for one in source.options.get("diaries", "").split(";") if one.strip()]
        found = 0
        for diary in named or server.diaries():
            for page in server.meetings(diary, period):
                found += 1
                yield page
        if not found and not named:
            yield from server.meetings("", period)

    def parse(self, page: Page) -> Iterator[Meeting]:
        answer = _answer(page)
        if isinstance(answer, dict) and isinstance(answer.get("results"), list):
            yield from (_listed(page, one) for one in _entries(answer))
        elif isinstance(answer, dict) and (_DETAILS & set(answer)):
            yield _meeting(page, answer)
        else:
            raise elements.without_meetings(page)


class _Server:
    """A server and its session, within which an answer's numbers hold until the next search."""

    def __init__(self, root: str, get: Get) -> None:
        self.root = root
        self.get = get
        self.session = ""

    def meetings(self, diary: str, period: Period) -> Iterator[Page]:
        """Yield the lists of meetings of *diary*, and what each meeting within *period* has."""
        days = {"from_date": period.first.isoformat(), "to_date": period.last.isoformat()}
        param = {"diary": diary, "board": "", **days, "hasFiles": False}
        sought = {"doctype": _MEETINGS, "text": "", "param": json.dumps(param, ensure_ascii=False)}
        answer = _answer(self._kept(self.get(self._request("Search", sought))))
        hits = elements.text_of(answer, "hits")
        count = min(int(hits[:6]), _MOST) if hits.isdecimal() else 0
        for offset in range(0, count, _AT_ONCE):
            page = self.get(self._request("ReadItems", {"offset": offset, "limit": _AT_ONCE}))
            yield page
            yield from self._details(page, period)

    def _details(self, page: Page, period: Period) -> Iterator[Page]:
        for entry in elements.if_read(lambda one: _entries(_answer(one)), page):
            meeting, number = _listed(page, entry), elements.text_of(entry, "id")
            if number and published.is_within(period, meeting.start):
                about = {"meeting": meeting.id, "title": meeting.title, "body": meeting.body.name}
                yield from self.get.tried(
                    self._request("ReadObjectDetails", {"id": number}, **about, web=meeting.web)
                )

    def diaries(self) -> list[str]:
        """Return the codes of the diaries, in whichever form they come."""
        page = self._kept(self.get(self._request("ReadDiaries", {})))
        answer = _answer(page)
        listed = answer if isinstance(answer, list) else next(_lists(answer), [])
        return list(dict.fromkeys(filter(None, map(_code, listed))))

    def _request(self, method: str, params: dict[str, Any], **about: str) -> Request:
        asked = {"search_id": "agenda", **params} if params else {}
        question: dict[str, Any] = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": f"CiceronsokServer:{method}",
            "params": asked,
        }
        if self.session:
            question["session_id"] = self.session
        return Request(
            url=f"{self.root}/json",
            body=json.dumps(question, ensure_ascii=False).encode(),
            media_type="application/json",
            accept="application/json",
            about=about,
        )

    def _kept(self, page: Page) -> Page:
        """Return *page*, and keep the session it tells: every answer does, at its top (Höör)."""
        self.session = elements.text_of(json_in(page), "session_id") or self.session
        return page


def _code(diary: Any) -> str:
    """Return the code of a diary, "KS" or "DIAKS", whatever its key is called."""
    if isinstance(diary, str):
        return diary
    texts = list(diary.values()) if isinstance(diary, dict) else []
    codes = (one for one in texts if isinstance(one, str) and _CODE.fullmatch(one))
    return next(codes, elements.text_of(diary, *_CODES))


def _lists(answer: Any) -> Iterator[list[Any]]:
    values = answer.values() if isinstance(answer, dict) else ()
    return (one for one in values if isinstance(one, list))


def _answer(page: Page) -> Any:
    """Return what an answer holds: JSON within "result" or "value", often written as a text.

    Raises AnswerError with the server's own words where it tells of an error.
    """
    told = json_in(page)
    error = told.get("error") if isinstance(told, dict) else None
    if error:
        said = elements.text_of(error, "message") or elements.text_of({"error": error}, "error")
        raise AnswerError("{url} answered with an error: {words}", url=page.url, words=said or "–")
    for key in ("result", "result", "value"):
        inner = told.get(key, told) if isinstance(told, dict) else told
        told = elements.if_json(inner) if isinstance(inner, str) else inner
    return told


def _entries(answer: Any) -> list[dict[str, Any]]:
    """Return the meetings of a list; two of one body and day get keys that differ."""
    found = [entry for entry in elements.objects_in(answer, "results") if _key(entry)]
    keys = published.all_distinct(map(_key, found))
    return [{**entry, "key": key} for entry, key in zip(found, keys, strict=True)]


def _key(entry: dict[str, Any]) -> str:
    """Return what stays the same of a meeting: its number is only its place in one search."""
    link = elements.text_of(entry, "object_link")
    return link.replace(" 00:00:00", "") or elements.text_of(entry, "title")


def _listed(page: Page, entry: dict[str, Any]) -> Meeting:
    title = elements.text_of(entry, "title")
    link = elements.text_of(entry, "object_link")
    body = _BODY.search(link)
    start = moment_in(title)
    return Meeting(
        id=elements.text_of(entry, "key"),
        body=body_named(published.without_day(title) or (body[1] if body else "")),
        title=title,
        start=start if start.day else moment_in(link),
        state=published.meeting_state(True, title),
        is_extra=published.is_extra(title),
        web=f"{_root(page)}/#!/search/{quote(link, safe='?&=')}" if link else "",
    )


def _meeting(page: Page, answer: dict[str, Any]) -> Meeting:
    """Return what a meeting has; one that is called off may have one document, which says so."""
    title = page.about.get("title", "")
    items = tuple(_items(page, answer))
    links = published.with_summons(_documents(page, answer))
    told = [one.title for one in links] if links and not items else [""]
    off = all(is_cancelled(one) for one in told)
    return Meeting(
        id=page.about.get("meeting", ""),
        body=body_named(page.about["body"]) if page.about.get("body") else Body(name=""),
        title=title,
        start=moment_in(title),
        state=published.meeting_state(bool(links or items), title, *(told if off else ())),
        is_extra=published.is_extra(title),
        items=items,
        links=links,
        web=page.about.get("web", ""),
    )


def _items(page: Page, answer: dict[str, Any]) -> Iterator[AgendaItem]:
    """Yield the items; how their parts are called was not seen, so several names are tried."""
    taken: list[str] = []
    for entry in elements.objects_in(answer, "items"):
        number, title = published.numbered(elements.text_of(entry, *_TITLES))
        number = elements.text_of(entry, *_NUMBERS) or number
        if title:
            taken.append(published.distinct(number or title, taken))
            ground = published.ground_of_secrecy(title)
            papers = _documents(page, entry)
            yield AgendaItem(
                id=taken[-1],
                number=number,
                title=Passage(text=title),
                case_number=elements.text_of(entry, *_CASES),
                proposal=Passage(text=plain(elements.text_of(entry, "proposal", "forslag"))),
                links=tuple(one.model_copy(update={"kind": LinkKind.PAPERS}) for one in papers),
                state=published.item_state(title),
                publicity="closed" if ground else "unknown",
                publicity_ground=ground,
            )


def _documents(page: Page, holder: dict[str, Any]) -> list[Link]:
    found = elements.objects_in(holder, "documents", "files", "handlingar")
    return [link for one in found for link in _document(_root(page), one)]


def _document(root: str, entry: dict[str, Any]) -> Iterator[Link]:
    key, name = elements.text_of(entry, "id"), elements.text_of(entry, "filename")
    encoded = elements.text_of(entry, "filename_b64") or _encoded(name)
    title = elements.text_of(entry, "name", "title") or name
    if key and encoded:
        yield Link(
            url=f"{root}/download/document?filename={quote(encoded, safe='')}&id={quote(key)}",
            title=title,
            id=key,
            kind=published.kind_titled(title),
            media_type=published.media_type(name),
        )


def _encoded(name: str) -> str:
    """Return a file's name as the server wants it: Latin-1, or it answers with a page of HTML."""
    return base64.b64encode(name.encode("latin-1", errors="replace")).decode()


def _root(page: Page) -> str:
    found = _ROOT.match(page.url)
    return found[0] if found else page.url


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Ciceron()]
