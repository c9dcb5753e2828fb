"""Read what was found in an archive from Parquet, and write the ways of its cases."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from agenda_risk.bodies import body_named
from agenda_risk.errors import BrokenFileError, MissingInputError
from agenda_risk.hindrance import hindrance
from agenda_risk.models import Level
from agenda_risk.seen_once import seen_once
from agenda_risk.survey import FoundItem, Neighbours

_NEEDED = ("organisation", "body", "day", "case_number", "title", "level")
_STANDING = ("cases", "stage", "marks", "result", "until")
_FINDING = ("rule", "category", "finding_level")
_KNOWN = (*_NEEDED, "document", "place", "unit", "number", *_STANDING, *_FINDING)
_ORDER = ("organisation", "document", "place")
JOURNEYS = pa.schema(
    [
        ("organisation", pa.string()),
        ("case", pa.int32()),
        ("place", pa.int32()),
        ("body", pa.string()),
        ("day", pa.date32()),
        ("number", pa.string()),
        ("case_number", pa.string()),
        ("title", pa.string()),
        ("level", pa.string()),
        ("known_by", pa.string()),
        ("likeness", pa.float32()),
        ("stage", pa.string()),
        ("marks", pa.string()),
        ("result", pa.string()),
        ("until", pa.date32()),
        ("first_day", pa.date32()),
        ("days_since_first", pa.int32()),
    ]
)


def towns_in(path: Path) -> Iterator[tuple[str, tuple[FoundItem, ...]]]:
    """Yield each organisation in the Parquet file at *path*, with its items.

    There may be several rows for an item, one for each finding, told apart by document and place;
    without these columns, each row is an item. What agenda and minutes both hold is one item.
    Raises BrokenFileError where columns are missing.
    """
    table = _table(path)
    order = [name for name in _ORDER if name in table.column_names]
    ordered = table.sort_by([(name, "ascending") for name in order])
    for first, count in _runs(ordered.column("organisation")):
        rows = ordered.slice(first, count).to_pylist()
        yield rows[0]["organisation"] or "", seen_once(_papers(rows))


def write_journeys(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """Write *rows* of journeys to *path* as Parquet, and return how many there are."""
    written = 0
    with pq.ParquetWriter(path, JOURNEYS, compression="zstd") as file:
        for batch in _batches(rows, 50_000):
            file.write_table(pa.Table.from_pylist(batch, schema=JOURNEYS))
            written += len(batch)
    return written


def neighbours_in(path: Path) -> Neighbours:
    """Return the neighbours in the CSV file at *path*: two organisations a line.

    Raises MissingInputError where it cannot be opened, BrokenFileError where a line is not so.
    """
    found: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            pairs = [row for row in csv.reader(file, delimiter=";") if row]
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error
    for number, pair in enumerate(pairs, 1):
        if len(pair) != 2:
            raise BrokenFileError(
                "{name}, line {line}: write two organisations with ; between.",
                name=str(path),
                line=number,
            )
        one, other = (name.strip() for name in pair)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {town: frozenset(near) for town, near in found.items()}


def _table(path: Path) -> pa.Table:
    try:
        names = pq.read_schema(path).names
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise BrokenFileError(
                "{name} has no column {column}. Make it with: agenda-risk archive scan",
                name=str(path),
                column=missing[0],
            )
        table = pq.read_table(path, columns=[name for name in _KNOWN if name in names])
    except OSError as error:
        raise _unopened(path, error) from error
    except pa.ArrowInvalid as error:
        raise BrokenFileError("{name} is not a Parquet file.", name=str(path)) from error
    return table.filter(pc.field("unit") == "item") if "unit" in names else table


def _unopened(path: Path, error: OSError | ValueError) -> MissingInputError:
    return MissingInputError(
        "{name} cannot be opened: {reason}.", name=str(path), reason=hindrance(error)
    )


def _runs(column: Any) -> Iterator[tuple[int, int]]:
    """Yield where each run of like values begins in *column*, and how long it is."""
    place = 0
    for _value, run in groupby(column.to_pylist()):
        length = sum(1 for _one in run)
        yield place, length
        place += length


def _papers(rows: list[dict[str, Any]]) -> Iterator[Iterator[FoundItem]]:
    for _document, paper in groupby(rows, key=lambda row: row.get("document", "")):
        yield _items(list(paper))


def _items(rows: list[dict[str, Any]]) -> Iterator[FoundItem]:
    for _key, group in groupby(enumerate(rows), key=lambda one: _own(*one)):
        yield _item([row for _place, row in group])


def _own(place: int, row: dict[str, Any]) -> tuple[Any, ...]:
    """Return by what the rows of one item are known."""
    return (row["document"], row["place"]) if "document" in row and "place" in row else (place,)


def _item(rows: list[dict[str, Any]]) -> FoundItem:
    first = rows[0]
    raising = [row for row in rows if row.get("rule") and _level(row, "finding_level").is_raised]
    day = first["day"]
    return FoundItem(
        organisation=first["organisation"] or "",
        body=body_named(first["body"] or ""),
        day=day if isinstance(day, date) else None,
        number=first.get("number") or "",
        case_number=first["case_number"] or "",
        title=first["title"] or "",
        level=_level(first, "level"),
        categories=_distinct(row.get("category") for row in raising),
        rules=_distinct(row.get("rule") for row in raising),
        cases=tuple(first.get("cases") or ()),
        stage=first.get("stage") or "",
        marks=tuple(first.get("marks") or ()),
        result=first.get("result") or "",
        until=first.get("until"),
    )


def _level(row: dict[str, Any], name: str) -> Level:
    told = row.get(name) or row["level"]
    return Level(told) if told in set(Level) else Level.NONE


def _distinct(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one) for one in values if one))


def _batches(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch
