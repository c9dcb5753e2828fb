"""Keep which items were told as the first sightings of their cases."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import message_tables

_T, _S = message_tables.first_sightings, message_tables.situations


class FirstRow(NamedTuple):
    """An item by its meeting and the *key* that it had; *numbers* are those of its case."""

    meeting: int
    key: str
    organisation: str
    body: str
    day: date
    title: str
    numbers: tuple[str, ...]


def put_firsts(connection: sa.Connection, rows: Iterable[FirstRow]) -> None:
    """Keep *rows* beside those that are kept."""
    told = [_plain(one) for one in rows]
    if told:
        connection.execute(_T.insert(), told)


def firsts_within(
    connection: sa.Connection, organisation: str, first: date, last: date
) -> tuple[FirstRow, ...]:
    """Return what was told of *organisation* from the day *first* to *last*."""
    own = (_T.c.organisation == organisation) & _T.c.day.between(first, last)
    asked = sa.select(_T).where(own).order_by(_T.c.day, _T.c.meeting_id, _T.c.key)
    return tuple(
        FirstRow(
            row.meeting_id, row.key, row.organisation, row.body, row.day, row.title,
            tuple(row.numbers.split()),
        )
        for row in connection.execute(asked)
    )  # fmt: skip


def outdate(connection: sa.Connection, rows: Iterable[FirstRow]) -> None:
    """Keep that *rows* are first sightings no longer: an earlier one is known."""
    for one in rows:
        own = (_T.c.meeting_id == one.meeting) & (_T.c.key == one.key)
        connection.execute(_T.update().where(own).values(is_past=True))


def still_new(
    connection: sa.Connection, among: frozenset[int] | None, first: date, last: date
) -> dict[int, frozenset[str]]:
    """Return the keys of what is new still in meetings that will be held, the nearest first.

    Their bodies are *among* some, or any; their days from *first* to *last*.
    """
    asked = (
        sa.select(_T.c.meeting_id, _T.c.key)
        .join(_S, _S.c.meeting_id == _T.c.meeting_id)
        .where(_S.c.day.between(first, last), _S.c.state == "", ~_T.c.is_past)
        .order_by(_S.c.day, _T.c.meeting_id)
    )
    if among is not None:
        asked = asked.where(_S.c.body_id.in_(sorted(among)))
    keys: dict[int, set[str]] = {}
    for meeting, key in connection.execute(asked):
        keys.setdefault(meeting, set()).add(key)
    return {meeting: frozenset(found) for meeting, found in keys.items()}


def _plain(one: FirstRow) -> dict[str, object]:
    told = {**one._asdict(), "numbers": " ".join(one.numbers)}
    return {"meeting_id": told.pop("meeting"), **told}
