"""The columns of what is written, as Parquet and DuckDB know them."""

import pyarrow as pa

_WORDS, _OFFSETS = pa.list_(pa.string()), pa.list_(pa.int32())

# One row for each finding, and one for an item without any: see "Archives" in README.md.
FOUND = pa.schema(
    [
        ("organisation", pa.string()),
        ("organisation_kind", pa.string()),
        ("body", pa.string()),
        ("body_kind", pa.string()),
        ("day", pa.date32()),
        ("sha256", pa.string()),
        ("kind", pa.string()),
        ("unit", pa.string()),
        ("place", pa.int32()),
        ("number", pa.string()),
        ("case_number", pa.string()),
        ("cases", _WORDS),
        ("title", pa.string()),
        ("state", pa.string()),
        ("stage", pa.string()),
        ("marks", _WORDS),
        ("result", pa.string()),
        ("until", pa.date32()),
        ("screened", pa.bool_()),
        ("level", pa.string()),
        ("page", pa.int32()),
        ("finding", pa.int32()),
        ("rule", pa.string()),
        ("category", pa.string()),
        ("finding_level", pa.string()),
        ("part", pa.string()),
        ("words", _WORDS),
        ("starts", _OFFSETS),
        ("ends", _OFFSETS),
    ]
)

# What is known only when all documents are: two may be the same.
FINDINGS = pa.schema(
    [
        ("document", pa.string()),
        ("copies", pa.int32()),
        *FOUND,
        ("reader", pa.string()),
        ("rules", pa.string()),
    ]
)

DOCUMENTS = pa.schema(
    [
        ("document", pa.string()),
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("kind", pa.string()),
        ("copy_of", pa.string()),
        ("pages", pa.int32()),
        ("characters", pa.int64()),
        ("items", pa.int32()),
        ("rows", pa.int32()),
        ("reason", pa.string()),
    ]
)
