"""Read FirstAgenda Publication, on which Danish municipalities publish agendas and minutes."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.extract.answers import text_in
from agenda_risk.extract.records import Record, other_shape, record_in, records, said_error, whole
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Page,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import end_of, is_within, moment_in
from agenda_risk.translate import N_

from ._firstagenda import items_of

_ZONE = "Europe/Copenhagen"
_MARKS = ("firstagenda", "AnonymousAuthentication", "/api/agenda/")
_CANCELLED = re.compile(r"\baflys", re.IGNORECASE)
_MOVED = re.compile(r"\budsat\b|\budskudt|\bflyttet\b", re.IGNORECASE)
_EXTRA = re.compile(r"ekstraordin|\bekstra", re.IGNORECASE)
_CLOSED = re.compile(r"^lukket", re.IGNORECASE)
# In which order the papers of one meeting are read: the agenda gives the meeting its id.
_KINDS = (
    (re.compile(r"tillæg", re.IGNORECASE), LinkKind.SUPPLEMENT),
    (re.compile(r"referat|protokol", re.IGNORECASE), LinkKind.MINUTES),
)
_RANKS = (LinkKind.SUMMONS, LinkKind.SUPPLEMENT, LinkKind.MINUTES)


class FirstAgenda:
    """Read the list of bodies with their meetings, and the agenda of each."""

    name = "firstagenda"
    title = "FirstAgenda Publication"
    cannot: tuple[str, ...] = (N_("whether an item is withdrawn"),)
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        told = page.url + text_in(page)[:50_000]
        marks = tuple(mark for mark in _MARKS if mark.lower() in told.lower())
        parts = urlsplit(page.url)
        if not marks or not (parts.hostname or "").endswith((".dk", "firstagenda.com")):
            return None
        url = f"{parts.scheme}://{parts.netloc}/"
        source = Source(url=url, system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3 if len(marks) > 1 else 2, marks=marks)

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        base = source.url.rstrip("/")
        list(get.tried(f"{base}/"))  # sets the cookie of those who are nobody
        asked = f"{base}/api/agenda/udvalgsliste"
        page = get(Request(url=asked, accept="application/json"))
        yield page
        for papers in _grouped(page):
            if is_within(_start(papers[0][1]), period):
                yield from _agendas(papers, base, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        found = record_in(page)
        said = found.text("Message", "message", "error")
        if said and "Udvalg" not in found:
            raise said_error(page, said)
        if "Dagsordenpunkter" in found:
            yield _agenda(found, page)
        elif "Dagsordner" in found or "Udvalg" in found:
            yield from (_listed(papers, page) for papers in _grouped(page))
            yield from (_unpublished(one, page) for one in found.records("IkkePubliceredeMoeder"))
        else:
            raise other_shape(page)


Paper = tuple[Record, Record]


def _papers(page: Page) -> Iterator[Paper]:
    """Yield the papers in a list, each with its body: the agenda and the minutes are two."""
    found = record_in(page)
    for several in found.record("Udvalg").value.values():
        for body in records(several):
            yield from ((body, paper) for paper in body.records("Moeder"))
    for one in found.records("Dagsordner"):
        told = one.record("Moede").value | {"Id": one.text("Id")}
        yield one.record("Udvalg"), Record(told)


def _grouped(page: Page) -> list[list[Paper]]:
    """Return the papers by the meetings that they are of: one body at one time."""
    groups: dict[tuple[str, str], list[Paper]] = {}
    for body, paper in _papers(page):
        begun = paper.text("MeetingBeginUtc", "Dato") or paper.text("Id")
        groups.setdefault((body.text("Id", "Navn"), begun), []).append((body, paper))
    return [sorted(papers, key=_rank) for papers in groups.values()]


def _rank(told: Paper) -> int:
    return _RANKS.index(_kind(told[1]))


def _kind(paper: Record) -> LinkKind:
    """Return what a paper is: Dagsorden, Tillægsdagsorden, Referat or "Lukket referat"."""
    if paper.flag("IsSupplementaryAgenda") or paper.flag("TillaegsDagsorden"):
        return LinkKind.SUPPLEMENT
    named = (kind for pattern, kind in _KINDS if pattern.search(paper.text("Navn")))
    return next(named, LinkKind.SUMMONS)


def _agendas(papers: list[Paper], base: str, get: Get) -> Iterator[Page]:
    """Yield the agenda and what was added to it; the minutes only where there is no agenda."""
    meeting = papers[0][1].text("Id")
    has_agenda = _kind(papers[0][1]) is not LinkKind.MINUTES
    for _, paper in papers:
        kind = _kind(paper)
        if not (has_agenda and kind is LinkKind.MINUTES):
            asked = f"{base}/api/agenda/dagsorden/{paper.text('Id')}"
            about = {"meeting": meeting, "kind": kind.value}
            yield from get.tried(Request(url=asked, accept="application/json", about=about))


def _start(paper: Record) -> Moment:
    """Return the time, which is local with its offset although its key says Utc."""
    begun = moment_in(paper.text("MeetingBeginUtc"))
    return begun if begun.day else moment_in(paper.text("Dato"))


def _listed(papers: list[Paper], page: Page) -> Meeting:
    body, first = papers[0]
    links = (_paper_link(paper, page) for _, paper in papers if paper.text("Id"))
    found = {link.url: link for link in links if link.url}
    return _meeting(first, body.text("Navn"), page).model_copy(
        update={"links": tuple(found.values())}
    )


def _unpublished(found: Record, page: Page) -> Meeting:
    meeting = _meeting(found, found.record("Udvalg").text("Navn") or found.text("Udvalg"), page)
    is_planned = meeting.state is MeetingState.PLANNED
    state = MeetingState.AGENDA_NOT_PUBLISHED if is_planned else meeting.state
    return meeting.model_copy(update={"state": state, "web": ""})


def _meeting(paper: Record, body: str, page: Page) -> Meeting:
    start, told = _start(paper), f"{paper.text('Navn')} {paper.text('Description')} {body}"
    is_cancelled, is_moved = _CANCELLED.search(told), _MOVED.search(told)
    state = MeetingState.MOVED if is_moved else MeetingState.PLANNED
    return Meeting(
        id=paper.text("Id"),
        body=body_named(body),
        title=paper.text("Navn") or body,
        start=start,
        end=end_of(start, moment_in(paper.text("MeetingEndUtc"))),
        place=paper.text("Sted"),
        state=MeetingState.CANCELLED if is_cancelled else state,
        is_extra=bool(_EXTRA.search(told)),
        source=page.url,
        web=whole(page, f"/vis?id={paper.text('Id')}"),
    )


def _paper_link(paper: Record, page: Page) -> Link:
    number = paper.text("Id")
    return Link(
        url=whole(page, f"/vis/pdf/dagsorden/{number}"),
        title=paper.text("Navn"),
        id=number,
        kind=_kind(paper),
        media_type="application/pdf",
        digest=paper.text("ReleasedDate"),
        restricted=bool(_CLOSED.match(paper.text("Navn"))),
    )


def _agenda(found: Record, page: Page) -> Meeting:
    """Return the meeting of an agenda, by the id that the list gave it: Moede.Id is all zeros."""
    told = found.record("Moede").value | {"Id": found.text("Id")}
    meeting = _meeting(Record(told), found.record("Udvalg").text("Navn"), page)
    own = page.about.get("meeting") or found.text("Id")
    is_added = page.about.get("kind") == LinkKind.SUPPLEMENT
    items = items_of(found.records("Dagsordenpunkter"), is_added, page)
    is_bare = not items and meeting.state is MeetingState.PLANNED
    state = MeetingState.AGENDA_NOT_PUBLISHED if is_bare and not is_added else meeting.state
    web = whole(page, f"/vis?id={own}")
    return meeting.model_copy(update={"id": own, "items": items, "state": state, "web": web})


@hookimpl
def register_adapters() -> list[Adapter]:
    return [FirstAgenda()]
