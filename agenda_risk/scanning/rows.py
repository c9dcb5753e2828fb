"""Tell in rows what was found in a document."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from agenda_risk.assess import matters
from agenda_risk.brief import masked_finding, page_of
from agenda_risk.mask import masked
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Finding,
    Meeting,
    Part,
    Passage,
)
from agenda_risk.scanning.documents import Kind
from agenda_risk.scanning.units import Unit

Row = dict[str, Any]

_NOTHING: Row = {
    "finding": 0,
    "rule": None,
    "category": None,
    "finding_level": None,
    "part": None,
    "words": None,
    "starts": None,
    "ends": None,
}


def rows_of(
    meeting: Meeting, items: Iterable[Assessment], unit: Unit, standing: Callable[[AgendaItem], Row]
) -> Iterator[Row]:
    """Yield a row for each finding in the *items* of *meeting*, and one for an item without any.

    Of a text that is no agenda only the units in which something was found have rows, and nothing
    is told of their *standing*.
    """
    head = _head(meeting, unit)
    found = {one.item: one for one in items}
    for place, item in enumerate(matters(meeting), 1):
        own = found[item.id]
        stands = standing(item) if unit is Unit.ITEM else {}
        row = head | _item(item, own, meeting) | stands | {"place": _place(item, place, unit)}
        if own.findings:
            yield from (
                row | _finding(one, item, meeting) | {"finding": number}
                for number, one in enumerate(own.findings, 1)
            )
        elif unit is Unit.ITEM:
            yield row | _NOTHING


def _head(meeting: Meeting, unit: Unit) -> Row:
    return {
        "organisation": meeting.organisation.name,
        "organisation_kind": meeting.organisation.kind.value,
        "body": meeting.body.name,
        "body_kind": meeting.body.kind.value,
        "day": meeting.start.day,
        "kind": (Kind.AGENDA if unit is Unit.ITEM else Kind.TEXT).value,
        "unit": unit.value,
    }


def _place(item: AgendaItem, place: int, unit: Unit) -> int:
    return place if unit is Unit.ITEM else int(item.id)


def _item(item: AgendaItem, found: Assessment, meeting: Meeting) -> Row:
    return {
        "number": item.number,
        "case_number": item.case_number,
        "title": masked(item.title.text),
        "state": item.state.value,
        "screened": found.screened,
        "level": found.level.value,
        "page": page_of(item, meeting),
    }


def _finding(finding: Finding, item: AgendaItem, meeting: Meeting) -> Row:
    shown = masked_finding(finding, item, meeting)
    terms = shown.terms
    passage = _passage(item, shown.part)
    pages = [term.page for term in terms if term.page]
    return {
        "rule": shown.rule,
        "category": shown.category.value,
        "finding_level": shown.level.value,
        "part": shown.part.value,
        "words": [term.text for term in terms],
        "starts": [passage.source(term.start) for term in terms],
        "ends": [_end(passage.source(term.end - 1)) for term in terms],
    } | ({"page": pages[0]} if pages else {})


def _passage(item: AgendaItem, part: Part) -> Passage:
    """Return the text of *item* that *part* names."""
    own = {Part.TITLE: item.title, Part.PROPOSAL: item.proposal, Part.SUMMARY: item.summary}
    return own.get(part, item.body)


def _end(last: int | None) -> int | None:
    return None if last is None else last + 1
