"""Answer requests, from as many at once as the system lets us."""

import asyncio
import errno
import math
import signal
import sys
from contextlib import suppress
from socket import socket
from typing import Any

import click
import uvicorn
from fastapi import FastAPI

from agenda_risk.cli.language import say_errors_in
from agenda_risk.errors import BusyError
from agenda_risk.web.patience import Impatient

# Seconds after which a thread that counts lets others go on. A page asks the store some hundred
# times for a row and waits for its turn after each, so at Python's 5 ms it would stand still.
_TURN = 0.0005
_PARTING = 10  # seconds for what is under way when the service ends
_FILES = 8192
_OWN_FILES = 48  # what the service holds besides connections
_FEWEST = 8
# As often it is tried in vain to take a connection (and told) where none can be taken.
_BACKLOG = 128
_SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_MINUTE = 60.0


def answer(app: FastAPI, sockets: list[socket]) -> None:
    """Let *app* answer on *sockets* until interrupted, or told to end.

    Either leads back to the caller, who has workers and files to let go of.
    """
    sys.setswitchinterval(_TURN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn ends, and hands it on
    config = uvicorn.Config(
        app,
        http=type("Impatient", (Impatient,), {"room": _room(_files())}),
        backlog=_BACKLOG,
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # the app itself looks at them, once it knows the peer
        timeout_graceful_shutdown=_PARTING,
    )
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets)


class _Server(uvicorn.Server):
    """A server that is terse where connections cannot be taken."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to take connections."""
        asyncio.get_running_loop().set_exception_handler(_Terse())
        await super().startup(sockets)


class _Terse:
    """Tells once a minute, in a line, that connections cannot be taken; all else as usual."""

    def __init__(self) -> None:
        self._told = -math.inf

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Tell what went wrong in *loop*."""
        if getattr(context.get("exception"), "errno", None) not in _SCARCE:
            loop.default_exception_handler(context)
        elif loop.time() - self._told >= _MINUTE:
            self._told = loop.time()
            error = BusyError(
                "The system lets the service open no more files, and new visitors have to wait. "
                "Raise the limit (LimitNOFILE of systemd, ulimit -n)."
            )
            click.echo("\n".join(error.said(say_errors_in())), err=True)


def _room(files: int) -> int:
    """Return how many connections may be held where so many *files* may be open."""
    return min(Impatient.room, max(_FEWEST, (files - _OWN_FILES) // 2))


def _files() -> int:
    """Return how many files may be open, after asking for as many as may be needed."""
    if sys.platform == "win32":
        return _FILES
    from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit, setrlimit  # noqa: PLC0415

    soft, hard = getrlimit(RLIMIT_NOFILE)
    most = _FILES if hard == RLIM_INFINITY else min(_FILES, hard)
    with suppress(OSError, ValueError):
        setrlimit(RLIMIT_NOFILE, (max(soft, most), hard))
    return getrlimit(RLIMIT_NOFILE)[0]
