"""Count what archives of many organisations show: what is raised, how early, and where at once."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import median, quantiles
from typing import NamedTuple

from agenda_risk.models import Body, BodyKind, Level
from agenda_risk.months import every_month

WAVE = timedelta(days=14)
_LEAST_TOWNS, _TIMES_USUAL = 3, 2
_MOST = 25


class FoundItem(NamedTuple):
    """An item of an archive; *rules* raised it, *categories* are those of its findings."""

    organisation: str
    body: Body
    day: date | None
    number: str
    case_number: str
    title: str
    level: Level
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Span(NamedTuple):
    """How long cases of a *kind* took from their first sighting to their last, in days."""

    kind: str
    cases: int
    quartile: float
    median: float
    third: float


class Wave(NamedTuple):
    """A subject that was raised in many organisations at once; *usual* is the median number."""

    rule: str
    first: date
    last: date
    organisations: tuple[str, ...]
    usual: float


class Survey(NamedTuple):
    """What an archive shows; counts are of raised items, by what they are counted by."""

    organisations: int
    items: int
    raised: int
    undated: int
    categories: tuple[tuple[str, int], ...]
    bodies: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    spans: tuple[Span, ...]
    waves: tuple[Wave, ...]


Neighbours = Mapping[str, frozenset[str]]


class Case(NamedTuple):
    """When a case was first and last seen, where last, and of what *categories* it is."""

    first: date
    last: date
    is_decided: bool
    categories: tuple[str, ...]


def survey(
    items: Sequence[FoundItem], cases: Iterable[Case], neighbours: Neighbours | None = None
) -> Survey:
    """Return what *items* and their *cases* show.

    *neighbours* are those of each organisation; without them all are each other's.
    """
    raised = [one for one in items if one.level.is_raised]
    months = Counter(one.day.replace(day=1) for one in raised if one.day)
    return Survey(
        organisations=len({one.organisation for one in items}),
        items=len(items),
        raised=len(raised),
        undated=sum(one.day is None for one in items),
        categories=_counted(one for item in raised for one in item.categories),
        bodies=_counted(_kind(item.body) for item in raised),
        months=tuple((f"{month:%Y-%m}", months[month]) for month in every_month(months)),
        levels=_counted(one.level.value for one in raised),
        rules=_counted(one for item in raised for one in item.rules),
        spans=tuple(_spans(cases)),
        waves=waves(raised, neighbours),
    )


def waves(raised: Iterable[FoundItem], neighbours: Neighbours | None = None) -> tuple[Wave, ...]:
    """Return the subjects that many organisations had on their agendas within a fortnight.

    Many is three at least, and twice as many as usual for that subject. Where *neighbours* are
    given, all are neighbours of one of them.
    """
    seen: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for item in raised:
        for rule in item.rules if item.day else ():
            seen[rule].append((item.day or date.min, item.organisation))
    found = (one for rule, days in sorted(seen.items()) for one in _waves(rule, sorted(days)))
    near = (one for wave in found for one in _near(wave, neighbours))
    return tuple(sorted(near, key=lambda one: (one.first, one.rule)))


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(values).most_common(_MOST))


def _kind(body: Body) -> str:
    """Return under what name *body* is counted: committees are called alike in many places."""
    return body.name if body.kind is BodyKind.OTHER else body.name.strip().capitalize()


def _spans(cases: Iterable[Case]) -> Iterator[Span]:
    """Yield how long decided cases took, all of them first, then by category."""
    days: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        if case.is_decided and case.last > case.first:
            for kind in ("", *case.categories):
                days[kind].append((case.last - case.first).days)
    for kind, told in sorted(days.items()):
        first, _half, third = quantiles(told * 2 if len(told) == 1 else told, method="inclusive")
        yield Span(kind, len(told), first, median(told), third)


def _waves(rule: str, days: list[tuple[date, str]]) -> Iterator[Wave]:
    """Yield the fortnights, none of which overlaps another, in which *rule* was raised widely."""
    windows = [_window(days, place) for place in range(len(days))]
    usual = median(len(towns) for _first, _last, towns in windows)
    least = max(_LEAST_TOWNS, _TIMES_USUAL * usual)
    taken: list[tuple[date, date]] = []
    for first, last, towns in sorted(windows, key=lambda one: (-len(one[2]), one[0])):
        is_free = all(last < begin or first > end for begin, end in taken)
        if len(towns) >= least and is_free:
            taken.append((first, last))
            yield Wave(rule, first, last, tuple(sorted(towns)), usual)


def _window(days: list[tuple[date, str]], place: int) -> tuple[date, date, set[str]]:
    """Return the fortnight that begins at *place* of *days*, and the organisations in it."""
    first = days[place][0]
    end = bisect_right(days, (first + WAVE, "\U0010ffff"))
    return first, days[end - 1][0], {town for _day, town in days[place:end]}


def _near(wave: Wave, neighbours: Neighbours | None) -> Iterator[Wave]:
    """Yield *wave* as far as its organisations are neighbours of one of them."""
    if neighbours is None:
        yield wave
        return
    towns = frozenset(wave.organisations)
    groups = [towns & (neighbours.get(town, frozenset()) | {town}) for town in sorted(towns)]
    largest = max(groups, key=len)
    if len(largest) >= _LEAST_TOWNS:
        yield wave._replace(organisations=tuple(sorted(largest)))
