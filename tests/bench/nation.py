"""Reckon what it takes to screen ten years of all municipalities and regions; what breaks first.

Run ``python tests/bench/nation.py`` after ``pip install -e .[archive]``. What one document, page
and row costs is measured here and now on made documents, in time of the processor; what a nation
has of them is assumed below. Times are those of this machine's cores; the ratios carry over.

What came out (November 2026, on 2 cores that ten other programs wanted too, so times are high): 4
million documents of 20 million pages take 19 core-hours once, and a terabyte of PDFs has to be
fetched for them; other rules take 3 core-hours where all that was read is kept, which is 60 GB.
What is found is 1 GB of Parquet and 6 GB of parts. Reading divides by as many cores as there are:
one client could feed some thousand. What does not divide is the program that hands the work out.
It knows every document by name (1.3 kB each: 5 GB for the nation), and each night it lists them
all, reads its manifest and writes the whole output anew, however little is new: ten minutes for
the nation in one output, where what is new is read in twenty seconds. Memory breaks first, at 18
million documents on a machine of 24 GB: four nations, or one with attachments. So an output for
each organisation and year is better: DuckDB reads them together (``FROM 'fynd/*/*.parquet'``),
only those of this year are scanned each night, and no limit is near.
"""

import os
from typing import NamedTuple

from nation_rates import Rates, measured

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
# Assumed prices of a cloud, in euro: an hour of a core, and a gigabyte kept for a month.
EURO_A_CORE_HOUR, EURO_A_GB_MONTH = 0.05, 0.02
NIGHTS = 365
MEMORY = 24 * 10**9
NIGHT_HOURS = 6


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
    kept_hours = whole.pages * rates.seconds_a_page_kept / 3600
    print(f"  other rules, all kept   {kept_hours:10.1f} core-hours")
    print(f"  all that was read       {whole.pages * rates.kept_bytes_a_page / 1e9:10.0f} GB")
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
        writing = documents * rates.seconds_a_told + pages * rates.rows_a_page * rates.seconds_a_row
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
        + rates.seconds_a_told
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
    cores = pages * rates.seconds_a_page / rates.seconds_a_recorded
    print(f"  {'one client keeps busy':46}{cores:7.0f} cores, as far as its own work goes")


if __name__ == "__main__":
    main()
