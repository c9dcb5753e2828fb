"""Keep what was seen of meetings: each version once, with what became different in it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.changes import changes, fingerprint
from agenda_risk.errors import ConflictError
from agenda_risk.models import Change, Meeting, Period
from agenda_risk.store import people_tables, tables
from agenda_risk.store.opening import Store
from agenda_risk.translate import N_

CHANGED = N_("Somebody else has changed the meeting in between. Look at it again.")
_MEETINGS, _VERSIONS, _CHANGES = tables.meetings, tables.versions, tables.changes


class Kept(NamedTuple):
    """What keeping a meeting came to: its version, and what is new in it.

    *is_doubted* tells that something seemed gone while pages could not be had, so that what was
    seen before was kept.
    """

    system_id: str
    version: int
    changes: tuple[Change, ...] = ()
    is_doubted: bool = False


class _Last(NamedTuple):
    """The last version of a meeting as it is kept; *number* 0 means none."""

    meeting: int
    version: int = 0
    number: int = 0
    hash: str = ""
    content: Meeting | None = None


def keep(  # noqa: PLR0913  what is kept, and on what conditions
    store: Store,
    source: int,
    meeting: Meeting,
    at: datetime,
    *,
    is_whole: bool = True,
    onto: int | None = None,
) -> Kept:
    """Keep *meeting* of the source numbered *source*; a new version only where it has changed.

    Where the source was not seen whole, what seems gone may only not have been seen: then all
    stays as it was. Raises ConflictError where the last version is not *onto*, if that is told.
    """
    system_id = identity(meeting)
    with store.writing() as connection:
        last = _last(connection, source, system_id)
        if onto is not None and last.number != onto:
            raise ConflictError(CHANGED)
        found = changes(last.content, meeting)
        if not is_whole and any(change.kind.is_loss for change in found):
            return Kept(system_id, last.number, is_doubted=True)
        number = _seen(connection, source, system_id, meeting, at)
        if last.content is None or found:
            return _add_version(connection, last._replace(meeting=number), meeting, found, at)
        if last.hash != fingerprint(meeting):
            _update(connection, last, meeting)
        return Kept(system_id, last.number)


def identity(meeting: Meeting) -> str:
    """Return the system's id of *meeting*; where there is none, its body, day and time."""
    start = meeting.start
    made = f"{meeting.body.name} {start.day or ''} {start.clock or ''}"
    return meeting.id or " ".join(made.split())


def mark_missing(
    store: Store, source: int, listed: Collection[str], period: Period, at: datetime
) -> tuple[Meeting, ...]:
    """Mark and return the meetings within *period* that the source no longer lists.

    To be called only where the source was seen whole.
    """
    within = _MEETINGS.c.day.between(period.first, period.last)
    still = (_MEETINGS.c.source_id == source) & _MEETINGS.c.missing.is_(None) & within
    with store.writing() as connection:
        rows = connection.execute(sa.select(_MEETINGS).where(still)).all()
        gone = [row for row in rows if row.system_id not in listed]
        marked = _MEETINGS.c.id.in_([row.id for row in gone])
        connection.execute(_MEETINGS.update().where(marked).values(missing=at))
        lasts = [_last(connection, source, row.system_id) for row in gone]
    return tuple(last.content for last in lasts if last.content)


def _last(connection: sa.Connection, source: int, system_id: str) -> _Last:
    known = (_MEETINGS.c.source_id == source) & (_MEETINGS.c.system_id == system_id)
    asked = (
        sa.select(_VERSIONS)
        .join(_MEETINGS)
        .where(known)
        .order_by(_VERSIONS.c.number.desc())
        .limit(1)
    )
    row = connection.execute(asked).first()
    if row is None:
        return _Last(0)
    content = Meeting.model_validate(row.content)
    return _Last(row.meeting_id, row.id, row.number, row.hash, content)


def _seen(
    connection: sa.Connection, source: int, system_id: str, meeting: Meeting, at: datetime
) -> int:
    """Note that *meeting* was listed, and return its number in the store."""
    known = (_MEETINGS.c.source_id == source) & (_MEETINGS.c.system_id == system_id)
    values = {"day": meeting.start.day, "seen": at, "missing": None}
    number = connection.scalar(sa.select(_MEETINGS.c.id).where(known))
    if number is not None:
        connection.execute(_MEETINGS.update().where(known).values(**values))
        return int(number)
    own = {"source_id": source, "system_id": system_id, **_unused(connection)}
    added = _MEETINGS.insert().values(**own, **values)
    (made,) = connection.execute(added).inserted_primary_key or (0,)
    return int(made)


def _unused(connection: sa.Connection) -> dict[str, int]:
    """Return a number that no meeting ever had, where the database itself does not see to that.

    SQLite gives the number of the last one anew when it is gone, and the log still names it, as
    do links on paper.
    """
    if connection.dialect.name != "sqlite":
        return {}
    lasts = (sa.func.max(_MEETINGS.c.id), sa.func.max(people_tables.log.c.meeting_id))
    return {"id": max(connection.scalar(sa.select(last)) or 0 for last in lasts) + 1}


def _add_version(
    connection: sa.Connection,
    last: _Last,
    meeting: Meeting,
    found: tuple[Change, ...],
    at: datetime,
) -> Kept:
    number = last.number + 1
    values = {"meeting_id": last.meeting, "number": number, "seen": at, **_content(meeting)}
    (version,) = connection.execute(_VERSIONS.insert().values(**values)).inserted_primary_key or (
        0,
    )
    rows = [
        {
            "version_id": version,
            "place": place,
            "kind": change.kind.value,
            "content": change.model_dump(mode="json", exclude_defaults=True),
        }
        for place, change in enumerate(found)
    ]
    connection.execute(_CHANGES.insert(), rows)
    return Kept(identity(meeting), number, found)


def _update(connection: sa.Connection, last: _Last, meeting: Meeting) -> None:
    """Keep what nobody has to be told of (an address, a heading) in the version that there is."""
    place = _VERSIONS.c.id == last.version
    connection.execute(_VERSIONS.update().where(place).values(**_content(meeting)))


def _content(meeting: Meeting) -> dict[str, object]:
    content = meeting.model_dump(mode="json", exclude_defaults=True)
    return {"hash": fingerprint(meeting), "content": content}
