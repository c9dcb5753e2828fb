"""What a visitor has before them: what there is to do, what is coming, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import chain, islice
from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.service.counted import summed
from agenda_risk.service.desk import Desk
from agenda_risk.service.follow_up import waiting
from agenda_risk.service.new_cases import NewCase, new_cases
from agenda_risk.store import Connection
from agenda_risk.store.figures import Span
from agenda_risk.store.overviews import (
    Came,
    DayRow,
    Raised,
    Unseen,
    courses,
    meetings_on_days,
    raised_by_day,
    unseen_sources,
    untold,
)
from agenda_risk.store.screened import (
    ItemRow,
    ScreeningRow,
    raised_items,
    screening_of,
    screenings,
    undated_screenings,
)
from agenda_risk.translate import N_

AHEAD = timedelta(days=60)
_SOON = timedelta(days=21)
_TOLD_WITHIN = timedelta(days=14)
_YEAR = timedelta(days=365)
_MOST_UNDATED = 5
_MOST_TASKS = 6
_MOST_NEW = 8
_LOOKED_AT, SHOWN = 100, 25
_MONTHS = 6


class Task(Enum):
    """Something that waits for somebody."""

    REVIEW_AGAIN = N_("The agenda has changed since it was gone through.")
    ANSWER = N_("Measures wait for the chair's yes or no.")
    REVIEW = N_("Nobody has gone through the agenda yet.")
    FOLLOW_UP = N_("A day has come to follow up those who were exposed.")
    OUTCOME = N_("Tell how the meeting went. It takes a minute.")


class ToDo(NamedTuple):
    """A task, and the meeting that it belongs to."""

    task: Task
    meeting: ScreeningRow


class Month(NamedTuple):
    """How many items were moderate and high in a month, by its first day."""

    first: date
    moderate: int
    high: int


class Overview(NamedTuple):
    """All that the overview shows; *is_more* is coming than is shown."""

    tasks: tuple[ToDo, ...]
    coming: tuple[ScreeningRow, ...]
    is_more: bool
    raised: tuple[ItemRow, ...]
    month: tuple[DayRow, ...]
    months: tuple[Month, ...]
    came: tuple[Came, ...]
    unseen: tuple[Unseen, ...]
    new: tuple[NewCase, ...]


def overview(desk: Desk, visitor: Visitor, body: int | None, month: date) -> Overview:
    """Return what *visitor* has before them, of all their bodies or of one, with a *month*."""
    among = visitor.bodies(Right.READ)
    if body is not None:
        among = frozenset({body}) if among is None or body in among else frozenset()
    today = desk.today
    with desk.store.reading() as connection:
        dated = screenings(connection, among, today, today + AHEAD, _LOOKED_AT)
        coming = (*dated, *undated_screenings(connection, among, _MOST_UNDATED))
        tasks = _tasks(connection, visitor, among, coming, today)
        return Overview(
            tasks=tuple(islice(tasks, _MOST_TASKS)),
            coming=coming[:SHOWN],
            is_more=len(coming) > SHOWN,
            raised=raised_items(connection, (one.meeting for one in coming[:SHOWN])),
            month=meetings_on_days(connection, among, month, _last_of(month)),
            months=_months(desk, among),
            came=_came(desk, among),
            unseen=unseen_sources(connection),
            new=tuple(islice(new_cases(connection, among, today, today + AHEAD), _MOST_NEW)),
        )


def _tasks(
    connection: Connection,
    visitor: Visitor,
    among: frozenset[int] | None,
    coming: tuple[ScreeningRow, ...],
    today: date,
) -> Iterator[ToDo]:
    for one in coming:
        task = _task(one, today)
        if task:
            yield ToDo(task, one)
    held = (
        (Task.OUTCOME, untold(connection, among, today - _TOLD_WITHIN, today - timedelta(days=1))),
        (Task.FOLLOW_UP, waiting(connection, among, today)),
    )
    for task, meeting in ((task, one) for task, found in held for one in found):
        row = screening_of(connection, meeting)
        if row and visitor.may(Right.TELL_OUTCOME, row.body.id):
            yield ToDo(task, row)


def _task(one: ScreeningRow, today: date) -> Task | None:
    """Return what waits to be done with a coming meeting on which something is raised."""
    if not one.raised or one.status:
        return None
    if one.reviewed_version and one.reviewed_version < one.version:
        return Task.REVIEW_AGAIN
    if one.day is None or one.day > today + _SOON:
        return None
    if one.answered < one.measures:
        return Task.ANSWER
    return None if one.reviewed_version else Task.REVIEW


def _months(desk: Desk, among: frozenset[int] | None) -> tuple[Month, ...]:
    span = Span(_months_ago(desk.today, _MONTHS - 1), desk.today, among)
    firsts = [_months_ago(desk.today, ago) for ago in reversed(range(_MONTHS))]

    def total(parts: Iterable[tuple[Raised, ...]]) -> tuple[Month, ...]:
        totals: Counter[tuple[date, int]] = Counter()
        for one in chain.from_iterable(parts):
            totals[_first_of(one.day), one.level] += one.total
        return tuple(Month(first, totals[first, 2], totals[first, 3]) for first in firsts)

    return summed(desk, ("months", span), raised_by_day, total)


def _came(desk: Desk, among: frozenset[int] | None) -> tuple[Came, ...]:
    span = Span(desk.today - _YEAR, desk.today, among)
    return summed(desk, ("courses", span), courses, _added)


def _added(parts: Iterable[tuple[Came, ...]]) -> tuple[Came, ...]:
    totals: Counter[tuple[str, bool]] = Counter()
    for one in chain.from_iterable(parts):
        totals[one.course, one.raised] += one.total
    return tuple(Came(*kind, total) for kind, total in totals.items())


def _first_of(day: date) -> date:
    return day.replace(day=1)


def _last_of(month: date) -> date:
    return _first_of(month.replace(day=1) + timedelta(days=31)) - timedelta(days=1)


def _months_ago(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
