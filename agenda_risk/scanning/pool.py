"""Do tasks in processes of this machine, one for each core."""

from concurrent.futures import FIRST_COMPLETED, Future, wait
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessPool

from agenda_risk.scanning.engine import Setup
from agenda_risk.scanning.guard import settle_as_worker
from agenda_risk.scanning.here import Ended
from agenda_risk.scanning.tasks import Task
from agenda_risk.scanning.work import Result, work

# A worker is replaced now and then, so that what a library may leak does not add up.
_TASKS = 100


class Pool:
    """Does tasks in *workers* processes; each is replaced when it dies or has done enough."""

    def __init__(self, setup: Setup, workers: int) -> None:
        self.workers = workers
        self.room = 2 * workers
        self._setup = setup._replace(is_worker=True)
        self._running: dict[Future[Result | None], Task] = {}
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS,
            initializer=settle_as_worker,
            context=get_context("spawn"),
        )

    def submit(self, task: Task) -> None:
        """Take *task*."""
        self._running[self._pool.schedule(work, args=[task, self._setup])] = task

    def ended(self, seconds: float) -> list[Ended]:
        """Return the tasks that are over now; if there is none, wait for one, but not longer."""
        over, _ = wait(self._running, seconds, FIRST_COMPLETED)
        return [Ended(self._running.pop(future), _result(future)) for future in over]

    def close(self) -> None:
        """End the workers."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _result(future: Future[Result | None]) -> Result | None:
    """Return what came of a task, or None where its worker died of it."""
    try:
        result = future.result()
    except ProcessExpired:
        return None
    return result
