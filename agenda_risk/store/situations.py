"""Keep how meetings stand as far as people are told, and what happened to them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from agenda_risk.models import Event, FirstItem, Happening, RaisedItem, Situation
from agenda_risk.store import message_tables

_T, _H = message_tables.situations, message_tables.happenings
_NEWS = [one.value for one in (Event.RAISED, Event.MORE, Event.LESS, Event.MOVED, Event.RESTORED)]


def situation_of(connection: sa.Connection, meeting: int) -> Situation | None:
    """Return how the meeting numbered *meeting* stood when it was last looked at for news."""
    row = connection.execute(sa.select(_T).where(_T.c.meeting_id == meeting)).first()
    return _situation(row) if row else None


def situations_of(connection: sa.Connection, meetings: Iterable[int]) -> tuple[Situation, ...]:
    """Return how *meetings* stand."""
    asked = sa.select(_T).where(_T.c.meeting_id.in_(sorted(meetings)))
    return tuple(map(_situation, connection.execute(asked)))


def coming_situations(connection: sa.Connection, today: date) -> tuple[Situation, ...]:
    """Return how the coming meetings stand in which something is, or was, raised, by day."""
    is_coming = (_T.c.day >= today) | _T.c.day.is_(None)
    has_been = sa.exists().where(_H.c.meeting_id == _T.c.meeting_id)
    asked = sa.select(_T).where(is_coming & has_been).order_by(_T.c.day, _T.c.meeting_id)
    return tuple(map(_situation, connection.execute(asked)))


def put_situation(connection: sa.Connection, now: Situation) -> None:
    """Let the meeting stand as *now*."""
    values = now._asdict()
    own = {"meeting_id": values.pop("meeting"), "body_id": values.pop("body")}
    connection.execute(_T.delete().where(_T.c.meeting_id == now.meeting))
    connection.execute(_T.insert().values(**own, **values))


def happen(connection: sa.Connection, happening: Happening, mark: str, at: datetime) -> int | None:
    """Keep *happening*, and return its number; none where the same, by its *mark*, is there."""
    same = (_H.c.meeting_id == happening.meeting) & (_H.c.event == happening.event.value)
    if connection.scalar(sa.select(_H.c.id).where(same, _H.c.mark == mark)) is not None:
        return None
    values = happening._asdict() | {"event": happening.event.value, "mark": mark, "at": at}
    own = {"meeting_id": values.pop("meeting"), "body_id": values.pop("body")}
    (number,) = connection.execute(_H.insert().values(**own, **values)).inserted_primary_key or (0,)
    return int(number)


def last_happening(connection: sa.Connection) -> int:
    """Return the number of what happened last; 0 where nothing has."""
    return int(connection.scalar(sa.select(sa.func.max(_H.c.id))) or 0)


def meetings_since(connection: sa.Connection, number: int) -> frozenset[int]:
    """Return the meetings to which something happened after what is numbered *number*."""
    return frozenset(connection.scalars(sa.select(_H.c.meeting_id).where(_H.c.id > number)))


def last_news(
    connection: sa.Connection, meetings: Iterable[int]
) -> dict[int, tuple[Event, date | None]]:
    """Return what was last new in each of *meetings*, and the day that it was moved from."""
    asked = (
        sa.select(_H.c.meeting_id, _H.c.event, _H.c.was)
        .where(_H.c.meeting_id.in_(list(meetings)), _H.c.event.in_(_NEWS))
        .order_by(_H.c.id)
    )
    return {meeting: (Event(event), was) for meeting, event, was in connection.execute(asked)}


def _situation(row: Any) -> Situation:
    own = dict(zip(Situation._fields, row, strict=True))
    raised = tuple(map(_item, row.raised))
    firsts = tuple(FirstItem(name, _item(item)) for name, item in row.firsts)
    return Situation(**own | {"raised": raised, "firsts": firsts})


def _item(kept: list[Any]) -> RaisedItem:
    key, rank, kinds, title = kept
    return RaisedItem(key, rank, tuple(kinds), title)


def count_coming(connection: sa.Connection, today: date) -> int:
    """Return how many coming meetings were looked at."""
    is_coming = (_T.c.day >= today) | _T.c.day.is_(None)
    return int(connection.scalar(sa.select(sa.func.count()).where(is_coming)) or 0)
