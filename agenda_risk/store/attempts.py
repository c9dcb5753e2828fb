"""Count how often something is tried that is limited: in the store, so all workers count as one."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import people_tables
from agenda_risk.store.leases import ASKEW

_T = people_tables.attempts
_LONGEST = timedelta(days=1)


class Limit(NamedTuple):
    """Something may be tried *most* times within *span*, which is at most a day."""

    most: int
    span: timedelta


class Tries(NamedTuple):
    """How often something was tried, and how long to *wait* where that was too often."""

    made: int
    wait: timedelta | None = None


def attempt_name(kind: str, who: str) -> str:
    """Return what tries of *kind* by *who* are counted under, without telling who that is."""
    return f"{kind}:{sha256(who.encode('utf-8', 'surrogatepass')).hexdigest()}"


def count_attempt(connection: sa.Connection, name: str, limit: Limit, at: datetime) -> Tries:
    """Count one more try of *name*, unless *limit* is reached: then nothing is counted.

    What a clock counted that was ahead counts no longer.
    """
    connection.execute(_T.delete().where(_T.c.began <= at - _LONGEST))
    row = connection.execute(sa.select(_T).where(_T.c.name == name)).first()
    if row is None or not at - limit.span < row.began <= at + ASKEW:
        forget_attempts(connection, name)
        connection.execute(_T.insert().values(name=name, began=at, count=1))
        return Tries(1)
    if row._mapping["count"] >= limit.most:
        return Tries(row._mapping["count"], row.began + limit.span - at)
    _set(connection, name, row._mapping["count"] + 1)
    return Tries(row._mapping["count"] + 1)


def take_back_attempt(connection: sa.Connection, name: str) -> None:
    """Count one try of *name* less: it went well."""
    count = connection.scalar(sa.select(_T.c.count).where(_T.c.name == name))
    if count:
        _set(connection, name, count - 1)


def forget_attempts(connection: sa.Connection, name: str) -> None:
    """Begin to count *name* anew."""
    connection.execute(_T.delete().where(_T.c.name == name))


def _set(connection: sa.Connection, name: str, count: int) -> None:
    connection.execute(_T.update().where(_T.c.name == name).values(count=count))
