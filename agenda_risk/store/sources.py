"""Keep where meetings are published."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.errors import ConflictError, MissingInputError, RefusedError
from agenda_risk.models import Source
from agenda_risk.store import screened_tables, tables
from agenda_risk.store.log import Deed, log
from agenda_risk.store.opening import Store

_T = tables.sources


class Known(NamedTuple):
    """A source in the store; one that is *configured* stands in agenda-risk.toml."""

    id: int
    source: Source
    is_configured: bool
    added: datetime


def known_sources(store: Store) -> tuple[Known, ...]:
    """Return the sources by name."""
    with store.reading() as connection:
        rows = connection.execute(sa.select(_T).order_by(_T.c.name)).all()
    return tuple(
        Known(row.id, Source.model_validate(row.content), row.is_configured, row.added)
        for row in rows
    )


def add_source(store: Store, source: Source, at: datetime) -> None:
    """Keep *source*, which has a name.

    Raises ConflictError where another source has the name.
    """
    with store.writing() as connection:
        if connection.scalar(sa.select(_T.c.id).where(_T.c.name == source.name)):
            raise ConflictError(
                "There is a source “{name}” already. Choose another name with --name.",
                name=source.name,
            )
        connection.execute(_T.insert().values(**_row(source, is_configured=False), added=at))


def configure(store: Store, sources: Iterable[Source], at: datetime) -> None:
    """Bring the sources that stand in agenda-risk.toml into the store.

    One that was taken out of the file stays in the store, with what was seen of it, as one that
    was added by hand.
    """
    with store.writing() as connection:
        rows = connection.execute(sa.select(_T.c.id, _T.c.name, _T.c.is_configured)).all()
        ids = {row.name: row.id for row in rows}
        names = set()
        for source in sources:
            names.add(source.name)
            values = _row(source, is_configured=True)
            if source.name in ids:
                place = _T.c.id == ids[source.name]
                connection.execute(_T.update().where(place).values(**values))
            else:
                connection.execute(_T.insert().values(**values, added=at))
        gone = [row.id for row in rows if row.is_configured and row.name not in names]
        connection.execute(_T.update().where(_T.c.id.in_(gone)).values(is_configured=False))


def remove_source(store: Store, name: str, at: datetime) -> None:
    """Forget the source called *name*, and all that was seen of it; log it.

    Raises MissingInputError where there is none, RefusedError where something of it is registered.
    """
    registered = sa.select(sa.func.count()).select_from(
        screened_tables.registered.join(tables.meetings).join(_T)
    )
    with store.writing() as connection:
        if connection.scalar(registered.where(_T.c.name == name)):
            raise RefusedError(
                "Briefs on meetings of “{name}” are registered, and may not go.", name=name
            )
        gone = connection.execute(_T.delete().where(_T.c.name == name))
        if not gone.rowcount:
            raise MissingInputError("There is no source “{name}”.", name=name)
        log(connection, Deed("program", "source-forgotten", content={"source": name}), at)


def _row(source: Source, *, is_configured: bool) -> dict[str, object]:
    content = source.model_dump(mode="json", exclude_defaults=True)
    return {"name": source.name, "content": content, "is_configured": is_configured}
