"""Keep what was done, by whom: a chain in which each entry carries the hash of the one before."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import people_tables

_T = people_tables.log
FIRST = "0" * 64
_AT_ONCE = 1_000


class Logged(NamedTuple):
    """An entry of the log; *content* is JSON."""

    number: int
    at: str
    actor: str
    act: str
    meeting_id: int | None
    content: str
    previous: str
    hash: str


class Deed(NamedTuple):
    """What is logged: who did what, to which meeting, with which particulars; without names."""

    actor: str
    act: str
    meeting: int | None = None
    content: Mapping[str, object] = {}


def log(connection: sa.Connection, deed: Deed, at: datetime) -> None:
    """Add *deed* to the log, within the transaction that does it."""
    last = connection.execute(
        sa.select(_T.c.number, _T.c.hash).order_by(_T.c.number.desc()).limit(1)
    ).first()
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
    content = json.dumps(deed.content, ensure_ascii=False, sort_keys=True, default=str)
    told = Logged(
        number, at.isoformat(), deed.actor, deed.act, deed.meeting, content, previous, hash=""
    )
    connection.execute(_T.insert().values(told._replace(hash=hash_of(told))._asdict()))


def hash_of(logged: Logged) -> str:
    """Return the hash that the entry *logged* should carry."""
    canonical = json.dumps(logged[:-1], ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def last_entry(connection: sa.Connection, besides: Iterable[str] = ()) -> int:
    """Return the number of the last entry *besides* those of some acts: a new one for each act."""
    asked = sa.select(_T.c.number).where(_T.c.act.not_in(sorted(besides)))
    return connection.scalar(asked.order_by(_T.c.number.desc()).limit(1)) or 0


def logged(connection: sa.Connection, after: int | None = None) -> Iterator[Logged]:
    """Yield the entries, or those after that numbered *after*, in their order."""
    asked = sa.select(_T).order_by(_T.c.number).limit(_AT_ONCE)
    while True:
        rest = asked if after is None else asked.where(_T.c.number > after)
        rows = connection.execute(rest).all()
        yield from (Logged(*row) for row in rows)
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].number


def of_meeting(connection: sa.Connection, meeting: int) -> tuple[Logged, ...]:
    """Return what was done to the meeting numbered *meeting*, the latest first."""
    asked = sa.select(_T).where(_T.c.meeting_id == meeting).order_by(_T.c.number.desc())
    return tuple(Logged(*row) for row in connection.execute(asked))


def latest(connection: sa.Connection, most: int = 20) -> tuple[Logged, ...]:
    """Return the last entries, the latest first."""
    asked = sa.select(_T).order_by(_T.c.number.desc()).limit(most)
    return tuple(Logged(*row) for row in connection.execute(asked))
