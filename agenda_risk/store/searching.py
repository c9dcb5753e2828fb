"""Search the items that are kept, the latest first: by their masked texts, never by person."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables
from agenda_risk.store.screened import BodyRow

_ITEMS, _BODIES, _OUTCOMES = tables.items, tables.bodies, tables.outcomes
_TEXTS = sa.table("items_text", sa.column("rowid"), sa.column("items_text"))
_SHORTEST = 3  # letters of the shortest word that the index of texts knows
_REACH, _NEAR = 50_000, 5_000
_FEW_BODIES = 50
_MOST_WORDS, _LONGEST_WORD = 10, 100
UNTOLD = "untold"

_Limits = list[sa.ColumnElement[bool]]


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

    @property
    def bodies(self) -> frozenset[int] | None:
        """Return the bodies to look among; None means all."""
        if self.body is None:
            return self.among
        own = frozenset({self.body})
        return own if self.among is None else own & self.among


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


def find(connection: sa.Connection, search: Search, most: int, after: int = 0) -> tuple[Hit, ...]:
    """Return at most so many items, those of the latest days first, *after* that with a number.

    Nothing that people type is an error: signs are searched for as they are. Where all words are
    shorter than three letters, only the latest 50 000 items are looked through.
    """
    ids = _near(connection, search, most, after)
    if ids is None:
        ids = list(connection.scalars(_ids(connection, search, after).limit(most)))
    found = connection.execute(_hits().where(_ITEMS.c.id.in_(ids)))
    return tuple(map(_hit, found))


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
    words = _clean(search.words)
    if connection.dialect.name == "sqlite" or not words:
        return None
    latest = sa.select(_ITEMS.c.id, _ITEMS.c.text).where(*_of_items(search))
    latest = latest.where(*_span(search, after, _ITEMS.c.id)).order_by(_ITEMS.c.id.desc())
    near = latest.limit(_NEAR).subquery("items")
    held = [_holds(word, near.c.text) for word in words]
    asked = sa.select(near.c.id).where(*held).order_by(near.c.id.desc()).limit(most)
    ids = list(connection.scalars(asked))
    is_all = len(ids) == most or connection.scalar(latest.offset(_NEAR).limit(1)) is None
    return ids if is_all else None


def _ids(connection: sa.Connection, search: Search, after: int) -> sa.Select[Any]:
    """Return what asks for the numbers of the items, the latest first."""
    words = _clean(search.words)
    long = [word for word in words if len(word) >= _SHORTEST]
    if long and connection.dialect.name == "sqlite":
        return _in_index(search, words, after)
    asked = sa.select(_ITEMS.c.id).where(*_of_items(search), *map(_holds, words))
    asked = asked.where(*_span(search, after, _ITEMS.c.id)).order_by(_ITEMS.c.id.desc())
    if words and not long and search.bodies is None:
        begin = _reached(search, after)
        asked = asked.where(_ITEMS.c.id > sa.func.coalesce(begin.scalar_subquery(), 0))
    return asked


def _clean(words: Iterable[str]) -> list[str]:
    """Return *words* without what no database takes."""
    known = (word.replace("\0", "").encode("utf-8", "ignore").decode() for word in words)
    return [word[:_LONGEST_WORD] for word in known if word][:_MOST_WORDS]


def _reached(search: Search, after: int) -> sa.Select[Any]:
    """Return what asks from which number on items are looked through for the shortest words."""
    asked = sa.select(_ITEMS.c.id).where(*_span(search, after, _ITEMS.c.id))
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
    return asked.where(*_span(search, after, _TEXTS.c.rowid)).order_by(_TEXTS.c.rowid.desc())


def _parted(search: Search, short: list[str]) -> tuple[_Limits, _Limits]:
    """Return what few items hold to, listed beforehand, and what each hit is tested for."""
    held = [*map(_holds, short), *_of_category(search)]
    few, told = search.bodies, _of_outcome(search)
    if search.outcome == UNTOLD or (few is not None and len(few) > _FEW_BODIES):
        return [], [*_of_bodies(search), *_of_level(search), *told, *held]
    return [*_of_bodies(search), *_of_level(search), *told], held


def _of_items(search: Search) -> _Limits:
    return [
        *_of_bodies(search),
        *_of_level(search),
        *_of_category(search),
        *_of_outcome(search),
    ]


def _of_bodies(search: Search) -> _Limits:
    return [] if search.bodies is None else [_ITEMS.c.body_id.in_(sorted(search.bodies))]


def _of_level(search: Search) -> _Limits:
    return [_ITEMS.c.level >= search.level] if search.level else []


def _of_category(search: Search) -> _Limits:
    held = _ITEMS.c.categories.contains(search.category, autoescape=True)
    return [held] if search.category else []


def _of_outcome(search: Search) -> _Limits:
    told = sa.select(_OUTCOMES.c.meeting_id)
    if search.outcome == UNTOLD:
        return [_ITEMS.c.meeting_id.not_in(told)]
    own = told.where(_OUTCOMES.c.course == search.outcome)
    return [_ITEMS.c.meeting_id.in_(own)] if search.outcome else []


def _holds(word: str, text: sa.ColumnElement[Any] = _ITEMS.c.text) -> sa.ColumnElement[bool]:
    """Return whether an item holds *word*; SQLite itself only folds a to z."""
    forms = {word} if word.isascii() else {word.lower(), word.upper(), word.capitalize(), word}
    return sa.or_(*(text.ilike(_within(form), escape="\\") for form in sorted(forms)))


def _within(word: str) -> str:
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{safe}%"


def _span(search: Search, after: int, number: sa.ColumnElement[Any]) -> _Limits:
    """Return between which numbers items are: they begin with the day."""
    bounds: _Limits = []
    if search.first:
        bounds.append(number >= tables.item_number(search.first, 0, 0))
    if search.last and search.last < date.max:
        bounds.append(number < tables.item_number(search.last + timedelta(days=1), 0, 0))
    if after:
        bounds.append(number < after)
    return bounds
