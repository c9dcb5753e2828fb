"""Search the items of all agendas that are kept, the latest first. All texts are masked."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables

_ITEMS, _BODIES, _OUTCOMES = tables.items, tables.bodies, tables.outcomes
_TEXTS = sa.table("items_text", sa.column("rowid"), sa.column("items_text"))
_SHORTEST = 3  # the index knows texts by three letters at a time
_REACH = 50_000
_FEW_BODIES = 50
_MOST_WORDS, _LONGEST_WORD = 10, 100


class Wanted(NamedTuple):
    """What to look for: items that hold all *words*, also inside longer words.

    *among* are bodies (None: all), *level* is the least rank, *outcome* how the meeting went,
    *first* and *last* are days, *after* is the id of the hit after which to go on.
    """

    words: str = ""
    among: tuple[int, ...] | None = None
    level: int = 0
    outcome: str = ""
    first: date | None = None
    last: date | None = None
    after: int | None = None
    most: int = 20


class Hit(NamedTuple):
    """An item that was found; *id* is what the next page comes after."""

    id: int
    meeting: int
    day: date | None
    place: int
    number: str
    case_number: str
    title: str
    text: str
    level: int
    organisation: str
    body: str


class Hits(NamedTuple):
    """What was found, and whether there is more.

    Where all words are shorter than three letters, only the latest items are looked through:
    then *is_whole* is false.
    """

    rows: tuple[Hit, ...]
    is_more: bool
    is_whole: bool = True


def find(connection: sa.Connection, wanted: Wanted) -> Hits:
    """Return the items that are *wanted*, those of the latest days first.

    Nothing that people type is an error: signs are searched for as they are.
    """
    words = words_of(wanted.words)
    limit = _limited(connection, wanted, words)
    asked = (_in_index if _has_index(connection, words) else _in_order)(wanted, words, limit)
    ids = list(connection.scalars(asked.limit(wanted.most + 1)))
    rows = connection.execute(_hits().where(_ITEMS.c.id.in_(ids[: wanted.most])))
    return Hits(tuple(Hit(*row) for row in rows), len(ids) > wanted.most, limit is None)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words in what somebody *typed*, each once."""
    words = typed.replace("\0", " ").encode("utf-8", "ignore").decode().split()
    return tuple(dict.fromkeys(word[:_LONGEST_WORD] for word in words))[:_MOST_WORDS]


def marks(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where *words* stand in *text*: begin and end of each place, none within another."""
    tried = sorted(map(re.escape, words), key=len, reverse=True)
    if not tried:
        return ()
    return tuple(found.span() for found in re.finditer("|".join(tried), text, re.IGNORECASE))


def _hits() -> sa.Select[Any]:
    columns = [
        _ITEMS.c[name]
        for name in (
            "id", "meeting_id", "day", "place", "number", "case_number", "title", "text", "level"
        )
    ]  # fmt: skip
    told = sa.select(*columns, _BODIES.c.organisation, _BODIES.c.name)
    return told.join(_BODIES).order_by(_ITEMS.c.id.desc())


def _has_index(connection: sa.Connection, words: tuple[str, ...]) -> bool:
    return connection.dialect.name == "sqlite" and any(len(one) >= _SHORTEST for one in words)


def _limited(connection: sa.Connection, wanted: Wanted, words: tuple[str, ...]) -> int | None:
    """Return from which id on to look, where all words are too short for the index."""
    if not words or wanted.among is not None or any(len(word) >= _SHORTEST for word in words):
        return None
    asked = sa.select(_ITEMS.c.id).where(*_span(wanted, _ITEMS.c.id))
    return connection.scalar(asked.order_by(_ITEMS.c.id.desc()).offset(_REACH).limit(1))


def _in_index(wanted: Wanted, words: tuple[str, ...], _limit: int | None) -> sa.Select[Any]:
    """Return what asks SQLite's index, which has the items in the order in which they are told."""
    long = [word for word in words if len(word) >= _SHORTEST]
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in long)
    asked = sa.select(_TEXTS.c.rowid).where(_TEXTS.c.items_text.op("MATCH")(quoted))
    narrow, each = _parted(wanted, [word for word in words if len(word) < _SHORTEST])
    if narrow:
        row: Any = sa.literal_column("+items_text.rowid")  # the sign: tested, not looked up
        asked = asked.where(row.in_(sa.select(_ITEMS.c.id).where(*narrow)))
    if each:
        asked = asked.where(sa.exists().where(_ITEMS.c.id == _TEXTS.c.rowid, *each))
    return asked.where(*_span(wanted, _TEXTS.c.rowid)).order_by(_TEXTS.c.rowid.desc())


def _parted(
    wanted: Wanted, short: list[str]
) -> tuple[list[sa.ColumnElement[bool]], list[sa.ColumnElement[bool]]]:
    """Return what few items hold to, listed beforehand, and what is asked of each hit."""
    held = [_holds(word) for word in short]
    if wanted.among is not None and len(wanted.among) > _FEW_BODIES:
        return [], [*_narrowed(wanted), *held]
    return _narrowed(wanted), held


def _in_order(wanted: Wanted, words: tuple[str, ...], limit: int | None) -> sa.Select[Any]:
    """Return what goes through the items; PostgreSQL takes its index where that is faster."""
    asked = sa.select(_ITEMS.c.id).where(*_narrowed(wanted), *map(_holds, words))
    asked = asked.where(*_span(wanted, _ITEMS.c.id)).order_by(_ITEMS.c.id.desc())
    return asked if limit is None else asked.where(_ITEMS.c.id > limit)


def _narrowed(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.among is not None:
        found.append(_ITEMS.c.body_id.in_(sorted(set(wanted.among))))
    if wanted.level:
        found.append(_ITEMS.c.level >= wanted.level)
    if wanted.outcome:
        told = sa.select(_OUTCOMES.c.meeting_id).where(_OUTCOMES.c.course == wanted.outcome)
        found.append(_ITEMS.c.meeting_id.in_(told))
    return found


def _holds(word: str) -> sa.ColumnElement[bool]:
    """Return whether an item holds *word*; SQLite itself only folds a to z."""
    forms = dict.fromkeys((word.lower(), word.upper(), word.capitalize(), word))
    return sa.or_(*(_ITEMS.c.text.icontains(form, autoescape=True) for form in forms))


def _span(wanted: Wanted, number: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Return between which numbers items are: they begin with the day."""
    bounds: list[sa.ColumnElement[bool]] = []
    if wanted.first:
        bounds.append(number >= tables.item_number(wanted.first, 0, 0))
    if wanted.last and wanted.last < date.max:
        bounds.append(number < tables.item_number(wanted.last + timedelta(days=1), 0, 0))
    if wanted.after is not None:
        bounds.append(number < wanted.after)
    return bounds
