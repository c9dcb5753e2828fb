"""A paper as plain text."""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from textwrap import wrap

from agenda_risk.render.paper import (
    Block,
    Bullets,
    Form,
    Line,
    Paper,
    Prose,
    Section,
    Square,
    Table,
)

_GAP = "  "
_DOT = "."


def as_text(paper: Paper, width: int = 80) -> str:
    """Return *paper* as text in lines of at most *width* characters."""
    sheet = _Sheet(max(width, 40))
    lines = (*sheet.head(paper), *sheet.sections(paper.sections), *sheet.foot(paper.foot))
    return "\n".join(line.rstrip(" ") for line in lines) + "\n"


def sections_as_text(sections: tuple[Section, ...], width: int) -> Iterator[str]:
    """Yield the lines of *sections*."""
    yield from _Sheet(width).sections(sections)


class _Sheet:
    """Writes the parts of a paper line by line."""

    def __init__(self, width: int) -> None:
        self._width = width

    def head(self, paper: Paper) -> Iterator[str]:
        """Yield what stands above the first heading."""
        title = f"{paper.title} ({paper.mark})" if paper.mark else paper.title
        yield from self._wrapped(title)
        yield "=" * min(self._width, len(title))
        yield from self._wrapped(paper.subtitle)
        yield from self._wrapped(" · ".join(paper.facts))

    def sections(self, sections: tuple[Section, ...]) -> Iterator[str]:
        """Yield each heading and the blocks under it."""
        for section in sections:
            yield ""
            yield from self._wrapped(section.heading.upper())
            for place, block in enumerate(section.blocks):
                if place:
                    yield ""
                yield from self._block(block)

    def foot(self, lines: tuple[Line, ...]) -> Iterator[str]:
        """Yield what stands below it all."""
        if lines:
            yield ""
            yield "-" * self._width
        for line in lines:
            yield from self._wrapped(str(line))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Prose(lines):
                yield from self._lines(lines, lambda _number: "")
            case Bullets(lines, numbered):
                yield from self._lines(lines, "{}. ".format if numbered else lambda _number: "- ")
            case Table():
                yield from self._table(block)
            case Form(fields):
                yield from self._form(fields)
            case Square(address, _alt, lines):
                yield from self._lines((*lines, Line(address)), lambda _number: "")

    def _lines(self, lines: tuple[Line, ...], first: Callable[[int], str]) -> Iterator[str]:
        for number, line in enumerate(lines, 1):
            yield from self._wrapped(str(line), first(number))

    def _table(self, table: Table) -> Iterator[str]:
        """Yield *table* in columns where they fit, else row by row."""
        yield from self._wrapped(table.caption)
        sizes = self._sizes((table.head, *table.rows))
        if sizes:
            for row in (table.head, tuple("-" * size for size in sizes), *table.rows):
                yield from _in_columns(row, sizes)
        else:
            for row in table.rows:
                yield from self._record(table.head, row)

    def _sizes(self, rows: tuple[tuple[str, ...], ...]) -> list[int]:
        """Return how wide each column is, or nothing where their words do not fit side by side."""
        columns = list(zip(*rows, strict=True))
        sizes = [max(map(len, column)) for column in columns]
        room = self._width - len(_GAP) * (len(sizes) - 1)
        while sum(sizes) > room:
            sizes[sizes.index(max(sizes))] -= 1
        longest = [max(_longest_word(cell) for cell in column) for column in columns]
        fits = all(size >= word for size, word in zip(sizes, longest, strict=True))
        return sizes if fits else []

    def _record(self, head: tuple[str, ...], row: tuple[str, ...]) -> Iterator[str]:
        """Yield a row with the names of its columns."""
        yield from self._wrapped(row[0], "* ")
        named = zip(head[1:], row[1:], strict=True)
        told = (f"{name}: {cell}" if name else cell for name, cell in named if cell)
        yield from self._wrapped(" · ".join(told), "  ")

    def _form(self, fields: tuple[tuple[str, str], ...]) -> Iterator[str]:
        for label, value in fields:
            room = self._width - len(label) - 2
            yield from self._wrapped(f"{label}: {value or _DOT * max(12, min(40, room))}")

    def _wrapped(self, text: str, first: str = "") -> Iterator[str]:
        yield from wrap(
            text,
            self._width,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_on_hyphens=False,
        )


def _in_columns(row: tuple[str, ...], sizes: list[int]) -> Iterator[str]:
    """Yield the lines of *row*, each cell wrapped within its column."""
    cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
    for line in zip_longest(*cells, fillvalue=""):
        yield _GAP.join(part.ljust(size) for part, size in zip(line, sizes, strict=True))


def _longest_word(cell: str) -> int:
    return max(map(len, cell.split()), default=0)
