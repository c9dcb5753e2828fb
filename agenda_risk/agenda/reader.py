"""Read the agenda in a document."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from agenda_risk.agenda import meeting_facts
from agenda_risk.agenda.case_numbers import is_case_number
from agenda_risk.agenda.entries import Entry
from agenda_risk.agenda.lines import Span, covered, joined
from agenda_risk.agenda.listing import listed
from agenda_risk.agenda.meeting_state import names_another_day, state
from agenda_risk.agenda.noise import cover_noise
from agenda_risk.agenda.openness import publicity, secret
from agenda_risk.agenda.other_summonses import other_summonses
from agenda_risk.agenda.page_edges import cover_page_edges
from agenda_risk.agenda.sections import sections
from agenda_risk.agenda.subitems import is_within
from agenda_risk.agenda.tables import tabulated, with_cells
from agenda_risk.agenda.texts import parts
from agenda_risk.agenda.titles import nearby_case_number, nearby_presenter
from agenda_risk.agenda.unlisted import with_unlisted
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.models import (
    AgendaItem,
    Document,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Moment,
    Notice,
    Part,
    Passage,
)
from agenda_risk.translate import N_

_WITHDRAWN = re.compile(r"\(?utgår\b|.*[-–(:] ?utgår\W*$", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(
    r"^[ \t]*(?:(?:Ärende|Punkt)[ ](?:nr[ ])?|§[ ]?)(?P<number>\d{1,3}(?:\.\d{1,2})?)\b"
    r"[^\n]{0,80}\butgår\b",
    re.MULTILINE | re.IGNORECASE,
)
_STILL_SCREENED = N_(
    "{name} says that item {number} is withdrawn. It is screened here as long as the list has it."
)
_ADDED = re.compile(r"(?:tillkommande|tilläggslista|extra ärende|kompletterande)", re.IGNORECASE)
_FRONT, _LONGEST_TITLE = 8_000, 2_000


def read_agenda(document: Document) -> Meeting:
    """Return the meeting that *document* calls to, with its items."""
    body = meeting_facts.body(document.text)
    shown = cover_page_edges(cover_noise(document.text), document.page_starts)
    text = _without_heads(shown, document, body.name)
    entries = tabulated(with_cells(text), with_cells(document.text)) or _listed(document, text)
    facts = _with_edges(document, entries)
    body = meeting_facts.body(facts)
    start = meeting_facts.start(document.text)
    start = start if start.day else meeting_facts.start(document.edges)
    first = entries[0].start if entries else None
    standing = state(document.text, first, body.name, start.day)
    if not entries and standing is not MeetingState.CANCELLED:
        raise EmptyAgendaError(
            "No agenda items were found in {name}. Check that it is a summons or an agenda.",
            name=document.name,
        )
    if not entries and names_another_day(document.text, start.day):
        start = Moment()
    doors, ground = publicity(document.text, body.kind)
    meeting_id = _meeting_id(body.name, str(start.day or ""))
    meeting = Meeting(
        id=meeting_id,
        organisation=meeting_facts.organisation(facts),
        body=body,
        title=body.name,
        start=start,
        end=meeting_facts.end(document.text),
        place=meeting_facts.place(document.text, first),
        state=standing,
        is_extra=meeting_facts.is_extra(document.text),
        publicity=doors,
        publicity_ground=ground,
        items=tuple(_items(document, text, entries, meeting_id)),
        documents=(document,),
        notices=tuple(_withdrawn_elsewhere(document, entries)),
    )
    others = tuple(other_summonses(document, meeting))
    return (
        meeting.model_copy(update={"notices": (*meeting.notices, *others)}) if others else meeting
    )


def _with_edges(document: Document, entries: Sequence[Entry]) -> str:
    """Return the text of *document* with the heads of its pages before the first item.

    What stands before the items says who meets; after that, a letterhead knows better than they.
    """
    first = entries[0].start if entries and document.edges else 0
    parts = (document.text[:first], document.edges, document.text[first:])
    return "\n".join(parts) if document.edges else document.text


def _withdrawn_elsewhere(document: Document, entries: Sequence[Entry]) -> Iterator[Notice]:
    """Yield what the document says of items that another one lists: a supplement takes one out."""
    own = {number for one in entries for number in re.findall(r"[\d.]+", one.number)}
    for found in _ELSEWHERE.finditer(document.text[:_FRONT]):
        if found["number"] not in own:
            fields: dict[str, str | int] = {"name": document.name, "number": found["number"]}
            yield Notice(msgid=_STILL_SCREENED, document=document.id, fields=fields)


def _listed(document: Document, text: str) -> list[Entry]:
    announced = "föredragande" in document.text[:_FRONT].lower()
    return listed(text, document.page_starts, announced=announced)


def _without_heads(text: str, document: Document, body: str) -> str:
    """Cover the page number and the body's name where they head a page."""
    pages = list(enumerate(document.page_starts, 1))
    numbered = all(re.match(rf"\s*{page}\s", text[start : start + 12]) for page, start in pages)
    number = r"\d{1,3}(?=\s)" if numbered else r"(?!)"
    name = rf"{re.escape(body)}(?![\w,])" if body else r"(?!)"
    head = re.compile(rf"\s*(?:{number}\s+{name}|{number}|\d{{1,3}}[ ]+{name}|{name})", re.I)
    found = [head.match(text, start) for _, start in pages]
    return covered(text, [one.span() for one in found if one])


def _items(
    document: Document, text: str, entries: Sequence[Entry], meeting_id: str
) -> Iterator[AgendaItem]:
    found = sections(text, entries) if entries else {}
    first = min((section.heading for section in found.values()), default=len(text))
    placed = [(entry, found.get(place)) for place, entry in enumerate(entries)]
    group = heading = ""
    for place, (entry, section) in enumerate(with_unlisted(text, placed), 1):
        own = [(start, min(end, first)) for start, end in entry.rest if start < first]
        own += [(section.start, section.end)] if section else []
        item = _item(document, text, entry, own)
        if entry.kind is ItemKind.HEADING:
            group, heading = item.title.text, entry.number
        elif not is_within(entry.number, heading):
            group = heading = ""
        yield _in_group(item.model_copy(update={"id": f"{meeting_id}-{place}"}), group)


def _is_only(number: str, words: str) -> bool:
    """Tell whether *words* are the case number of an item, and nothing besides."""
    return bool(number) and number in words and is_case_number(words)


def _item(document: Document, text: str, entry: Entry, own: Sequence[Span]) -> AgendaItem:
    number = entry.case_number or nearby_case_number(text, own)
    heading, over = _cut(entry.title)
    told = [one for one in own if not _is_only(number, text[slice(*one)].strip())]
    texts = parts(text, [*over, *told])

    def shown(part: Part, *more: Span) -> Passage:
        return joined(document, text, [*more, *texts[part]], glue="\n")

    title = joined(document, text, heading)
    closed = secret(title.text) or _closed_below(text, entry)
    doors: Literal["closed", "unknown"] = "closed" if closed else "unknown"
    return AgendaItem(
        id="",
        number=entry.number,
        title=title,
        case_number=number,
        presenter=entry.presenter or nearby_presenter(text, own),
        proposal=shown(Part.PROPOSAL, *entry.proposal),
        summary=shown(Part.SUMMARY),
        body=shown(Part.BODY),
        kind=entry.kind,
        state=ItemState.WITHDRAWN if _WITHDRAWN.match(title.text) else ItemState.LISTED,
        publicity=doors,
        publicity_ground=closed.group() if closed else "",
        doubts=entry.doubts,
    )


def _cut(title: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Return as much of *title* as any title is long, and the rest: it is text of the item."""
    heading, over, left = [], [], _LONGEST_TITLE
    for start, end in title:
        stop = min(end, start + left)
        left -= stop - start
        heading.append((start, stop))
        over.append((stop, end))
    return heading, [one for one in over if one[0] < one[1]]


def _closed_below(text: str, entry: Entry) -> re.Match[str] | None:
    for start, end in entry.rest:
        found = secret(text, start, min(end, start + 120))
        if found:
            return found
    return None


def _in_group(item: AgendaItem, group: str) -> AgendaItem:
    """Return *item* with what the heading over its group says of it."""
    closed = secret(group)
    if closed and item.publicity == "unknown":
        item = item.model_copy(update={"publicity": "closed", "publicity_ground": closed.group()})
    if item.state is ItemState.LISTED and (_ADDED.match(group) or _ADDED.match(item.title.text)):
        item = item.model_copy(update={"state": ItemState.ADDED})
    return item


def _meeting_id(body: str, day: str) -> str:
    plain = body.lower().translate(str.maketrans("åäöé", "aaoe"))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "meeting"
    return f"{words}-{day}" if day else words
