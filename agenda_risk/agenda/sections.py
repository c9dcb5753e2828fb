"""Find the part of a document that belongs to each item of the list."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from rapidfuzz import fuzz

from agenda_risk.agenda.case_numbers import cell_case_number, is_case_number
from agenda_risk.agenda.entries import Entry
from agenda_risk.agenda.headings import has_texts
from agenda_risk.agenda.lines import Line, Span, lines
from agenda_risk.agenda.titles import nearby_case_number
from agenda_risk.models import ItemKind
from agenda_risk.normalise import fold

_LEAD = re.compile(
    r"(?:(?:Ärende|Punkt|Paragraf)[ ](?:nr[ ])?)?(?:[A-ZÅÄÖ]\w{1,5}[ ])?(?:§{1,2}[ ]?)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?(?:[ ]?[a-h½])?(?:/\d{2,4})?)[.):]?\s+|[A-ZÅÄÖ][/)]\s+"
)
_ALONE = re.compile(r"(?:(?:Ärende|Punkt|Paragraf)[ ])?(?:§{1,2}[ ]?)?\d{1,3}(?:/\d{2,4})?[.):]?")
_BROKEN = re.compile(r"-\s*\n\s*|[\u00ad\ufffe\x02]\s*")
_KEY = 5
_ALIKE = 90
_LIST_STEP = 250
_MOST_LISTS = 3
# A longer title is known without its number.
_TELLING = 12


class Section(NamedTuple):
    """Where the heading of an item stands in the text, and what follows it."""

    heading: int
    start: int
    end: int


def sections(text: str, entries: Sequence[Entry]) -> dict[int, Section]:
    """Return the own section of each entry after the list, by the entry's place."""
    begin = entries[-1].end
    titles = _Titles(text, entries)
    for _ in range(_MOST_LISTS):
        found = _headings(text, titles, begin)
        if len(found) < 2 or not _is_list(text, found):
            break
        begin = max(end for _, end in found.values())
    return _between(found, len(text))


def _is_list(text: str, found: dict[int, Span]) -> bool:
    """Tell whether the headings follow so closely that they are one more list."""
    places = sorted(start for start, _ in found.values())
    steps = [after - before for before, after in pairwise(places)]
    close = len(found) > 2 and median(steps) < _LIST_STEP
    return close and not has_texts(text, places[0], places[-1])


def _between(found: dict[int, Span], end: int) -> dict[int, Section]:
    starts = [*sorted(start for start, _ in found.values()), end]
    return {
        place: Section(start, stop, starts[bisect_left(starts, start) + 1])
        for place, (start, stop) in found.items()
    }


class _Titles:
    """The titles of the entries, to be found by how they begin."""

    def __init__(self, text: str, entries: Sequence[Entry]) -> None:
        items = [place for place, one in enumerate(entries) if one.kind is ItemKind.ITEM]
        self.numbers = [_figures(one.number) for one in entries]
        self.titles = {place: _plain(text, entries[place]) for place in items}
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, title in self.titles.items():
            self._places[title[:_KEY]].append(place)
        cases = {one: _case(text, entries[one]) for one in items if self.numbers[one]}
        self._cases = {(self.numbers[one], case): one for one, case in cases.items() if case}

    def of_case(self, heading: str, below: str) -> list[int]:
        """Return the place of the entry whose number heads *heading* and whose case is *below*."""
        lead = _LEAD.match(heading) if is_case_number(below) else None
        case = cell_case_number(below) if lead else ""
        key = (_figures(lead["number"] or ""), case) if lead and case else None
        return [self._cases[key]] if key in self._cases else []

    def beginning(self, words: str) -> list[int]:
        """Return the places of the entries whose titles begin as *words* do."""
        return self._places.get(fold(words[:_KEY]), [])


def _headings(text: str, titles: _Titles, begin: int) -> dict[int, Span]:
    """Return where each entry's title stands again as a heading, in the order of the list."""
    found: dict[int, list[tuple[bool, Span]]] = defaultdict(list)
    before = Line(begin, begin, "")
    for one in filter(None, lines(text, begin)):
        for place, numbered, span in _matches(text, before, one, titles):
            found[place].append((numbered, span))
        for place in titles.of_case(before.text, one.text):
            found[place].append((True, (before.start, before.end)))
        before = one
    firsts = {
        place: max(spans, key=lambda pair: (pair[0], -pair[1][0]))[1]
        for place, spans in found.items()
    }
    return _in_order(firsts)


def _matches(
    text: str, before: Line, one: Line, titles: _Titles
) -> Iterator[tuple[int, bool, Span]]:
    """Yield the entries whose title begins a line, whether their number stands there, and where."""
    lead = _LEAD.match(one.text)
    for number, start in _readings(before, one, lead):
        for place in titles.beginning(text[start : start + _KEY]):
            title = titles.titles[place]
            end = _matched_end(text, start, one.end, title)
            numbered = bool(number) and titles.numbers[place] == number
            if end and (numbered or len(title) > _TELLING or one.end - end < 4):
                above = numbered and start == one.start
                yield place, numbered, (before.start if above else one.start, end)


def _readings(before: Line, one: Line, lead: re.Match[str] | None) -> Iterator[tuple[str, int]]:
    """Yield the number that may stand before or above a title, and where the title begins."""
    if lead:
        yield _figures(lead["number"] or ""), one.start + lead.end()
    yield (_figures(before.text) if _ALONE.fullmatch(before.text) else ""), one.start


def _matched_end(text: str, start: int, line_end: int, title: str) -> int | None:
    """Return where *title* ends if the text at *start* reads so."""
    length = len(title)
    piece = text[start : start + length + length // 4 + 8]
    shown = fold(" ".join(_BROKEN.sub("", piece).split()))[:length]
    if fuzz.ratio(shown, title, score_cutoff=_ALIKE) == 0:
        return None
    end = start + len(piece) if length > line_end - start else start + length
    stop = text.find("\n", min(end, start + length), len(text))
    last = stop if stop >= 0 else len(text)
    return min(max(last, line_end), start + length + 60) if last - start - length < 40 else None


def _case(text: str, entry: Entry) -> str:
    return entry.case_number or nearby_case_number(text, entry.rest)


def _plain(text: str, entry: Entry) -> str:
    words = " ".join(text[start:end] for start, end in entry.title)
    return fold(" ".join(_BROKEN.sub("", words).split()))


def _figures(number: str) -> str:
    figures = re.search(r"\d+(?:\.\d+)?(?:\s?[a-h½])?", number)
    return figures.group().replace(" ", "") if figures else ""


def _in_order(found: dict[int, Span]) -> dict[int, Span]:
    """Return the most of *found* that stand in the order of the list."""
    best: list[list[int]] = []
    for place in sorted(found):
        runs = [run for run in best if found[run[-1]][1] <= found[place][0]]
        best.append([*max(runs, key=len, default=[]), place])
    return {place: found[place] for place in max(best, key=len, default=[])}
