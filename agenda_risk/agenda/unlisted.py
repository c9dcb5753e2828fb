"""Find items that have a heading in the text and no line in the list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from agenda_risk.agenda.case_numbers import is_case_number
from agenda_risk.agenda.entries import Entry, Region
from agenda_risk.agenda.headings import is_attachment, label_at
from agenda_risk.agenda.lines import Line, lines
from agenda_risk.agenda.sections import Section
from agenda_risk.agenda.titles import entry
from agenda_risk.models import Doubt

_LEAD = re.compile(
    r"(?P<label>(?:§{1,2}[ ]?)?(?P<figure>\d{1,3})(?:/\d{2,4})?)[.)]?\s+(?=[A-ZÅÄÖ])"
)
_FIGURE = re.compile(r"\d+")
_AFTER_LAST = 3
_SOON = 6

Placed = tuple[Entry, Section | None]


def with_unlisted(text: str, placed: Sequence[Placed]) -> list[Placed]:
    """Return *placed*, and among them the items that only the text has."""
    figures = [_figure(one.number) for one, _ in placed]
    whole: list[Placed] = []
    for place, (one, section) in enumerate(placed):
        later = [figure for figure in figures[place + 1 :] if figure]
        until = later[0] if later else figures[place] + _AFTER_LAST + 1
        between = range(figures[place] + 1, until) if figures[place] else range(0)
        whole += _parted(text, one, section, between)
    return whole


def _parted(text: str, one: Entry, section: Section | None, between: range) -> list[Placed]:
    """Return the item, and after it those within its section whose numbers are *between*."""
    if section is None or not between:
        return [(one, section)]
    parts: list[Placed] = []
    current, rest = one, section
    for found in _headings(text, section, between):
        parts.append((current, rest._replace(end=found.start)))
        current, rest = _unlisted(text, found, section)
    return [*parts, (current, rest)]


def _headings(text: str, section: Section, between: range) -> Iterator[Line]:
    """Yield the lines that are clearly headings of items with a number *between*."""
    least = between.start
    for one in lines(text, section.start, section.end):
        if is_attachment(one.text):
            return
        figure = int(lead["figure"]) if (lead := _LEAD.match(one.text)) else 0
        if least <= figure < between.stop and _is_followed_as_items_are(text, one, section):
            least = figure + 1
            yield one


def _is_followed_as_items_are(text: str, one: Line, section: Section) -> bool:
    following = islice(filter(None, lines(text, one.end, section.end)), _SOON)
    for after in following:
        label = label_at(text, after.start)
        if is_case_number(after.text) or (label and label["proposal"]):
            return True
    return False


def _unlisted(text: str, one: Line, section: Section) -> tuple[Entry, Section]:
    lead = _LEAD.match(one.text)
    label, start = (lead["label"], one.start + lead.end()) if lead else ("", one.start)
    region = Region(label, start, section.end)
    found = entry(text, region, width=len(one.text), announced=False)
    read = found or Entry(label, ((start, one.end),))
    listed = replace(read, rest=(), doubts=(*read.doubts, Doubt.ONLY_IN_TEXT))
    return listed, Section(one.start, listed.end, section.end)


def _figure(number: str) -> int:
    found = _FIGURE.search(number)
    return int(found.group()) if found else 0
