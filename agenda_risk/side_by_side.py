"""Do several things at once, but those of one group one after the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_LOOK = 0.2


class _Done(NamedTuple):
    """The result of one piece of work, what it raised, or the end of a worker."""

    result: object = None
    error: BaseException | None = None
    is_end: bool = False


def side_by_side(
    groups: Iterable[Sequence[T]], work: Callable[[T], R], workers: int
) -> Iterator[R]:
    """Yield the result of *work* on each thing, as each is done, with so many *workers*.

    Nobody works far ahead of who takes the results. What *work* raises is raised here; when the
    results are no longer taken, no new piece is begun.
    """
    crew = _Crew(groups, work)
    count = crew.start(workers)
    try:
        while count:
            done = crew.results.get()
            if done.error:
                raise done.error
            if done.is_end:
                count -= 1
            else:
                yield done.result  # type: ignore[misc]  # it is what work returned
    finally:
        crew.stop.set()


class _Crew(Generic[T, R]):
    """Threads that take groups from one queue and put results into another.

    They are daemons: one that waits for a server does not hold up the end of the program.
    """

    def __init__(self, groups: Iterable[Sequence[T]], work: Callable[[T], R]) -> None:
        self._work = work
        self._groups: Queue[Sequence[T]] = Queue()
        for group in groups:
            self._groups.put(group)
        self.results: Queue[_Done] = Queue(maxsize=2)
        self.stop = Event()

    def start(self, workers: int) -> int:
        """Start as many threads as there are groups, or *workers*; return their number."""
        count = max(1, min(workers, self._groups.qsize()))
        for _ in range(count):
            Thread(target=self._run, daemon=True).start()
        return count

    def _run(self) -> None:
        try:
            for thing in self._things():
                self._tell(_Done(self._work(thing)))
        except BaseException as error:  # it is raised again where results are taken
            self._tell(_Done(error=error))
        else:
            self._tell(_Done(is_end=True))

    def _things(self) -> Iterator[T]:
        while not self.stop.is_set():
            try:
                group = self._groups.get_nowait()
            except Empty:
                return
            for thing in group:
                if not self.stop.is_set():
                    yield thing

    def _tell(self, done: _Done) -> None:
        while not self.stop.is_set():
            try:
                self.results.put(done, timeout=_LOOK)
            except Full:
                continue
            return
