"""The program in a process of its own, forked from one in which all that it loads is loaded.

Each run has its own environment, folder, streams and exit code, as if a person had started it;
what chooses the language is loaded anew. Only what Python itself reads when it starts is that of
the first.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from importlib import import_module
from pkgutil import iter_modules
from tempfile import TemporaryFile
from threading import Lock
from typing import NamedTuple

_SECONDS = 60
_MOST = 200_000
_SHELL = "agenda_risk.cli"
_THREADED = {"archive"}  # what numpy and pyarrow begin when they are loaded does not outlive a fork
_READ_AT_START = ("PYTHON", "LANG", "LC_")
_ended: list[int] = []


class Asked(NamedTuple):
    """What is to be run: the words after the program's name, where, and with which environment."""

    arguments: list[str]
    folder: str
    environment: dict[str, str]


def can_run(environment: dict[str, str]) -> bool:
    """Tell whether a run with *environment* is like one that was started with it."""
    read = (name for name in environment if name.startswith(_READ_AT_START))
    return hasattr(os, "fork") and set(read) <= {"PYTHONPATH", "PYTHONIOENCODING"}


class ReadyProgram:
    """Runs the program, one run at a time; what runs too long is ended, and all begins anew."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment, self._lock = environment, Lock()
        self._running: tuple[socket.socket, subprocess.Popen[bytes]] | None = None

    def run(self, asked: Asked) -> subprocess.CompletedProcess[str]:
        """Return what the program wrote, and how it ended."""
        with self._lock, TemporaryFile() as out, TemporaryFile() as err:
            code = self._code(asked, [out.fileno(), err.fileno()])
            said = [(stream.seek(0), stream.read().decode())[1] for stream in (out, err)]
        return subprocess.CompletedProcess(asked.arguments, code, *map(_lines, said))

    def close(self) -> None:
        """End what waits for runs."""
        if self._running:
            ours, process = self._running
            ours.close()
            process.wait()
            self._running = None

    def _code(self, asked: Asked, streams: list[int]) -> int:
        ours, process = self._running = self._running or self._begun()
        socket.send_fds(ours, [json.dumps(asked).encode()], streams)
        try:
            return int(ours.recv(_MOST))
        except TimeoutError as error:
            os.killpg(process.pid, signal.SIGKILL)
            self.close()
            raise subprocess.TimeoutExpired(asked.arguments, _SECONDS) from error

    def _begun(self) -> tuple[socket.socket, subprocess.Popen[bytes]]:
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        ours.settimeout(_SECONDS)
        with theirs:
            process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        return ours, process


def _lines(said: str) -> str:
    return said.replace("\r\n", "\n")


def _load() -> None:
    """Load what any command needs; the shell is forgotten, since it asks for the language."""
    shell = import_module(_SHELL)
    for module in iter_modules(shell.__path__):
        if module.name not in _THREADED:
            import_module(f"{_SHELL}.{module.name}")
    for name in [one for one in sys.modules if one.startswith(_SHELL)]:
        del sys.modules[name]
    del sys.modules["agenda_risk"].cli
    gc.collect()
    gc.freeze()


def _wait(asking: socket.socket) -> Asked | None:
    """Fork for each run that is asked for, and return it there; None when there are no more."""
    while True:
        content, streams, *_ = socket.recv_fds(asking, _MOST, 2)
        if not content:
            return None
        process = os.fork()
        if not process:
            for place, stream in enumerate(streams, 1):
                os.dup2(stream, place)
            asking.close()
            return Asked(*json.loads(content))
        _, status = os.waitpid(process, 0)
        for stream in streams:
            os.close(stream)
        asking.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(asked: Asked) -> None:
    """Run the program in this process, as ``python -m agenda_risk`` does."""
    os.environ.clear()
    os.environ.update(asked.environment)
    time.tzset()
    os.chdir(asked.folder)
    paths = asked.environment.get("PYTHONPATH", "")
    sys.path[:1] = [asked.folder, *filter(None, paths.split(os.pathsep))]
    sys.argv[1:] = asked.arguments
    _ended.append(1)
    try:
        runpy.run_module("agenda_risk", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        _ended.append(end.code or 0)
        raise
    _ended.append(0)


def _leave() -> None:
    """End a run without taking apart what was loaded, which takes longer than most runs."""
    if _ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_ended[-1])


if __name__ == "__main__":
    atexit.register(_leave)  # the first of all, so it is called last
    _load()
    if _asked := _wait(socket.socket(fileno=int(sys.argv[1]))):
        _become(_asked)
