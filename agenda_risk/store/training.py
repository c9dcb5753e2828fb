"""Read past agendas with what was found in them then, for people to practise on."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables

_ITEMS, _FINDINGS, _SCREENINGS = tables.items, tables.findings, tables.screenings
_FEWEST_ITEMS = 3


class Ground(NamedTuple):
    """A rule that found something in an item, its level (a rank), and the words."""

    rule: str
    level: int
    words: str


class PastItem(NamedTuple):
    """An item of a past agenda, masked, its level (a rank), and why."""

    place: int
    number: str
    title: str
    level: int
    grounds: tuple[Ground, ...]


def to_practise_on(
    connection: sa.Connection, among: Iterable[int] | None, before: date, most: int
) -> tuple[int, ...]:
    """Return the latest meetings before a day that have an agenda of some length."""
    asked = (
        sa.select(_SCREENINGS.c.meeting_id)
        .where(_SCREENINGS.c.day < before, _SCREENINGS.c.status == "")
        .where(_SCREENINGS.c["items"] >= _FEWEST_ITEMS)
        .order_by(_SCREENINGS.c.day.desc(), _SCREENINGS.c.meeting_id.desc())
        .limit(most)
    )
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    return tuple(connection.scalars(asked))


def past_items(connection: sa.Connection, meeting: int) -> tuple[PastItem, ...]:
    """Return the items of the meeting numbered *meeting*, as they were found then."""
    asked = (
        sa.select(_ITEMS.c.id, _FINDINGS.c.rule, _FINDINGS.c.level, _FINDINGS.c.words)
        .join(_FINDINGS, _FINDINGS.c.item_id == _ITEMS.c.id)
        .where(_ITEMS.c.meeting_id == meeting)
        .order_by(_FINDINGS.c.level.desc(), _FINDINGS.c.id)
    )
    grounds: dict[int, list[Ground]] = {}
    for item, *told in connection.execute(asked):
        grounds.setdefault(item, []).append(Ground(*told))
    items = sa.select(_ITEMS).where(_ITEMS.c.meeting_id == meeting).order_by(_ITEMS.c.place)
    return tuple(
        PastItem(one.place, one.number, one.title, one.level, tuple(grounds.get(one.id, ())))
        for one in connection.execute(items)
    )
