"""What a search asks of items, as a database is asked for it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables

_ITEMS, _OUTCOMES = tables.items, tables.outcomes
_MOST_WORDS, _LONGEST_WORD = 10, 100
UNTOLD = "untold"

Limits = list[sa.ColumnElement[bool]]


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


def clean(words: Iterable[str]) -> list[str]:
    """Return *words* without what no database takes."""
    known = (word.replace("\0", "").encode("utf-8", "ignore").decode() for word in words)
    return [word[:_LONGEST_WORD] for word in known if word][:_MOST_WORDS]


def of_items(search: Search) -> Limits:
    """Return what each item that is looked for holds to, its words and days apart."""
    return [
        *of_bodies(search),
        *of_level(search),
        *of_category(search),
        *of_outcome(search),
    ]


def of_bodies(search: Search) -> Limits:
    """Return that an item is of one of the bodies."""
    return [] if search.bodies is None else [_ITEMS.c.body_id.in_(sorted(search.bodies))]


def of_level(search: Search) -> Limits:
    """Return that an item is of the level, or higher."""
    return [_ITEMS.c.level >= search.level] if search.level else []


def of_category(search: Search) -> Limits:
    """Return that an item is of the category."""
    held = _ITEMS.c.categories.contains(search.category, autoescape=True)
    return [held] if search.category else []


def of_outcome(search: Search) -> Limits:
    """Return that its meeting went so, or that nobody has told."""
    told = sa.select(_OUTCOMES.c.meeting_id)
    if search.outcome == UNTOLD:
        return [_ITEMS.c.meeting_id.not_in(told)]
    own = told.where(_OUTCOMES.c.course == search.outcome)
    return [_ITEMS.c.meeting_id.in_(own)] if search.outcome else []


def holds(word: str, text: sa.ColumnElement[Any] = _ITEMS.c.text) -> sa.ColumnElement[bool]:
    """Return whether an item holds *word*; SQLite itself only folds a to z."""
    forms = {word} if word.isascii() else {word.lower(), word.upper(), word.capitalize(), word}
    return sa.or_(*(text.ilike(_within(form), escape="\\") for form in sorted(forms)))


def _within(word: str) -> str:
    safe = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{safe}%"


def between(search: Search, after: int, number: sa.ColumnElement[Any]) -> Limits:
    """Return between which numbers items are: they begin with the day."""
    bounds: Limits = []
    if search.first:
        bounds.append(number >= tables.item_number(search.first, 0, 0))
    if search.last and search.last < date.max:
        bounds.append(number < tables.item_number(search.last + timedelta(days=1), 0, 0))
    if after:
        bounds.append(number < after)
    return bounds
