"""Tell by what is logged which figures may have changed: of which bodies, on which days."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import people_tables, screened_tables
from agenda_risk.store.log import FIRST

MOVED = "moved"

# What is done to accounts, keys and messages: no figure counts it.
BESIDES = frozenset(
    {
        "account-added", "account-closed", "account-emptied", "account-opened", "address-set",
        "check-paper", "exported",
        "feed-renewed", "key-added", "key-revoked", "letter-tried-again", "logged-in",
        "logged-out", "logged-out-elsewhere", "login-limit-reached", "login-link-made",
        "login-refused", "notices-stopped", "password-changed", "roles-changed", "subscribed",
        "subscription-changed", "subscription-paused", "subscription-resumed", "unsubscribed",
    }
)  # fmt: skip
_LOG, _SCREENINGS = people_tables.log, screened_tables.screenings


class Entry(NamedTuple):
    """An entry of the log, by its number and its hash."""

    number: int
    hash: str


class DayAndBody(NamedTuple):
    """In which figures a meeting counts."""

    day: date
    body: int


class Touch(NamedTuple):
    """What the entry with a *hash* may have changed: figures of a *body* on a *day*, or all."""

    hash: str
    body: int = 0
    day: date | None = None


def day_and_body(connection: sa.Connection, meeting: int) -> DayAndBody | None:
    """Return where the meeting numbered *meeting* counts, if it is screened and has a day."""
    asked = sa.select(_SCREENINGS.c.day, _SCREENINGS.c.body_id)
    asked = asked.where(_SCREENINGS.c.meeting_id == meeting, _SCREENINGS.c.day.is_not(None))
    row = connection.execute(asked).first()
    return DayAndBody(*row) if row else None


def newest(connection: sa.Connection) -> Entry:
    """Return the last entry, or what the first one follows."""
    asked = sa.select(_LOG.c.number, _LOG.c.hash).order_by(_LOG.c.number.desc()).limit(1)
    row = connection.execute(asked).first()
    return Entry(*row) if row else Entry(0, FIRST)


def is_kept(connection: sa.Connection, entry: Entry) -> bool:
    """Tell whether *entry* stands in the log."""
    asked = sa.select(_LOG.c.hash).where(_LOG.c.number == entry.number)
    return entry.number == 0 or connection.scalar(asked) == entry.hash


def touches(connection: sa.Connection, after: Entry) -> Iterator[Touch]:
    """Yield what was done *after* an entry that may have changed figures, in its order.

    A meeting whose day is not known counts in no figure.
    """
    asked = (
        sa.select(
            _LOG.c.hash, _LOG.c.act, _LOG.c.content,
            _SCREENINGS.c.meeting_id, _SCREENINGS.c.body_id, _SCREENINGS.c.day,
        )
        .outerjoin(_SCREENINGS, _SCREENINGS.c.meeting_id == _LOG.c.meeting_id)
        .where(_LOG.c.number > after.number, _LOG.c.act.not_in(sorted(BESIDES)))
        .order_by(_LOG.c.number)
    )  # fmt: skip
    for row in connection.execute(asked):
        yield from _touches(row)


def _touches(row: Any) -> Iterator[Touch]:
    if row.meeting_id is None:
        yield Touch(row.hash)
        return
    if row.day:
        yield Touch(row.hash, row.body_id, row.day)
    if row.act == MOVED:
        former = json.loads(row.content)
        yield Touch(row.hash, former["body"], date.fromisoformat(former["day"]))
