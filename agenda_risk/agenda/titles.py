"""Read one stretch of a list of items: its title, case number and presenter."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from agenda_risk.agenda.case_numbers import CaseNumber, case_numbers, is_case_number
from agenda_risk.agenda.entries import Entry, Region
from agenda_risk.agenda.headings import (
    inline_labels,
    is_section_heading,
    label_at,
    section_heading_at_end,
)
from agenda_risk.agenda.lines import COVER, LONG, Line, Span, line, lines, uncovered, without
from agenda_risk.agenda.presenters import (
    awaits_more,
    column_presenter,
    is_person_line,
    labelled_presenter,
    name_goes_on,
    presenter,
)
from agenda_risk.models import Doubt, ItemKind

_NESTED = re.compile(r"(?<=\s)1[.)]\s+(?=[\"”'(]?[A-ZÅÄÖ])")
_SENTENCE_END = re.compile(r"(?<=[a-zåäö)]{3})\.\s+(?=[A-ZÅÄÖ])")
_CLOCK = re.compile(
    r"(?<![\s,(])[\s,(]*\b(?:[Kk]l(?:ockan)?\.?[ ]?)\d{1,2}(?:[.:]\d{2})?"
    r"(?:[ ]?[-–][ ]?\d{1,2}[.:]\d{2})?\)?"
    r"(?=\s*$)|^\s*\d{1,2}[.:]\d{2}(?:[ ]?[-–][ ]?\d{1,2}[.:]\d{2})?\s+(?=[A-ZÅÄÖ])"
    r"|^\s*\d{1,2}[.:]\d{2}(?:[ ]?[-–][ ]?\d{1,2}[.:]\d{2})\s*$"
    r"|(?<![ \t])(?:[ ]{3}|[ ]?\t)[ \t]*\d{1,2}[.:]\d{2}(?:[ ]?[-–][ ]?\d{1,2}[.:]\d{2})?[ \t]*$",
    re.MULTILINE,
)
_PAGE_AT_END = re.compile(r"(?<![ \t])(?:[ ]{3}|[ ]{0,2}\t)[ \t]*\d{1,4}[ \t]*$", re.MULTILINE)
_EDGE = re.compile(r"[\s\-–:;,|•*]+")
_LAST = re.compile(r"(?<![\s\-–;,|•*])(?:[\s\-–;,|•*]|(?<!\d):)+$")
# Within a title commas, strokes before words and hyphens of words stand.
_INNER_EDGE = re.compile(r"[\s:;,|•*]+")
_INNER_LAST = re.compile(r"(?<![\s–;|•*])(?:[\s–;|•*]|(?<!\d):|(?<![a-zåäö])-)+$")
_CUT = re.compile(r"(?:\.\.\.|…)\s*$")
_TOLD = ("Dnr", "Diarien", "Ärendenummer")
# What ends a summons, and is no part of its last title.
_GREETING = re.compile(r"(?:(?:Varmt )?[Vv]älkom(?:na|men)|(?:Med v|V)änlig\w*|Hälsningar)\b")
_MOST_LINES = 8
_NEVER = 1_000_000
_WIDEST_COLUMNS = 200
# The first line of a title shares its width with the number.
_NUMBER_WIDTH = 5


def entry(text: str, region: Region, *, width: int, announced: bool) -> Entry | None:
    """Return what *region* says of its item, or nothing if it holds no words.

    *width* is how long the lines of the list run before they wrap; *announced* says that the
    list has a column for presenters.
    """
    end = title_end(text, region, width)
    rest = _left(text, end, region.end)
    cases = case_numbers(text, region.start, end)
    beside = list(_beside(text, cases, end))
    cuts = [(one.start, one.end) for one in cases] + _incidental(text, region.start, end)
    cuts += [span for _, span in beside]
    named = next((one for one in beside if one[0]), None)
    who = named or _presenter(text, region.start, end, cuts, announced=announced)
    cuts += [who[1]] if who else []
    title = trimmed(text, without((region.start, end), cuts))
    if not title:
        return None
    return Entry(
        number=region.number,
        title=title,
        rest=rest,
        case_number=next((one.number for one in cases if one.number), ""),
        presenter=who[0] if who else "",
        kind=region.kind,
        doubts=region.doubts + _cut_off(text, title),
    )


def _beside(text: str, cases: Iterable[CaseNumber], end: int) -> Iterator[tuple[str, Span]]:
    """Yield who presents by the columns after *cases*, on lines that the title goes on below."""
    for case in cases:
        stop = text.find("\n", case.end, min(end, case.end + _WIDEST_COLUMNS))
        rest = text[case.end : stop] if stop >= 0 else ""
        named = column_presenter(rest) if rest.strip() else None
        if named is not None:
            yield named, (case.end, stop)


def trimmed(text: str, spans: Iterator[Span]) -> tuple[Span, ...]:
    """Return *spans* without noise, and without white space and strokes at the outer edges."""
    pieces = list(uncovered(text, spans))
    kept = [
        _stripped(text, span, is_first=place == 0, is_last=place == len(pieces) - 1)
        for place, span in enumerate(pieces)
    ]
    return tuple((start, end) for start, end in kept if start < end)


def title_end(text: str, region: Region, width: int) -> int:
    """Return where the title in *region* ends and the item's own text begins."""
    if region.crowded:
        return _crowded_title_end(text, region)
    taken: list[Line] = []
    for one in lines(text, region.start, region.end):
        if taken and not _goes_on(text, taken, one, width):
            break
        if one and (taken or not is_case_number(one.text)):
            taken.append(one)
    return taken[-1].end if taken else region.end


def width_of(text: str, regions: list[Region], *, wraps: bool) -> int:
    """Return how long the lines of *regions* run before they wrap, if *wraps* says they do.

    Else lines wrap only where a title goes on with a small letter.
    """
    starts = [list(islice(lines(text, region.start, region.end), 2)) for region in regions]
    wrapped = [
        len(pair[0].text)
        for pair in starts
        if pair and (wraps or (len(pair) > 1 and pair[1].text[:1].islower()))
    ]
    return max(wrapped, default=_NEVER)


def _goes_on(text: str, taken: list[Line], one: Line, width: int) -> bool:
    last = taken[-1]
    if not one or len(taken) >= _MOST_LINES or COVER in text[last.end : one.start]:
        return False
    if label_at(text, one.start) or is_case_number(one.text) or is_person_line(one.text, last.text):
        return False
    if (one.text.isdecimal() and len(one.text) < 4) or _GREETING.match(one.text):
        return False
    words = _before_columns(text, last)
    if one.text[0].islower() or awaits_more(words) or name_goes_on(words, one.text):
        return True
    if one.text[0] in "•*" or is_section_heading(one.text):
        return False
    return len(last.text) + 1 + len(one.text.split(" ", 1)[0]) > width - _NUMBER_WIDTH


def _before_columns(text: str, one: Line) -> str:
    """Return what a line says of a title before the columns that begin with a case number."""
    cases = case_numbers(text, one.start, one.end) if len(one.text) < LONG else []
    return text[one.start : cases[0].start].rstrip() if cases else one.text


def _crowded_title_end(text: str, region: Region) -> int:
    end = region.end
    nested = _NESTED.search(text, region.start + 3, end)
    end = nested.start() if nested else end
    labels = inline_labels(text, region.start + 3, end)
    end = labels[0].start() if labels else end
    if end - region.start > 300:
        sentence = _SENTENCE_END.search(text, region.start + 20, end)
        end = sentence.start() + 1 if sentence else end
    return end


def _left(text: str, start: int, end: int) -> tuple[Span, ...]:
    start += len(text[start : start + 80]) - len(text[start : start + 80].lstrip(f" \t{COVER}"))
    return ((start, end),) if text[start:end].strip() else ()


def _incidental(text: str, start: int, end: int) -> list[Span]:
    region = text[start:end]
    found = [*_CLOCK.finditer(region), *_PAGE_AT_END.finditer(region)]
    return [(start + one.start(), start + one.end()) for one in found]


def _presenter(
    text: str, start: int, end: int, cuts: list[Span], *, announced: bool
) -> tuple[str, Span] | None:
    label = next((one for one in inline_labels(text, start, end) if one["presenter"]), None)
    if label:
        told = labelled_presenter(text, label.end())
        return (told[0], (label.start(), told[1][1])) if told else None
    pieces = list(uncovered(text, without((start, end), cuts)))
    for first, stop in pieces[-1:]:
        named = column_presenter(text[first:stop]) if len(pieces) > 1 else None
        if named is not None:
            return named, (first, stop)
        return presenter(text, first, stop, announced=announced)
    return None


def nearby_case_number(text: str, spans: Iterable[Span]) -> str:
    """Return the case number in the first lines of *spans*, which follow a title."""
    nearest = (one for span in spans for one in _first_lines(text, span, 3))
    told = (one for one in nearest if is_case_number(one.text) or one.text.startswith(_TOLD))
    found = (case for one in told for case in case_numbers(text, one.start, one.end))
    return next((case.number for case in found if case.number), "")


def nearby_presenter(text: str, spans: Iterable[Span]) -> str:
    """Return who presents the item by the first lines of *spans*, which follow its title."""
    nearest = (one for span in spans for one in _first_lines(text, span, 8))
    labels = (label_at(text, one.start) for one in nearest)
    found = (labelled_presenter(text, one.end()) for one in labels if one and one["presenter"])
    return next((who[0] for who in found if who), "")


def _first_lines(text: str, span: Span, count: int) -> Iterator[Line]:
    start, end = span
    return islice(filter(None, lines(text, start, min(end, start + 600))), count)


def _cut_off(text: str, title: tuple[Span, ...]) -> tuple[Doubt, ...]:
    return (Doubt.TITLE_CUT,) if _CUT.search(text[title[-1][0] : title[-1][1]]) else ()


def _stripped(text: str, span: Span, *, is_first: bool, is_last: bool) -> Span:
    piece = text[span[0] : span[1]]
    lead = (_EDGE if is_first else _INNER_EDGE).match(piece)
    first = lead.end() if lead else 0
    bare = (_LAST if is_last else _INNER_LAST).sub("", piece[first:])
    return span[0] + first, span[0] + first + len(bare)


def headings_at_end(text: str, region: Region) -> tuple[Region, list[Region]]:
    """Return *region* without the headings of the next group of items, and those headings."""
    if region.crowded:
        start = section_heading_at_end(text, region.start, region.end)
        found = [line(text, start, region.end)] if start and start > region.start else []
    else:
        found = _trailing_headings(list(lines(text, region.start, region.end)))
    if not found:
        return region, []
    kept = Region(region.number, region.start, found[0].start, region.crowded, doubts=region.doubts)
    return kept, [Region("", one.start, one.end, kind=ItemKind.HEADING) for one in found]


def _trailing_headings(found: list[Line]) -> list[Line]:
    headings: list[Line] = []
    for one in reversed(found[1:]):
        if one and not is_section_heading(one.text):
            break
        if one:
            headings.append(one)
    return headings[::-1]
