"""Keep briefs as they were when they were registered: no rule of retention takes them away."""

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables

_T = screened_tables.registered


class Registered(NamedTuple):
    """A brief that was registered; *name* is that of the file."""

    id: int
    meeting: int
    at: datetime
    actor: str
    case_number: str
    name: str
    sha256: str


class Paper(NamedTuple):
    """What is registered: a file under a case number."""

    case_number: str
    name: str
    content: bytes


def register(
    connection: sa.Connection, meeting: int, paper: Paper, actor: str, at: datetime
) -> int:
    """Keep *paper* of the meeting numbered *meeting*, and return its number."""
    values = {"meeting_id": meeting, "at": at, "actor": actor, **paper._asdict()}
    digest = sha256(paper.content).hexdigest()
    done = connection.execute(_T.insert().values(sha256=digest, **values))
    (number,) = done.inserted_primary_key or (0,)
    return int(number)


def registered_of(connection: sa.Connection, meeting: int) -> tuple[Registered, ...]:
    """Return what is registered of the meeting numbered *meeting*, the latest first."""
    columns = [column for column in _T.c if column.name != "content"]
    asked = sa.select(*columns).where(_T.c.meeting_id == meeting).order_by(_T.c.id.desc())
    return tuple(Registered(*row) for row in connection.execute(asked))


def registered_paper(connection: sa.Connection, meeting: int, number: int) -> Paper | None:
    """Return the paper numbered *number* of the meeting numbered *meeting*."""
    own = (_T.c.meeting_id == meeting) & (_T.c.id == number)
    row = connection.execute(
        sa.select(_T.c.case_number, _T.c.name, _T.c.content).where(own)
    ).first()
    return Paper(*row) if row else None


def all_registered(connection: sa.Connection) -> tuple[Registered, ...]:
    """Return all that is registered, in the order in which it was."""
    columns = [column for column in _T.c if column.name != "content"]
    return tuple(
        Registered(*row) for row in connection.execute(sa.select(*columns).order_by(_T.c.id))
    )
