"""Count what archives of many organisations show: what is raised, how early, and where at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import median, quantiles
from typing import NamedTuple

from agenda_risk.models import Body, BodyKind, Level
from agenda_risk.months import every_month

WAVE = 14  # days
_LEAST_TOWNS, _TIMES_USUAL = 3, 2
_MOST = 25


class FoundItem(NamedTuple):
    """An item of an archive; *rules* raised it, *categories* are those of its findings.

    *cases* are the numbers that it shows, each as one word, and what follows is where they stand.
    """

    organisation: str
    body: Body
    day: date | None
    number: str
    case_number: str
    title: str
    level: Level
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    stage: str = ""
    marks: tuple[str, ...] = ()
    result: str = ""
    until: date | None = None


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


class Near(StrEnum):
    """Who was taken to be whose neighbour."""

    ALL = "all"
    COUNTY = "county"
    TOLD = "told"


class Survey(NamedTuple):
    """What an archive shows; counts are of raised items, by what they are counted by.

    *months* has all from the first to the last; *results* are of all items, what meetings did
    instead of deciding.
    """

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
    near: Near
    results: tuple[tuple[str, int], ...] = ()


Neighbours = Mapping[str, frozenset[str]]
_Sighting = tuple[int, str]  # the ordinal of a day, and an organisation


class Case(NamedTuple):
    """When a case was first and last seen, where last, and of what *categories* it is."""

    first: date
    last: date
    is_decided: bool
    categories: tuple[str, ...]


def survey(
    items: Sequence[FoundItem],
    cases: Iterable[Case],
    neighbours: Neighbours | None = None,
    counties: Mapping[str, str] | None = None,
) -> Survey:
    """Return what *items* and their *cases* show.

    *neighbours* are those of each organisation, or else those of one of *counties*; without
    either all are each other's.
    """
    near = Near.TOLD if neighbours else Near.COUNTY if counties else Near.ALL
    raised = [one for one in items if one.level.is_raised]
    told = tuple(subjects_of(raised))
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
        waves=waves(told, neighbours) if neighbours else waves_in(told, counties),
        near=near,
        results=_counted(one.result for one in items if one.result),
    )


class Subject(NamedTuple):
    """That a *rule* raised something in an *organisation* on a *day*."""

    rule: str
    day: date
    organisation: str


def subjects_of(items: Iterable[FoundItem]) -> Iterator[Subject]:
    """Yield what rules raised in *items* whose day is known."""
    for item in items:
        for rule in item.rules if item.day else ():
            yield Subject(rule, item.day or date.min, item.organisation)


def waves(subjects: Iterable[Subject], neighbours: Neighbours | None = None) -> tuple[Wave, ...]:
    """Return the *subjects* that many organisations had on their agendas within a fortnight.

    Many is three at least, and twice as many as usual for that subject. Where *neighbours* are
    given, all are neighbours of one of them.
    """
    seen: dict[str, list[_Sighting]] = defaultdict(list)
    for one in subjects:
        seen[one.rule].append((one.day.toordinal(), one.organisation))
    found = (one for rule, days in sorted(seen.items()) for one in _waves(rule, sorted(days)))
    near = (one for wave in found for one in _near(wave, neighbours))
    return tuple(sorted(near, key=lambda one: (one.first, one.rule)))


def waves_in(subjects: Iterable[Subject], counties: Mapping[str, str] | None) -> tuple[Wave, ...]:
    """Return the *subjects* that many organisations of one of *counties* had within a fortnight.

    Without counties all organisations are taken together.
    """
    own: dict[str, list[Subject]] = defaultdict(list)
    for one in subjects:
        own[(counties or {}).get(one.organisation, "")].append(one)
    found = (wave for told in own.values() for wave in waves(told))
    return tuple(sorted(found, key=lambda one: (one.first, one.rule, one.organisations)))


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


def _waves(rule: str, seen: list[_Sighting]) -> Iterator[Wave]:
    """Yield the fortnights, none of which overlaps another, in which *rule* was raised widely."""
    windows = list(_windows(seen))
    usual = median(towns for towns, _first, _place, _end in windows)
    least = max(_LEAST_TOWNS, _TIMES_USUAL * usual)
    wide = sorted((-towns, *rest) for towns, *rest in windows if towns >= least)
    taken: list[tuple[int, int]] = []
    for _towns, first, place, end in wide:
        last = seen[end - 1][0]
        if all(last < begin or first > until for begin, until in taken):
            taken.append((first, last))
            towns = tuple(sorted({one for _, one in seen[place:end]}))
            yield Wave(rule, date.fromordinal(first), date.fromordinal(last), towns, usual)


def _windows(seen: list[_Sighting]) -> Iterator[tuple[int, int, int, int]]:
    """Yield how many organisations each fortnight has, its day, and where it begins and ends."""
    towns: dict[str, int] = defaultdict(int)
    end, all_seen = 0, len(seen)
    for place, (first, town) in enumerate(seen):
        while end < all_seen and seen[end][0] <= first + WAVE:
            towns[seen[end][1]] += 1
            end += 1
        yield len(towns), first, place, end
        if towns[town] == 1:
            del towns[town]
        else:
            towns[town] -= 1


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
