"""The folder beside the output that holds what was done: the manifest, and the rows of each task.

Only one program at a time has it. Rows are on disk before the manifest tells of them, so that
whatever is killed, and wherever a disk fills up, what the manifest tells of is there.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
from filelock import FileLock, Timeout

from agenda_risk.errors import BusyError, WriteError
from agenda_risk.hindrance import hindrance
from agenda_risk.scanning.documents import Done
from agenda_risk.scanning.manifest import Known, Part, known_of, line_of, part_on

PARTS = ".parts"
_ROWS = ".arrow"
_NEW = ".new"


class WorkFolder:
    """What was done for the output at *output*."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._folder = output.with_name(f"{output.name}{PARTS}")
        self._manifest = self._folder / "manifest.jsonl"
        self._numbers = iter(range(0))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other programs out; raises BusyError where one is in."""
        with told_of(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock(self._folder / "lock")
        try:
            with lock.acquire(timeout=0):
                yield
        except Timeout as error:
            raise BusyError(
                "Another agenda-risk is writing {path}. Wait until it is done.", path=self._output
            ) from error

    def known(self, made_by: str) -> Known:
        """Return what was read before and *made_by* the same; what is half done is taken away."""
        with told_of(self._folder):
            files = {one.name for one in self._folder.glob(f"*{_ROWS}")}
            for left in self._folder.glob(f"*{_NEW}"):
                left.unlink()
            self._numbers = iter(range(_highest(files) + 1, 10**9))
            if not self._manifest.exists():
                return Known({}, {})
            with self._manifest.open("rb") as lines:
                return known_of(lines, made_by, files)

    def record(self, made_by: str, documents: tuple[Done, ...], rows: bytes) -> Part:
        """Keep what came of a task, first its *rows* and then that it is done."""
        part = Part(file=f"{next(self._numbers):08d}{_ROWS}", made_by=made_by, documents=documents)
        with told_of(self._folder):
            replace(self._folder / part.file, lambda file: file.write(rows))
            append(self._manifest, line_of(part))
        return part

    def rows(self, file: str) -> pa.Table:
        """Return the rows in *file*, which are not loaded before they are looked at."""
        with pa.memory_map(str(self._folder / file)) as mapped:
            return pa.ipc.open_file(mapped).read_all()

    def tidy(self, used: Iterable[str]) -> None:
        """Forget the parts that are not *used* any more: of other rules, or long replaced."""
        kept = frozenset(used)
        with told_of(self._folder):
            there = {one.name for one in self._folder.glob(f"*{_ROWS}")}
            if there == kept:
                return
            with self._manifest.open("rb") as lines:
                parts = [part for part in map(part_on, lines) if part and part.file in kept]
            replace(self._manifest, lambda file: file.writelines(map(line_of, parts)))
            for name in there - kept:
                (self._folder / name).unlink()


def replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let *write* fill a new file, which then takes the place of *path* whole or not at all."""
    new = path.with_name(f"{path.name}{_NEW}")
    try:
        with new.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def append(path: Path, line: bytes) -> None:
    """Add *line* at the end of *path*, after whatever a run that was killed left half written."""
    with path.open("a+b") as file:
        end = file.seek(0, os.SEEK_END)
        if end and os.pread(file.fileno(), 1, end - 1) != b"\n":
            line = b"\n" + line
        try:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Raise what keeps *path* from being written as WriteError."""
    try:
        yield
    except OSError as error:
        raise WriteError(
            "{path} could not be written: {reason}.", path=path, reason=hindrance(error)
        ) from error


def _highest(files: Iterable[str]) -> int:
    numbers = (name.removesuffix(_ROWS) for name in files)
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
