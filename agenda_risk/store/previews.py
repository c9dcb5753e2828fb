"""Find what was raised in meetings that have been held, to show what a subscription would tell."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.models import RaisedItem
from agenda_risk.store import screened_tables

_SCREENINGS, _ITEMS = screened_tables.screenings, screened_tables.items


class RaisedThen(NamedTuple):
    """A raised item of a meeting on a *day*, which was screened *at* some time."""

    meeting: int
    body: int
    day: date
    at: datetime
    item: RaisedItem


def raised_then(
    connection: sa.Connection, among: Iterable[int] | None, first: date, last: date
) -> Iterator[RaisedThen]:
    """Yield the raised items of the meetings from *first* to *last* that were not cancelled."""
    asked = (
        sa.select(
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
        .where(_ITEMS.c.level >= 2)
    )
    if among is not None:
        asked = asked.where(_ITEMS.c.body_id.in_(sorted(among)))
    for meeting, body, day, at, key, level, categories, title in connection.execute(asked):
        item = RaisedItem(key, level, tuple(categories.split()), title)
        yield RaisedThen(meeting, body, day, at, item)
