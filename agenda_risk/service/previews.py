"""Tell what a subscription would have sent in the last twelve months."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.access import Right, Visitor
from agenda_risk.models import STOCKHOLM, Rhythm, Stage, Wanted
from agenda_risk.news import is_wanted, is_wanted_first
from agenda_risk.service.desk import Desk
from agenda_risk.service.first_sightings import new_among
from agenda_risk.service.linked_cases import Among
from agenda_risk.store import Connection
from agenda_risk.store.previews import RaisedThen, found_at, raised_then

# More in a month than anybody reads: about one each working day.
FLOOD = 20
_MONTHS = 12
_MOST_FOLLOWED = 150
_ANNOUNCED = timedelta(days=7)  # when an agenda is out at the latest, where nobody saw it come


class MonthThen(NamedTuple):
    """How many messages a month would have brought, and about how many meetings."""

    first: date
    messages: int
    meetings: int


class Preview(NamedTuple):
    """What the months would have brought; *is_flood* if one is more than anybody reads.

    *firsts* counts the meetings with a case that was seen for the first time; *is_most* if there
    were too many to follow them all back, so that it may be fewer.
    """

    months: tuple[MonthThen, ...]
    messages: int
    meetings: int
    is_flood: bool
    firsts: int = 0
    is_most: bool = False


class _Then(NamedTuple):
    """A meeting that would have been told, and the day on which it would have been."""

    day: date
    told: date


def preview(desk: Desk, visitor: Visitor, wanted: Wanted, rhythm: Rhythm) -> Preview:
    """Return what *wanted* would have sent to *visitor*, told in *rhythm*.

    Each meeting counts once, when its agenda was last screened or, where that was only done
    afterwards, a week before it; changes that came between are not counted.
    """
    today, among = desk.today, visitor.bodies(Right.READ)
    if wanted.bodies:
        own = frozenset(wanted.bodies)
        among = own if among is None else own & among
    first = _months_ago(today, _MONTHS - 1)
    with desk.store.reading() as connection:
        then, is_most = _firsts(connection, desk, wanted, among, (first, today))
        raised = raised_then(connection, among, first, today)
        told = (*then, *(one for one in raised if is_wanted(one.item, wanted)))
        found = _meetings(told, wanted)
    months = tuple(
        _month(_months_ago(today, ago), found, rhythm) for ago in reversed(range(_MONTHS))
    )
    return Preview(
        months,
        sum(one.messages for one in months),
        sum(one.meetings for one in months),
        any(one.messages > FLOOD for one in months),
        len({one.meeting for one in then}),
        is_most,
    )


def _firsts(
    connection: Connection, desk: Desk, wanted: Wanted, among: Among, within: tuple[date, date]
) -> tuple[list[RaisedThen], bool]:
    """Return what would have been told as seen for the first time, and whether it may be fewer.

    Only the latest are followed back; the others count as if all of them had been new.
    """
    if wanted.first is None:
        return [], False
    early = [one.value for one in Stage if one.is_early]
    then = found_at(connection, early, wanted.first.rank, among, within)
    found = [one for one in then if is_wanted_first(one.item, wanted)]
    followed = [one.number for one in found[:_MOST_FOLLOWED]]
    known = set(followed) - set(new_among(connection, desk, followed))
    return [one for one in found if one.number not in known], len(found) > _MOST_FOLLOWED


def _meetings(found: Iterable[RaisedThen], wanted: Wanted) -> tuple[_Then, ...]:
    return tuple({one.meeting: _then(one, wanted) for one in found}.values())


def _then(one: RaisedThen, wanted: Wanted) -> _Then:
    seen = one.at.astimezone(ZoneInfo(STOCKHOLM)).date()
    told = seen if seen <= one.day else one.day - _ANNOUNCED
    if wanted.ahead is not None:
        told = max(told, one.day - timedelta(days=wanted.ahead))
    return _Then(one.day, told)


def _month(first: date, found: tuple[_Then, ...], rhythm: Rhythm) -> MonthThen:
    own = [one for one in found if (one.day.year, one.day.month) == (first.year, first.month)]
    return MonthThen(first, len({_message(one, rhythm) for one in enumerate(own)}), len(own))


def _message(one: tuple[int, _Then], rhythm: Rhythm) -> object:
    """Return what is the same for all meetings that stand in one message."""
    number, then = one
    if rhythm is Rhythm.AT_ONCE:
        return number
    return then.told if rhythm is Rhythm.DAILY else then.told.isocalendar()[:2]


def _months_ago(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
