"""Read the meetings of Lex2Publish: questions as JSON by month, and files within answers."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from agenda_risk import hookimpl, published
from agenda_risk.agenda import read_agenda
from agenda_risk.bodies import body_named
from agenda_risk.errors import AnswerError
from agenda_risk.extract import elements, extract
from agenda_risk.extract.answers import json_in, text_in
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    Link,
    LinkKind,
    Meeting,
    Moment,
    Page,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import moment_in
from agenda_risk.translate import N_

_BASE = re.compile(r"https?://[^\s\"'<>]+?/Lex2PublishWasm", re.IGNORECASE)
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SUBJECT = re.compile(r"\{[\w-]+\}")
_DAYS = ("date", "meetingDate", "startDate", "start", "description", "name")
_SHORT = {"KF": "Kommunfullmäktige", "KS": "Kommunstyrelsen"}
_KINDS = {"kallelse": LinkKind.SUMMONS, "protokoll": LinkKind.MINUTES}
_MOST_MONTHS = 24


class Lex2Publish:
    """Search the meetings of each month, and ask for the documents of each; read the summons."""

    name = "lex2publish"
    title = "Lex2Publish"
    cannot: tuple[str, ...] = (
        N_("the items, other than in the summons"),
        N_("the place"),
        N_("whether the public may attend"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        text = text_in(page)
        base = _BASE.search(page.url) or _BASE.search(text)
        if not base:
            return None
        tenant = _GUID.search(page.url) or _GUID.search(text)
        options = {"tenant": tenant[0].lower()} if tenant else {}
        source = Source(url=base[0], system=self.name, options=options)
        sure = 3 if _BASE.search(page.url) or tenant else 2
        return Recognition(source=source, sure=sure, marks=("Lex2PublishWasm",))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Ask anew for the subjects, whose ids change with every session, and by month.

        A search of a whole year does not come to an end (Sunne, 2026).
        """
        base = _BASE.match(source.url)
        server = f"{base[0] if base else source.url.rstrip('/')}/publish"
        tenant = source.options.get("tenant") or _tenant(source, get)
        subjects = _subjects(json_in(get(f"{server}/getsubjectareas/{tenant}")))
        for first, last in _months(period):
            sought = {
                "infoTypes": {"document": False, "case": False, "meeting": True},
                "subjects": subjects,
                "fromDate": f"{first}T00:00:00",
                "toDate": f"{last}T23:59:59",
                "searchText": "",
                "maxResultRows": 32767,
            }
            for page in get.tried(_asked(f"{server}/search/{tenant}", sought)):
                yield page
                yield from _meetings(server, tenant, page, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        answer = json_in(page)
        if not isinstance(answer, dict):
            raise elements.without_meetings(page)
        if "file" in answer and "meetings" not in answer:
            yield from _summons(page, answer)
        elif isinstance(answer.get("meetings"), list):
            yield from map(_listed, _entries(answer))
        elif isinstance(answer.get("documents"), list):
            yield _meeting(page, answer)
        else:
            raise elements.without_meetings(page)


def _tenant(source: Source, get: Get) -> str:
    """Return the tenant that the address or its page names."""
    found = _GUID.search(source.url) or _GUID.search(text_in(get(source.url)))
    if not found:
        raise AnswerError("{url} does not tell whose it is: give its “tenant”.", url=source.url)
    return found[0].lower()


def _subjects(answer: Any) -> list[str]:
    """Return the ids of the subjects, "{4730…}", wherever they stand in an answer."""
    found: list[str] = []
    waiting = [answer]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str) and _SUBJECT.fullmatch(value):
            found.append(value)
        elif isinstance(value, dict | list):
            waiting.extend(value.values() if isinstance(value, dict) else value)
    return list(dict.fromkeys(found))


def _months(period: Period) -> list[tuple[date, date]]:
    """Return the first and last day of each month, or part of it, in *period*."""
    found: list[tuple[date, date]] = []
    first = period.first
    while first <= period.last and len(found) < _MOST_MONTHS:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append((first, min(following - timedelta(days=1), period.last)))
        first = following
    return found


def _asked(url: str, question: dict[str, Any], **about: str) -> Request:
    return Request(
        url=url,
        body=json.dumps(question, ensure_ascii=False).encode(),
        media_type="application/json",
        accept="application/json",
        about=about,
    )


def _meetings(server: str, tenant: str, page: Page, get: Get) -> Iterator[Page]:
    """Yield what each meeting on *page* has, and the summons, while their session lasts."""
    for entry in elements.if_read(lambda one: _entries(json_in(one)), page):
        meeting = _listed(entry)
        about = {"meeting": meeting.id, "body": meeting.body.name, "title": meeting.title}
        question = {"uniqueId": elements.text_of(entry, "uniqueId")}
        whole = {**question, "fetchAmount": "Complete", "includeParameter": True}
        for details in get.tried(_asked(f"{server}/getmeeting/{tenant}", whole, **about)):
            yield details
            for key in elements.if_read(_calling, details):
                file = {"uniqueId": key, "fetchAmount": "Complete", "includeFile": True}
                yield from get.tried(_asked(f"{server}/getdocument/{tenant}", file, **about))


def _calling(page: Page) -> list[str]:
    """Return the ids of the documents on *page* that call to the meeting."""
    documents = elements.objects_in(json_in(page), "documents")
    found = [one for one in documents if _kind(one) is LinkKind.SUMMONS]
    return [key for one in found if (key := elements.text_of(one, "uniqueId"))]


def _entries(answer: Any) -> list[dict[str, Any]]:
    found = elements.objects_in(answer, "meetings")
    return [one for one in found if elements.text_of(one, "id", "uniqueId")]


def _listed(entry: dict[str, Any]) -> Meeting:
    """Return a meeting; "KF/2026-06-15" may be all that tells its body and day."""
    title = elements.text_of(entry, "description", "name")
    unit = elements.text_of(entry, "unit") or _unit(title)
    kind = _type(entry)
    days = (moment_in(elements.text_of(entry, key)) for key in _DAYS)
    return Meeting(
        id=elements.text_of(entry, "id", "uniqueId"),
        body=body_named(unit),
        title=title,
        start=next((day for day in days if day.day), Moment()),
        place=elements.text_of(entry, "place", "location"),
        state=published.meeting_state(True, title, kind),
        is_extra=published.is_extra(title, kind),
    )


def _type(entry: dict[str, Any]) -> str:
    return elements.text_of(entry.get("type"), "name") or elements.text_of(entry, "type")


def _unit(title: str) -> str:
    short = title.split("/", maxsplit=1)[0].strip()
    return _SHORT.get(short.upper(), "" if moment_in(short).day else short)


def _meeting(page: Page, answer: dict[str, Any]) -> Meeting:
    found = _listed({"id": page.about.get("meeting", ""), **answer})
    documents = elements.objects_in(answer, "documents")
    body = page.about.get("body") or found.body.name
    title = found.title or page.about.get("title", "")
    key = page.about.get("meeting") or found.id
    return found.model_copy(
        update={
            "id": key,
            "body": body_named(body),
            "title": title,
            "state": published.meeting_state(bool(documents), title),
            "links": published.with_summons(_links(page, key, documents)),
        }
    )


def _links(page: Page, meeting: str, documents: list[dict[str, Any]]) -> list[Link]:
    """Return the documents by the addresses at which the portal opens them.

    The first of each type has one (Tyresö, 2026); the others are told from it by their ids.
    """
    base = page.url.split("/publish/")[0]
    found: dict[str, Link] = {}
    for one in documents:
        kind, key = _type(one), elements.text_of(one, "id")
        url = f"{base}/docs/{quote(kind or 'Dokument', safe='')}_{quote(meeting, safe='')}.pdf"
        address = f"{url}#{key}" if url in found else url
        title = elements.text_of(one, "description") or kind
        found[address] = Link(
            url=address, title=title, id=key, kind=_kind(one), media_type="application/pdf"
        )
    return list(found.values())


def _kind(document: dict[str, Any]) -> LinkKind:
    kind = _type(document)
    told = published.kind_titled(elements.text_of(document, "description"))
    found = told if told is LinkKind.SUPPLEMENT else _KINDS.get(kind.casefold().strip("_ "), told)
    return published.kind_titled(kind) if found is LinkKind.OTHER else found


def _summons(page: Page, answer: dict[str, Any]) -> Iterator[Meeting]:
    """Yield what the file of a summons says; one without a file says nothing (Sunne, 2026)."""
    held = elements.text_of(answer.get("file"), "data")
    if not held:
        return
    try:
        content = base64.b64decode(held, validate=True)
    except (binascii.Error, ValueError) as error:
        raise AnswerError("{url} answered with a broken file.", url=page.url) from error
    key = page.about.get("meeting", "")
    url = f"{page.url.split('/publish/')[0]}/docs/Kallelse_{quote(key, safe='')}.pdf"
    read = read_agenda(extract(Page(url=url, content=content, media_type="application/pdf")))
    body = page.about.get("body", "")
    yield read.model_copy(update={"id": key, "body": body_named(body) if body else read.body})


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Lex2Publish()]
