"""Write made archives as archive scan writes what it finds: a row for each finding."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from made_cases import Seen

COLUMNS = pa.schema(
    [
        ("document", pa.string()), ("organisation", pa.string()), ("body", pa.string()),
        ("day", pa.date32()), ("place", pa.int32()), ("unit", pa.string()),
        ("number", pa.string()), ("case_number", pa.string()), ("title", pa.string()),
        ("level", pa.string()), ("rule", pa.string()), ("category", pa.string()),
        ("finding_level", pa.string()),
    ]
)  # fmt: skip
_FOUND = {
    "skola": ("school-closure", "welfare"),
    "vindkraft": ("wind-power", "other"),
    "äldreboende": ("outsourcing", "welfare"),
}


def rows_of(seen: tuple[Seen, ...]) -> list[dict[str, Any]]:
    """Return the rows of items as they were *seen*; two findings in those on schools."""
    return [
        row for place, one in enumerate(seen) for row in _rows(one, place)
    ]  # fmt: skip


def row(
    organisation: str, day: date | None, rule: str = "wind-power", **more: Any
) -> dict[str, Any]:
    """Return the row of one raised item."""
    told = {"body": "Kommunstyrelsen", "title": "Vindkraft", "case_number": "", "level": "high"}
    found = {"rule": rule, "category": "other", "finding_level": "high"}
    own = {"document": f"{organisation}-{day}-{rule}", "place": 1, "unit": "item", "number": "1"}
    return {**own, **told, **found, "organisation": organisation, "day": day, **more}


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write *rows* to the Parquet file at *path*."""
    pq.write_table(pa.Table.from_pylist(rows, schema=COLUMNS), path)
    return path


def _rows(one: Seen, place: int) -> list[dict[str, Any]]:
    own = {
        "document": f"{one.organisation}/{one.body}/{one.day}", "organisation": one.organisation,
        "body": one.body, "day": one.day, "place": place, "unit": "item", "number": f"{place}",
        "case_number": one.number, "title": one.title,
    }  # fmt: skip
    found = [told for word, told in _FOUND.items() if word in one.title.lower()]
    if not found:
        return [{**own, "level": "none"}]
    (rule, category), level = found[0], "high"
    told = {**own, "level": level, "rule": rule, "category": category, "finding_level": level}
    weaker = {**told, "rule": "service-cut", "finding_level": "low"}
    return [told, weaker] if rule == "school-closure" else [told]
