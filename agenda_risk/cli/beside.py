"""Do something while something else, as a process that reads a PDF, is waited for."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Made = TypeVar("Made")


class _Work(Thread, Generic[Made]):
    """Makes something; what goes wrong meanwhile is kept for the one who waits."""

    def __init__(self, make: Callable[[], Made]) -> None:
        super().__init__(daemon=True)
        self._make = make
        self._made: list[Made] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._made.append(self._make())
        except BaseException as error:
            self._error = error

    def wait(self) -> Made:
        """Return what was made, or raise what went wrong."""
        self.join()
        if self._error:
            raise self._error
        return self._made[0]


def begun(make: Callable[[], Made]) -> Callable[[], Made]:
    """Begin to *make* something beside all else, and return what waits for it."""
    work = _Work(make)
    work.start()
    return work.wait
