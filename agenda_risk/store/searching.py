"""Search the items that are kept, the latest first: by their masked texts, never by person."""

from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables
from agenda_risk.store.limits import (
    UNTOLD,
    Limits,
    Search,
    between,
    clean,
    holds,
    of_bodies,
    of_category,
    of_items,
    of_level,
    of_outcome,
)
from agenda_risk.store.screened import BodyRow

_ITEMS, _BODIES = tables.items, tables.bodies
_TEXTS = sa.table("items_text", sa.column("rowid"), sa.column("items_text"))
_SHORTEST = 3  # letters of the shortest word that the index of texts knows
_REACH, _NEAR = 50_000, 5_000
_FEW_BODIES = 50


class Hit(NamedTuple):
    """An item that was found; *categories* stand in one text, with spaces between.

    By its *key* it is known when its meeting is screened again.
    """

    id: int
    meeting: int
    body: BodyRow
    day: date | None
    number: str
    case_number: str
    title: str
    text: str
    level: int
    categories: str
    key: str


class Listed(NamedTuple):
    """An item that was found as a table has it; *day* is as the database writes it."""

    id: int
    day: object
    organisation: str
    body: str
    number: str
    case_number: str
    title: str
    level: int
    categories: str


def find(connection: sa.Connection, search: Search, most: int, after: int = 0) -> tuple[Hit, ...]:
    """Return at most so many items, those of the latest days first, *after* that with a number.

    Nothing that people type is an error: signs are searched for as they are. Where all words are
    shorter than three letters, only the latest 50 000 items are looked through.
    """
    found = connection.execute(
        _hits().where(_ITEMS.c.id.in_(_found(connection, search, most, after)))
    )
    return tuple(map(_hit, found))


def listed(
    connection: sa.Connection, search: Search, most: int, after: int = 0
) -> tuple[Listed, ...]:
    """Return the same items as *find* does, with what stands in a table of them alone."""
    ids = _found(connection, search, most, after)
    asked = (
        sa.select(
            _ITEMS.c.id,
            sa.type_coerce(_ITEMS.c.day, sa.types.NullType()),
            _BODIES.c.organisation,
            _BODIES.c.name,
            *(_ITEMS.c[name] for name in Listed._fields[4:]),
        )
        .join(_BODIES, _BODIES.c.id == _ITEMS.c.body_id)
        .where(_ITEMS.c.id.in_(ids))
        .order_by(_ITEMS.c.id.desc())
    )
    return tuple(map(Listed._make, connection.execute(asked).all()))


def _found(
    connection: sa.Connection, search: Search, most: int, after: int
) -> list[int] | sa.Select[Any]:
    """Return the numbers of the items, or what asks for them within what asks for more."""
    ids = _near(connection, search, most, after)
    return _ids(connection, search, after).limit(most) if ids is None else ids


def count(connection: sa.Connection, search: Search, most: int) -> int:
    """Return how many items there are, counted up to *most*."""
    ids = _ids(connection, search, 0).order_by(None).limit(most).subquery()
    return connection.scalar(sa.select(sa.func.count()).select_from(ids)) or 0


def _hits() -> sa.Select[Any]:
    told = sa.select(
        _ITEMS.c.id,
        _ITEMS.c.meeting_id,
        _ITEMS.c.body_id,
        _BODIES.c.organisation,
        _BODIES.c.name,
        _ITEMS.c.day,
        _ITEMS.c.number,
        _ITEMS.c.case_number,
        _ITEMS.c.title,
        _ITEMS.c.text,
        _ITEMS.c.level,
        _ITEMS.c.categories,
        _ITEMS.c.key,
    )
    return told.join(_BODIES, _BODIES.c.id == _ITEMS.c.body_id).order_by(_ITEMS.c.id.desc())


def _hit(row: Any) -> Hit:
    number, meeting, body, organisation, name, *rest = row
    return Hit(number, meeting, BodyRow(body, organisation, name), *rest)


def _near(connection: sa.Connection, search: Search, most: int, after: int) -> list[int] | None:
    """Return what is found among the latest items, where that is all that is asked for.

    PostgreSQL would sort all items that hold a frequent word. Returns None where it may do so:
    the words are rare, or it is not PostgreSQL.
    """
    words = clean(search.words)
    if connection.dialect.name == "sqlite" or not words:
        return None
    latest = sa.select(_ITEMS.c.id, _ITEMS.c.text).where(*of_items(search))
    latest = latest.where(*between(search, after, _ITEMS.c.id)).order_by(_ITEMS.c.id.desc())
    near = _first(latest, search)
    held = [holds(word, near.c.text) for word in words]
    asked = sa.select(near.c.id).where(*held).order_by(near.c.id.desc()).limit(most)
    ids = list(connection.scalars(asked))
    return ids if len(ids) == most or _is_near(connection, latest) else None


def _first(latest: sa.Select[Any], search: Search) -> sa.FromClause:
    """Return the first of the *latest*; those of some bodies are sought by them, not by day."""
    near = latest.limit(_NEAR)
    if search.bodies is None:
        return near.subquery("items")
    return near.cte("items_near").prefix_with("MATERIALIZED")


def _is_near(connection: sa.Connection, latest: sa.Select[Any]) -> bool:
    """Tell whether the *latest* are no more than are looked through."""
    number = sa.select(sa.func.count()).select_from(latest.limit(_NEAR + 1).subquery())
    return (connection.scalar(number) or 0) <= _NEAR


def _ids(connection: sa.Connection, search: Search, after: int) -> sa.Select[Any]:
    """Return what asks for the numbers of the items, the latest first."""
    words = clean(search.words)
    long = [word for word in words if len(word) >= _SHORTEST]
    if long and connection.dialect.name == "sqlite":
        return _in_index(search, words, after)
    asked = sa.select(_ITEMS.c.id).where(*of_items(search), *map(holds, words))
    # The sign: what the index of texts finds is sorted; else all is read until enough is found.
    order = _ITEMS.c.id + sa.literal_column("0") if long else _ITEMS.c.id
    asked = asked.where(*between(search, after, _ITEMS.c.id)).order_by(order.desc())
    if words and not long and search.bodies is None:
        begin = _reached(search, after)
        asked = asked.where(_ITEMS.c.id > sa.func.coalesce(begin.scalar_subquery(), 0))
    return asked


def _reached(search: Search, after: int) -> sa.Select[Any]:
    """Return what asks from which number on items are looked through for the shortest words."""
    asked = sa.select(_ITEMS.c.id).where(*between(search, after, _ITEMS.c.id))
    return asked.order_by(_ITEMS.c.id.desc()).offset(_REACH).limit(1)


def _in_index(search: Search, words: list[str], after: int) -> sa.Select[Any]:
    """Return what asks SQLite's index of texts, whose order is that of the days."""
    long = [word for word in words if len(word) >= _SHORTEST]
    # Each word is quoted, so that nothing in it is read as an operator.
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in long)
    asked = sa.select(_TEXTS.c.rowid).where(_TEXTS.c.items_text.op("MATCH")(quoted))
    listed, tested = _parted(search, [word for word in words if len(word) < _SHORTEST])
    if listed:
        row: Any = sa.literal_column("+items_text.rowid")  # the sign: tested, not looked up
        asked = asked.where(row.in_(sa.select(_ITEMS.c.id).where(*listed)))
    if tested:
        asked = asked.where(sa.exists().where(_ITEMS.c.id == _TEXTS.c.rowid, *tested))
    return asked.where(*between(search, after, _TEXTS.c.rowid)).order_by(_TEXTS.c.rowid.desc())


def _parted(search: Search, short: list[str]) -> tuple[Limits, Limits]:
    """Return what few items hold to, listed beforehand, and what each hit is tested for."""
    held = [*map(holds, short), *of_category(search)]
    few, told = search.bodies, of_outcome(search)
    if search.outcome == UNTOLD or (few is not None and len(few) > _FEW_BODIES):
        return [], [*of_bodies(search), *of_level(search), *told, *held]
    return [*of_bodies(search), *of_level(search), *told], held
