"""Keep who may log in, what they are granted, and who is logged in now."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.errors import ConflictError
from agenda_risk.normalise import fold
from agenda_risk.store import people_tables

_USERS, _GRANTS = people_tables.users, people_tables.grants
_SESSIONS, _LINKS = people_tables.sessions, people_tables.login_links


class User(NamedTuple):
    """Somebody who may log in; *password* is a hash, empty where they log in elsewhere.

    Messages go to *address*; *notices* tells whether those come that go with a role.
    """

    id: int
    name: str
    title: str
    password: str
    issuer: str | None
    subject: str | None
    language: str
    is_active: bool
    added: datetime
    address: str = ""
    notices: bool = True


class NewUser(NamedTuple):
    """A user to be added."""

    name: str
    title: str = ""
    password: str = ""
    issuer: str | None = None
    subject: str | None = None
    language: str = ""


class Seat(NamedTuple):
    """A session: whose it is, who told so, and what those call them; empty where we know it."""

    visitor: Visitor
    origin: str = ""
    subject: str = ""


def hashed(secret: str) -> str:
    """Return what is kept of *secret*, which is random and long."""
    return sha256(secret.encode()).hexdigest()


def add_user(
    connection: sa.Connection, user: NewUser, grants: Iterable[Grant], at: datetime
) -> int:
    """Keep *user* with *grants*, and return their number. Raises ConflictError for a known name."""
    if user_called(connection, user.name):
        raise ConflictError("There is a user “{name}” already.", name=user.name)
    values = {**user._asdict(), "is_active": True, "added": at}
    (number,) = connection.execute(_USERS.insert().values(values)).inserted_primary_key or (0,)
    set_grants(connection, int(number), grants)
    return int(number)


def set_grants(
    connection: sa.Connection, user: int, grants: Iterable[Grant], origin: str = ""
) -> None:
    """Let *grants* be all that the user numbered *user* is granted by hand.

    Where there is an *origin*, they are all that was told elsewhere; the two never mix.
    """
    is_told = _GRANTS.c.origin != "" if origin else _GRANTS.c.origin == ""
    connection.execute(_GRANTS.delete().where(_GRANTS.c.user_id == user, is_told))
    rows = [
        {"user_id": user, "body_id": one.body, "role": one.standing.value, "origin": origin}
        for one in dict.fromkeys(grants)
    ]
    if rows:
        connection.execute(_GRANTS.insert(), rows)


def users(connection: sa.Connection) -> tuple[User, ...]:
    """Return all users by name; capitals do not part them."""
    every = (User(*row) for row in connection.execute(sa.select(_USERS).order_by(_USERS.c.name)))
    return tuple(sorted(every, key=lambda one: fold(one.name)))


def user_called(connection: sa.Connection, name: str) -> User | None:
    """Return the user whose login name is *name*: so written, else but for capitals."""
    named = {one.name: one.id for one in connection.execute(sa.select(_USERS.c.name, _USERS.c.id))}
    alike = (number for one, number in named.items() if fold(one) == fold(name))
    number = named.get(name) or next(alike, None)
    row = connection.execute(sa.select(_USERS).where(_USERS.c.id == number)).first()
    return User(*row) if row else None


def grants_of(connection: sa.Connection, user: int) -> tuple[Grant, ...]:
    """Return what the user numbered *user* is granted, by hand or elsewhere."""
    asked = sa.select(_GRANTS.c.role, _GRANTS.c.body_id).where(_GRANTS.c.user_id == user)
    rows = connection.execute(asked.order_by(_GRANTS.c.id))
    return tuple(dict.fromkeys(Grant(Standing(role), body) for role, body in rows))


def begin_session(
    connection: sa.Connection, user: int, secret: str, begun: datetime, expires: datetime
) -> None:
    """Let whoever knows *secret* be the user numbered *user* until it expires."""
    values = {"hash": hashed(secret), "user_id": user, "begun": begun, "expires": expires}
    connection.execute(_SESSIONS.delete().where(_SESSIONS.c.expires <= begun))
    connection.execute(_SESSIONS.insert().values(values))


def end_session(connection: sa.Connection, secret: str) -> None:
    """Let *secret* be worth nothing from now on."""
    connection.execute(_SESSIONS.delete().where(_SESSIONS.c.hash == hashed(secret)))


def end_sessions(connection: sa.Connection, user: int) -> None:
    """Log the user numbered *user* out everywhere."""
    connection.execute(_SESSIONS.delete().where(_SESSIONS.c.user_id == user))


def seat_of(connection: sa.Connection, secret: str, at: datetime) -> Seat:
    """Return who is logged in with *secret*; a stranger where nobody is."""
    asked = (
        sa.select(_SESSIONS.c.origin, _USERS)
        .join(_USERS)
        .where(_SESSIONS.c.hash == hashed(secret), _SESSIONS.c.expires > at, _USERS.c.is_active)
    )
    row = connection.execute(asked).first()
    if row is None:
        return Seat(Visitor())
    user = User(*row[1:])
    return Seat(_visitor(connection, user), row.origin, user.subject or "")


def add_link(connection: sa.Connection, user: int, secret: str, expires: datetime) -> None:
    """Let *secret* log the user numbered *user* in, once."""
    values = {"hash": hashed(secret), "user_id": user, "expires": expires}
    connection.execute(_LINKS.insert().values(values))


def use_link(connection: sa.Connection, secret: str, at: datetime) -> int | None:
    """Return whom *secret* logs in, and let it be worth nothing from now on."""
    asked = (
        sa.select(_LINKS.c.user_id)
        .join(_USERS)
        .where(_LINKS.c.hash == hashed(secret), _LINKS.c.expires > at, _USERS.c.is_active)
    )
    user: int | None = connection.scalar(asked)
    connection.execute(_LINKS.delete().where(_LINKS.c.hash == hashed(secret)))
    return user


def _visitor(connection: sa.Connection, user: User) -> Visitor:
    return Visitor(
        actor=f"user:{user.id}",
        name=user.title or user.name,
        language=user.language,
        grants=grants_of(connection, user.id),
    )
