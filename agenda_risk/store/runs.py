"""Keep when a source was looked at, and what came of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.errors import AgendaRiskError
from agenda_risk.store import tables
from agenda_risk.store.opening import Store

WHOLE, PARTLY, FAILED = "whole", "partly", "failed"
_T = tables.runs


class Run(NamedTuple):
    """One look at a source.

    *outcome* is whole, partly (some pages could not be had) or failed; empty where the program
    was stopped. *failures* are what the errors say in English, *changed* counts new versions.
    """

    started: datetime
    ended: datetime | None
    outcome: str
    failures: tuple[tuple[str, dict[str, object]], ...]
    meetings: int
    changed: int


class Result(NamedTuple):
    """What came of a run."""

    outcome: str
    failures: tuple[AgendaRiskError, ...] = ()
    meetings: int = 0
    changed: int = 0


def begin_run(store: Store, source: int, at: datetime) -> int:
    """Note that the source numbered *source* is looked at; return the number of the run."""
    values = {"source_id": source, "started": at, "outcome": "", "failures": []}
    with store.writing() as connection:
        done = connection.execute(_T.insert().values(**values, meetings=0, changed=0))
        (number,) = done.inserted_primary_key or (0,)
    return int(number)


def end_run(store: Store, run: int, at: datetime, result: Result) -> None:
    """Note what came of the run numbered *run*."""
    values = result._asdict() | {"failures": list(_kept(result.failures))}
    with store.writing() as connection:
        connection.execute(_T.update().where(_T.c.id == run).values(ended=at, **values))


def runs_of(store: Store, source: int, most: int = 20) -> tuple[Run, ...]:
    """Return the last looks at the source numbered *source*, the latest first."""
    asked = sa.select(_T).where(_T.c.source_id == source).order_by(_T.c.id.desc()).limit(most)
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    return tuple(
        Run(
            row.started,
            row.ended,
            row.outcome,
            tuple((msgid, fields) for msgid, fields in row.failures),
            row.meetings,
            row.changed,
        )
        for row in rows
    )


def _kept(failures: Iterable[AgendaRiskError]) -> Iterable[list[object]]:
    """Yield what is kept of *failures*, so that they can be told in any language."""
    for error in failures:
        yield [error.msgid, {name: _plain(value) for name, value in error.fields.items()}]


def _plain(value: object) -> object:
    return value if isinstance(value, int | str) else str(value)
