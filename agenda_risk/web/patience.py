"""End connections on which no request comes: whoever holds many keeps nobody else out."""

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol


class Impatient(H11Protocol):
    """Waits *patience* seconds for the head of a request, and for each further part of its body.

    One that is answered takes its time. Of more than *room* connections, the one whose request has
    been waited for the longest is ended.
    """

    patience: ClassVar[float] = 30.0
    room: ClassVar[int] = 1000
    _since: float = 0.0
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._watch()
        self._make_room()

    def data_received(self, data: bytes) -> None:
        """Take what comes; what is only a part of a head wins no time, a part of a body does."""
        super().data_received(data)
        if not self._is_before_request:
            self._stop()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        self._stop()

    def shutdown(self) -> None:
        """End, once what was asked for whole is answered."""
        if self._is_within_body:
            self.transport.close()
        else:
            super().shutdown()

    @property
    def _is_before_request(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    @property
    def _is_within_body(self) -> bool:
        return not self._is_before_request and self.cycle.more_body

    @property
    def _is_waiting(self) -> bool:
        return self._is_before_request or self._is_within_body

    def _watch(self) -> None:
        if not self._is_waiting:
            self._stop()
            self._since = self.loop.time()
        elif self._late is None:
            self._late = self.loop.call_later(self.patience, self._end)

    def _end(self) -> None:
        """End, unless it is we who take nothing more of the body just now."""
        self._late = None
        if self._is_before_request:
            self.timeout_keep_alive_handler()
        elif self.flow.read_paused:
            self._watch()
        elif self._is_within_body:
            self.transport.close()

    def _make_room(self) -> None:
        there = [one for one in self.connections if isinstance(one, Impatient)]
        held = [one for one in there if not one.transport.is_closing()]
        waiting = [one for one in held if one._is_waiting]
        if len(held) > self.room and waiting:
            min(waiting, key=lambda one: one._since).transport.close()

    def _stop(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None
