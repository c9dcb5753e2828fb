"""Keep briefs that are registered, as they were: nothing in the program takes them away."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.errors import MissingInputError
from agenda_risk.store import screened_tables, tables
from agenda_risk.store.log import Deed, log

_T = screened_tables.registered


class Paper(NamedTuple):
    """What is registered: a document under a case number."""

    case_number: str
    name: str
    content: bytes


class Registered(NamedTuple):
    """A document that was registered; its content is got by *content_of*."""

    id: int
    meeting: int
    at: datetime
    actor: str
    case_number: str
    name: str
    sha256: str


def register(
    connection: sa.Connection, meeting: int, paper: Paper, actor: str, at: datetime
) -> int:
    """Keep *paper* as registered for the meeting numbered *meeting*, log it, return its number.

    Raises MissingInputError where there is no such meeting.
    """
    known = sa.select(tables.meetings.c.id).where(tables.meetings.c.id == meeting)
    if connection.scalar(known) is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=meeting)
    digest = sha256(paper.content).hexdigest()
    values = {"meeting_id": meeting, "at": at, "actor": actor, "sha256": digest}
    done = connection.execute(_T.insert().values(**values, **paper._asdict()))
    (number,) = done.inserted_primary_key or (0,)
    log(connection, Deed(actor, "registered", meeting, {"sha256": digest}), at)
    return int(number)


def registered_of(connection: sa.Connection, meeting: int) -> tuple[Registered, ...]:
    """Return what is registered for the meeting numbered *meeting*, the latest first."""
    asked = _asked().where(_T.c.meeting_id == meeting).order_by(_T.c.id.desc())
    return tuple(Registered(*row) for row in connection.execute(asked))


def all_registered(connection: sa.Connection) -> Iterator[Registered]:
    """Yield all that is registered, in the order in which it was."""
    rows = connection.execute(_asked().order_by(_T.c.id)).all()
    return (Registered(*row) for row in rows)


def content_of(connection: sa.Connection, number: int) -> bytes | None:
    """Return the document registered as *number*."""
    content: bytes | None = connection.scalar(sa.select(_T.c.content).where(_T.c.id == number))
    return content


def _asked() -> sa.Select[Any]:
    return sa.select(
        *(_T.c["meeting_id" if name == "meeting" else name] for name in Registered._fields)
    )
