"""Take away what is not to be kept longer. What is registered stays, whatever is told."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.settings import Retention
from agenda_risk.store import people_tables, screened_tables, tables
from agenda_risk.store.log import Deed, log
from agenda_risk.store.opening import Store

_MEETINGS, _OUTCOMES = tables.meetings, screened_tables.outcomes
_LIMITED = timedelta(days=1)  # how long it is remembered how often somebody tried something


class _Step(NamedTuple):
    """Rows of a table to take away, or to be emptied of *blanked*."""

    name: str
    table: sa.Table
    gone: sa.ColumnElement[bool]
    blanked: str = ""


def prune(
    store: Store, retention: Retention, when: tuple[datetime, date], *, is_dry: bool = False
) -> dict[str, int]:
    """Take away what has expired by *when*, now and today, and what *retention* tells; log it.

    Returns how many of each were taken away, or would be where it *is_dry*.
    """
    now, today = when
    found = {}
    with store.reading() if is_dry else store.writing() as connection:
        for step in _steps(retention, now, today):
            found[step.name] = (_count if is_dry else _do)(connection, step)
        if not is_dry and any(found.values()):
            log(connection, Deed("program", "pruned", None, found), now)
    return found


def _steps(retention: Retention, now: datetime, today: date) -> Iterator[_Step]:
    links, people = screened_tables.outcome_links, people_tables
    yield _Step("drafts", screened_tables.drafts, screened_tables.drafts.c.expires <= now)
    yield _Step("sessions", people.sessions, people.sessions.c.expires <= now)
    yield _Step("login_links", people.login_links, people.login_links.c.expires <= now)
    yield _Step("login_trips", people.login_trips, people.login_trips.c.expires <= now)
    yield _Step("outcome_links", links, links.c.expires <= now)
    yield _Step("attempts", people.attempts, people.attempts.c.began <= now - _LIMITED)
    if retention.outcome_texts is not None:
        old = _is_over(timedelta(days=retention.outcome_texts), now, today)
        gone = _OUTCOMES.c.meeting_id.in_(sa.select(_MEETINGS.c.id).where(old))
        yield _Step("outcome_texts", _OUTCOMES, gone & (_OUTCOMES.c.lesson != ""), "lesson")
    if retention.meetings is not None:
        old = _is_over(timedelta(days=retention.meetings), now, today)
        yield _Step("meetings", _MEETINGS, old & _is_not_registered())


def _is_over(kept: timedelta, now: datetime, today: date) -> sa.ColumnElement[bool]:
    """Tell whether a meeting was held before what is *kept*; one without a day, last seen."""
    is_unseen = _MEETINGS.c.day.is_(None) & (_MEETINGS.c.seen < now - kept)
    return (_MEETINGS.c.day < today - kept) | is_unseen


def _is_not_registered() -> sa.ColumnElement[bool]:
    registered = screened_tables.registered
    return ~sa.exists().where(registered.c.meeting_id == _MEETINGS.c.id)


def _count(connection: sa.Connection, step: _Step) -> int:
    asked = sa.select(sa.func.count()).select_from(step.table).where(step.gone)
    return int(connection.scalar(asked) or 0)


def _do(connection: sa.Connection, step: _Step) -> int:
    if step.blanked:
        change = step.table.update().where(step.gone).values({step.blanked: ""})
        return connection.execute(change).rowcount
    return connection.execute(step.table.delete().where(step.gone)).rowcount
