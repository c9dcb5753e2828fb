"""What is done with a task, wherever that is: read its documents, screen them, write rows."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

import pyarrow as pa

from agenda_risk.assess import matters
from agenda_risk.errors import MissingInputError, ReadError
from agenda_risk.models import AgendaItem, Meeting, Page
from agenda_risk.pipeline import screen_items
from agenda_risk.scanning.documents import (
    Content,
    Done,
    Found,
    Kind,
    Reason,
    Reference,
    bad,
    done,
    reason_of,
)
from agenda_risk.scanning.engine import Engine, Setup, engine
from agenda_risk.scanning.guard import OutOfTime, within
from agenda_risk.scanning.opening import Opened, digest_of, got
from agenda_risk.scanning.rows import Row, rows_of
from agenda_risk.scanning.schema import FOUND
from agenda_risk.scanning.standing import Standing
from agenda_risk.scanning.tasks import Task
from agenda_risk.scanning.units import Unit
from agenda_risk.screen import Screen
from agenda_risk.translate import N_

_BATCH_BYTES = 4_000_000
_TOO_SLOW = N_("{name} takes longer to read than the {seconds} seconds that it may.")
_TOO_MUCH = N_("{name} needs more memory than it may.")
_FAULT = N_("{name} makes the program fail ({fault}). Tell those who develop it.")
ENDED = N_("{name} brings down the program that reads it, and is left out.")


class Result(NamedTuple):
    """What came of a task: its *documents*, and their rows as an Arrow file."""

    documents: tuple[Done, ...]
    rows: bytes


class _Read(NamedTuple):
    """A document that was read, or why not."""

    reference: Reference
    digest: str = ""
    opened: Opened | None = None
    reason: Reason | None = None


def work(task: Task, setup: Setup) -> Result | None:
    """Return what came of *task*, or None where its documents take too long together."""
    worker = _Worker(engine(setup), setup, set(task.known))
    documents: list[Done] = []
    tables: list[pa.Table] = []
    try:
        for batch in _batches(task.references):
            for one, rows in worker.screened([worker.read(reference) for reference in batch]):
                documents.append(one)
                tables.append(pa.Table.from_pylist(rows, schema=FOUND))
    except OutOfTime:
        return None
    return Result(tuple(documents), rows_file(tables))


class _Worker:
    """Reads and screens; *known* are contents that were read before."""

    def __init__(self, tools: Engine, setup: Setup, known: set[Content]) -> None:
        self._tools = tools
        self._setup = setup
        self._known = known

    def read(self, reference: Reference) -> _Read:
        """Return what stands at *reference*, without what was read before."""
        digest = ""
        try:
            with self._in_time():
                page = got(reference)
                digest = digest_of(page)
                return self._new(reference, page, digest)
        except OutOfTime:
            reason = reason_of(_TOO_SLOW, {"seconds": f"{self._setup.seconds:g}"})
        except MemoryError:
            reason = reason_of(_TOO_MUCH, {})
        except ReadError as error:
            may_pass = isinstance(error, MissingInputError)
            reason = reason_of(error.msgid, error.fields, may_pass=may_pass)
        except Exception as error:  # a fault of ours must not cost the whole archive
            reason = reason_of(_FAULT, {"fault": type(error).__name__})
        return _Read(reference, digest, reason=reason)

    def _new(self, reference: Reference, page: Page, digest: str) -> _Read:
        content = Content(digest, reference.ending)
        if content in self._known:
            return _Read(reference, digest)
        self._known.add(content)
        return _Read(reference, digest, self._tools.read(page, content))

    def screened(self, batch: list[_Read]) -> Iterator[tuple[Done, list[Row]]]:
        """Yield each of *batch* as it is kept, with its rows."""
        texts = [text for one in batch if one.opened for text in _texts(one.opened.meeting)]
        with self._in_time(len(batch)):
            hits = dict(zip(texts, self._tools.sweep.hits(texts), strict=True))
        find = self._tools.screen.matcher.hits
        screen = self._tools.screen.finding_by(
            lambda text: hits[text] if text in hits else find(text)
        )
        for one in batch:
            yield self._screened(one, screen)

    def _screened(self, one: _Read, screen: Screen) -> tuple[Done, list[Row]]:
        if one.reason:
            return bad(one.reference, one.reason, one.digest), []
        if one.opened is None:
            return done(one.reference, one.digest, None), []
        try:
            with self._in_time():
                found, rows = _found(one.opened, one.digest, screen, self._tools.standing)
        except OutOfTime:
            reason = reason_of(_TOO_SLOW, {"seconds": f"{self._setup.seconds:g}"})
            return bad(one.reference, reason, one.digest), []
        return done(one.reference, one.digest, found), rows

    def _in_time(self, documents: int = 1) -> AbstractContextManager[None]:
        return within(self._setup.seconds * documents, is_worker=self._setup.is_worker)


def _found(one: Opened, digest: str, screen: Screen, standing: Standing) -> tuple[Found, list[Row]]:
    def stands(item: AgendaItem) -> Row:
        return standing.row(item, one.meeting, screen)

    items = screen_items(one.meeting, screen)
    rows = [row | {"sha256": digest} for row in rows_of(one.meeting, items, one.unit, stands)]
    found = Found(
        kind=Kind.AGENDA if one.unit is Unit.ITEM else Kind.TEXT,
        pages=one.pages,
        characters=one.characters,
        items=len(items) if one.unit is Unit.ITEM else 0,
        rows=len(rows),
    )
    return found, rows


def _texts(meeting: Meeting) -> Iterator[str]:
    """Yield the texts in which words are looked for."""
    for item in matters(meeting):
        parts = (item.title, item.proposal, item.summary, item.body)
        yield from (part.text for part in parts if part)


def _batches(references: Iterable[Reference]) -> Iterator[list[Reference]]:
    """Yield *references* in lists whose texts fit into memory beside each other."""
    batch: list[Reference] = []
    size = 0
    for reference in references:
        batch.append(reference)
        size += reference.size
        if size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def rows_file(tables: list[pa.Table]) -> bytes:
    """Return *tables* as one Arrow file, whose rows can be told apart by number."""
    whole = pa.concat_tables([FOUND.empty_table(), *tables]).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, FOUND) as writer:
        writer.write_table(whole)
    written: bytes = sink.getvalue().to_pybytes()
    return written
