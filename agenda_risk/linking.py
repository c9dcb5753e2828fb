"""Link the items of agendas that are of one case, over bodies and time, within an organisation.

By number this is certain, as far as the number is; by the likeness of titles it is likely.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from agenda_risk.agenda.case_keys import CaseKey, own_keys
from agenda_risk.bodies import body_named
from agenda_risk.likeness import likeness, may_be_one
from agenda_risk.models import BodyKind
from agenda_risk.title_gist import Gist

WINDOW = timedelta(days=300)  # less than the year after which things come up again
LIKELY, ALMOST_SURE = 0.8, 0.88
_SUPPORTS = 0.5
_WITH_THE_BOARD = (BodyKind.BOARD, BodyKind.ASSEMBLY)
_OF_BOARD = re.compile(r"styrelsens .*(?:utskott|beredning)")
_PART = re.compile(r"s? \S*(?:utskott|beredning)(?:et|en)?$")
_RECURRING = 5
_CROWDED = 150


class Sighting(NamedTuple):
    """An item on the agenda of a *body* of an *organisation*; *id* is the caller's own."""

    id: Hashable
    organisation: str
    body: str
    day: date
    keys: tuple[CaseKey, ...]
    gist: Gist


class Tie(NamedTuple):
    """Two sightings of one case; *likeness* is that of their titles, None where a number tells."""

    earlier: Hashable
    later: Hashable
    likeness: float | None = None


Apart = frozenset[frozenset[Any]]  # of ids


def ties_of(sightings: Iterable[Sighting], apart: Apart = frozenset()) -> tuple[Tie, ...]:
    """Return what ties *sightings* together to cases; the ties of one case make a tree.

    *apart* are pairs of ids that people said do not belong together.
    """
    towns: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        towns[one.organisation].append(one)
    return tuple(tie for town in towns.values() for tie in _ties(_in_order(town), apart))


def cases_of(ids: Iterable[Any], ties: Iterable[Tie]) -> tuple[tuple[Any, ...], ...]:
    """Return *ids* in cases, those of one that *ties* hold together."""
    groups: dict[Any, tuple[Any, ...]] = {one: (one,) for one in ids}
    for tie in ties:
        first, second = groups[tie.earlier], groups[tie.later]
        if first is not second:
            groups.update(dict.fromkeys((*first, *second), (*first, *second)))
    return tuple(dict.fromkeys(groups.values()))


def _in_order(town: list[Sighting]) -> list[Sighting]:
    return sorted(town, key=lambda one: (one.day, one.body, str(one.id)))


def _ties(town: list[Sighting], apart: Apart) -> Iterator[Tie]:
    cases = _Cases(town, apart)
    for earlier, later in _by_number(town):
        if cases.join(earlier, later):
            yield Tie(earlier.id, later.id)
    for found, earlier, later in sorted(_by_title(town), key=_surest):
        if cases.may_join(earlier, later, found) and cases.join(earlier, later):
            yield Tie(earlier.id, later.id, round(found, 2))


def _surest(pair: tuple[float, Sighting, Sighting]) -> tuple[float, timedelta, str, str]:
    found, earlier, later = pair
    return -found, later.day - earlier.day, str(earlier.id), str(later.id)


def _by_number(town: list[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """Yield neighbours in time that a number shows to be of one case.

    A number that does not tell its diary may be any body's: the titles have to be like, too. In
    one diary, as that of the board and the assembly, they may not contradict each other.
    """
    last: dict[CaseKey, list[Sighting]] = defaultdict(list)
    for one in town:
        for key in own_keys(one.keys):
            same = next((its for its in last[key][::-1] if _is_same_case(key, its, one)), None)
            if same:
                yield same, one
            last[key].append(one)
    yield from _bare_and_coded(town)


def _is_same_case(key: CaseKey, earlier: Sighting, later: Sighting) -> bool:
    if key.diary or likeness(earlier.gist, later.gist) >= _SUPPORTS:
        return True
    is_one_diary = _keeper(earlier.body) == _keeper(later.body)
    return is_one_diary and may_be_one(earlier.gist, later.gist)


@lru_cache(1_000)
def _keeper(body: str) -> str:
    """Return who keeps the diary in which the cases of *body* are."""
    kind = body_named(body).kind
    is_boards = kind in _WITH_THE_BOARD or _OF_BOARD.search(body)
    return "" if is_boards else _PART.sub("", body)


def _bare_and_coded(town: list[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """Yield a number without its diary and the same with it, where the titles are like."""
    told = [(key, one) for one in town for key in own_keys(one.keys)]
    coded: dict[tuple[int, int], list[Sighting]] = defaultdict(list)
    for key, one in told:
        if key.diary:
            coded[key.year, key.number].append(one)
    for key, one in told:
        for its in coded[key.year, key.number] if not key.diary else ():
            earlier, later = (its, one) if its.day <= one.day else (one, its)
            if likeness(earlier.gist, later.gist) >= _SUPPORTS:
                yield earlier, later


def _by_title(town: list[Sighting]) -> Iterator[tuple[float, Sighting, Sighting]]:
    """Yield pairs within the window whose titles are like each other, with how much."""
    often = _recurring(town)
    posted: dict[str, list[int]] = defaultdict(list)
    days = [one.day for one in town]
    for place, one in enumerate(town):
        keys = one.gist.keys()
        if not keys or (one.body, one.gist) in often:
            continue
        first = bisect_left(days, one.day - WINDOW)
        for near in _near(posted, keys, first):
            its = town[near]
            found = likeness(its.gist, one.gist)
            if found >= LIKELY and not _are_apart(its, one):
                yield found, its, one
        for key in keys:
            posted[key].append(place)


def _are_apart(one: Sighting, other: Sighting) -> bool:
    """Tell whether two items are of two cases whatever their titles say.

    So are two of one agenda, and what each body has of its own: its days, its internal control.
    """
    if (one.body, one.day) == (other.body, other.day):
        return True
    return one.gist.is_own and other.gist.is_own and _keeper(one.body) != _keeper(other.body)


def _near(posted: dict[str, list[int]], keys: frozenset[str], first: int) -> set[int]:
    """Return the places from *first* on that share a key; of a crowded key, the latest only."""
    found: set[int] = set()
    for key in keys:
        places = posted[key]
        found.update(places[max(bisect_left(places, first), len(places) - _CROWDED) :])
    return found


def _recurring(town: list[Sighting]) -> frozenset[tuple[str, Gist]]:
    """Return what a body has on its agenda again and again, under other numbers or none."""
    seen = Counter((one.body, one.gist) for one in town)
    return frozenset(what for what, times in seen.items() if times >= _RECURRING)


class _Cases:
    """Sightings in cases, as they are joined."""

    def __init__(self, town: list[Sighting], apart: Apart) -> None:
        self._case = {one.id: [one] for one in town}
        self._apart = apart

    def join(self, one: Sighting, other: Sighting) -> bool:
        """Make one case of two, unless they are one or people said that they are not."""
        first, second = self._case[one.id], self._case[other.id]
        if first is second or self._is_parted(first, second):
            return False
        small, large = sorted((first, second), key=len)
        large.extend(small)
        self._case.update((each.id, large) for each in small)
        return True

    def may_join(self, one: Sighting, other: Sighting, found: float) -> bool:
        """Tell whether nothing contradicts that two titles, so like each other, are of one case."""
        first, second = self._case[one.id], self._case[other.id]
        if first is second:
            return False
        meetings = {(each.body, each.day) for each in first}
        if any((each.body, each.day) in meetings for each in second):
            return False
        return _may_be_one(first, second, found)

    def _is_parted(self, first: list[Sighting], second: list[Sighting]) -> bool:
        if not self._apart:
            return False
        return any(frozenset({a.id, b.id}) in self._apart for a in first for b in second)


def _may_be_one(first: list[Sighting], second: list[Sighting], found: float) -> bool:
    """Tell whether numbers allow it: two in one diary are two cases."""
    keys, others = _numbers(first), _numbers(second)
    if keys and others:
        shared = {key.diary for key in keys} & {key.diary for key in others}
        return not shared and found >= ALMOST_SURE
    return True


def _numbers(case: list[Sighting]) -> set[CaseKey]:
    return {key for one in case for key in own_keys(one.keys)}
