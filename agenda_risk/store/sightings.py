"""Keep by what items are linked to cases, and find those that may be of one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import journey_tables as tables
from agenda_risk.store.screened_tables import bodies, item_number, items, screenings

_ITEMS, _BODIES, _SCREENINGS = items, bodies, screenings
_SIGHTINGS, _KEYS, _PARTINGS = tables.sightings, tables.sighting_keys, tables.partings
_MOST, _AT_ONCE = 200, 500


class SightingRow(NamedTuple):
    """What is kept beside an item; *numbers* are those of its case, each as one word."""

    stage: str
    marks: tuple[str, ...]
    numbers: tuple[str, ...]
    keys: frozenset[str]
    result: str = ""
    until: date | None = None


class Spotted(NamedTuple):
    """An item, where it was on the agenda, and what is kept beside it; *level* is a rank."""

    item: int
    meeting: int
    key: str
    organisation: str
    body: str
    day: date
    number: str
    case_number: str
    title: str
    level: int
    stage: str
    marks: tuple[str, ...]
    result: str
    until: date | None
    numbers: tuple[str, ...]

    @property
    def own(self) -> tuple[int, str]:
        """Return by what the item is known, also when it is screened again."""
        return self.meeting, self.key


class Bare(NamedTuple):
    """An item of which nothing is kept beside it yet."""

    item: int
    body: int
    case_number: str
    title: str


class Wanted(NamedTuple):
    """Items of an *organisation* that share at least so many of *keys*, *within* some days."""

    organisation: str
    keys: frozenset[str]
    least: int = 1
    within: tuple[date, date] | None = None


def put_sightings(connection: sa.Connection, rows: Iterable[tuple[int, int, SightingRow]]) -> None:
    """Keep what is told beside items, by their numbers and those of their bodies."""
    told = list(rows)
    if told:
        connection.execute(_SIGHTINGS.insert(), [_row(item, one) for item, _body, one in told])
    keys = [
        {"item_id": item, "key": key, "body_id": body}
        for item, body, one in told
        for key in sorted(one.keys)
    ]
    if keys:
        connection.execute(_KEYS.insert(), keys)


def spotted_at(connection: sa.Connection, meeting: int, among: Iterable[int] | None) -> tuple[
    Spotted, ...
]:  # fmt: skip
    """Return the items of the meeting numbered *meeting*, if its body is *among* those."""
    asked = _spotted(among).where(_ITEMS.c.meeting_id == meeting).order_by(_ITEMS.c.place)
    return tuple(map(_found, connection.execute(asked)))


def spotted_numbered(connection: sa.Connection, numbers: Iterable[int]) -> tuple[Spotted, ...]:
    """Return the items with those *numbers*."""
    asked = _spotted(None).where(_ITEMS.c.id.in_(list(numbers))).order_by(_ITEMS.c.id)
    return tuple(map(_found, connection.execute(asked)))


def spotted_with(
    connection: sa.Connection, wanted: Wanted, among: Iterable[int] | None
) -> tuple[Spotted, ...]:
    """Return the items that are *wanted*, those that share the most keys first.

    Only those of bodies *among* some; at most some hundreds.
    """
    own = sa.select(_BODIES.c.id).where(_BODIES.c.organisation == wanted.organisation)
    if among is not None:
        own = own.where(_BODIES.c.id.in_(sorted(among)))
    shared = (
        sa.select(_KEYS.c.item_id)
        .where(_KEYS.c.key.in_(sorted(wanted.keys)), _KEYS.c.body_id.in_(own))
        .group_by(_KEYS.c.item_id)
        .having(sa.func.count() >= wanted.least)
        .order_by(sa.func.count().desc(), _KEYS.c.item_id.desc())
        .limit(_MOST)
    )
    if wanted.within:
        first, last = wanted.within
        after = item_number(last + timedelta(days=1), 0, 0)
        shared = shared.where(_KEYS.c.item_id.between(item_number(first, 0, 0), after))
    numbers = list(connection.scalars(shared))
    asked = _spotted(None).where(_ITEMS.c.id.in_(numbers))
    return tuple(map(_found, connection.execute(asked)))


def is_titled_before(connection: sa.Connection, one: Spotted) -> bool:
    """Tell whether the body of *one* had the same title on an earlier agenda."""
    asked = (
        sa.select(_ITEMS.c.id)
        .join(_BODIES, _BODIES.c.id == _ITEMS.c.body_id)
        .where(_BODIES.c.organisation == one.organisation, _BODIES.c.name == one.body)
        .where(_ITEMS.c.title == one.title, _ITEMS.c.day < one.day)
        .limit(1)
    )
    return connection.scalar(asked) is not None


def first_day(
    connection: sa.Connection, organisation: str, among: Iterable[int] | None
) -> date | None:
    """Return the day of the first meeting of *organisation* that is kept."""
    asked = sa.select(sa.func.min(_SCREENINGS.c.day)).join(_BODIES)
    asked = asked.where(_BODIES.c.organisation == organisation)
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    day: date | None = connection.scalar(asked)
    return day


def coming_days(
    connection: sa.Connection, organisation: str, after: date, among: Iterable[int] | None
) -> tuple[tuple[str, date], ...]:
    """Return the meetings that are known *after* a day of each body of *organisation*."""
    asked = (
        sa.select(_BODIES.c.name, _SCREENINGS.c.day)
        .distinct()
        .join_from(_SCREENINGS, _BODIES)
        .where(_BODIES.c.organisation == organisation, _SCREENINGS.c.day > after)
        .where(_SCREENINGS.c.status.not_in(("cancelled", "missing")))
        .order_by(_BODIES.c.name, _SCREENINGS.c.day)
    )
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    return tuple((name, day) for name, day in connection.execute(asked))


def unspotted(connection: sa.Connection, below: int | None) -> tuple[Bare, ...]:
    """Return items that were screened before anything was kept beside them, the latest first.

    So many at a time, with numbers *below* one, so that what was looked at is not looked at again.
    """
    asked = (
        sa.select(_ITEMS.c.id, _ITEMS.c.body_id, _ITEMS.c.case_number, _ITEMS.c.title)
        .where(~sa.exists().where(_SIGHTINGS.c.item_id == _ITEMS.c.id))
        .order_by(_ITEMS.c.id.desc())
        .limit(_AT_ONCE)
    )
    if below is not None:
        asked = asked.where(_ITEMS.c.id < below)
    return tuple(Bare(*row) for row in connection.execute(asked))


def _spotted(among: Iterable[int] | None) -> sa.Select[Any]:
    asked = (
        sa.select(
            _ITEMS.c.id.label("item"),
            _ITEMS.c.meeting_id.label("meeting"),
            _ITEMS.c.key,
            _BODIES.c.organisation,
            _BODIES.c.name.label("body"),
            _ITEMS.c.day,
            _ITEMS.c.number,
            _ITEMS.c.case_number,
            _ITEMS.c.title,
            _ITEMS.c.level,
            _SIGHTINGS.c.stage,
            _SIGHTINGS.c.marks,
            _SIGHTINGS.c.result,
            _SIGHTINGS.c.until,
            _SIGHTINGS.c.numbers,
        )
        .join_from(_ITEMS, _SIGHTINGS, _SIGHTINGS.c.item_id == _ITEMS.c.id)
        .join(_BODIES, _BODIES.c.id == _ITEMS.c.body_id)
        .where(_ITEMS.c.day.is_not(None))
    )
    return asked if among is None else asked.where(_ITEMS.c.body_id.in_(sorted(among)))


def _found(row: Any) -> Spotted:
    told = row._asdict()
    lists = {name: tuple(told[name].split()) for name in ("marks", "numbers")}
    return Spotted(**{**told, **lists})


def _row(item: int, one: SightingRow) -> dict[str, object]:
    return {
        "item_id": item,
        "stage": one.stage,
        "marks": " ".join(one.marks),
        "result": one.result,
        "until": one.until,
        "numbers": " ".join(one.numbers),
    }
