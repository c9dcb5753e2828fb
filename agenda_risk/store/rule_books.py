"""Keep the organisation's own rules, version by version: the last one published holds."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables

_T = screened_tables.rule_books


class Published(NamedTuple):
    """A version of the own rules; without a *text* the organisation has none."""

    id: int
    at: datetime
    actor: str
    comment: str
    text: str


def publish(connection: sa.Connection, text: str, comment: str, actor: str, at: datetime) -> int:
    """Let *text* be the own rules from now on, and return the number of the version."""
    values = {"at": at, "actor": actor, "comment": comment, "text": text}
    (number,) = connection.execute(_T.insert().values(values)).inserted_primary_key or (0,)
    return int(number)


def last_number(connection: sa.Connection) -> int:
    """Return the number of the version that holds; 0 where none was ever published."""
    return connection.scalar(sa.select(sa.func.max(_T.c.id))) or 0


def last_published(connection: sa.Connection) -> datetime | None:
    """Return when the version that holds was published."""
    asked = sa.select(_T.c.at).order_by(_T.c.id.desc()).limit(1)
    at: datetime | None = connection.scalar(asked)
    return at


def published(connection: sa.Connection, number: int) -> Published | None:
    """Return the version numbered *number*."""
    row = connection.execute(sa.select(_T).where(_T.c.id == number)).first()
    return Published(*row) if row else None


def all_published(connection: sa.Connection) -> tuple[Published, ...]:
    """Return all versions, the last first, without their texts."""
    columns = (_T.c.id, _T.c.at, _T.c.actor, _T.c.comment, sa.literal(""))
    asked = sa.select(*columns).order_by(_T.c.id.desc())
    return tuple(Published(*row) for row in connection.execute(asked))
