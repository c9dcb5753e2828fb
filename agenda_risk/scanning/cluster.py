"""Do tasks on a cluster of Ray, or in a Ray of this machine."""

import logging
import os
from functools import lru_cache
from typing import Any

# Set before Ray is loaded: it would else tell its makers that it is used.
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray
from ray.exceptions import RayError, RayTaskError

from agenda_risk.errors import FetchError
from agenda_risk.scanning.engine import Setup
from agenda_risk.scanning.guard import hold_memory
from agenda_risk.scanning.here import Ended
from agenda_risk.scanning.tasks import Task
from agenda_risk.scanning.work import Result, work

_TASKS = 100


class Cluster:
    """Does tasks on the cluster at *address*; without one, in a Ray of its own with *workers*."""

    def __init__(self, setup: Setup, workers: int, address: str | None) -> None:
        _begin(workers, address)
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        self.workers = max(1, int(resources.get("CPU", 1)))
        self.room = 2 * self.workers
        self._setup = setup._replace(is_worker=True)
        self._running: dict[Any, Task] = {}
        # Whether a task is tried again is decided by the one who knows what is in it.
        self._work = ray.remote(max_retries=0, max_calls=_TASKS)(work_apart)

    def submit(self, task: Task) -> None:
        """Take *task*."""
        self._running[self._work.remote(task, self._setup)] = task

    def ended(self, seconds: float) -> list[Ended]:
        """Return the tasks that are over now; if there is none, wait for one, but not longer."""
        over, _ = ray.wait(list(self._running), num_returns=1, timeout=seconds)
        return [Ended(self._running.pop(one), _result(one)) for one in over]

    def close(self) -> None:
        """Leave the cluster; a Ray of our own ends."""
        ray.shutdown()


def work_apart(task: Task, setup: Setup) -> Result | None:
    """Return what came of *task*; runs in a process of Ray."""
    _settle()
    return work(task, setup)


@lru_cache(1)
def _settle() -> None:
    hold_memory()


def _begin(workers: int, address: str | None) -> None:
    own: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            configure_logging=True,
            logging_level=logging.ERROR,
            **own,
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise FetchError(
            "The Ray cluster at {address} does not answer.", address=address or "local"
        ) from error


def _result(one: Any) -> Result | None:
    """Return what came of a task, or None where its worker died of it."""
    try:
        result: Result | None = ray.get(one)
    except RayTaskError as error:
        raise error.cause from error
    except RayError:
        return None
    return result
