"""Measure the scan of an archive: speed on one core, two and in Ray, kept texts, and memory.

Run ``python tests/bench/archive.py [documents] [many] [rounds]`` after ``pip install -e
.[cluster]``: the ways are timed in turns with *documents* of five pages (default 1,500) and with
three times as many, and the memory of workers and client is told for 1,000, 10,000 and *many*
(default 100,000) documents of one page. Only ratios carry over to other machines. What the second
archive takes longer than the first is the steady state, without what it takes to begin. Where
other programs run beside, the time of the clock tells less than the time of the processor: from
that follows what two idle cores would do, if the work were evenly divided.
"""

import os
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypeVar

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "scanning")]

# ruff: noqa: E402
from made_archive import agenda, pdf
from made_text import make_language, make_pages
from watched import Took, cpu_of, run

from agenda_risk.extract import extract
from agenda_risk.fetch import get_file
from agenda_risk.models import Page
from agenda_risk.scanning.engine import Engine, Setup, engine, known_setup
from agenda_risk.scanning.opening import opened
from agenda_risk.scanning.work import _found, _texts

PAGES = 5
T = TypeVar("T")
WAYS = {
    "none": ("--scheduler", "none"),
    "local, 2": ("--scheduler", "local", "--workers", "2"),
    "ray, 2": ("--scheduler", "ray", "--workers", "2"),
}
RULES = """
version: own
rules:
- {id: own, title: T, category: other, level: high, why: W, when: sv/procedure/formal}
"""


def main(documents: int = 1_500, many: int = 100_000, rounds: int = 3) -> None:
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sizes = [
            write_documents(folder / name, first, count)
            for name, first, count in (
                ("first", 0, documents),
                ("more", documents, 2 * documents),
            )
        ]
        measure_shares(folder / "first")
        measure_ways(folder, sizes, rounds)
        measure_kept(folder, rounds)
        measure_memory(folder, [count for count in (1_000, 10_000) if count < many] + [many])
    print(f"load after: {os.getloadavg()[0]:.1f}")


def write_documents(folder: Path, first: int, count: int, pages: int = PAGES) -> int:
    """Write *count* PDFs, every fifth an agenda, and return how many pages they have."""
    folder.mkdir(parents=True)
    texts = made_pages()
    numbers = range(first, first + count)
    for number in numbers:
        own = [
            texts[(number * pages + place) % len(texts)] + f"\n{number}" for place in range(pages)
        ]
        made = [agenda(number)] if number % 5 == 0 else own
        (folder / f"{number:06d}.pdf").write_bytes(pdf(made))
    return sum(1 if number % 5 == 0 else pages for number in numbers)


@cache
def made_pages() -> list[str]:
    """Return some thousand pages, each of its lines as long as in print."""
    made = make_pages(make_language(), 8_000_000)
    return [
        "\n".join(textwrap.fill(line, 95) for line in page.replace("\r\n", "\n").split("\n")[1:])
        for page in made
    ]


def measure_shares(folder: Path) -> None:
    """Print what the steps take of the processor's time, the words having been seen before."""
    setup = known_setup(Setup((), date(2026, 12, 1), 60))
    tools = engine(setup)
    files = [get_file(str(path)) for path in sorted(folder.iterdir())[:200]]
    shares(files, tools)
    pages, times = shares(files, tools)
    first = times["text out of PDF (pypdfium2)"]
    for name, seconds in times.items():
        print(f"{name:34}{1000 * seconds / pages:7.2f} ms a page{seconds / first:8.2f}")
    share = (times["finding words"] + times["rules and rows"]) / first
    print(
        f"screening / pypdfium2: {share:.2f}, at most 0.30  {'met' if share <= 0.3 else 'MISSED'}"
    )
    tools.read.close()


def shares(files: list[Page], tools: Engine) -> tuple[int, dict[str, float]]:
    """Return how many pages there are in *files*, and the seconds that each step takes."""
    tools.read.close()  # the processor's time of one and the same process is counted
    read_pdf = tools.read.read_pdf
    extract(files[0], read_pdf)  # what it takes to begin is not
    reader = read_pdf._ready().pid
    before, (_, handing) = cpu_of(reader), timed(lambda: [extract(one, read_pdf) for one in files])
    child = cpu_of(reader) - before
    read, reading = timed(lambda: [opened(page, read_pdf) for page in files])
    texts = ["", *(text for one in read for text in _texts(one.meeting))]
    hits, finding = timed(lambda: dict(zip(texts, tools.sweep.hits(texts), strict=True)))
    screen = tools.screen.finding_by(hits.__getitem__)
    _, screening = timed(lambda: [_found(one, "", screen, tools.standing) for one in read])
    return sum(one.pages for one in read), {
        "text out of PDF (pypdfium2)": child,
        "handing over": handing,
        "reading agendas, cutting pages": reading - handing,
        "finding words": finding,
        "rules and rows": screening,
    }


def timed(act: Callable[[], T]) -> tuple[T, float]:
    """Return what *act* returns, and how long it takes the processor."""
    began = time.process_time()
    return act(), time.process_time() - began


def measure_ways(folder: Path, sizes: list[int], rounds: int) -> None:
    """Print how fast the ways are, in turns: with what it takes to begin, and in the long run."""
    took: dict[str, list[tuple[Took, Took]]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, arguments in WAYS.items():
            few = run(folder, ["first"], *arguments, "--cache", "none")
            all_of_them = run(folder, ["first", "more"], *arguments, "--cache", "none")
            took[name].append((few, all_of_them))
            told = ", ".join(f"{one.clock:.1f} s ({one.cpu:.1f})" for one in (few, all_of_them))
            print(f"  {name}, by the clock (and the processor): {told}", flush=True)
    for name in WAYS:
        whole = [of(took[name], lambda few, many: many) for name in ("none", name)]
        steady = [of(took[name], lambda few, many: many - few) for name in ("none", name)]
        begin = of(took[name], lambda few, many: few - (many - few).times(sizes[0] / sizes[1]))
        print(
            f"{name:9}{sum(sizes) / whole[1].clock:6.0f} pages/s; x none, by the clock: "
            f"{whole[0].clock / whole[1].clock:.2f} with the start, "
            f"{steady[0].clock / steady[1].clock:.2f} without; by the processor, on two idle "
            f"cores: {2 * steady[0].cpu / steady[1].cpu:.2f} ({begin.cpu:.1f} s to begin, "
            f"{1000 * steady[1].cpu / sizes[1]:.2f} ms a page)"
        )


def of(pairs: list[tuple[Took, Took]], what: Callable[[Took, Took], Took]) -> Took:
    """Return the median of *what* there is to be told of each of *pairs*."""
    told = [what(*pair) for pair in pairs]
    return Took(median(one.clock for one in told), median(one.cpu for one in told))


def measure_kept(folder: Path, rounds: int) -> None:
    """Print what other rules over the same documents take where their texts are kept."""
    (folder / "own.yaml").write_text(RULES, encoding="utf-8")
    other = ("--scheduler", "none", "--rules", str(folder / "own.yaml"), "--cache")
    told: list[tuple[Took, Took]] = []
    keeping: list[tuple[Took, Took]] = []
    for number in range(rounds):
        kept = str(folder / f"cache-{number}")
        plain = run(folder, ["first"], *WAYS["none"], "--cache", "none")
        keeping.append((plain, run(folder, ["first"], *WAYS["none"], "--cache", kept)))
        unkept = run(folder, ["first"], *other, "none")
        told.append((unkept, run(folder, ["first"], *other, kept)))
    size = sum(one.stat().st_size for one in Path(kept).rglob("*.reading"))
    read, kept_ones = (of(told, lambda *pair, place=place: pair[place]) for place in (0, 1))
    without, with_them = (of(keeping, lambda *pair, place=place: pair[place]) for place in (0, 1))
    print(
        f"other rules, texts kept: {kept_ones.cpu / read.cpu:.2f} of the processor's time that "
        f"reading takes, {kept_ones.clock / read.clock:.2f} by the clock; to keep them took "
        f"{with_them.cpu / without.cpu - 1:+.1%}, and {size / 1e6:.1f} MB"
    )


def measure_memory(folder: Path, counts: list[int]) -> None:
    """Print the most memory that a worker and the client have used for so many documents."""
    written = 0
    for count in counts:
        for first in range(written, count, 1_000):
            write_documents(folder / "thin" / f"{first:07d}", first, min(1_000, count - first), 1)
        written = count
        peaks: dict[int, int] = {}
        took = run(folder, ["thin"], *WAYS["local, 2"], "--cache", "none", peaks=peaks)
        client, *others = peaks.values()
        workers = [peak for peak in others if peak > 60_000]
        print(
            f"{count:8,} documents: {count / took.clock:6.0f} a second, most memory of a worker "
            f"{max(workers) // 1024} MB, median {median(workers) / 1024:.0f} MB of "
            f"{len(workers)}, of the client {client // 1024} MB",
            flush=True,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
