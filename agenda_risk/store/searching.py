"""Search the items that are kept: by their masked texts, never by party or person."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables
from agenda_risk.store.screened import BodyRow

_ITEMS, _BODIES, _OUTCOMES = tables.items, tables.bodies, tables.outcomes
_TEXTS = sa.table("items_text", sa.column("rowid"))
_SHORTEST = 3  # letters of the shortest word that the index of texts knows
UNTOLD = "untold"


class Search(NamedTuple):
    """What is looked for; what is empty is no limit.

    *among* are the bodies that may be seen, *level* the lowest rank, *outcome* how the meeting
    went by what anybody told of it, or UNTOLD.
    """

    words: tuple[str, ...] = ()
    among: frozenset[int] | None = None
    body: int | None = None
    level: int = 0
    category: str = ""
    outcome: str = ""
    first: date | None = None
    last: date | None = None


class Hit(NamedTuple):
    """An item that was found; *categories* stand in one text, with spaces between."""

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


def find(connection: sa.Connection, search: Search, most: int, after: int = 0) -> tuple[Hit, ...]:
    """Return at most so many items, the latest first, *after* that with a number."""
    is_file = _is_file(connection)
    # The index of texts is read backwards, so that the latest are found without sorting all.
    number = _TEXTS.c.rowid if _indexed(search.words, is_file=is_file) else _ITEMS.c.id
    asked = _asked(search, _hits(), is_file=is_file).order_by(number.desc()).limit(most)
    if after:
        asked = asked.where(number < after)
    return tuple(map(_hit, connection.execute(asked)))


def count(connection: sa.Connection, search: Search, most: int) -> int:
    """Return how many items there are, counted up to *most*."""
    ids = (
        _asked(search, sa.select(_ITEMS.c.id), is_file=_is_file(connection)).limit(most).subquery()
    )
    return connection.scalar(sa.select(sa.func.count()).select_from(ids)) or 0


def _is_file(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _hits() -> sa.Select[Any]:
    return sa.select(
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
    ).join(_BODIES, _BODIES.c.id == _ITEMS.c.body_id)


def _hit(row: Any) -> Hit:
    number, meeting, body, organisation, name, *rest = row
    return Hit(number, meeting, BodyRow(body, organisation, name), *rest)


def _asked(search: Search, asked: sa.Select[Any], *, is_file: bool) -> sa.Select[Any]:
    """Return *asked* with the limits of *search*."""
    limits = [*_of_item(search), *_of_day(search)]
    if search.words:
        limits.append(_with_words(search.words, is_file=is_file))
    return asked.where(*limits)


def _of_item(search: Search) -> Iterator[sa.ColumnElement[bool]]:
    if search.among is not None:
        yield _ITEMS.c.body_id.in_(sorted(search.among))
    if search.body is not None:
        yield _ITEMS.c.body_id == search.body
    if search.level:
        yield _ITEMS.c.level >= search.level
    if search.category:
        yield _ITEMS.c.categories.like(_within(search.category), escape="\\")


def _of_day(search: Search) -> Iterator[sa.ColumnElement[bool]]:
    if search.outcome:
        yield _went(search.outcome)
    if search.first:
        yield _ITEMS.c.day >= search.first
    if search.last:
        yield _ITEMS.c.day <= search.last


def _went(outcome: str) -> sa.ColumnElement[bool]:
    told = sa.select(_OUTCOMES.c.meeting_id)
    if outcome == UNTOLD:
        return _ITEMS.c.meeting_id.not_in(told)
    return _ITEMS.c.meeting_id.in_(told.where(_OUTCOMES.c.course == outcome))


def _with_words(words: Iterable[str], *, is_file: bool) -> sa.ColumnElement[bool]:
    """Return that all *words* stand in the text, within longer words too."""
    indexed = _indexed(words, is_file=is_file)
    others = [word for word in words if word not in indexed]
    found: list[Any] = [_ITEMS.c.text.ilike(_within(word), escape="\\") for word in others]
    if indexed:
        # The text is quoted, so that nothing in it is read as an operator.
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in indexed)
        found.append(_ITEMS.c.id == _TEXTS.c.rowid)
        found.append(sa.text("items_text MATCH :q").bindparams(q=quoted))
    return sa.and_(sa.true(), *found)


def _indexed(words: Iterable[str], *, is_file: bool) -> list[str]:
    return [word for word in words if is_file and len(word) >= _SHORTEST]


def _within(word: str) -> str:
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{safe}%"
