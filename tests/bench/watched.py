"""Run a scan, and watch what time and memory all the processes take that belong to it."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

MARK = "AGENDA_RISK_BENCH"
_TICKS = os.sysconf("SC_CLK_TCK")
_TIMES = 2  # a process that is just being begun has not its own environment yet


class Took(NamedTuple):
    """The seconds of the clock and of the processor."""

    clock: float
    cpu: float

    def __sub__(self, other: "Took") -> "Took":
        return Took(self.clock - other.clock, self.cpu - other.cpu)

    def times(self, factor: float) -> "Took":
        return Took(self.clock * factor, self.cpu * factor)


def run(
    folder: Path, sources: list[str], *arguments: str, peaks: dict[int, int] | None = None
) -> Took:
    """Scan *sources*, and return what it took; *peaks* is given each process's most memory in kB.

    The client is the first in *peaks*.
    """
    mark = uuid4().hex
    output = folder / mark / "findings.parquet"
    command = [sys.executable, "-m", "agenda_risk", "archive", "scan"]
    told = [str(folder / source) for source in sources]
    began = time.monotonic()
    client = subprocess.Popen(
        [*command, *told, *arguments, "--output", str(output), "--quiet"],
        env={**os.environ, MARK: mark},
    )
    used, watch = {client.pid: 0.0}, Watch(mark)
    while client.poll() is None:
        for process in watch():
            used[process] = max(used.get(process, 0), cpu_of(process))
            if peaks is not None:
                peaks[process] = max(peaks.get(process, 0), peak_of(process))
        time.sleep(0.1)
    seconds = time.monotonic() - began
    assert client.returncode == 0
    shutil.rmtree(output.parent)
    return Took(seconds, sum(used.values()))


class Watch:
    """Finds the processes that were begun with *mark*, by whomever.

    Each is asked twice at most: to ask all of them each time would slow down what is measured.
    """

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._asked: dict[int, int] = {}
        self._found: set[int] = set()

    def __call__(self) -> list[int]:
        """Return those that are there now."""
        there = {int(name) for name in os.listdir("/proc") if name.isdecimal()}
        for process in there - self._found:
            if self._asked.setdefault(process, 0) < _TIMES:
                self._asked[process] += 1
                if is_marked(process, self._mark):
                    self._found.add(process)
        return sorted(there & self._found)


def is_marked(process: int, mark: str) -> bool:
    """Tell whether *process* was begun with *mark*, by whomever."""
    try:
        return f"{MARK}={mark}".encode() in Path(f"/proc/{process}/environ").read_bytes()
    except OSError:
        return False


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
