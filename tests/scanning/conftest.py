"""What the tests of scanning share."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fsspec", reason="the extra [archive] is not installed")

import pyarrow.parquet as pq

from agenda_risk.scanning.engine import Setup, known_setup
from agenda_risk.scanning.here import Here, Scheduler
from agenda_risk.scanning.listing import Listed, listed
from agenda_risk.scanning.progress import Progress
from agenda_risk.scanning.readings import Room
from agenda_risk.scanning.scan import Job, Report, World, belongs_to, scan
from agenda_risk.translate import translator

TODAY = date(2026, 12, 1)


@cache
def setup_of(rules: tuple[str, ...]) -> Setup:
    """Return what is gone by with the files of *rules*."""
    return known_setup(Setup(rules, TODAY, 60))


class Scanned:
    """Scans in this process into one output, and shows what stands there then."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.told: list[Progress] = []

    def __call__(
        self,
        *sources: Path | str,
        rules: tuple[str, ...] = (),
        again: bool = False,
        seconds: float = 60,
        room: Room | None = None,
        begin: Callable[[Setup], Scheduler] = Here,
    ) -> Report:
        setup = setup_of(rules)._replace(seconds=seconds, room=room)
        return self.of(self.references(*sources), setup, again=again, begin=begin)

    def references(self, *sources: Path | str) -> Listed:
        """Return the documents of *sources*."""
        return listed(map(str, sources), None, belongs_to(self.output))

    def of(
        self,
        found: Listed,
        setup: Setup | None = None,
        *,
        again: bool = False,
        begin: Callable[[Setup], Scheduler] = Here,
    ) -> Report:
        """Scan the documents that were *found* before."""
        job = Job(found, setup or setup_of(()), self.output, again)
        tell = lambda progress, _seconds: self.told.append(progress)  # noqa: E731
        return scan(job, World(begin, tell, translator("sv")))

    def rows(self, name: str = "") -> list[dict[str, Any]]:
        """Return the rows of the output, or of the file of documents."""
        path = self.output.with_suffix(f".{name}.parquet") if name else self.output
        return pq.read_table(path).to_pylist()

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return the documents by the last part of their names."""
        return {row["document"].rpartition("/")[2]: row for row in self.rows("documents")}

    def bad(self) -> str:
        """Return what could not be read, and why."""
        return self.output.with_suffix(".bad.jsonl").read_text(encoding="utf-8")

    def sums(self) -> tuple[str, ...]:
        """Return the hashes of what was written."""
        files = (self.output, self.output.with_suffix(".documents.parquet"))
        return tuple(sha256(path.read_bytes()).hexdigest() for path in files)


@pytest.fixture
def scanned(tmp_path: Path) -> Scanned:
    """Return what scans in this process."""
    return Scanned(tmp_path / "out" / "findings.parquet")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 256 kB, where this machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", place]
    if (
        sys.platform != "linux"
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk of its own can be had here")
    yield place
    subprocess.run(["umount", place], check=True)
