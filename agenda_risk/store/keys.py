"""Keep the keys by which other programs are known; only their hashes are kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.errors import ConflictError
from agenda_risk.store import people_tables
from agenda_risk.store.users import hashed

PREFIX = "ar_"  # by which scanners for lost secrets find them
USE_IS_KEPT = timedelta(minutes=1)
SOON = timedelta(days=30)
_T = people_tables.keys


class Key(NamedTuple):
    """A key; without a *body* it holds for all, without *expires* until it is revoked."""

    id: int
    name: str
    body: int | None
    standing: Standing
    added: datetime
    expires: datetime | None
    revoked: datetime | None
    used: datetime | None

    def holds(self, at: datetime) -> bool:
        """Tell whether the key opens anything."""
        return self.revoked is None and (self.expires is None or self.expires > at)

    def ends_soon(self, at: datetime) -> bool:
        """Tell whether the key holds, but for a month more at most."""
        return self.holds(at) and self.expires is not None and self.expires <= at + SOON

    def use_is_due(self, at: datetime) -> bool:
        """Tell whether it is time again to keep that the key was used."""
        return self.used is None or self.used + USE_IS_KEPT <= at

    @property
    def visitor(self) -> Visitor:
        """Return who the program is that has the key."""
        grants = (Grant(self.standing, self.body),)
        return Visitor(actor=f"key:{self.id}", name=self.name, grants=grants)


class NewKey(NamedTuple):
    """A key to be added."""

    name: str
    grant: Grant
    expires: datetime | None = None


def new_secret() -> str:
    """Return a secret for a key."""
    return PREFIX + token_urlsafe(32)


def add_key(connection: sa.Connection, key: NewKey, secret: str, at: datetime) -> int:
    """Keep *key*, whose secret is *secret*; return its number. Raises ConflictError if known."""
    if connection.scalar(sa.select(_T.c.id).where(_T.c.name == key.name)):
        raise ConflictError("There is a key “{name}” already.", name=key.name)
    values = {
        "name": key.name,
        "hash": hashed(secret),
        "body_id": key.grant.body,
        "role": key.grant.standing.value,
        "added": at,
        "expires": key.expires,
    }
    (number,) = connection.execute(_T.insert().values(values)).inserted_primary_key or (0,)
    return int(number)


def keys(connection: sa.Connection) -> tuple[Key, ...]:
    """Return all keys by name, those that were revoked too."""
    return tuple(_keys(connection, sa.select(_T).order_by(_T.c.name)))


def key_of(connection: sa.Connection, secret: str, at: datetime) -> Key | None:
    """Return the key whose secret is *secret*, if it still holds."""
    found = _keys(connection, sa.select(_T).where(_T.c.hash == hashed(secret)))
    return next((key for key in found if key.holds(at)), None)


def note_use(connection: sa.Connection, number: int, at: datetime) -> None:
    """Keep that the key numbered *number* was used."""
    connection.execute(_T.update().where(_T.c.id == number).values(used=at))


def revoke_key(connection: sa.Connection, number: int, at: datetime) -> bool:
    """Let the key numbered *number* open nothing any longer; tell whether it did until now."""
    own = (_T.c.id == number) & _T.c.revoked.is_(None)
    return bool(connection.execute(_T.update().where(own).values(revoked=at)).rowcount)


def _keys(connection: sa.Connection, asked: sa.Select[tuple[object, ...]]) -> Iterable[Key]:
    return (
        Key(
            id=row.id,
            name=row.name,
            body=row.body_id,
            standing=Standing(row.role),
            **{name: getattr(row, name) for name in ("added", "expires", "revoked", "used")},
        )
        for row in connection.execute(asked)
    )
