"""End connections on which no request comes: whoever holds many keeps nobody else out."""

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol


class Impatient(H11Protocol):
    """Waits *patience* seconds for the head of a request; one that is answered takes its time."""

    patience: ClassVar[float] = 30.0
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what comes; what is only a part of a head wins no time."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        self._stop()

    def _watch(self) -> None:
        is_waiting = self.cycle is None or self.cycle.response_complete
        if not is_waiting:
            self._stop()
        elif self._late is None:
            self._late = self.loop.call_later(self.patience, self.timeout_keep_alive_handler)

    def _stop(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None
