"""Write a line of JSON for each request: which route, how it went, how long it took.

Never the address as it came, which may carry a secret or a search, and nothing of who asked but
the number of their account.
"""

import json
import sys
from datetime import UTC, datetime
from time import perf_counter
from typing import IO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agenda_risk.errors import StoreError
from agenda_risk.translate import Translator


def hear(error: StoreError, say: Translator) -> None:
    """Write to stderr what ails the store: no page tells it."""
    sys.stderr.write("\n".join(error.said(say)) + "\n")


class Journal:
    """Writes to *out*, or to stderr, what *app* answers."""

    def __init__(self, app: ASGIApp, out: IO[str] | None = None) -> None:
        self._app = app
        self._out = out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, and write of it once it is over."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, statuses = perf_counter(), [500]

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._write(scope, statuses[-1], perf_counter() - begun)

    def _write(self, scope: Scope, status: int, took: float) -> None:
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"],
            "route": getattr(scope.get("route"), "path", "-"),
            "status": status,
            "ms": round(took * 1000, 1),
            "actor": getattr(scope.get("state", {}).get("visitor"), "actor", ""),
        }
        print(json.dumps(line), file=self._out or sys.stderr, flush=True)
