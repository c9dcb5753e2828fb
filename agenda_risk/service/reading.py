"""Read agendas that people send, in processes which a hostile file may crash or hang."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from threading import BoundedSemaphore, Lock
from typing import NamedTuple

from pebble import ProcessExpired, ProcessPool

from agenda_risk.errors import (
    AgendaRiskError,
    BrokenFileError,
    BusyError,
    Failure,
    PluginError,
    TooLargeError,
)
from agenda_risk.models import Page, Request
from agenda_risk.pipeline import Reading, leave_aside, read_meetings
from agenda_risk.plugins import FILES_ONLY, adapters, load_plugins

_SECONDS = 60
_BYTES = 3 * 1024**3
_TASKS = 200
_WAITING = 20
_LOOK = 1  # seconds between looks at whether anybody still reads


class Sent(NamedTuple):
    """A file that was sent: its name, what is in it, and what kind it was said to be."""

    name: str
    content: bytes
    media_type: str = ""


class Readers:
    """Processes that read; each is replaced when it dies or has read enough.

    *read* is what they do, a function that another process can import.
    """

    def __init__(
        self,
        workers: int = 2,
        waiting: int = _WAITING,
        seconds: float = _SECONDS,
        read: Callable[[Sequence[Sent]], Reading] | None = None,
    ) -> None:
        self._read = read or read_sent
        self._seconds = seconds
        self._room = BoundedSemaphore(waiting)
        self._workers = workers
        self._changing = Lock()
        self._pool = _pool(workers)

    def make_ready(self) -> None:
        """Begin to load what reads, so that the first to send does not wait for it."""
        self._whole().schedule(int)

    def read(self, sent: Sequence[Sent]) -> Reading:
        """Return the meetings in the files that were *sent*, and the files that were not read.

        Raises BusyError where too many are waiting. A file that brings down its process is told of
        as broken, one that takes too long as too large.
        """
        if not self._room.acquire(blocking=False):
            raise BusyError("Many agendas are being read just now. Try again in a minute.")
        try:
            work = [self._read, _apart(sent), self._seconds]
            with _told_as_busy(OSError, BrokenProcessPool):  # no memory or file is left for one
                pool = self._whole()
                begun = pool.schedule(_within, args=work, timeout=self._seconds)
            with _told_as_busy(BrokenProcessPool):
                return _answer(pool, begun, ", ".join(one.name for one in sent))
        finally:
            self._room.release()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        _end(self._pool)

    def _whole(self) -> ProcessPool:
        """Return a pool that works.

        One that could not begin a process, as memory or files ran out, never works again.
        """
        with self._changing:
            if not self._pool.active:
                _end(self._pool)
                self._pool = _pool(self._workers)
            return self._pool


def _pool(workers: int) -> ProcessPool:
    spawning = get_context("spawn")
    return ProcessPool(max_workers=workers, max_tasks=_TASKS, initializer=_begin, context=spawning)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


@contextmanager
def _told_as_busy(*kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kinds as error:
        raise BusyError("Many agendas are being read just now. Try again in a minute.") from error


def _answer(pool: ProcessPool, reading: Future[Reading], names: str) -> Reading:
    """Return what *reading* the files of these *names* comes to, if somebody is left to do it.

    That a process was brought down is not raised: *reading* would hold on to where that was done,
    and with it to the files, until somebody looks for cycles.
    """
    while not wait([reading], timeout=_LOOK).done:
        if not pool.active:
            raise BrokenProcessPool
    error = reading.exception()
    if isinstance(error, TooSlow | ProcessExpired):
        return Reading((), (Failure(names, _told(error, names)),))
    return reading.result()


def read_sent(sent: Sequence[Sent]) -> Reading:
    """Return the meetings in the files that were *sent*; runs in a process of its own."""
    reader = adapters(load_plugins(FILES_ONLY)).get("documents")
    if reader is None:
        raise PluginError("The adapter that reads documents is missing.")
    pages = {
        one.name: Page(url=one.name, content=one.content, media_type=one.media_type) for one in sent
    }
    reading = read_meetings(pages, reader, _Given(pages), lambda _name: None)
    return leave_aside(reading, lambda _name: len(sent) > 1)


class _Given(dict[str, Page]):
    """Gets pages that are at hand."""

    def __call__(self, asked: str | Request) -> Page:
        return self[asked if isinstance(asked, str) else asked.url]

    def tried(self, asked: str | Request) -> Iterator[Page]:
        yield self(asked)


def _told(error: Exception, name: str) -> BrokenFileError | TooLargeError:
    if isinstance(error, TooSlow):
        return TooLargeError(
            "{name} takes too long to read. Export the agenda without its attachments.", name=name
        )
    return BrokenFileError(
        "{name} could not be read: it is damaged, or unpacks to too much. "
        "Print it to a new PDF and try again.",
        name=name,
    )


def _apart(sent: Iterable[Sent]) -> tuple[Sent, ...]:
    """Return what was *sent* under names that differ: two folders may each hold a kallelse.pdf."""
    apart: dict[str, Sent] = {}
    for one in sent:
        name, count = one.name, 1
        while name in apart:
            count += 1
            stem, dot, ending = one.name.rpartition(".")
            name = f"{stem} ({count}){dot}{ending}" if stem else f"{one.name} ({count})"
        apart[name] = one._replace(name=name)
    return tuple(apart.values())


def _within(
    read: Callable[[Sequence[Sent]], Reading], sent: Sequence[Sent], seconds: float
) -> Reading:
    """Return what *read* makes of what was *sent*; runs in the process that reads.

    Should the server be gone, nobody ends what does not end: then the system does, by its own
    count of what the process has used.
    """
    if sys.platform != "win32":
        from resource import RLIMIT_CPU, getrlimit, setrlimit  # noqa: PLC0415  not under Windows

        used, (_soft, hard) = time.process_time(), getrlimit(RLIMIT_CPU)
        with suppress(OSError, ValueError):
            setrlimit(RLIMIT_CPU, (int(used + 2 * seconds) + 1, hard))
    return read(sent)


def _begin() -> None:
    """Let what is read not take the machine from those who only look at pages; load what reads."""
    with suppress(AttributeError, OSError):
        os.nice(5)
    if sys.platform != "win32":
        from resource import RLIMIT_AS, setrlimit  # noqa: PLC0415  not there under Windows

        with suppress(OSError, ValueError):
            setrlimit(RLIMIT_AS, (_BYTES, _BYTES))
    with suppress(AgendaRiskError):  # told when something is read
        read_sent((Sent("kallelse.txt", b"1. Upprop\n2. Val av justerare\n"),))
