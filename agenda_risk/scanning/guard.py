"""Hold what is done with one document to its share of time and memory."""

import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, parent_process
from types import FrameType
from typing import NoReturn

_BYTES = 4 * 1024**3
_NICE = 5


class OutOfTime(BaseException):
    """What is done takes longer than anyone waits."""


@contextmanager
def within(seconds: float, *, is_worker: bool) -> Iterator[None]:
    """Raise OutOfTime in what is done here once it takes *seconds*.

    A worker in which even that does not help is ended after twice as long, so that others go on.
    """
    with _alarm(seconds), _last_resort(2 * seconds if is_worker else None):
        yield


def settle_as_worker() -> None:
    """Let this process work without being in the way, and end with the program that began it."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program itself ends its workers
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    hold_memory()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()


def hold_memory() -> None:
    """Let this process have only as much memory as one document may ever need."""
    if sys.platform == "linux":
        from resource import RLIMIT_DATA, getrlimit, setrlimit  # noqa: PLC0415  not everywhere

        with suppress(OSError, ValueError):
            setrlimit(RLIMIT_DATA, (_BYTES, getrlimit(RLIMIT_DATA)[1]))


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise OutOfTime after *seconds*, where the system can: not under Windows."""
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and hasattr(signal, "setitimer")):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _last_resort(seconds: float | None) -> Iterator[None]:
    """End this process after *seconds*, whatever it is doing."""
    if seconds is None:
        yield
        return
    with open(os.devnull, "wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise OutOfTime
