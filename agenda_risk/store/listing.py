"""List what was seen of meetings."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.models import Change, Meeting, Period
from agenda_risk.store import tables
from agenda_risk.store.opening import Store

_MEETINGS, _VERSIONS, _CHANGES = tables.meetings, tables.versions, tables.changes


class Seen(NamedTuple):
    """A meeting as it was last seen, and what became different in its last version.

    *missing* is when its system first no longer listed it.
    """

    number: int
    source: int
    meeting: Meeting
    version: int
    changed: datetime
    seen: datetime
    missing: datetime | None
    changes: tuple[Change, ...]


def meetings_between(store: Store, period: Period) -> tuple[Seen, ...]:
    """Return the meetings within *period*, and those whose day is not known, in order of time."""
    is_within = _MEETINGS.c.day.between(period.first, period.last) | _MEETINGS.c.day.is_(None)
    asked = (
        sa.select(_MEETINGS, _VERSIONS)
        .join(_VERSIONS)
        .where(is_within & (_VERSIONS.c.number == _latest()))
        .set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL)
    )
    with store.reading() as connection:
        rows = connection.execute(asked).all()
        found = [_seen(connection, row) for row in rows]
    return tuple(sorted(found, key=_when))


def seen_meeting(store: Store, number: int) -> Seen | None:
    """Return the meeting numbered *number* as it was last seen."""
    asked = (
        sa.select(_MEETINGS, _VERSIONS)
        .join(_VERSIONS)
        .where((_MEETINGS.c.id == number) & (_VERSIONS.c.number == _latest()))
        .set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL)
    )
    with store.reading() as connection:
        row = connection.execute(asked).first()
        return _seen(connection, row) if row else None


def seen_among(store: Store, source: int, ids: Iterable[str]) -> tuple[Seen, ...]:
    """Return the meetings that the source numbered *source* calls by one of *ids*."""
    place, wanted = _MEETINGS.c.source_id == source, set(ids)
    asked = sa.select(_MEETINGS.c.id, _MEETINGS.c.system_id).where(place)
    with store.reading() as connection:
        numbers = [row.id for row in connection.execute(asked) if row.system_id in wanted]
    found = (seen_meeting(store, number) for number in numbers)
    return tuple(one for one in found if one)


def meeting_number(store: Store, source: int, system_id: str) -> int | None:
    """Return the number of the meeting that the source numbered *source* calls *system_id*."""
    known = (_MEETINGS.c.source_id == source) & (_MEETINGS.c.system_id == system_id)
    with store.reading() as connection:
        number: int | None = connection.scalar(sa.select(_MEETINGS.c.id).where(known))
    return number


def system_ids(store: Store) -> tuple[tuple[int, int, str], ...]:
    """Return of each meeting its number, its source's number and what its system calls it."""
    asked = sa.select(_MEETINGS.c.id, _MEETINGS.c.source_id, _MEETINGS.c.system_id)
    with store.reading() as connection:
        return tuple((one.id, one.source_id, one.system_id) for one in connection.execute(asked))


def last_seen(store: Store, source: int) -> datetime | None:
    """Return when a meeting of the source numbered *source* was last seen."""
    asked = sa.select(sa.func.max(_MEETINGS.c.seen)).where(_MEETINGS.c.source_id == source)
    with store.reading() as connection:
        found: datetime | None = connection.scalar(asked)
    return found


def last_version(connection: sa.Connection, meeting: int) -> int:
    """Return the number of the last version of the meeting numbered *meeting*, 0 for none."""
    asked = sa.select(sa.func.max(_VERSIONS.c.number)).where(_VERSIONS.c.meeting_id == meeting)
    return int(connection.scalar(asked) or 0)


def seen_version(store: Store, meeting: int, version: int) -> Meeting | None:
    """Return the meeting numbered *meeting* as it was in that *version*."""
    place = (_VERSIONS.c.meeting_id == meeting) & (_VERSIONS.c.number == version)
    with store.reading() as connection:
        content = connection.scalar(sa.select(_VERSIONS.c.content).where(place))
    return Meeting.model_validate(content) if content else None


def seen_versions(store: Store, meeting: int) -> tuple[tuple[int, datetime], ...]:
    """Return the numbers of the versions of the meeting numbered *meeting*, and when each came."""
    asked = sa.select(_VERSIONS.c.number, _VERSIONS.c.seen).where(_VERSIONS.c.meeting_id == meeting)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(_VERSIONS.c.number))
        return tuple((row.number, row.seen) for row in rows)


def _latest() -> sa.ScalarSelect[int]:
    other = _VERSIONS.alias()
    asked = sa.select(sa.func.max(other.c.number)).where(other.c.meeting_id == _MEETINGS.c.id)
    return asked.correlate(_MEETINGS).scalar_subquery()


def _seen(connection: sa.Connection, row: sa.Row[tuple[object, ...]]) -> Seen:
    values = row._mapping
    version = values[_VERSIONS.c.id]
    return Seen(
        number=values[_MEETINGS.c.id],
        source=values[_MEETINGS.c.source_id],
        meeting=Meeting.model_validate(values[_VERSIONS.c.content]),
        version=values[_VERSIONS.c.number],
        changed=values[_VERSIONS.c.seen],
        seen=values[_MEETINGS.c.seen],
        missing=values[_MEETINGS.c.missing],
        changes=_changes(connection, version),
    )


def _changes(connection: sa.Connection, version: int) -> tuple[Change, ...]:
    asked = (
        sa.select(_CHANGES.c.content)
        .where(_CHANGES.c.version_id == version)
        .order_by(_CHANGES.c.place)
    )
    return tuple(map(Change.model_validate, connection.scalars(asked)))


def _when(seen: Seen) -> tuple[str, str, str]:
    start = seen.meeting.start
    return str(start.day or "9999"), f"{start.clock or ''}", seen.meeting.body.name
