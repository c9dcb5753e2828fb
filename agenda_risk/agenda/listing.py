"""Find the list of items in a text."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from statistics import median

from agenda_risk.agenda.case_numbers import begins_with_prefix
from agenda_risk.agenda.entries import Entry, Region
from agenda_risk.agenda.headings import (
    attendance_start,
    formalities,
    is_group_heading,
    is_list_heading,
    is_section_heading,
    list_heading_end,
)
from agenda_risk.agenda.lines import LONG, Line, Span, covered, lines
from agenda_risk.agenda.long_items import goes_on
from agenda_risk.agenda.numbering import Mark, chain, gap, marks
from agenda_risk.agenda.recovery import recovered
from agenda_risk.agenda.subitems import with_subitems
from agenda_risk.agenda.titles import entry, headings_at_end, title_end, width_of
from agenda_risk.agenda.unnumbered import bulleted, timed, unnumbered
from agenda_risk.models import Doubt, ItemKind

_PAGE = re.compile(r"(?<=\s)(?P<page>\d{1,3})\s*$")
_SUPPLEMENT = re.compile(
    r"tilläggslista|tillkommande ärende|kompletterande kallelse|extra ärende", re.IGNORECASE
)
_FAR = 4_000
_NEAR = 1_500
_MOST_HEADINGS = 5
# Where pages are single lines, even a short line may hold many items.
_CROWD = 40
_SHORT = 400
_SINGLE = 200


def listed(text: str, page_starts: Sequence[int], *, announced: bool) -> list[Entry]:
    """Return the entries of the list of items in *text*, from the numbers before them.

    *announced* says that the list names presenters.
    """
    found_lines = [one for one in lines(text) if one]
    begin, run = _run(text, found_lines, len(page_starts))
    regions = (
        [
            *_before_first(text, begin, run[0].start),
            *with_subitems(text, _regions(text, run, page_starts)),
        ]
        if run
        else _without_numbers(text, found_lines)
    )
    text = covered(text, _page_column(text, regions))
    width = width_of(text, regions, wraps=bool(page_starts))
    found = (entry(text, region, width=width, announced=announced) for region in regions)
    return [one for one in found if one]


def _page_column(text: str, regions: Sequence[Region]) -> list[Span]:
    """Return where the pages stand that a table of contents gives last in its lines."""
    items = [one for one in regions if one.kind is ItemKind.ITEM]
    found = [_PAGE.search(text, one.start, title_end(text, one, 0)) for one in items]
    pages = [int(one["page"]) for one in found if one]
    rising = all(before <= after for before, after in pairwise(pages))
    is_column = rising and len(pages) > 2 and len(pages) > 0.7 * len(items) and pages[0] > 1
    return [one.span("page") for one in found if one] if is_column else []


def _run(text: str, found_lines: Sequence[Line], pages: int) -> tuple[int, list[Mark]]:
    """Return where the list begins, and the run of numbers in it."""
    crowd = _CROWD if len(found_lines) <= 2 + 2 * pages else LONG
    all_marks = marks(text, found_lines, crowd)
    for begin in _list_starts(text, found_lines):
        run = _compact(text, [mark for mark in all_marks if mark.start >= begin])
        if len(run) > 1 and run[0].start - begin < _NEAR:
            return begin, _with_restarts(text, run, all_marks)
        if run and run[0].stands_first and not text[begin : run[0].start].strip():
            return begin, run
    run = _compact(text, all_marks)
    if run and (len(run) > 1 or _is_supplement(text, run[0])):
        return run[0].start, _with_restarts(text, run, all_marks)
    return 0, []


def _is_supplement(text: str, only: Mark) -> bool:
    """Tell whether *text* is a supplementary list, which may hold a single item."""
    return only.stands_first and _SUPPLEMENT.search(text, 0, only.start) is not None


def _without_numbers(text: str, found_lines: Sequence[Line]) -> list[Region]:
    firsts = (timed(found_lines), bulleted(text, found_lines))
    begins = [*_list_starts(text, found_lines), *(one for one in firsts if one is not None)]
    found = (unnumbered(text, begin, found_lines) for begin in begins)
    return next(filter(None, found), [])


def _with_restarts(text: str, run: list[Mark], all_marks: Sequence[Mark]) -> list[Mark]:
    """Return *run*, read anew if the numbers begin again under the headings of the list."""
    alike = [one for one in all_marks if one.style == run[0].style and one.start >= run[0].start]
    restarts = [place for place, one in enumerate(alike) if place and _restarts(text, one)]
    whole: list[Mark] = []
    for first, last in pairwise([0, *restarts, len(alike)] if restarts else []):
        part = _compact(text, alike[first:last])
        if whole and part and part[0].start - whole[-1].start > _NEAR:
            break
        whole += part
    return whole or run


def _restarts(text: str, mark: Mark) -> bool:
    if mark.value != 1 or not mark.stands_first or mark.weight < 1:
        return False
    before = text[max(0, mark.start - 120) : mark.start].rstrip()
    return is_group_heading(before[before.rfind("\n") + 1 :].strip())


def _list_starts(text: str, found_lines: Sequence[Line]) -> Iterator[int]:
    ends = (_list_start(text, one) for one in found_lines)
    yield from islice(filter(None, ends), _MOST_HEADINGS)


def _list_start(text: str, one: Line) -> int | None:
    if is_list_heading(one.text):
        return one.end
    return list_heading_end(text, one.start, one.end) if len(one.text) > LONG else None


def _compact(text: str, found: Sequence[Mark]) -> list[Mark]:
    """Return the run of *found* up to where it leaves the list for numbers in what follows."""
    run = chain(found)
    steps = [after.start - before.start for before, after in pairwise(run)]
    for place, step in enumerate(steps):
        is_far = place and step > max(_FAR, 12 * median(steps[:place]))
        if is_far and not goes_on(text, run[: place + 2], found):
            return run[: place + 1]
    return run


def _regions(text: str, run: Sequence[Mark], page_starts: Sequence[int]) -> Iterator[Region]:
    dnr_first = sum(begins_with_prefix(text, mark.end) for mark in run) * 2 > len(run)
    last = _last_end(text, run, () if dnr_first else page_starts)
    ends = [*(mark.start for mark in run[1:]), last]
    followers = [*run[1:], None]
    for mark, end, after in zip(run, ends, followers, strict=True):
        doubts = _doubts(mark, after)
        region = Region(mark.label, mark.end, end, mark.crowded, doubts=doubts)
        kept, headings = headings_at_end(text, region) if after else (region, [])
        missing = gap(mark, after) if after else int(mark.crowded)
        yield from recovered(text, kept, missing, page_starts, dnr_first=dnr_first)
        yield from headings


def _last_end(text: str, run: Sequence[Mark], page_starts: Sequence[int]) -> int:
    """Return where what the last number governs ends."""
    begin = run[-1].end
    present = attendance_start(text, begin + 1, len(text))
    steps = [after.start - before.start for before, after in pairwise(run)]
    is_list = not steps or median(steps) < _SHORT
    later = [place for place in page_starts if place > begin] + [len(text)]
    # A page with a single title goes on with the list; its number was lost.
    goes_on = (
        len(later) > 1 and run[-1].crowded and 0 < len(text[slice(*later[:2])].strip()) < _SINGLE
    )
    return min(present or len(text), later[goes_on] if is_list else len(text))


def _doubts(mark: Mark, after: Mark | None) -> tuple[Doubt, ...]:
    fused = [one for one in (mark, after) if one and not one.stands_first and not one.crowded]
    again = after is not None and after.value <= mark.value
    return (Doubt.FUSED,) * bool(fused) + (Doubt.OUT_OF_ORDER,) * again


def _before_first(text: str, begin: int, end: int) -> Iterator[Region]:
    """Yield headings and formalities that stand before the first number."""
    for one in lines(text, begin, end):
        starts = formalities(one.text)
        for first, last in zip(starts, [*starts[1:], len(one.text)], strict=False):
            yield Region("", one.start + first, one.start + last)
        if one and not starts and is_section_heading(one.text) and not is_list_heading(one.text):
            yield Region("", one.start, one.end, kind=ItemKind.HEADING)
