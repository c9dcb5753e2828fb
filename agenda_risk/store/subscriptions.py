"""Keep who wants to hear of what, and what each subscription has heard."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.models import Channel, Rhythm, Wanted
from agenda_risk.news import Heard
from agenda_risk.store import message_tables, people_tables
from agenda_risk.store.leases import is_time
from agenda_risk.store.users import User

_T, _HEARD = message_tables.subscriptions, message_tables.heard
_SITUATIONS = message_tables.situations
_USERS, _GRANTS = people_tables.users, people_tables.grants
_SENT = [one.value for one in Channel if one.is_sent]


class Terms(NamedTuple):
    """What somebody asks for, and how they want to be told."""

    name: str
    wanted: Wanted
    channel: Channel = Channel.MAIL
    destination: str = ""
    rhythm: Rhythm = Rhythm.DAILY
    heartbeat: bool = False


class Subscription(NamedTuple):
    """What a user asked for; *turn* counts the addresses that its feed has had.

    *due* is when all that is coming is next looked through, *past* the number of the last
    happening that was seen before.
    """

    id: int
    user: int
    terms: Terms
    turn: int
    created: datetime
    paused: datetime | None
    due: datetime
    past: int


class Next(NamedTuple):
    """When a subscription is next *due*, and up to which happening it has seen all."""

    due: datetime
    past: int


class Reader(NamedTuple):
    """A user, and what they may do."""

    user: User
    visitor: Visitor


def add_subscription(
    connection: sa.Connection, user: int, terms: Terms, now: datetime, due: datetime
) -> int:
    """Keep a subscription of *user*, which is first *due* then, and return its number."""
    values = {"user_id": user, "turn": 1, "created": now, "due": due, "past": 0}
    added = _T.insert().values(**values, **_values(terms))
    (number,) = connection.execute(added).inserted_primary_key or (0,)
    return int(number)


def change_subscription(connection: sa.Connection, number: int, **values: object) -> None:
    """Let columns of the subscription numbered *number* have those values."""
    connection.execute(_T.update().where(_T.c.id == number).values(**values))


def change_terms(connection: sa.Connection, number: int, terms: Terms, due: datetime) -> None:
    """Let *terms* be what the subscription numbered *number* asks for, next *due* then."""
    change_subscription(connection, number, due=due, **_values(terms))


def remove_subscription(connection: sa.Connection, number: int) -> None:
    """Take the subscription numbered *number* away, with what waits for it in the outbox."""
    connection.execute(_T.delete().where(_T.c.id == number))


def subscription_numbered(connection: sa.Connection, number: int) -> Subscription | None:
    """Return the subscription numbered *number*."""
    row = connection.execute(sa.select(_T).where(_T.c.id == number)).first()
    return _subscription(row) if row else None


def subscriptions_of(connection: sa.Connection, user: int) -> tuple[Subscription, ...]:
    """Return the subscriptions of *user* in the order in which they were made."""
    asked = sa.select(_T).where(_T.c.user_id == user).order_by(_T.c.id)
    return tuple(map(_subscription, connection.execute(asked)))


def due_subscriptions(
    connection: sa.Connection, now: datetime, most: int
) -> tuple[Subscription, ...]:
    """Return so many subscriptions for which all that is coming is to be looked through."""
    asked = _live().where(is_time(_T.c.due, now)).order_by(_T.c.due, _T.c.id).limit(most)
    return tuple(map(_subscription, connection.execute(asked)))


def waiting_subscriptions(
    connection: sa.Connection, last: int, most: int
) -> tuple[Subscription, ...]:
    """Return so many that are told at once, and have not seen what happened up to *last*."""
    is_waiting = (_T.c.rhythm == Rhythm.AT_ONCE.value) & (_T.c.past < last)
    asked = _live().where(is_waiting).order_by(_T.c.past, _T.c.id).limit(most)
    return tuple(map(_subscription, connection.execute(asked)))


def unchanged(connection: sa.Connection, before: Iterable[Subscription]) -> frozenset[int]:
    """Return the numbers of those that are as they were *before*."""
    known = {one.id: one for one in before}
    now = map(_subscription, connection.execute(sa.select(_T).where(_T.c.id.in_(list(known)))))
    return frozenset(one.id for one in now if one == known[one.id])


def move_on(connection: sa.Connection, after: Mapping[int, Next]) -> None:
    """Let the subscriptions with those numbers go on as told."""
    rows = [{"number": number, **one._asdict()} for number, one in after.items()]
    own = _T.c.id == sa.bindparam("number")
    values: dict[str, Any] = {name: sa.bindparam(name) for name in Next._fields}
    if rows:
        connection.execute(_T.update().where(own).values(**values), rows)


def heard_by(
    connection: sa.Connection, subscriptions: Iterable[int], meetings: Iterable[int]
) -> Mapping[int, Mapping[int, Heard]]:
    """Return what each of *subscriptions* has heard of *meetings*, by the number of the meeting."""
    found: dict[int, dict[int, Heard]] = {one: {} for one in subscriptions}
    asked = sa.select(_HEARD).where(
        _HEARD.c.subscription_id.in_(list(found)), _HEARD.c.meeting_id.in_(list(meetings))
    )
    for row in connection.execute(asked):
        found[row.subscription_id][row.meeting_id] = _heard(row)
    return found


def all_heard(connection: sa.Connection, subscription: int) -> Mapping[int, Heard]:
    """Return what *subscription* has heard, by the number of the meeting."""
    asked = sa.select(_HEARD).where(_HEARD.c.subscription_id == subscription)
    return {row.meeting_id: _heard(row) for row in connection.execute(asked)}


def put_heard(connection: sa.Connection, heard: Mapping[tuple[int, int], Heard]) -> None:
    """Let that be *heard*, by the numbers of subscription and meeting."""
    rows = [
        {"subscription_id": subscription, "meeting_id": meeting, **_plain(one)}
        for (subscription, meeting), one in heard.items()
    ]
    drop_heard(connection, heard)
    if rows:
        connection.execute(_HEARD.insert(), rows)


def drop_heard(connection: sa.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Let each of *pairs*, a subscription and a meeting, be as if nothing had been heard."""
    rows = [{"s": subscription, "m": meeting} for subscription, meeting in pairs]
    own = (_HEARD.c.subscription_id == sa.bindparam("s")) & (
        _HEARD.c.meeting_id == sa.bindparam("m")
    )
    if rows:
        connection.execute(_HEARD.delete().where(own), rows)


def forget_raised(connection: sa.Connection, subscription: int, known: Mapping[int, Heard]) -> None:
    """Let *subscription* be as if it had heard of nothing raised in the meetings *known* to it.

    Which cases it was told of as new is remembered: they are not new again.
    """
    drop_heard(connection, [(subscription, meeting) for meeting in known])
    kept = {(subscription, meeting): one for meeting, one in known.items() if one.firsts}
    put_heard(connection, {pair: one._replace(ranks={}) for pair, one in kept.items()})


def forget_heard_before(connection: sa.Connection, day: date) -> None:
    """Forget what was heard of the meetings before *day*."""
    old = sa.select(_SITUATIONS.c.meeting_id).where(_SITUATIONS.c.day < day)
    connection.execute(_HEARD.delete().where(_HEARD.c.meeting_id.in_(old)))


def readers(connection: sa.Connection, users: Iterable[int]) -> Mapping[int, Reader]:
    """Return those of *users* who may log in, by number, with what they may do."""
    numbers = sorted(set(users))
    asked = sa.select(_GRANTS).where(_GRANTS.c.user_id.in_(numbers))
    grants: dict[int, list[Grant]] = {}
    for row in connection.execute(asked):
        grants.setdefault(row.user_id, []).append(Grant(Standing(row.role), row.body_id))
    found = sa.select(_USERS).where(_USERS.c.id.in_(numbers), _USERS.c.is_active)
    people = (User(*row) for row in connection.execute(found))
    return {one.id: _reader(one, tuple(grants.get(one.id, ()))) for one in people}


def _heard(row: Any) -> Heard:
    return Heard(row.day, row.clock, row.state, row.ranks, frozenset(row.firsts))


def _plain(one: Heard) -> dict[str, Any]:
    return {**one._asdict(), "firsts": sorted(one.firsts)}


def _reader(user: User, grants: tuple[Grant, ...]) -> Reader:
    return Reader(user, Visitor(f"user:{user.id}", language=user.language, grants=grants))


def _live() -> sa.Select[Any]:
    return sa.select(_T).where(_T.c.paused.is_(None), _T.c.channel.in_(_SENT))


def _values(terms: Terms) -> dict[str, object]:
    return {
        "name": terms.name,
        "wanted": terms.wanted.model_dump(mode="json", exclude_defaults=True),
        "channel": terms.channel.value,
        "destination": terms.destination,
        "rhythm": terms.rhythm.value,
        "heartbeat": terms.heartbeat,
    }


def _subscription(row: Any) -> Subscription:
    terms = Terms(
        row.name,
        Wanted.model_validate(row.wanted),
        Channel(row.channel),
        row.destination,
        Rhythm(row.rhythm),
        row.heartbeat,
    )
    return Subscription(
        row.id, row.user_id, terms, row.turn, row.created, row.paused, row.due, row.past
    )
