"""Let one program at a time do something, and remember when what is done at set times was done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import message_tables

# Clocks of two computers differ by less; what is noted as later was noted by one that was wrong.
ASKEW = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=8)  # for what is done each week at the most seldom
_LEASES, _CHORES = message_tables.leases, message_tables.chores


class Chore(NamedTuple):
    """When something was last begun, and what went wrong with it, if anything."""

    name: str
    at: datetime
    fault: dict[str, object]

    def is_of(self, since: datetime, now: datetime) -> bool:
        """Tell whether it was begun *since* then, and not by a clock that is ahead of *now*."""
        return since <= self.at <= now + ASKEW


class Lease(NamedTuple):
    """*holder* does what is called *name*, *until* then."""

    name: str
    holder: str
    until: datetime


def take_lease(
    connection: sa.Connection,
    lease: Lease,
    now: datetime,
    is_dead: Callable[[str], bool] = lambda _holder: False,
) -> bool:
    """Let the *lease* be taken; tell whether it is, since nobody else has it *now*.

    One whose holder *is_dead* is nobody's any more, nor one that would last longer than *lease*
    does: it was taken by a clock that was ahead.
    """
    row = connection.execute(sa.select(_LEASES).where(_LEASES.c.name == lease.name)).first()
    is_held = row and row.holder != lease.holder and now < row.until <= lease.until + ASKEW
    if row and is_held and not is_dead(row.holder):
        return False
    connection.execute(_LEASES.delete().where(_LEASES.c.name == lease.name))
    connection.execute(_LEASES.insert().values(lease._asdict()))
    return True


def is_time(column: sa.ColumnElement[datetime], now: datetime) -> sa.ColumnElement[bool]:
    """Tell whether what is due as a *column* says is due *now*.

    Nothing waits so long as what a clock put off that was ahead.
    """
    return (column <= now) | (column > now + LONGEST_WAIT)


def drop_lease(connection: sa.Connection, name: str, holder: str) -> None:
    """Let others do *name* that *holder* did."""
    own = (_LEASES.c.name == name) & (_LEASES.c.holder == holder)
    connection.execute(_LEASES.delete().where(own))


def chore_called(connection: sa.Connection, name: str) -> Chore | None:
    """Return when the chore called *name* was last begun."""
    row = connection.execute(sa.select(_CHORES).where(_CHORES.c.name == name)).first()
    return Chore(*row) if row else None


def faulty_chores(connection: sa.Connection, since: datetime) -> tuple[Chore, ...]:
    """Return what was begun *since* then and went wrong the last time, the latest first."""
    asked = sa.select(_CHORES).where(_CHORES.c.at >= since).order_by(_CHORES.c.at.desc())
    return tuple(one for one in (Chore(*row) for row in connection.execute(asked)) if one.fault)


def forget_chores(connection: sa.Connection, kind: str, before: datetime) -> None:
    """Forget what is called by its *kind* and something else, and was begun *before* then."""
    old = _CHORES.c.name.startswith(f"{kind} ", autoescape=True) & (_CHORES.c.at < before)
    connection.execute(_CHORES.delete().where(old))


def put_chore(connection: sa.Connection, chore: Chore) -> None:
    """Let *chore* be how its like was last begun."""
    connection.execute(_CHORES.delete().where(_CHORES.c.name == chore.name))
    connection.execute(_CHORES.insert().values(chore._asdict()))
