"""Find what was raised in meetings that have been held, to show what a subscription would tell."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.models import RaisedItem
from agenda_risk.store import journey_tables, screened_tables

_SCREENINGS, _ITEMS = screened_tables.screenings, screened_tables.items
_SIGHTINGS = journey_tables.sightings


class RaisedThen(NamedTuple):
    """An item of a meeting on a *day*, which was screened *at* some time; *number* is its own."""

    number: int
    meeting: int
    body: int
    day: date
    at: datetime
    item: RaisedItem


def raised_then(
    connection: sa.Connection, among: Iterable[int] | None, first: date, last: date
) -> Iterator[RaisedThen]:
    """Yield the raised items of the meetings from *first* to *last* that were not cancelled."""
    asked = _asked(first, last).where(_ITEMS.c.level >= 2)
    yield from _found(connection, asked, among)


def found_at(
    connection: sa.Connection,
    stages: Iterable[str],
    lowest: int,
    among: Iterable[int] | None,
    within: tuple[date, date],
) -> Iterator[RaisedThen]:
    """Yield the items from the rank *lowest* on that were at one of *stages*, the latest first."""
    asked = (
        _asked(*within)
        .join(_SIGHTINGS, _SIGHTINGS.c.item_id == _ITEMS.c.id)
        .where(_SIGHTINGS.c.stage.in_(list(stages)), _ITEMS.c.level >= lowest)
        .order_by(_SCREENINGS.c.day.desc(), _ITEMS.c.id)
    )
    yield from _found(connection, asked, among)


def _asked(first: date, last: date) -> sa.Select[Any]:
    return (
        sa.select(
            _ITEMS.c.id,
            _ITEMS.c.meeting_id,
            _ITEMS.c.body_id,
            _SCREENINGS.c.day,
            _SCREENINGS.c.at,
            _ITEMS.c.key,
            _ITEMS.c.level,
            _ITEMS.c.categories,
            _ITEMS.c.title,
        )
        .join(_SCREENINGS, _SCREENINGS.c.meeting_id == _ITEMS.c.meeting_id)
        .where(_SCREENINGS.c.day.between(first, last), _SCREENINGS.c.status == "")
    )


def _found(
    connection: sa.Connection, asked: sa.Select[Any], among: Iterable[int] | None
) -> Iterator[RaisedThen]:
    if among is not None:
        asked = asked.where(_ITEMS.c.body_id.in_(sorted(among)))
    for number, meeting, body, day, at, key, level, kinds, title in connection.execute(asked):
        item = RaisedItem(key, level, tuple(kinds.split()), title)
        yield RaisedThen(number, meeting, body, day, at, item)
