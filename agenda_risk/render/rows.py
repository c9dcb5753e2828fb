"""Rows as a table that a program for tables opens."""

import csv
from collections.abc import Iterable
from io import StringIO

# What a program for tables would read as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return *rows* as CSV with semicolons, as Excel opens it in Sweden; no cell is a formula."""
    out = StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        table.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
