"""Write what was found as Parquet: always the same bytes for the same documents and rules."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import IO, Any, NamedTuple, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from agenda_risk.mask import masked
from agenda_risk.scanning.documents import Content, Done, Found, Reason, Reference
from agenda_risk.scanning.manifest import Known, Place
from agenda_risk.scanning.schema import DOCUMENTS, FINDINGS

_GROUP = 20_000  # rows that are written at once
_FEW = 500  # as many small tables take more memory than their rows
_OPEN = 256
_SETTINGS: dict[str, Any] = {"compression": "zstd", "compression_level": 3, "version": "2.6"}

Say = Callable[..., str]
T = TypeVar("T")


class Copy(NamedTuple):
    """A document as it is written: *of* is the first with the same content, if it is not that."""

    reference: Reference
    content: Content
    found: Found
    of: Reference | None
    place: Place | None


def in_order(references: Iterable[Reference], known: Known, failures: Iterable[Done]) -> list[Copy]:
    """Return the documents by their urls; of several with the same content the first has rows."""
    first: dict[Content, Reference] = {}
    copies: list[Copy] = []
    for reference in references:
        _, content, _ = known.documents[reference.url]
        place = known.contents[content]
        of = first.setdefault(content, reference)
        told = of if of != reference else None
        copies.append(Copy(reference, content, place.found, told, place))
    unread = (
        Copy(one.reference, one.content, one.found, None, None) for one in failures if one.found
    )
    return sorted((*copies, *unread), key=lambda one: one.reference.url)


def write_findings(
    file: IO[bytes], copies: list[Copy], rows: Callable[[str], pa.Table], versions: tuple[str, str]
) -> int:
    """Write the rows of *copies* to *file*, and return how many there are."""
    counts: dict[Content, int] = {}
    for one in copies:
        counts[one.content] = counts.get(one.content, 0) + 1
    opened = lru_cache(_OPEN)(rows)
    tables = (
        _with_document(opened(one.place.file), one, counts[one.content], versions)
        for one in copies
        if one.place and one.of is None and one.found.rows
    )
    return _written(file, tables, FINDINGS)


def write_documents(file: IO[bytes], copies: Iterable[Copy], say: Say) -> None:
    """Write a row for each of *copies* to *file*."""
    rows = (_document(one, say) for one in copies)
    tables = (pa.Table.from_pylist(some, schema=DOCUMENTS) for some in _some(rows))
    _written(file, tables, DOCUMENTS)


def write_bad(file: IO[bytes], copies: Iterable[Copy], say: Say) -> None:
    """Write to *file* a JSON object for each of *copies* that could not be read, and why.

    Documents are named here as they are called, so that they can be found.
    """
    for one in copies:
        if one.found.reason:
            place = one.reference.place
            row = {"document": place, "reason": told(one.found.reason, place, say)}
            file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def told(reason: Reason, name: str, say: Say) -> str:
    """Return *reason* in the language of *say*; *name* is what the document is called."""
    fields = {
        field: say(value) if field == "reason" else value for field, value in reason.fields.items()
    }
    return say(reason.msgid, name=name, **fields)


def _with_document(table: pa.Table, one: Copy, copies: int, versions: tuple[str, str]) -> pa.Table:
    assert one.place
    own = table.slice(one.place.first, one.found.rows)
    values = (masked(one.reference.place), copies, *versions)
    document, number, reader, rules = (
        pa.repeat(pa.scalar(value), own.num_rows) for value in values
    )
    columns = [document, number.cast(pa.int32()), *own.columns, reader, rules]
    return pa.table(columns, schema=FINDINGS)


def _document(one: Copy, say: Say) -> dict[str, Any]:
    found, place = one.found, one.reference.place
    return {
        "document": masked(place),
        "sha256": one.content.digest if not one.content.digest.startswith("?") else None,
        "bytes": one.reference.size,
        "kind": found.kind.value,
        "copy_of": masked(one.of.place) if one.of else None,
        "pages": found.pages,
        "characters": found.characters,
        "items": found.items,
        "rows": 0 if one.of else found.rows,
        "reason": told(found.reason, masked(place), say) if found.reason else None,
    }


def _written(file: IO[bytes], tables: Iterable[pa.Table], schema: pa.Schema) -> int:
    """Write *tables* in groups of one size, however they are cut, and return the rows."""
    count = 0
    with pq.ParquetWriter(file, schema, **_SETTINGS) as writer:
        for group in _groups(map(_one, _some(tables)), schema):
            writer.write_table(group, row_group_size=_GROUP)
            count += group.num_rows
    return count


def _some(all_of_them: Iterable[T]) -> Iterator[list[T]]:
    """Yield *all_of_them* in lists that are not long."""
    left = iter(all_of_them)
    while some := list(islice(left, _FEW)):
        yield some


def _one(tables: list[pa.Table]) -> pa.Table:
    """Return *tables* as one whose rows lie beside each other."""
    return pa.concat_tables(tables).combine_chunks()


def _groups(tables: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    size = 0
    for table in tables:
        waiting.append(table)
        size += table.num_rows
        if size >= _GROUP:
            whole = pa.concat_tables(waiting)
            yield from (
                whole.slice(at, _GROUP).combine_chunks()
                for at in range(0, size - size % _GROUP, _GROUP)
            )
            rest = whole.slice(size - size % _GROUP)
            waiting, size = [rest], rest.num_rows
    if size:
        yield pa.concat_tables([schema.empty_table(), *waiting]).combine_chunks()
