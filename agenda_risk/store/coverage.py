"""Tell how far the sources were last seen."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import tables
from agenda_risk.store.runs import WHOLE

_RUNS = tables.runs


class SeenSources(NamedTuple):
    """How many sources are looked at, how many were seen whole the last time, and when that was."""

    all: int
    whole: int
    last: datetime | None


def seen_sources(connection: sa.Connection) -> SeenSources:
    """Return how far the sources were seen; those that nobody has ever looked at do not count."""
    latest = sa.select(sa.func.max(_RUNS.c.id)).where(_RUNS.c.ended.is_not(None))
    asked = sa.select(_RUNS.c.outcome, _RUNS.c.ended).where(
        _RUNS.c.id.in_(latest.group_by(_RUNS.c.source_id))
    )
    rows = connection.execute(asked).all()
    ended = [row.ended for row in rows]
    whole = sum(row.outcome == WHOLE for row in rows)
    return SeenSources(len(rows), whole, max(ended, default=None))
