"""Find the numbers of items, and the run of them that makes up an agenda."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log10

from agenda_risk.agenda.case_numbers import begins_with_prefix
from agenda_risk.agenda.lines import LONG, Line
from agenda_risk.agenda.noise import is_member

_NUMBER = (
    r"(?P<lead>(?:Ärende|Punkt|Paragraf)[ ](?:nr[ ])?)?(?P<body>[A-ZÅÄÖ]{2,6}[ ]|K[sf][ ])?"
    r"(?P<sign>§{1,2}[ ]?)?(?P<figure>(?!0)\d{1,3})(?P<half>[ ]?½|[ ]?[a-h](?=[\s.)]))?"
    r"(?P<year>/\d{2,4})?(?P<close>[.)]|:(?=\s))?"
)
_AT_START = re.compile(rf"(?:{_NUMBER}|(?P<letter>[A-ZÅÄÖ])(?P<end>[/)]))(?:\s|$)")
_INLINE = re.compile(rf"(?<=\s){_NUMBER}\s+(?=[\"”'(]?[A-ZÅÄÖÉ]|(?:19|20)\d\d\s)")
_INLINE_SECTION = re.compile(
    rf"(?<=\s)(?=(?:[A-Za-zÅÄÖåäö]{{2,6}}[ ])?§){_NUMBER}\s+(?=[\"”'(]?[A-ZÅÄÖÉ])"
)
_INLINE_CLOSED = re.compile(r"(?<=\s)(?P<figure>\d{1,3})(?P<close>[.)])\s+(?=[A-ZÅÄÖ])")
# After these words a figure counts something else.
_COUNTS = re.compile(
    r"(?:\b(?:nr\.?|kl\.?|sid\.?|kap\.?|ca\.?|nummer|bilaga|del|etapp|sida|kapitel|kvartal|tertial|den|till|och|från"
    r"|för|av|på|i|med|om|prognos|fas|steg|år|punkt|cirka|minst|högst|per|samt|vid|om|paragraf)"
    r"|[§–-]|\d:)\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:[Aa]tt\s|(?:[A-ZÅÄÖ][\w-]*\s){1,5}?(?:beslutar|godkänner|föreslår|antar|noterar|avslår"
    r"|bifaller|ger|lägger|uppdrar|ställer|överlämnar|beviljar|anses|avslås|bifalls|godkänns|antas"
    r"|läggs|överlämnas|fastställs|noteras|föreslås|förklaras|rekommenderar)\s)"
)
_CAPITAL = re.compile(r"[\s\"”'(«]*(?:[A-ZÅÄÖÉÜ]|(?:19|20)\d\d\s)")
_WORDS = re.compile(r"[\s\"”'(«]*(?:[^\W\d_]|(?:19|20)\d\d\s|\d{1,3}[ ][a-zåäö])")
_MOST = 20_000
_WIDEST_GAP = 12
# A later number must be this much likelier than an earlier one to take its place.
_MARGIN = 0.5
_NEIGHBOUR = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may begin an item: first on its line, or crowded on a line with others."""

    start: int
    end: int
    label: str
    style: str
    value: float
    weight: float
    stands_first: bool
    crowded: bool


def marks(text: str, found_lines: Iterable[Line], crowd: int = LONG) -> list[Mark]:
    """Return the numbers that may begin an item in *found_lines* of *text*.

    A line longer than *crowd* may hold many items.
    """
    return list(islice(_marks(text, found_lines, crowd), _MOST))


def chain(found: Sequence[Mark]) -> list[Mark]:
    """Return the run of numbers that most likely is the agenda's."""
    styles: dict[str, list[Mark]] = defaultdict(list)
    for mark in found:
        styles[mark.style].append(mark)
    runs = [_longest_run(group) for group in styles.values()]
    return max(runs, key=lambda run: run[0], default=(0.0, []))[1]


def gap(before: Mark, after: Mark) -> int:
    """Return how many numbers are missing between two neighbours."""
    return max(0, int(after.value) - int(before.value) - 1)


def _marks(text: str, found_lines: Iterable[Line], crowd: int) -> Iterator[Mark]:
    for one in found_lines:
        crowded = len(one.text) > crowd
        first = _AT_START.match(text, one.start, one.end + 1)
        if first and _begins_item(first, text, one.end):
            yield from _readings(first, text, 1.0, crowded)
        inline, weight = _inline_pattern(one, crowded)
        for found in inline.finditer(text, one.start + 1, one.end):
            for mark in _readings(found, text, weight, crowded):
                if not _counts(text, mark.start) or begins_with_prefix(text, mark.end):
                    yield mark


def _begins_item(found: re.Match[str], text: str, line_end: int) -> bool:
    """Tell whether what follows the number may be a title: words, and not a member's name."""
    is_bare = not (found["sign"] or found["close"] or found["letter"])
    words = _CAPITAL if is_bare else _WORDS
    return bool(words.match(text, found.end())) and not is_member(text[found.end() : line_end])


def _counts(text: str, start: int) -> bool:
    return _COUNTS.search(text[max(0, start - 12) : start]) is not None


def _inline_pattern(one: Line, crowded: bool) -> tuple[re.Pattern[str], float]:
    if crowded:
        return _INLINE, 0.9
    return (_INLINE_SECTION, 0.9) if "§" in one.text else (_INLINE_CLOSED, 0.6)


def _readings(found: re.Match[str], text: str, weight: float, crowded: bool) -> Iterator[Mark]:
    """Yield the number with the body's name before it, and without: "KS 12", "AB 12"."""
    mark = _mark(found, text, weight, crowded)
    yield mark
    body = found.groupdict().get("body")
    if body and weight < 1:
        style = mark.style[len(body.strip()) :]
        label = mark.label[len(body) :]
        yield replace(mark, start=found.end("body"), label=label, style=style)


def _mark(found: re.Match[str], text: str, weight: float, crowded: bool) -> Mark:
    first = weight == 1
    if _SENTENCE.match(text, found.end()):
        weight *= 0.4
    groups = defaultdict(str, {name: part or "" for name, part in found.groupdict().items()})
    if groups["letter"]:
        value = float(ord(groups["letter"]) - ord("A") + 1)
        return Mark(
            found.start(), found.end(), groups["letter"], "letter", value, weight, first, crowded
        )
    label = groups["body"] + groups["sign"] + groups["figure"] + groups["half"] + groups["year"]
    style = "|".join(
        (groups["body"].strip(), groups["sign"].strip(), groups["year"], groups["close"])
    )
    value = _value(groups)
    return Mark(found.start(), found.end(), label, style, value, weight, first, crowded)


def _value(groups: dict[str, str]) -> float:
    half = groups["half"].strip()
    if not half:
        return float(groups["figure"])
    return int(groups["figure"]) + (0.5 if half == "½" else (ord(half) - ord("a") + 1) / 100)


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    mark: Mark
    before: "_Link | None"


def _longest_run(group: Sequence[Mark]) -> tuple[float, list[Mark]]:
    best: dict[int, _Link] = {}
    previous = None
    for mark in _lightened(group):
        link = _best_link(best, mark, previous)
        previous = mark
        held = best.get(int(mark.value))
        if held is None or link.score > held.score + _MARGIN:
            best[int(mark.value)] = link
    last = max(best.values(), key=lambda link: link.score, default=None)
    return (last.score if last else 0.0), _unwound(last)


def _lightened(group: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks, those lighter that may go on a list within an item: "1." began again."""
    before, nested = 0, False
    for mark in group:
        value = int(mark.value)
        nested = bool(before) and (value == 1 or (nested and value == before + 1))
        yield replace(mark, weight=mark.weight * 0.4) if nested else mark
        before = value


def _best_link(best: dict[int, _Link], mark: Mark, previous: Mark | None) -> _Link:
    widest = _WIDEST_GAP if mark.stands_first else 3
    links = [_Link(mark.weight, mark, None)]
    for value in range(int(mark.value) - widest, int(mark.value) + 1):
        before = best.get(value)
        if before and (before.mark.value < mark.value or _repeats(previous, mark)):
            links.append(_Link(before.score + _worth(before.mark, mark), mark, before))
    return max(links, key=lambda link: link.score)


def _repeats(before: Mark | None, mark: Mark) -> bool:
    """Tell whether the agenda gives two neighbours the same number."""
    if before is None:
        return False
    heavy = mark.stands_first and before.stands_first and mark.weight == before.weight == 1
    return heavy and mark.value == before.value and mark.start - before.start < _NEIGHBOUR


def _worth(before: Mark, mark: Mark) -> float:
    distance = log10(1 + mark.start - before.start)
    again = 0.3 * (mark.value == before.value)
    return mark.weight - again - 0.04 * gap(before, mark) - 0.02 * distance


def _unwound(link: _Link | None) -> list[Mark]:
    run: list[Mark] = []
    while link:
        run.append(link.mark)
        link = link.before
    return run[::-1]
