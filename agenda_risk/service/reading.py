"""Read agendas that people send, in processes which a hostile file may crash or hang."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from multiprocessing import get_context
from threading import BoundedSemaphore
from typing import NamedTuple

from pebble import ProcessExpired, ProcessPool

from agenda_risk.errors import BrokenFileError, BusyError, Failure, PluginError, TooLargeError
from agenda_risk.fetch.web import Web
from agenda_risk.models import Page, Request, Source
from agenda_risk.pipeline import Reading, leave_aside, read_meetings
from agenda_risk.plugins import FILES_ONLY, adapters, load_plugins

_SECONDS = 60
_BYTES = 3 * 1024**3
_TASKS = 200
_WAITING = 20


class Sent(NamedTuple):
    """A file that was sent: its name, what is in it, and what kind it was said to be."""

    name: str
    content: bytes
    media_type: str = ""


def fetched(address: str) -> Sent:
    """Return what stands at *address*; raises FetchError, as for any page that is fetched."""
    page = Web(Source(url=address))(address)
    return Sent(page.name or "kallelse", page.content, page.media_type)


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
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS,
            initializer=_begin,
            context=get_context("spawn"),
        )

    def make_ready(self) -> None:
        """Begin to load what reads, so that the first to send does not wait for it."""
        self._pool.schedule(_load)

    def read(self, sent: Sequence[Sent]) -> Reading:
        """Return the meetings in the files that were *sent*, and the files that were not read.

        Raises BusyError where too many are waiting. A file that brings down its process is told of
        as broken, one that takes too long as too large.
        """
        if not self._room.acquire(blocking=False):
            raise BusyError("Many agendas are being read just now. Try again in a minute.")
        try:
            future = self._pool.schedule(self._read, args=[tuple(sent)], timeout=self._seconds)
            return future.result()
        except (TooSlow, ProcessExpired) as error:
            return Reading((), (Failure(sent[0].name, _told(error, sent[0].name)),))
        finally:
            self._room.release()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def read_sent(sent: Sequence[Sent]) -> Reading:
    """Return the meetings in the files that were *sent*; runs in a process of its own."""
    reader = adapters(load_plugins(FILES_ONLY)).get("documents")
    if reader is None:
        raise PluginError("The adapter that reads documents is missing.")
    pages = {one.name: Page(url=one.name, content=one.content) for one in sent}
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


def _load() -> None:
    read_sent((Sent("kallelse.txt", b"1. Upprop\n2. Val av justerare\n"),))


def _begin() -> None:
    """Let what is read not take the machine from those who only look at pages."""
    with suppress(AttributeError, OSError):
        os.nice(5)
    if sys.platform != "win32":
        from resource import RLIMIT_AS, setrlimit  # noqa: PLC0415  not there under Windows

        with suppress(OSError, ValueError):
            setrlimit(RLIMIT_AS, (_BYTES, _BYTES))
