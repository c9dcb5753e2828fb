"""Measure the scan of an archive: speed on one core, two and in Ray, memory, and what takes time.

Run ``python tests/bench/archive.py [documents] [many] [rounds]`` after ``pip install -e
.[cluster]``: the ways are timed with *documents* of five pages (default 400), and the memory of
workers with 1,000 and with *many* (default 100,000) of one page. Only ratios carry over to other
machines. Where other programs run beside, the time of the clock tells less than the time of the
processor: from that follows what two idle cores would do, if the work were evenly divided.
"""

import os
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import TypeVar
from uuid import uuid4

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "scanning")]

# ruff: noqa: E402
from made_archive import agenda, pdf
from made_text import make_language, make_pages

from agenda_risk.extract import extract
from agenda_risk.fetch import get_file
from agenda_risk.models import Page
from agenda_risk.scanning.engine import Engine, Setup, engine, known_setup
from agenda_risk.scanning.opening import opened
from agenda_risk.scanning.work import _found, _texts

PAGES = 5
T = TypeVar("T")
MARK = "AGENDA_RISK_BENCH"
WAYS = {
    "none": ("--scheduler", "none"),
    "local, 2": ("--scheduler", "local", "--workers", "2"),
    "ray, 2": ("--scheduler", "ray", "--workers", "2"),
}
_TICKS = os.sysconf("SC_CLK_TCK")


def main(documents: int = 400, many: int = 100_000, rounds: int = 3) -> None:
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = write_documents(folder / "archive", documents)
        measure_shares(folder / "archive")
        measure_ways(folder, pages, rounds)
        for count in (1_000, many):
            measure_memory(folder, count)
    print(f"load after: {os.getloadavg()[0]:.1f}")


def write_documents(folder: Path, count: int, pages: int = PAGES) -> int:
    """Write *count* PDFs, every fifth an agenda, and return how many pages they have."""
    folder.mkdir()
    texts = made_pages()
    for number in range(count):
        own = [
            texts[(number * pages + place) % len(texts)] + f"\n{number}" for place in range(pages)
        ]
        made = [agenda(number)] if number % 5 == 0 else own
        (folder / f"{number:06d}.pdf").write_bytes(pdf(made))
    return sum(1 if number % 5 == 0 else pages for number in range(count))


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
    reader = tools.read.read_pdf._ready().pid
    before, (_, handing) = (
        cpu_of(reader),
        timed(lambda: [extract(one, tools.read) for one in files]),
    )
    child = cpu_of(reader) - before
    read, reading = timed(lambda: [opened(page, tools.read) for page in files])
    texts = ["", *(text for one in read for text in _texts(one.meeting))]
    hits, finding = timed(lambda: dict(zip(texts, tools.sweep.hits(texts), strict=True)))
    screen = tools.screen.finding_by(hits.__getitem__)
    _, screening = timed(lambda: [_found(one, "", screen) for one in read])
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


def measure_ways(folder: Path, pages: int, rounds: int) -> None:
    """Print how fast the ways are, in turns, and what they use once they have begun."""
    write_documents(folder / "few", 2)
    took: dict[str, list[tuple[float, float, float]]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, arguments in WAYS.items():
            _, starting, _ = run(folder, folder / "few", *arguments)
            seconds, used, _ = run(folder, folder / "archive", *arguments)
            took[name].append((seconds, used - starting, starting))
    clock, used, starting = (
        {name: median(one[place] for one in times) for name, times in took.items()}
        for place in range(3)
    )
    for name in WAYS:
        ideal = 2 * used["none"] / used[name]
        print(
            f"{name:10}{pages / clock[name]:8.0f} pages/s, {clock['none'] / clock[name]:.2f} x none"
            f"; processor: {starting[name]:.1f} s to begin, {1000 * used[name] / pages:.2f} ms "
            f"a page, so {ideal:.2f} x none on two idle cores"
        )


def measure_memory(folder: Path, count: int) -> None:
    """Print the most memory that a worker has used for *count* documents."""
    archive = folder / f"archive-{count}"
    write_documents(archive, count, 1)
    seconds, _, peaks = run(folder, archive, "--scheduler", "local", "--workers", "2")
    print(
        f"{count:8,} documents: {count / seconds:6.0f} a second, most memory of a worker "
        f"{max(peaks.values()) // 1024} MB, median {median(peaks.values()) / 1024:.0f} MB, "
        f"of the client {peaks_of_client[-1] // 1024} MB"
    )


peaks_of_client: list[int] = []


def run(folder: Path, archive: Path, *arguments: str) -> tuple[float, float, dict[int, int]]:
    """Scan, and return the seconds, those of the processor, and each worker's most memory in kB."""
    mark = uuid4().hex
    output = folder / mark / "findings.parquet"
    command = [sys.executable, "-m", "agenda_risk", "archive", "scan", str(archive)]
    began = time.monotonic()
    client = subprocess.Popen(
        [*command, *arguments, "--output", str(output), "--quiet"],
        env={**os.environ, MARK: mark},
    )
    used: dict[int, float] = {}
    peaks: dict[int, int] = {}
    while client.poll() is None:
        for process in marked(mark):
            used[process] = max(used.get(process, 0), cpu_of(process))
            peaks[process] = max(peaks.get(process, 0), peak_of(process))
        time.sleep(0.1)
    seconds = time.monotonic() - began
    assert client.returncode == 0
    peaks_of_client.append(peaks.pop(client.pid))
    workers = {process: peak for process, peak in peaks.items() if peak > 60_000}
    return seconds, sum(used.values()), workers


def marked(mark: str) -> Iterator[int]:
    """Yield the processes that were begun with *mark*, by whomever."""
    wanted = f"{MARK}={mark}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                yield int(place.name)
        except OSError:
            continue


def cpu_of(process: int) -> float:
    """Return the seconds of the processor that *process* has used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def peak_of(process: int) -> int:
    """Return the most memory that *process* has had, in kB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
