"""Look after the accounts of those who may log in."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.access import Grant, Standing
from agenda_risk.store import people_tables
from agenda_risk.store.users import User, hashed

_USERS, _GRANTS = people_tables.users, people_tables.grants
_LINKS = people_tables.login_links
_OF_USERS = "user:"


class Held(NamedTuple):
    """What somebody is granted, and the *origin* that told it; empty where it is by hand."""

    standing: Standing
    body: int | None
    origin: str

    @property
    def grant(self) -> Grant:
        """Return what it is, wherever it comes from."""
        return Grant(self.standing, self.body)


def user_numbered(connection: sa.Connection, number: int) -> User | None:
    """Return the user with the number *number*."""
    row = connection.execute(sa.select(_USERS).where(_USERS.c.id == number)).first()
    return User(*row) if row else None


def user_behind(connection: sa.Connection, actor: str) -> User | None:
    """Return the user whom the log calls *actor*; none where that is a program or a key."""
    number = actor.removeprefix(_OF_USERS)
    return user_numbered(connection, int(number)) if number != actor else None


def has_users(connection: sa.Connection) -> bool:
    """Tell whether anybody has an account."""
    return connection.scalar(sa.select(_USERS.c.id).limit(1)) is not None


def has_administrator(connection: sa.Connection) -> bool:
    """Tell whether anybody who may log in administers the service."""
    asked = (
        sa.select(_USERS.c.id)
        .join(_GRANTS)
        .where(_USERS.c.is_active, _GRANTS.c.role == Standing.ADMINISTRATOR.value)
        .limit(1)
    )
    return connection.scalar(asked) is not None


def change_user(connection: sa.Connection, number: int, **values: object) -> None:
    """Let the columns named in *values* have those values for the user numbered *number*."""
    connection.execute(_USERS.update().where(_USERS.c.id == number).values(values))


def all_grants(connection: sa.Connection) -> Mapping[int, tuple[Held, ...]]:
    """Return what each user is granted, by the user's number."""
    found: dict[int, tuple[Held, ...]] = {}
    for row in connection.execute(sa.select(_GRANTS).order_by(_GRANTS.c.id)):
        held = Held(Standing(row.role), row.body_id, row.origin)
        found[row.user_id] = (*found.get(row.user_id, ()), held)
    return found


def grants_by_hand(connection: sa.Connection, user: int) -> tuple[Grant, ...]:
    """Return what the user numbered *user* is granted by hand."""
    return tuple(one.grant for one in all_grants(connection).get(user, ()) if not one.origin)


def drop_links(connection: sa.Connection, user: int) -> None:
    """Let no link log the user numbered *user* in any longer."""
    connection.execute(_LINKS.delete().where(_LINKS.c.user_id == user))


def offer_setup(connection: sa.Connection, secret: str, expires: datetime) -> None:
    """Let *secret*, and no other, be what the service is set up with until it *expires*."""
    connection.execute(_LINKS.delete().where(_LINKS.c.user_id.is_(None)))
    connection.execute(_LINKS.insert().values(hash=hashed(secret), expires=expires))


def may_set_up(connection: sa.Connection, secret: str, at: datetime) -> bool:
    """Tell whether *secret* sets the service up: nobody administers it, and it has not expired."""
    own = (_LINKS.c.hash == hashed(secret)) & (_LINKS.c.expires > at)
    asked = sa.select(_LINKS.c.hash).where(own, _LINKS.c.user_id.is_(None))
    return connection.scalar(asked) is not None and not has_administrator(connection)
