"""Take a document that is no agenda apart: into its pages, or else its paragraphs."""

import re
from collections.abc import Iterator
from enum import StrEnum

from agenda_risk.agenda import meeting_facts
from agenda_risk.models import AgendaItem, Document, Meeting, Passage
from agenda_risk.normalise import passage

_LONGEST = 20_000
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")

Span = tuple[int, int]


class Unit(StrEnum):
    """What a row tells of: an item of an agenda, or a part of another document."""

    ITEM = "item"
    PAGE = "page"
    PARAGRAPH = "paragraph"


def unit_of(document: Document) -> Unit:
    """Return what *document* is taken apart into."""
    return Unit.PAGE if document.page_starts else Unit.PARAGRAPH


def in_units(document: Document) -> Meeting:
    """Return *document* as a meeting whose items have no titles: what stands in it is their text.

    Words in running text are too often about something else, so a unit is low at most, as the
    papers of an item are.
    """
    return Meeting(
        organisation=meeting_facts.organisation(document.text),
        body=meeting_facts.body(document.text),
        start=meeting_facts.start(document.text),
        items=tuple(_items(document)),
        documents=(document,),
    )


def _items(document: Document) -> Iterator[AgendaItem]:
    for place, (start, end) in enumerate(_spans(document), 1):
        text = passage(document, start, end)
        if text:
            yield AgendaItem(id=str(place), title=Passage(), body=text)


def _spans(document: Document) -> Iterator[Span]:
    """Yield where the units of *document* stand."""
    ends = (*document.page_starts[1:], len(document.text))
    if document.page_starts:
        yield from zip(document.page_starts, ends, strict=True)
        return
    start = 0
    for gap in _PARAGRAPHS.finditer(document.text):
        yield from _short(document.text, start, gap.start())
        start = gap.end()
    yield from _short(document.text, start, len(document.text))


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what stands from *start* to *end*, cut at line ends where it is too long to show."""
    while end - start > _LONGEST:
        cut = text.rfind("\n", start + 1, start + _LONGEST) + 1 or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end
