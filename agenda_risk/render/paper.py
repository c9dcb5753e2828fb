"""A paper: headings, sentences, lists, tables and forms, whatever it is written as.

What a paper says is put together in modules of its own (communication, decision, gaps, …); how a
paper looks as text, HTML, PDF and Word is told once, by the modules named after these.
"""

import re
from dataclasses import dataclass

# How many letters a column is reckoned to be wide, with the room beside them.
_NARROWEST, _TO_WRITE_IN, _WIDEST = 5, 16, 40
_ROOM = 105  # letters on a line of an A4 page
_UNBROKEN = 22
_BETWEEN = 3


@dataclass(frozen=True)
class Line:
    """A sentence: its *lead* is set in bold, *text* follows; either may be empty."""

    lead: str
    text: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.lead, self.text) if part)


@dataclass(frozen=True)
class Prose:
    """Paragraphs, one line each."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Bullets:
    """A list; *numbered* where the order matters."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells under the names of columns; the first cell of a row is its heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Form:
    """Labels with what is filled in; an empty value is left for a person to write."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Square:
    """An address as a square that a telephone reads, *alt* for who cannot see it, and *lines*."""

    address: str
    alt: str
    lines: tuple[Line, ...]


Block = Prose | Bullets | Table | Form | Square


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; *new_page* where it begins a page of its own."""

    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A document from title to foot; *mark* is printed beside the title (utkast)."""

    language: str
    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    facts: tuple[str, ...] = ()
    mark: str = ""
    foot: tuple[Line, ...] = ()


def kind_of(block: Block) -> str:
    """Return what *block* is called in templates: prose, bullets, table, form or square."""
    return type(block).__name__.lower()


def shares(table: Table) -> tuple[int, ...]:
    """Return how wide the columns of *table* are in relation to each other, by what they hold.

    One with nothing in it is for a person to write in.
    """
    cells = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.head)
    columns = [(name, *column) for name, column in zip(table.head, cells, strict=True)]
    least = [_longest_word(column) + _BETWEEN for column in columns]
    found = [max(_share(column), few) for column, few in zip(columns, least, strict=True)]
    while sum(found) > _ROOM and any(one > few for one, few in zip(found, least, strict=True)):
        spare = [one - few for one, few in zip(found, least, strict=True)]
        found[spare.index(max(spare))] -= 1
    return tuple(found)


def _share(column: tuple[str, ...]) -> int:
    name, *cells = column
    longest = max((len(cell) for cell in cells), default=0) or _TO_WRITE_IN
    return min(max(longest, len(name), _NARROWEST), _WIDEST) + _BETWEEN


def _longest_word(column: tuple[str, ...]) -> int:
    """Return the length of the longest word that is not broken at the end of a line."""
    words = (word for cell in column for word in re.split(r"[ \n]", cell))  # not at a hard space
    letters = min(max(map(len, words), default=0), _UNBROKEN)
    return letters + letters // 8  # a word of wide letters must fit, too
