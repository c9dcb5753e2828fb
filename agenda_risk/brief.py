"""Put together what the chair reads, and tell the facts that every form of it states."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from agenda_risk.advise import Advice
from agenda_risk.mask import masked, masked_slice
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Brief,
    Finding,
    ItemKind,
    Level,
    Meeting,
    MeetingAssessment,
    MeetingState,
    Part,
    Phase,
    Provenance,
    Suggestion,
    Term,
)

_LONGEST_QUOTE = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"–•])|\n")


class Quotable(Protocol):
    """What was found on words of one part of an item."""

    @property
    def part(self) -> Part:
        """Return the part that the words stand in."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the words."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a quote; *is_term* where a lexicon knows the words."""

    text: str
    is_term: bool = False


@dataclass(frozen=True)
class Quote:
    """The words around a finding's terms, and where they stand."""

    segments: tuple[Segment, ...]
    part: Part
    document: str = ""
    page: int | None = None

    @property
    def text(self) -> str:
        """Return the quote as one string."""
        return "".join(segment.text for segment in self.segments)


def make_brief(
    meeting: Meeting,
    assessment: MeetingAssessment,
    advice: Advice,
    provenance: Provenance,
) -> Brief:
    """Return what the chair reads before *meeting*."""
    return Brief(
        meeting=meeting,
        assessment=assessment,
        suggestions=advice.suggestions,
        more=advice.more,
        too_late=advice.too_late,
        rescreen=advice.rescreen,
        dates=advice.dates,
        provenance=provenance,
    )


def matters(brief: Brief) -> tuple[AgendaItem, ...]:
    """Return the items of the agenda without its headings."""
    return tuple(item for item in brief.meeting.items if item.kind is ItemKind.ITEM)


def raised(brief: Brief) -> tuple[tuple[AgendaItem, Assessment], ...]:
    """Return the items at moderate or high in the order of the agenda, each with why."""
    found = {assessment.item: assessment for assessment in brief.assessment.raised()}
    return tuple((item, found[item.id]) for item in matters(brief) if item.id in found)


def is_off(brief: Brief) -> bool:
    """Tell whether the meeting is cancelled, so that nobody has to lead it."""
    return brief.meeting.state is MeetingState.CANCELLED


def shown_level(brief: Brief) -> Level | None:
    """Return the level to show: low where nothing is raised, None where nothing could be judged."""
    if brief.meeting.state is MeetingState.CANCELLED:
        return None
    if not any(assessment.screened for assessment in brief.assessment.items):
        return None
    return max(brief.assessment.level, Level.LOW, key=lambda level: level.rank)


def decide_by(suggestions: Iterable[Suggestion]) -> date | None:
    """Return the first day on which one of *suggestions* before the meeting is due."""
    days = (one.due for one in suggestions if one.due and one.phase is Phase.BEFORE)
    return min(days, default=None)


def page_of(item: AgendaItem, meeting: Meeting) -> int | None:
    """Return the page on which the title of *item* stands."""
    document = meeting.document(item.title.document)
    place = item.title.source(0)
    return document.page_at(place) if document and place is not None else None


def quote(finding: Quotable, item: AgendaItem, meeting: Meeting) -> Quote | None:
    """Return the sentence around the terms of *finding*, or what of it fits, masked.

    Of a title, which is read anyway, only the stretch between the terms is quoted.
    """
    terms = sorted(finding.terms, key=lambda term: term.start)
    if not terms:
        return None
    text = _text_of(finding.part, item, meeting, terms[0])
    standing = [term for term in terms if text[term.start : term.end] == term.text]
    segments = _cut(text, standing, finding.part) if standing else (_alone(terms[0]),)
    document = meeting.document(terms[0].document)
    name = document.name if document else ""
    return Quote(segments, finding.part, document=name, page=terms[0].page)


def masked_finding(finding: Finding, item: AgendaItem, meeting: Meeting) -> Finding:
    """Return *finding* with the words of its terms masked; offsets stay those of the text."""
    factors = (
        factor.model_copy(update={"terms": _masked_terms(factor.terms, item, meeting)})
        for factor in finding.factors
    )
    terms = _masked_terms(finding.terms, item, meeting)
    return finding.model_copy(update={"terms": terms, "factors": tuple(factors)})


def _masked_terms(terms: Sequence[Term], item: AgendaItem, meeting: Meeting) -> tuple[Term, ...]:
    return tuple(_masked_term(term, item, meeting) for term in terms)


def _masked_term(term: Term, item: AgendaItem, meeting: Meeting) -> Term:
    """Return *term* with its words masked, and its lemma where it would tell them."""
    text = _text_of(term.part, item, meeting, term)
    stands = text[term.start : term.end] == term.text
    shown = masked_slice(text, term.start, term.end) if stands else masked(term.text)
    lemma = masked(term.lemma) if shown == term.text else shown
    return term.model_copy(update={"text": shown, "lemma": lemma})


def _alone(term: Term) -> Segment:
    return Segment(masked(term.text), is_term=True)


def _text_of(part: Part, item: AgendaItem, meeting: Meeting, term: Term) -> str:
    """Return the text that the offsets of *term* refer to."""
    if part is Part.ATTACHMENT:
        document = meeting.document(term.document)
        return document.text if document else ""
    texts = {
        Part.TITLE: item.title,
        Part.PROPOSAL: item.proposal,
        Part.SUMMARY: item.summary,
        Part.BODY: item.body,
    }
    return texts[part].text


def _cut(text: str, terms: Sequence[Term], part: Part) -> tuple[Segment, ...]:
    """Return the part of *text* to quote, with its *terms* marked."""
    start = terms[0].start
    near = (term.end for term in terms if term.end - start <= _LONGEST_QUOTE)
    end = max(near, default=terms[0].end)
    begin, stop = (start, end) if part is Part.TITLE else _window(text, start, end)
    before = Segment("…") if _is_cut(text, begin, -1) else Segment("")
    after = Segment("…") if _is_cut(text, stop, 1) else Segment("")
    pieces = (before, *_marked(text, terms, begin, stop), after)
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around *start* and *end*, or as many whole words of it as fit."""
    ends = [(found.start(), found.end()) for found in _SENTENCE_END.finditer(text)]
    begin = max((after for _, after in ends if after <= start), default=0)
    stop = min((before for before, _ in ends if before >= end), default=len(text))
    if stop - begin <= _LONGEST_QUOTE:
        return begin, stop
    room = max(0, _LONGEST_QUOTE - (end - start)) // 2
    left, right = max(begin, start - room), min(stop, end + room)
    if left > begin:
        left = _next_word(text, left, start)
    if right < stop:
        right = max(end, text.rfind(" ", end, right))
    return left, right


def _next_word(text: str, place: int, limit: int) -> int:
    """Return where the first whole word after *place* begins, *limit* at the latest."""
    space = text.find(" ", place, limit)
    return limit if space < 0 else space + 1


def _is_cut(text: str, place: int, direction: int) -> bool:
    """Tell whether a sentence goes on at *place*, backwards or forwards."""
    rest = text[:place].rstrip(" ") if direction < 0 else text[place:].lstrip(" ")
    edge = rest[-1:] if direction < 0 else text[place - 1 : place]
    return bool(rest) and edge not in ".!?\n" and not rest.startswith("\n")


def _marked(text: str, terms: Sequence[Term], begin: int, stop: int) -> Iterator[Segment]:
    """Yield the stretches of *text* from *begin* to *stop*, terms apart from the rest."""
    done = begin
    for term in terms:
        start, end = max(term.start, done), min(term.end, stop)
        if start < end:
            yield Segment(masked_slice(text, done, start, goes_on=done > begin))
            yield Segment(masked_slice(text, start, end, goes_on=start > begin), is_term=True)
            done = end
    yield Segment(masked_slice(text, done, stop, goes_on=done > begin))
