"""Scan an archive: list it, read what is new, and write what was found."""

import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from agenda_risk.errors import PluginError, WriteError
from agenda_risk.scanning.documents import bad, reason_of
from agenda_risk.scanning.engine import Setup
from agenda_risk.scanning.folder import PARTS, WorkFolder, replace, told_of
from agenda_risk.scanning.here import Ended, Scheduler
from agenda_risk.scanning.listing import Listed
from agenda_risk.scanning.manifest import Known
from agenda_risk.scanning.output import (
    Copy,
    Say,
    in_order,
    write_bad,
    write_documents,
    write_findings,
)
from agenda_risk.scanning.progress import Progress, planned
from agenda_risk.scanning.tasks import Sizes, Task, cut, pieces
from agenda_risk.scanning.work import ENDED, Result, rows_file
from agenda_risk.translate import N_

_PATIENCE = 0.5
_TRIES = 2
_SICK = 20  # as many tasks that bring down their workers before any is done are no accident
BAD, DOCUMENTS = "bad.jsonl", "documents.parquet"


class Job(NamedTuple):
    """What is asked for; *again* reads what was bad once more."""

    listed: Listed
    setup: Setup
    output: Path
    again: bool = False


class Report(NamedTuple):
    """What came of a scan: this run in *progress*, the whole archive in *copies*."""

    progress: Progress
    copies: list[Copy]
    rows: int
    damaged: int
    seconds: float


class World(NamedTuple):
    """Where tasks are done, who is told how far it is, and in what language reasons are told."""

    begin: Callable[[Setup], Scheduler]
    told: Callable[[Progress, float], None]
    say: Say


def scan(job: Job, world: World) -> Report:
    """Read what is new in an archive, and write all that was found in it.

    Raises BusyError where another program writes the same output, and WriteError where something
    cannot be written; what was done before is kept, and the next scan goes on from there.
    """
    began = time.monotonic()
    _check(job.output)
    folder = WorkFolder(job.output)
    with folder.held():
        run = _Run(job, folder)
        if run.missing:
            run.go_on(world, began)
        copies = in_order(job.listed.references, run.known, job.listed.failures)
        rows = _write(job, folder, copies, world.say)
        folder.tidy(run.known.used(job.listed.references))
    return Report(run.progress, copies, rows, run.known.damaged, time.monotonic() - began)


def _check(output: Path) -> None:
    """Refuse an *output* that is a folder or a device, whose place a file would take."""
    if output.exists() and not output.is_file():
        raise WriteError(
            "{path} could not be written: {reason}.", path=output, reason=N_("it is no file")
        )


def belongs_to(output: Path) -> Callable[[str], bool]:
    """Return what tells by its path whether a file is written by a scan into *output*."""
    whole = os.path.abspath(output)
    stem = os.path.join(os.path.dirname(whole), output.name.removesuffix(".parquet"))
    files = {whole, *(f"{stem}.{ending}" for ending in (BAD, DOCUMENTS))}
    folder = f"{whole}{PARTS}{os.sep}"

    def belongs(path: str) -> bool:
        told = os.path.abspath(path)
        return told in files or told.startswith(folder)

    return belongs


def beside(output: Path, ending: str) -> Path:
    """Return the file with that *ending* that goes with *output*."""
    return output.with_name(f"{output.name.removesuffix('.parquet')}.{ending}")


def _write(job: Job, folder: WorkFolder, copies: list[Copy], say: Say) -> int:
    """Write all there is to be told of *copies*, and return the number of rows."""
    versions = (job.setup.reader, job.setup.rules)
    counts: list[int] = []
    files: dict[Path, Callable[[IO[bytes]], object]] = {
        beside(job.output, BAD): lambda file: write_bad(file, copies, say),
        beside(job.output, DOCUMENTS): lambda file: write_documents(file, copies, say),
        job.output: lambda file: counts.append(write_findings(file, copies, folder.rows, versions)),
    }
    for path, write in files.items():
        with told_of(path):
            replace(path, write)
    return counts[0]


class _Run:
    """Has what is still to be done, and takes in what is done."""

    def __init__(self, job: Job, folder: WorkFolder) -> None:
        self._folder = folder
        self._setup = job.setup
        self._sizes = Sizes()
        self.known: Known = folder.known(job.setup.made_by)
        for reference, content, _file in self.known.documents.values():
            if not (job.again and self.known.is_bad(content)):
                self._sizes.add(reference.size, content)
        self.missing = [
            one for one in job.listed.references if not self.known.is_done(one, again=job.again)
        ]
        self.progress = planned(self.missing)
        self.tasks: deque[Task] = deque()
        self._lost = self._done = 0

    def go_on(self, world: World, began: float) -> None:
        """Do what is missing."""
        scheduler = world.begin(self._setup)
        try:
            self.tasks.extend(cut(self.missing, scheduler.workers))
            running = 0
            while self.tasks or running:
                while self.tasks and running < scheduler.room:
                    scheduler.submit(self._sizes.with_known(self.tasks.popleft()))
                    running += 1
                for ended in scheduler.ended(_PATIENCE):
                    running -= 1
                    self._take(ended)
                world.told(self.progress, time.monotonic() - began)
        finally:
            scheduler.close()

    def _take(self, ended: Ended) -> None:
        """Keep what a task came to; one that brought down its worker is done again in pieces."""
        if ended.result:
            self._keep(ended.result)
            return
        self._lost += 1
        if not self._done and self._lost >= _SICK:
            raise PluginError("The workers end before they have done anything.")
        first, *others = pieces(ended.task)
        if first.tries >= _TRIES:
            (reference,) = first.references
            documents = (bad(reference, reason_of(ENDED, {})),)
            self._keep(Result(documents, rows_file([])))
        else:
            self.tasks.extendleft((first, *others))

    def _keep(self, result: Result) -> None:
        self._done += 1
        part = self._folder.record(self._setup.made_by, result.documents, result.rows)
        self.known.add(part)
        for one in result.documents:
            self._sizes.add(one.size, one.content)
        self.progress = self.progress.after(result.documents)
