"""Rows as a table that a program for tables opens."""

import csv
from collections.abc import Iterable
from io import StringIO

BEGIN = "\ufeff"  # by which programs for tables know the signs

# What a program for tables would read as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SUSPECT = frozenset((" ", *_FORMULA))


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return *rows* as CSV with semicolons, as Excel opens it in Sweden; no cell is a formula."""
    return BEGIN + lines_of(rows)


def lines_of(rows: Iterable[Iterable[str]]) -> str:
    """Return *rows* as lines of such a table, of which more follow."""
    out = StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerows(
        [harmless(cell) if cell[:1] in _SUSPECT else cell for cell in row] for row in rows
    )
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return *cell* so that no program for tables takes it for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
