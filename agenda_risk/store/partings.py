"""Remember which items people said are of different cases."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store.journey_tables import partings

_T = partings
Own = tuple[int, str]


class Parting(NamedTuple):
    """Two items, each by its meeting and the key that it keeps, and when they were parted."""

    one: Own
    other: Own
    at: datetime


def part(connection: sa.Connection, one: Own, other: Own, at: datetime, actor: str) -> bool:
    """Remember that *one* and *other* are of different cases; tell whether that is new."""
    first, second = sorted((one, other))
    if connection.scalar(sa.select(_T.c.id).where(_of(first, second))):
        return False
    values = {"meeting_id": first[0], "key": first[1], "other_id": second[0]}
    told = {**values, "other_key": second[1], "at": at, "actor": actor}
    connection.execute(_T.insert().values(**told))
    return True


def rejoin(connection: sa.Connection, one: Own, other: Own) -> bool:
    """Forget that *one* and *other* were parted; tell whether they were."""
    first, second = sorted((one, other))
    return bool(connection.execute(_T.delete().where(_of(first, second))).rowcount)


def partings_of(connection: sa.Connection, meetings: Iterable[int]) -> tuple[Parting, ...]:
    """Return the partings that concern items of *meetings*."""
    numbers = sorted(set(meetings))
    asked = sa.select(_T).where(_T.c.meeting_id.in_(numbers) | _T.c.other_id.in_(numbers))
    return tuple(
        Parting((row.meeting_id, row.key), (row.other_id, row.other_key), row.at)
        for row in connection.execute(asked.order_by(_T.c.id))
    )


def _of(first: Own, second: Own) -> sa.ColumnElement[bool]:
    return (
        (_T.c.meeting_id == first[0])
        & (_T.c.key == first[1])
        & (_T.c.other_id == second[0])
        & (_T.c.other_key == second[1])
    )
