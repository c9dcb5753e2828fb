"""Tell how much is kept."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store.opening import Store, revision_of
from agenda_risk.store.schema import metadata

_COUNTED = (
    "sources", "meetings", "versions", "bodies", "items", "registered", "outcomes", "drafts",
    "users", "sessions", "log",
)  # fmt: skip


class Extent(NamedTuple):
    """How much is kept: bytes, rows of each table, and when a source was last looked at."""

    place: str
    revision: str
    bytes: int
    counts: dict[str, int]
    last_run: datetime | None


def extent(store: Store) -> Extent:
    """Return how much *store* holds."""
    revision = revision_of(store)
    with store.reading() as connection:
        counts = {name: _count(connection, name) for name in _COUNTED}
        last = connection.scalar(sa.select(sa.func.max(metadata.tables["runs"].c.started)))
        return Extent(store.place, revision, _size(connection), counts, last)


def _count(connection: sa.Connection, name: str) -> int:
    return int(
        connection.scalar(sa.select(sa.func.count()).select_from(metadata.tables[name])) or 0
    )


def _size(connection: sa.Connection) -> int:
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        return int(pages or 0) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)
    return int(
        connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0
    )
