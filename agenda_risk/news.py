"""Tell what is new in a meeting to somebody who has heard of it before, or has not."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.models import (
    STOCKHOLM,
    Event,
    FirstItem,
    Happening,
    RaisedItem,
    Rhythm,
    Situation,
    Wanted,
)
from agenda_risk.normalise import fold

MORNING = time(7)
CANCELLED, MISSING = "cancelled", "missing"
_OFF = {CANCELLED: Event.CANCELLED, MISSING: Event.MISSING}
_DAY = timedelta(days=1)
_ALL = Wanted()
_ADDED = frozenset({Event.RAISED, Event.MORE})


class Heard(NamedTuple):
    """What somebody has heard of a meeting; *ranks* are the levels of its items by their keys.

    *firsts* are the names of the items that were told as seen for the first time.
    """

    day: date | None
    clock: time | None
    state: str
    ranks: Mapping[str, int]
    firsts: frozenset[str] = frozenset()


def heard(situation: Situation, wanted: Wanted = _ALL) -> Heard:
    """Return what somebody who wants *wanted* hears of *situation*."""
    ranks = {one.key: one.rank for one in situation.raised if is_wanted(one, wanted)}
    firsts = frozenset(one.name for one in wanted_firsts(situation, wanted))
    return Heard(situation.day, situation.clock, situation.state, ranks, firsts)


def wanted_firsts(situation: Situation, wanted: Wanted) -> tuple[FirstItem, ...]:
    """Return the items of *situation* that somebody wants to hear of when they are first seen."""
    return tuple(one for one in situation.firsts if is_wanted_first(one.item, wanted))


def is_wanted_first(item: RaisedItem, wanted: Wanted) -> bool:
    """Tell whether somebody wants to hear of *item* when it is seen for the first time."""
    if wanted.first is None:
        return False
    return is_wanted(item, wanted.model_copy(update={"lowest": wanted.first}))


def is_wanted(item: RaisedItem, wanted: Wanted) -> bool:
    """Tell whether *item* is one that somebody wants to hear of."""
    if item.rank < wanted.lowest.rank:
        return False
    if wanted.categories and not {one.value for one in wanted.categories} & set(item.categories):
        return False
    title = fold(item.title)
    return not wanted.words or any(fold(word) in title for word in wanted.words)


def is_within(situation: Situation, wanted: Wanted, today: date) -> bool:
    """Tell whether *situation* is that of a coming meeting of the wanted bodies, near enough."""
    if wanted.bodies and situation.body not in wanted.bodies:
        return False
    if situation.day is None:
        return wanted.ahead is None
    is_near = wanted.ahead is None or situation.day <= today + wanted.ahead * _DAY
    return is_near and situation.day >= today


def news(before: Heard | None, now: Heard) -> tuple[Event, ...]:
    """Return what is new in *now* to somebody who has heard *before*, if anything.

    Who has heard of nothing, or was told that all is calm, hears of nothing but what is raised or
    seen for the first time. A meeting that is not held has no other news. That a case is seen for
    the first time stands in place of that it is raised.
    """
    told = _changes(before, now)
    known = before.firsts if before else frozenset[str]()
    if now.state or now.firsts <= known:
        return told
    return (*(one for one in told if one not in _ADDED), Event.FIRST)


def _changes(before: Heard | None, now: Heard) -> tuple[Event, ...]:
    if before is None or not (before.ranks or before.firsts):
        return (Event.RAISED,) if now.ranks and not now.state else ()
    if now.state:
        return (_OFF[now.state],) if now.state != before.state else ()
    back = (Event.RESTORED,) if before.state else ()
    moved = (Event.MOVED,) if _is_moved(before, now) else ()
    return (*back, *moved, *_of_levels(before.ranks, now.ranks))


def _is_moved(before: Heard, now: Heard) -> bool:
    is_other_day = now.day is not None and now.day != before.day
    is_other_time = None not in {now.clock, before.clock} and now.clock != before.clock
    return is_other_day or is_other_time


def _of_levels(before: Mapping[str, int], now: Mapping[str, int]) -> tuple[Event, ...]:
    if before == now:
        return ()
    if not before:
        return (Event.RAISED,)
    if not now:
        return (Event.CALM,)
    is_more = any(rank > before.get(key, 0) for key, rank in now.items())
    return (Event.MORE,) if is_more else (Event.LESS,)


def happening(event: Event, now: Situation, was: date | None = None) -> Happening:
    """Return that *event* happened to a meeting that stands as *now*."""
    raised = sum(bool(one.key) for one in now.raised)
    return Happening(
        event,
        now.meeting,
        now.body,
        now.day,
        now.clock,
        was if event is Event.MOVED else None,
        now.level,
        raised,
        now.sequence,
    )


def next_morning(rhythm: Rhythm, now: datetime) -> datetime:
    """Return when a digest of *rhythm* is due after *now*: 07.00 in Sweden, of a day or a Monday.

    What is told at once is looked through each morning too, for what has come near enough.
    """
    here = now.astimezone(ZoneInfo(STOCKHOLM))
    day = here.date() if here.time() < MORNING else here.date() + _DAY
    if rhythm is Rhythm.WEEKLY:
        day += -day.weekday() % 7 * _DAY
    return datetime.combine(day, MORNING, ZoneInfo(STOCKHOLM))
