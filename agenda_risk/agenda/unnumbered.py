"""Read a list of items that bears no numbers: bullets, time codes or plain lines."""

import re
from collections.abc import Iterator, Sequence

from agenda_risk.agenda.case_numbers import is_case_number
from agenda_risk.agenda.entries import Region
from agenda_risk.agenda.headings import attendance_start, is_section_heading, label_at
from agenda_risk.agenda.lines import Line
from agenda_risk.agenda.noise import is_member
from agenda_risk.agenda.presenters import is_person_line
from agenda_risk.models import ItemKind

_BULLET = re.compile(r"(?:[•●▪◦*·–-]|\d{1,2}[:.]\d{2}(?::\d{2})?)\s+")
_TIMED = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d\s+(?=[\"”'(]?[A-ZÅÄÖÉ])")
_CALLS = re.compile(
    r"\b(?:kallelse|kallas|dagordning|föredragningslista|ärendelista)", re.IGNORECASE
)
_PROSE = re.compile(
    r"[^.]{60,}[.!]$|.*[.!?]\s+[A-ZÅÄÖ].*\.$|(?:Kontakt|Välkom|Sidan|Senast|Dela)\w*\b"
)
_LONGEST = 250
_MOST = 200
_FEW = 2
_LETTER = 6_000  # characters: in more than a letter bullets may be anything


def unnumbered(text: str, begin: int, found_lines: Sequence[Line]) -> list[Region]:
    """Return the items in the lines of *text* from *begin*, the end of the list's heading."""
    block = list(_block(text, [one for one in found_lines if one.start >= begin]))
    bulleted = [one for one in block if _BULLET.match(one.text)]
    starts = bulleted if len(bulleted) > 1 else [one for one in block if _begins(text, one)]
    if len(starts) < 2:
        return []
    ends = [one.start for one in starts[1:]] + [block[-1].end]
    found = [_region(one, end) for one, end in zip(starts, ends, strict=True)]
    return found if sum(one.kind is ItemKind.ITEM for one in found) > 1 else []


def timed(found_lines: Sequence[Line]) -> int | None:
    """Return where a list begins whose items each have a time before them, and no heading."""
    starts = [one.start for one in found_lines if _TIMED.match(one.text)]
    return starts[0] if len(starts) > _FEW else None


def bulleted(text: str, found_lines: Sequence[Line]) -> int | None:
    """Return where a list of bullets begins in a letter that calls to a meeting, and no heading."""
    starts = [one.start for one in found_lines if _BULLET.match(one.text)]
    is_list = len(text) < _LETTER and len(starts) > _FEW
    return starts[0] if is_list and _CALLS.search(text, 0, starts[0]) else None


def _block(text: str, found_lines: Sequence[Line]) -> Iterator[Line]:
    for one in found_lines[:_MOST]:
        ends = len(one.text) > _LONGEST or _PROSE.match(one.text) or is_member(one.text)
        if ends or attendance_start(text, one.start, one.end) == one.start:
            return
        yield one


def _begins(text: str, one: Line) -> bool:
    if label_at(text, one.start) or is_case_number(one.text) or is_person_line(one.text):
        return False
    return not one.text[0].islower()


def _region(one: Line, end: int) -> Region:
    bullet = _BULLET.match(one.text)
    start = one.start + (bullet.end() if bullet else 0)
    heading = not bullet and is_section_heading(one.text)
    return Region("", start, end, kind=ItemKind.HEADING if heading else ItemKind.ITEM)
