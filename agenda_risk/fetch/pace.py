"""Let one request at a time reach a host, with a pause before the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from agenda_risk.fetch.clock import Clock

PAUSE = 1.0


class _Host:
    """One host: who asks it now, and when it may be asked again."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.free_at = float("-inf")


class Pace:
    """Shares hosts among all sources of a run."""

    def __init__(self, pause: float = PAUSE, clock: Clock | None = None) -> None:
        self._pause = pause
        self._clock = clock or Clock()
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str, pause: float = 0) -> Iterator[None]:
        """Wait until the host *name* may be asked, and hold it meanwhile.

        The pause after it is *pause* seconds, or the usual one where that is longer.
        """
        host = self._host(name)
        with host.lock:
            self._wait_until(host.free_at)
            try:
                yield
            finally:
                host.free_at = self._clock.seconds() + max(self._pause, pause)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name.removeprefix("www."), _Host())

    def _wait_until(self, moment: float) -> None:
        wait = moment - self._clock.seconds()
        if wait > 0:
            self._clock.sleep(wait)
