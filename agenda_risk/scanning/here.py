"""Do one task after the other in this process."""

from typing import NamedTuple, Protocol

from agenda_risk.scanning.engine import Setup, engine
from agenda_risk.scanning.tasks import Task
from agenda_risk.scanning.work import Result, work


class Ended(NamedTuple):
    """A task that is over; *result* is None where it brought down its worker."""

    task: Task
    result: Result | None


class Scheduler(Protocol):
    """Runs tasks somewhere; *room* tells how many it takes at once, *workers* how many it does."""

    workers: int
    room: int

    def submit(self, task: Task) -> None:
        """Take *task*, to be done as soon as there is a worker for it."""

    def ended(self, seconds: float) -> list[Ended]:
        """Return the tasks that are over now; if there is none, wait for one, but not longer."""

    def close(self) -> None:
        """End the workers, whatever they are doing."""


class Here:
    """Does one task after the other; what brings down a task brings down the program."""

    workers = 1
    room = 1

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._tasks: list[Task] = []
        self._is_used = False

    def submit(self, task: Task) -> None:
        """Take *task*."""
        self._tasks.append(task)

    def ended(self, seconds: float) -> list[Ended]:
        """Do what was taken."""
        tasks, self._tasks = self._tasks, []
        self._is_used = True
        return [Ended(task, work(task, self._setup)) for task in tasks]

    def close(self) -> None:
        """End what reads PDFs beside this process."""
        if self._is_used:
            engine(self._setup).read.close()
