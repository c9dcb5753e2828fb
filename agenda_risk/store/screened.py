"""Keep what was found in the agenda of a meeting, as lists and searches show it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.errors import ConflictError, TooLargeError
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.store import screened_tables as tables
from agenda_risk.store.sightings import SightingRow, put_sightings

_BODIES, _SCREENINGS, _ITEMS = tables.bodies, tables.screenings, tables.items
_FINDINGS, _MEASURES, _FILES = tables.findings, tables.measures, tables.files
_MOST = 500

Row = Mapping[str, object]


class BodyRow(NamedTuple):
    """A body that has met, or was named before it does."""

    id: int
    organisation: str
    name: str


class ScreeningRow(NamedTuple):
    """A meeting as lists show it; *level* is a rank, *status* is empty where there is an agenda.

    *answered* of the suggested *measures* have a yes or a no.
    """

    meeting: int
    body: BodyRow
    version: int
    at: datetime
    day: date | None
    clock: time | None
    place: str
    status: str
    level: int
    items: int
    raised: int
    is_complete: bool
    reviewed: datetime | None
    reviewed_version: int | None
    measures: int
    answered: int


class ItemRow(NamedTuple):
    """An item as lists show it."""

    meeting: int
    place: int
    number: str
    title: str
    case_number: str
    level: int


class Screened(NamedTuple):
    """What is kept of a screening on a *day*: values of the columns of the tables.

    There are as many *sightings* as items, or none where cases are not followed.
    """

    day: date | None
    screening: Row
    items: tuple[tuple[Row, tuple[Row, ...]], ...]
    measures: tuple[Row, ...]
    sightings: tuple[SightingRow, ...] = ()


def bodies(connection: sa.Connection, among: Iterable[int] | None = None) -> tuple[BodyRow, ...]:
    """Return all bodies, or those *among* some numbers, by organisation and name."""
    asked = sa.select(_BODIES).order_by(_BODIES.c.organisation, _BODIES.c.name)
    if among is not None:
        asked = asked.where(_BODIES.c.id.in_(sorted(among)))
    return tuple(BodyRow(*row) for row in connection.execute(asked))


def put_screening(connection: sa.Connection, meeting: int, screened: Screened) -> None:
    """Let *screened* be what was found in the meeting numbered *meeting*.

    Raises TooLargeError where its agenda has more items than any agenda has.
    """
    if len(screened.items) > tables.LAST_PLACE:
        raise TooLargeError(
            "An agenda of more than {most} items is not kept.", most=tables.LAST_PLACE
        )
    for table in (_ITEMS, _SCREENINGS, _MEASURES):
        connection.execute(table.delete().where(table.c.meeting_id == meeting))
    own = {"meeting_id": meeting, "day": screened.day}
    connection.execute(_SCREENINGS.insert().values(**own, **screened.screening))
    items = item_rows(meeting, screened)
    _insert(connection, _ITEMS, items)
    _insert(connection, _FINDINGS, finding_rows(meeting, screened))
    _insert(connection, _MEASURES, [{"meeting_id": meeting, **one} for one in screened.measures])
    told = zip(items, screened.sightings, strict=False)
    put_sightings(connection, ((item["id"], item["body_id"], one) for item, one in told))


def item_rows(meeting: int, screened: Screened) -> list[dict[str, Any]]:
    """Return the items of *screened* with their numbers and that of their *meeting*."""
    own = {"meeting_id": meeting, "day": screened.day}
    return [
        {"id": _number(meeting, screened, place), **own, **item, "place": place}
        for place, (item, _findings) in enumerate(screened.items, 1)
    ]


def finding_rows(meeting: int, screened: Screened) -> list[Row]:
    """Return the findings of *screened* with the numbers of their items."""
    return [
        {"item_id": _number(meeting, screened, place), **finding}
        for place, (_item, findings) in enumerate(screened.items, 1)
        for finding in findings
    ]


def _number(meeting: int, screened: Screened, place: int) -> int:
    return tables.item_number(screened.day, meeting, place)


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def screenings(
    connection: sa.Connection,
    among: Iterable[int] | None = None,
    first: date | None = None,
    last: date | None = None,
    most: int = _MOST,
) -> tuple[ScreeningRow, ...]:
    """Return the screened meetings of the bodies *among* some, from *first* to *last*, by time."""
    asked = _screenings().order_by(_SCREENINGS.c.day, _SCREENINGS.c.clock).limit(most)
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    if first:
        asked = asked.where(_SCREENINGS.c.day >= first)
    if last:
        asked = asked.where(_SCREENINGS.c.day <= last)
    return tuple(map(_row, connection.execute(asked)))


def screenings_after(
    connection: sa.Connection,
    among: Iterable[int] | None,
    span: tuple[date, date | None],
    after: tuple[date | None, int],
    most: int,
) -> tuple[ScreeningRow, ...]:
    """Return so many meetings of a *span*, in order of day and number, from *after* such a place.

    Where the span has no end, meetings whose day is not known come last.
    """
    (first, last), (day, number) = span, after
    own, key, when = _of(among), _SCREENINGS.c.meeting_id, _SCREENINGS.c.day
    found: list[ScreeningRow] = []
    if day:
        later = (when > day) | ((when == day) & (key > number))
        within = own & (when >= first) & ((when <= last) if last else sa.true())
        asked = _screenings().where(within & later).order_by(when, key).limit(most)
        found += map(_row, connection.execute(asked))
    if not last and len(found) < most:
        later = when.is_(None) & (key > (0 if day else number))
        asked = _screenings().where(own & later).order_by(key).limit(most - len(found))
        found += map(_row, connection.execute(asked))
    return tuple(found)


def _of(among: Iterable[int] | None) -> sa.ColumnElement[bool]:
    return sa.true() if among is None else _SCREENINGS.c.body_id.in_(sorted(among))


def coming_meetings(
    connection: sa.Connection, first: date, last: date | None = None
) -> tuple[int, ...]:
    """Return the numbers of the screened meetings from *first* to *last*, the nearest first.

    Without a *last* day, those that have none come after all others.
    """
    day = _SCREENINGS.c.day
    within = day.between(first, last) if last else (day >= first) | day.is_(None)
    asked = sa.select(_SCREENINGS.c.meeting_id).where(within)
    return tuple(connection.scalars(asked.order_by(day.is_(None), day, _SCREENINGS.c.meeting_id)))


def undated_screenings(
    connection: sa.Connection, among: Iterable[int] | None, most: int
) -> tuple[ScreeningRow, ...]:
    """Return the meetings of which no day is known, those that were screened last first."""
    asked = _screenings().where(_SCREENINGS.c.day.is_(None)).order_by(_SCREENINGS.c.at.desc())
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    return tuple(map(_row, connection.execute(asked.limit(most))))


def latest_screenings(connection: sa.Connection, most: int) -> tuple[ScreeningRow, ...]:
    """Return so many meetings whose day is the latest, the latest first."""
    asked = _screenings().order_by(_SCREENINGS.c.day.desc(), _SCREENINGS.c.meeting_id).limit(most)
    return tuple(map(_row, connection.execute(asked.where(_SCREENINGS.c.day.is_not(None)))))


def past_screenings(
    connection: sa.Connection,
    among: Iterable[int] | None,
    before: tuple[date, int],
    most: int,
) -> tuple[ScreeningRow, ...]:
    """Return so many meetings from *before* a day and a number on, the latest first."""
    day, number = before
    earlier = (_SCREENINGS.c.day < day) | (
        (_SCREENINGS.c.day == day) & (_SCREENINGS.c.meeting_id < number)
    )
    order = (_SCREENINGS.c.day.desc(), _SCREENINGS.c.meeting_id.desc())
    asked = _screenings().where(earlier).order_by(*order).limit(most)
    if among is not None:
        asked = asked.where(_SCREENINGS.c.body_id.in_(sorted(among)))
    return tuple(map(_row, connection.execute(asked)))


def screening_of(connection: sa.Connection, meeting: int) -> ScreeningRow | None:
    """Return the last screening of the meeting numbered *meeting*."""
    asked = _screenings().where(_SCREENINGS.c.meeting_id == meeting)
    row = connection.execute(asked).first()
    return _row(row) if row else None


def raised_items(connection: sa.Connection, meetings: Iterable[int]) -> tuple[ItemRow, ...]:
    """Return the raised items of *meetings*, in the order of their agendas."""
    asked = (
        sa.select(
            _ITEMS.c.meeting_id,
            _ITEMS.c.place,
            _ITEMS.c.number,
            _ITEMS.c.title,
            _ITEMS.c.case_number,
            _ITEMS.c.level,
        )
        .where(_ITEMS.c.meeting_id.in_(list(meetings)), _ITEMS.c.level >= 2)
        .order_by(_ITEMS.c.meeting_id, _ITEMS.c.place)
    )
    return tuple(ItemRow(*row) for row in connection.execute(asked))


def file_of(connection: sa.Connection, meeting: int) -> MeetingFile | None:
    """Return what people know and decided of the meeting numbered *meeting*."""
    content = connection.scalar(sa.select(_FILES.c.content).where(_FILES.c.meeting_id == meeting))
    return MeetingFile.model_validate(content) if content else None


def put_file(
    connection: sa.Connection, meeting: int, file: MeetingFile, before: MeetingFile | None
) -> None:
    """Keep *file*, which was *before*. Raises ConflictError where somebody was faster."""
    content = file.model_dump(mode="json", by_alias=True)
    values = {"revision": file.revision, "content": content}
    if before is None:
        connection.execute(_FILES.insert().values(meeting_id=meeting, **values))
        return
    own = (_FILES.c.meeting_id == meeting) & (_FILES.c.revision == before.revision)
    if not connection.execute(_FILES.update().where(own).values(values)).rowcount:
        raise ConflictError("Somebody else has changed the meeting in between. Look at it again.")


def _screenings() -> sa.Select[Any]:
    suggested = sa.select(sa.func.count()).where(_MEASURES.c.meeting_id == _SCREENINGS.c.meeting_id)
    answered = suggested.where(_MEASURES.c.answer.is_not(None))
    shown = [_SCREENINGS.c[name] for name in ScreeningRow._fields[2:-2]]
    return sa.select(
        _SCREENINGS.c.meeting_id,
        _BODIES,
        *shown,
        suggested.scalar_subquery().label("measures"),
        answered.scalar_subquery().label("answered"),
    ).join(_BODIES)


def _row(row: Any) -> ScreeningRow:
    meeting, body, organisation, name, *rest = row
    return ScreeningRow(meeting, BodyRow(body, organisation, name), *rest)
