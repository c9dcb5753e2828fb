"""Reckon what it takes to screen ten years of all municipalities and regions; what breaks first.

Run ``python tests/bench/nation.py`` after ``pip install -e .[archive]``. What one document, page
and row costs is measured here and now on made documents, in time of the processor; what a nation
has of them is assumed below. Times are those of this machine's cores; the ratios carry over.

What came out (November 2026, on 2 cores that 15 other programs wanted too, so times are high): 4
million documents of 20 million pages take 43 core-hours once, and a terabyte of PDFs has to be
fetched for them; what is found is 1 GB of Parquet and 6 GB of parts. Reading divides by as many
cores as there are. What does not divide is the program that hands the work out. It knows every
document by name (2 kB each: 8 GB for the nation), and each night it lists them all, reads its
manifest and writes the whole output anew, however little is new: half an hour for the nation in
one output, where what is new is read in less than a minute. Memory breaks first, at 12 million
documents on a machine of 24 GB: three nations, or one with attachments. So an output for each
organisation and year is better: DuckDB reads them together (``FROM 'fynd/*/*.parquet'``), only
those of this year are scanned each night, and no limit is near.
"""

import os
import sys
import tempfile
import tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "scanning")]

# ruff: noqa: E402
from archive import timed, write_documents

from agenda_risk.scanning.documents import Found, Kind, Reference, done
from agenda_risk.scanning.engine import Setup, engine, known_setup
from agenda_risk.scanning.folder import WorkFolder
from agenda_risk.scanning.here import Here
from agenda_risk.scanning.listing import Listed, listed
from agenda_risk.scanning.manifest import Part, known_of, line_of
from agenda_risk.scanning.output import in_order, write_findings
from agenda_risk.scanning.scan import Job, World, scan
from agenda_risk.translate import translator

# 290 municipalities and 21 regions.
ORGANISATIONS = 311
YEARS = 10
# Assumed, so that the whole is the 20 million pages and 55 GB of text that were reckoned with when
# engines were compared: fullmäktige, styrelse, its utskott and five nämnder, each ten times a year.
BODIES = 8
MEETINGS_A_YEAR = 10
# Assumed: a summons of 4 pages, minutes of 20, and 14 papers of 4.
DOCUMENTS_A_MEETING = 16
PAGES_A_MEETING = 80
# Assumed: a page of a PDF out of Word with its share of fonts and pictures.
PDF_BYTES_A_PAGE = 50_000
TEXT_BYTES_A_PAGE = 2_750
# Assumed prices of a cloud, in euro: an hour of a core, and a gigabyte kept for a month.
EURO_A_CORE_HOUR, EURO_A_GB_MONTH = 0.05, 0.02
NIGHTS = 365
MEMORY = 24 * 10**9
NIGHT_HOURS = 6
_SAMPLE, _MANY = 150, 20_000


class Rates(NamedTuple):
    """What was measured, in seconds of the processor and in bytes."""

    seconds_a_page: float
    seconds_a_listed: float
    seconds_a_known: float
    seconds_a_row: float
    rows_a_page: float
    bytes_a_row: float
    part_bytes_a_row: float
    client_bytes_a_document: float


class Size(NamedTuple):
    """How much there is."""

    documents: int
    pages: int


def main() -> None:
    print(f"measured on a machine with load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    rates = measured()
    for name, value in rates._asdict().items():
        print(f"{name:28}{value:14.6f}")
    meetings = ORGANISATIONS * YEARS * BODIES * MEETINGS_A_YEAR
    whole = Size(meetings * DOCUMENTS_A_MEETING, meetings * PAGES_A_MEETING)
    print(f"\n{meetings:,} meetings, {whole.documents:,} documents, {whole.pages:,} pages")
    tell_once(whole, rates)
    tell_nights(whole, rates)
    tell_limits(rates)


def measured() -> Rates:
    """Return what things cost here."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = write_documents(folder / "archive", 0, _SAMPLE)
        setup = known_setup(Setup((), date(2026, 12, 1), 60))
        engine(setup)
        found, listing = timed(lambda: listed([str(folder / "archive")]))
        job = Job(found, setup, folder / "findings.parquet")
        world = World(Here, lambda _progress, _seconds: None, translator("sv"))
        scan(
            job._replace(output=folder / "warm.parquet"), world
        )  # words are seen for the first time
        before = of_children()
        report, reading = timed(lambda: scan(job, world))
        reading += of_children() - before
        writing, size = measured_writing(job)
        parts = sum(one.stat().st_size for one in folder.glob("findings.parquet.parts/*.arrow"))
    known, memory = measured_client()
    return Rates(
        seconds_a_page=reading / pages,
        seconds_a_listed=listing / _SAMPLE,
        seconds_a_known=known,
        seconds_a_row=writing / report.rows,
        rows_a_page=report.rows / pages,
        bytes_a_row=size / report.rows,
        part_bytes_a_row=parts / report.rows,
        client_bytes_a_document=memory,
    )


def of_children() -> float:
    """Return the seconds of the processor that ended processes used that this one began."""
    times = os.times()
    return times.children_user + times.children_system


def measured_writing(job: Job) -> tuple[float, int]:
    """Return the seconds that writing the output anew takes, and its bytes."""
    folder = WorkFolder(job.output)
    known = folder.known(job.setup.made_by)
    copies = in_order(job.listed.references, known, ())
    file = BytesIO()
    _, seconds = timed(lambda: write_findings(file, copies, folder.rows, ("reader", "rules")))
    return seconds, len(file.getvalue())


def measured_client() -> tuple[float, float]:
    """Return the seconds and the memory that the client needs for a document that was read."""
    found = Found(kind=Kind.AGENDA, pages=5, characters=14_000, items=12, rows=14)
    references = [
        Reference(f"/arkiv/kommun-{number % 311}/protokoll-{number:08d}.pdf", number, f"{number}")
        for number in range(_MANY)
    ]
    documents = tuple(done(one, f"{number:064x}", found) for number, one in enumerate(references))
    lines = [
        line_of(Part(file=f"{at:08d}.arrow", made_by="-", documents=documents[at : at + 200]))
        for at in range(0, _MANY, 200)
    ]
    files = [f"{at:08d}.arrow" for at in range(0, _MANY, 200)]
    _, seconds = timed(lambda: known_of(lines, "-", files))
    del documents
    tracemalloc.start()
    listing = Listed(tuple(Reference(f"{one.url}", one.size, one.stamp) for one in references), ())
    known = known_of(lines, "-", files)
    copies = in_order(listing.references, known, ())
    memory, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds / _MANY, memory / len(copies)


def tell_once(whole: Size, rates: Rates) -> None:
    """Print what the first scan takes."""
    hours = whole.pages * rates.seconds_a_page / 3600
    rows = whole.pages * rates.rows_a_page
    print("\nonce")
    print(
        f"  reading and screening   {hours:10.1f} core-hours, {hours * EURO_A_CORE_HOUR:.0f} euro"
    )
    print(f"  on 64 cores at 80 %     {hours / 64 / 0.8 * 60:10.0f} minutes")
    print(f"  PDFs to fetch           {whole.pages * PDF_BYTES_A_PAGE / 1e9:10.0f} GB")
    print(f"  text, not kept          {whole.pages * TEXT_BYTES_A_PAGE / 1e9:10.0f} GB")
    print(f"  rows                    {rows / 1e6:10.1f} million")
    print(f"  output                  {rows * rates.bytes_a_row / 1e9:10.2f} GB")
    kept = rows * (rates.bytes_a_row + rates.part_bytes_a_row) / 1e9
    print(f"  output and parts        {kept:10.1f} GB, {kept * EURO_A_GB_MONTH:.2f} euro a month")


def tell_nights(whole: Size, rates: Rates) -> None:
    """Print what a night takes, in one output and in one for each organisation and year."""
    new = Size(whole.documents // (YEARS * NIGHTS), whole.pages // (YEARS * NIGHTS))
    print(f"\na night: {new.documents:,} new documents, {new.pages:,} pages")
    reading = new.pages * rates.seconds_a_page
    for name, documents, pages in (
        ("one output", whole.documents, whole.pages),
        ("of this year alone", whole.documents // YEARS, whole.pages // YEARS),
    ):
        listing = documents * rates.seconds_a_listed
        knowing = documents * rates.seconds_a_known
        writing = pages * rates.rows_a_page * rates.seconds_a_row
        seconds = reading + listing + knowing + writing
        print(
            f"  {name:20} reading {reading:6.0f} s, listing {listing:6.0f} s, "
            f"manifest {knowing:6.0f} s, writing {writing:6.0f} s of one core: "
            f"{seconds / 3600 * EURO_A_CORE_HOUR:.2f} euro"
        )


def tell_limits(rates: Rates) -> None:
    """Print at how many documents in one output something breaks, the first first."""
    pages = PAGES_A_MEETING / DOCUMENTS_A_MEETING
    nightly = (
        rates.seconds_a_listed
        + rates.seconds_a_known
        + pages * rates.rows_a_page * rates.seconds_a_row
    )
    limits = {
        f"memory of the client ({MEMORY / 1e9:.0f} GB)": MEMORY / rates.client_bytes_a_document,
        f"a night of {NIGHT_HOURS} h for what does not divide": NIGHT_HOURS * 3600 / nightly,
    }
    print("\nwhat breaks first in one output")
    for name, documents in sorted(limits.items(), key=lambda one: one[1]):
        organisations = documents / (BODIES * MEETINGS_A_YEAR * DOCUMENTS_A_MEETING * YEARS)
        told = f"{documents / 1e6:7.1f} million documents, {organisations:6.0f} organisations"
        print(f"  {name:46}{told}")


if __name__ == "__main__":
    main()
