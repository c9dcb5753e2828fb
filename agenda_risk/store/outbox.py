"""Keep what is to be sent until it has arrived, so that nothing is lost and nothing doubled."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.access import Standing
from agenda_risk.models import Channel, Event, Happening, Purpose
from agenda_risk.store import message_tables, people_tables
from agenda_risk.store.leases import is_time

_T = message_tables.outbox
_USERS, _GRANTS = people_tables.users, people_tables.grants
WAITING, SENT, DROPPED, DEAD = "waiting", "sent", "dropped", "dead"

Row = dict[str, object]


class Letter(NamedTuple):
    """A message that waits; *name* never changes, *subscription* is none for notices of a role.

    *tries* counts how often it was taken up to be sent, *fault* is what the last try came to.
    """

    id: int
    name: str
    subscription: int | None
    user: int
    channel: Channel
    purpose: Purpose
    told: tuple[Happening, ...]
    made: datetime
    state: str
    due: datetime
    tries: int
    fault: tuple[str, dict[str, object]] | None


class NewLetter(NamedTuple):
    """A message to be sent."""

    name: str
    subscription: int | None
    user: int
    channel: Channel
    purpose: Purpose
    told: tuple[Happening, ...]


class Delivery(NamedTuple):
    """What became of the messages of a subscription: when the last was *sent*.

    *fault* is why a later one did not arrive, *is_dead* whether it is not tried again.
    """

    sent: datetime | None = None
    fault: tuple[str, dict[str, object]] | None = None
    is_dead: bool = False


def put_letters(connection: sa.Connection, letters: Iterable[NewLetter], at: datetime) -> int:
    """Put *letters* into the outbox and return how many are new: one of a known name is there."""
    rows = {one.name: _values(one, at) for one in letters}
    known = set(connection.scalars(sa.select(_T.c.name).where(_T.c.name.in_(rows))))
    new = [row for name, row in rows.items() if name not in known]
    if new:
        connection.execute(_T.insert(), new)
    return len(new)


def claim(
    connection: sa.Connection, now: datetime, until: datetime, most: int
) -> tuple[Letter, ...]:
    """Return so many letters that are due, held *until* then for whoever asks.

    Writers take turns, in a file and on a server: so nobody else holds the same ones. A try counts
    when it begins, so that a letter at which the program dies is not tried for ever.
    """
    is_free = _T.c.claimed.is_(None) | is_time(_T.c.claimed, now)
    is_due = (_T.c.state == WAITING) & is_time(_T.c.due, now) & is_free
    asked = sa.select(_T).where(is_due).order_by(_T.c.due, _T.c.id).limit(most)
    letters = tuple(map(_letter, connection.execute(asked)))
    ours = _T.c.id.in_([one.id for one in letters])
    connection.execute(_T.update().where(ours).values(claimed=until, tries=_T.c.tries + 1))
    return tuple(one._replace(tries=one.tries + 1) for one in letters)


def hand_back(connection: sa.Connection, letter: int, due: datetime) -> None:
    """Let *letter*, which nobody has tried to send, wait until it is *due*."""
    values = {"claimed": None, "tries": _T.c.tries - 1, "due": due}
    connection.execute(_T.update().where(_T.c.id == letter).values(**values))


def end_letter(connection: sa.Connection, letter: int, state: str, at: datetime) -> None:
    """Note that *letter* was sent, or dropped."""
    values = {"state": state, "ended": at, "claimed": None}
    connection.execute(_T.update().where(_T.c.id == letter).values(**values))


def put_off(
    connection: sa.Connection, letter: int, due: datetime | None, fault: Row, at: datetime
) -> None:
    """Note that *letter* did not arrive because of *fault*; it is tried again when it is *due*.

    Without a time it is not tried again.
    """
    values: Row = {"fault": fault, "claimed": None}
    values |= {"due": due} if due else {"state": DEAD, "ended": at}
    connection.execute(_T.update().where(_T.c.id == letter).values(**values))


def try_again(connection: sa.Connection, letter: int, now: datetime) -> bool:
    """Let a dead *letter* wait again, and tell whether there was one."""
    own = (_T.c.id == letter) & (_T.c.state == DEAD)
    values = {"state": WAITING, "due": now, "tries": 0, "ended": None}
    return connection.execute(_T.update().where(own).values(**values)).rowcount > 0


def letters(connection: sa.Connection, state: str, most: int = 50) -> tuple[Letter, ...]:
    """Return so many letters in *state*, the latest first."""
    asked = sa.select(_T).where(_T.c.state == state).order_by(_T.c.id.desc()).limit(most)
    return tuple(map(_letter, connection.execute(asked)))


def count_letters(connection: sa.Connection) -> dict[str, int]:
    """Return how many letters are in each state."""
    asked = sa.select(_T.c.state, sa.func.count()).group_by(_T.c.state)
    return {row[0]: row[1] for row in connection.execute(asked)}


def deliveries(connection: sa.Connection, user: int) -> dict[int, Delivery]:
    """Return what became of the messages of each subscription of *user*."""
    own = (_T.c.user_id == user) & _T.c.subscription_id.is_not(None) & (_T.c.state != DROPPED)
    found: dict[int, Delivery] = {}
    for row in connection.execute(sa.select(_T).where(own).order_by(_T.c.id)):
        before = found.get(row.subscription_id, Delivery())
        found[row.subscription_id] = _after(before, row)
    return found


def drop_old(connection: sa.Connection, before: datetime) -> None:
    """Forget what was sent or dropped *before* then."""
    is_over = _T.c.state.in_((SENT, DROPPED)) & (_T.c.ended < before)
    connection.execute(_T.delete().where(is_over))


def readers_of(
    connection: sa.Connection, body: int, standings: Iterable[Standing]
) -> tuple[int, ...]:
    """Return the users whom notices reach that go to one of *standings* in the *body*."""
    is_theirs = _GRANTS.c.body_id.is_(None) | (_GRANTS.c.body_id == body)
    asked = (
        sa.select(_USERS.c.id)
        .distinct()
        .join(_GRANTS)
        .where(_GRANTS.c.role.in_([one.value for one in standings]), is_theirs)
        .where(_USERS.c.is_active, _USERS.c.notices, _USERS.c.address != "")
    )
    return tuple(connection.scalars(asked))


def _values(letter: NewLetter, at: datetime) -> Row:
    return {
        "name": letter.name,
        "subscription_id": letter.subscription,
        "user_id": letter.user,
        "channel": letter.channel.value,
        "purpose": letter.purpose.value,
        "told": [_plain(one) for one in letter.told],
        "made": at,
        "state": WAITING,
        "due": at,
        "tries": 0,
        "fault": {},
    }


def _plain(told: Happening) -> Row:
    return {
        name: value.isoformat() if isinstance(value, date | time) else value
        for name, value in told._asdict().items()
    }


def _told(plain: dict[str, Any]) -> Happening:
    day, clock, was = plain["day"], plain["clock"], plain["was"]
    read = {
        "event": Event(plain["event"]),
        "day": date.fromisoformat(day) if day else None,
        "clock": time.fromisoformat(clock) if clock else None,
        "was": date.fromisoformat(was) if was else None,
    }
    return Happening(**{**plain, **read})


def _after(before: Delivery, row: Any) -> Delivery:
    if row.state == SENT:
        return Delivery(row.ended)
    fault = _fault(row)
    return before._replace(fault=fault, is_dead=row.state == DEAD) if fault else before


def _fault(row: Any) -> tuple[str, dict[str, object]] | None:
    return (row.fault["msgid"], row.fault["fields"]) if row.fault else None


def _letter(row: Any) -> Letter:
    return Letter(
        row.id,
        row.name,
        row.subscription_id,
        row.user_id,
        Channel(row.channel),
        Purpose(row.purpose),
        tuple(map(_told, row.told)),
        row.made,
        row.state,
        row.due,
        row.tries,
        _fault(row),
    )
