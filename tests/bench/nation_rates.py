"""Measure what one document, page and row of an archive costs here and now."""

import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypeVar

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "scanning")]

# ruff: noqa: E402
from archive import timed, write_documents

from agenda_risk.scanning.documents import Found, Kind, Reference, done
from agenda_risk.scanning.engine import Setup, engine, known_setup
from agenda_risk.scanning.folder import WorkFolder
from agenda_risk.scanning.here import Here
from agenda_risk.scanning.listing import listed
from agenda_risk.scanning.output import in_order, write_findings
from agenda_risk.scanning.output import write_documents as write_documents_file
from agenda_risk.scanning.readings import Room
from agenda_risk.scanning.scan import Job, World, scan
from agenda_risk.scanning.tasks import Sizes
from agenda_risk.translate import translator

_SAMPLE, _MANY, _A_TASK = 150, 20_000, 200
WORLD = World(Here, lambda _progress, _seconds: None, translator("sv"))
T = TypeVar("T")


class Rates(NamedTuple):
    """What was measured, in seconds of the processor and in bytes."""

    seconds_a_page: float
    seconds_a_page_kept: float
    seconds_a_listed: float
    seconds_a_recorded: float
    seconds_a_known: float
    seconds_a_told: float
    seconds_a_row: float
    rows_a_page: float
    bytes_a_row: float
    part_bytes_a_row: float
    kept_bytes_a_page: float
    client_bytes_a_document: float


def measured() -> Rates:
    """Return what things cost here."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = write_documents(folder / "archive", 0, _SAMPLE)
        setup = known_setup(Setup((), date(2026, 12, 1), 60))
        engine(setup)
        found, listing = timed(lambda: listed([str(folder / "archive")]))
        job = Job(found, setup, folder / "findings.parquet")
        scan(job._replace(output=folder / "warm.parquet"), WORLD)  # words are seen for once
        report, reading = timed_with_children(lambda: scan(job, WORLD))
        telling, writing, size = measured_writing(job)
        kept, kept_bytes = measured_kept(job, folder)
        client = measured_client(folder)
        parts = sum(one.stat().st_size for one in folder.glob("findings.parquet.parts/*.arrow"))
    return Rates(
        seconds_a_page=reading / pages,
        seconds_a_page_kept=kept / pages,
        seconds_a_listed=listing / _SAMPLE,
        seconds_a_recorded=client.recording,
        seconds_a_known=client.knowing,
        seconds_a_told=telling / _SAMPLE,
        seconds_a_row=writing / report.rows,
        rows_a_page=report.rows / pages,
        bytes_a_row=size / report.rows,
        part_bytes_a_row=parts / report.rows,
        kept_bytes_a_page=kept_bytes / pages,
        client_bytes_a_document=client.memory,
    )


def timed_with_children(act: Callable[[], T]) -> tuple[T, float]:
    """Return what *act* returns, and how long it takes the processor, in ended processes too."""
    before = os.times()
    done, seconds = timed(act)
    after = os.times()
    own = after.children_user + after.children_system
    return done, seconds + own - before.children_user - before.children_system


def measured_kept(job: Job, folder: Path) -> tuple[float, int]:
    """Return the seconds that a scan takes where what was read is kept, and its bytes."""
    room = Room(str(folder / "cache"), 10**9)
    keeping = job._replace(output=folder / "k.parquet", setup=job.setup._replace(room=room))
    scan(keeping, WORLD)
    again = keeping._replace(output=folder / "again.parquet")
    _, seconds = timed_with_children(lambda: scan(again, WORLD))
    return seconds, sum(one.stat().st_size for one in folder.rglob("*.reading"))


def measured_writing(job: Job) -> tuple[float, float, int]:
    """Return the seconds that writing documents and rows anew takes, and the bytes of the rows."""
    folder = WorkFolder(job.output)
    known = folder.known(job.setup.made_by)
    copies = in_order(job.listed.references, known, ())
    _, telling = timed(lambda: write_documents_file(BytesIO(), copies, translator("sv")))
    file = BytesIO()
    _, seconds = timed(lambda: write_findings(file, copies, folder.rows, ("reader", "rules")))
    return telling, seconds, len(file.getvalue())


class Client(NamedTuple):
    """What the client needs for a document: to record it, to know it, and to have it in memory."""

    recording: float
    knowing: float
    memory: float


def measured_client(folder: Path) -> Client:
    """Return what the client needs for a document."""
    found = Found(kind=Kind.AGENDA, pages=5, characters=14_000, items=12, rows=14)
    references = [
        Reference(f"/arkiv/kommun-{number % 311}/protokoll-{number:08d}.pdf", number, f"{number}")
        for number in range(_MANY)
    ]
    documents = tuple(done(one, f"{number:064x}", found) for number, one in enumerate(references))
    kept = WorkFolder(folder / "many.parquet")
    with kept.held():
        known = kept.known("-")
        _, recording = timed(
            lambda: [
                known.add(kept.record("-", documents[at : at + _A_TASK], bytes(_A_TASK * 3_000)))
                for at in range(0, _MANY, _A_TASK)
            ]
        )
        _, knowing = timed(lambda: kept.known("-"))
        tracemalloc.start()
        listing = tuple(Reference(anew(one.url), one.size, anew(one.stamp)) for one in references)
        known = kept.known("-")
        sizes = Sizes()
        for reference, content, _file in known.documents.values():
            sizes.add(reference.size, content)
        copies = in_order(listing, known, ())
        memory, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return Client(recording / _MANY, knowing / _MANY, memory / len(copies))


def anew(text: str) -> str:
    """Return *text* in memory of its own."""
    return text.encode().decode()
