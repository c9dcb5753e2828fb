"""Read many PDFs in one process beside this one, which is replaced when a file brings it down.

To start a process for each PDF takes longer than to read most of them.
"""

import subprocess
import sys
from threading import Event, Timer
from typing import IO, NamedTuple, cast

from agenda_risk.extract.pdf import CHILD, NO_WINDOW, SECONDS, reading_of, refusal, too_slow
from agenda_risk.extract.pdf_child import ANSWER, LENGTH, MANY
from agenda_risk.extract.reading import Reading
from agenda_risk.models import Page

_MOST = 500  # files that one process reads, so that what pdfium may leak does not add up


class _Answer(NamedTuple):
    """What the process answered; *code* is None where it ended instead, as *ended* tells.

    *was_used*: it had read another file before; *is_late*: it was ended because it took too long.
    """

    code: int | None
    written: bytes
    ended: int | None
    was_used: bool
    is_late: bool


class PdfReader:
    """Reads PDFs as ``extract.pdf`` does, many times as fast where they are short."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0

    def __call__(self, page: Page) -> Reading:
        """Return the text of *page*; raises ReadError, whatever the file does to its reader."""
        answer = self._asked(page)
        if answer.code is None and answer.was_used:  # what was read before may have harmed it
            answer = self._asked(page)
        if answer.code == 0:
            return reading_of(page, answer.written)
        raise too_slow(page) if answer.is_late else refusal(page, answer.code or answer.ended)

    def close(self) -> int | None:
        """End the process, and return how it ended."""
        child, self._child = self._child, None
        if child is None:
            return None
        for pipe in (_input(child), _output(child)):
            _shut(pipe)
        try:
            return child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()

    def _asked(self, page: Page) -> _Answer:
        """Return what the process answers; where it does not, it is ended."""
        child, was_used = self._ready(), self._read > 1
        late = Event()

        def stop() -> None:
            late.set()
            child.kill()

        timer = Timer(self._seconds, stop)
        timer.start()
        try:
            code, written = _answer(child, page.content)
        finally:
            timer.cancel()
        ended = None if code == 0 else self.close()
        return _Answer(code, written, ended, was_used, late.is_set())

    def _ready(self) -> subprocess.Popen[bytes]:
        """Return a process that waits for a file."""
        if self._child is None or self._read >= _MOST:
            self.close()
            self._child, self._read = _start(), 0
        self._read += 1
        return self._child


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", str(CHILD), MANY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=NO_WINDOW,
    )


def _answer(child: subprocess.Popen[bytes], content: bytes) -> tuple[int | None, bytes]:
    """Return the code and what was written; no code where the process ended instead."""
    try:
        _input(child).write(LENGTH.pack(len(content)))
        _input(child).write(content)
        _input(child).flush()
    except OSError:  # it is gone
        return None, b""
    head = _output(child).read(ANSWER.size)
    if len(head) < ANSWER.size:
        return None, b""
    code, length = ANSWER.unpack(head)
    written = _output(child).read(length)
    return (code, written) if len(written) == length else (None, b"")


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be sent cannot be sent
        return


def _input(child: subprocess.Popen[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", child.stdin)


def _output(child: subprocess.Popen[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", child.stdout)
