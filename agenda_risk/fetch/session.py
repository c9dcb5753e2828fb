"""A session of requests whose connections are guarded, and cut off when they take too long."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Event, Timer
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import HTTPResponse

from agenda_risk.fetch.guard import connected

_SOCKETS: ContextVar[list[socket.socket] | None] = ContextVar("sockets", default=None)


def guarded_session(agent: str, *, internal: bool, proxy: str = "") -> requests.Session:
    """Return a session that calls itself *agent* and connects to guarded addresses only.

    It looks at no setting of the surroundings: a *proxy* looks names up in our place, so only one
    that was chosen is used (see guard.check_public), and .netrc would send passwords along.
    """
    session = requests.Session()
    session.proxies = {"http": proxy, "https": proxy} if proxy else {}
    session.trust_env = False
    session.headers.clear()
    session.headers.update(
        {
            "User-Agent": agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "sv, *;q=0.5",
        }
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, _GuardedAdapter(internal=internal))
    return session


@contextmanager
def cut_off(seconds: float) -> Iterator[Event]:
    """Close what is connected here after *seconds*, and tell so by the event.

    Timeouts of sockets do not do it: a server that sends a byte now and then never meets them.
    """
    late = Event()
    sockets: list[socket.socket] = []
    timer = Timer(seconds, _cut, (sockets, late))
    timer.daemon = True
    token = _SOCKETS.set(sockets)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        _SOCKETS.reset(token)


def watch(one: socket.socket) -> None:
    """Have *one* cut off with the rest, where that is done."""
    sockets = _SOCKETS.get()
    if sockets is not None:
        sockets.append(one)


def _cut(sockets: list[socket.socket], late: Event) -> None:
    late.set()
    for one in sockets:
        with suppress(OSError):  # it was closed in the meantime
            # That of SSLSocket would take the encryption away under a read that goes on.
            socket.socket.shutdown(one, socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    """A connection that may have to be cut off; as it is, to the proxy that was chosen."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in urllib3
        """Return the answer; remember the socket, which may have to be cut off."""
        if self.sock is not None:
            watch(self.sock)
        return super().getresponse()


class _WatchedSafe(_Watched, HTTPSConnection):
    """The same, with TLS."""


class _Guarded(_Watched):
    """A connection to an address that may be asked."""

    is_internal = False

    def _new_conn(self) -> socket.socket:
        limit = self.timeout if isinstance(self.timeout, int | float) else None
        return connected(self.host, self.port, limit, internal=self.is_internal)


class _GuardedSafe(_Guarded, HTTPSConnection):
    """The same, with TLS."""


class _Internal(_Guarded):
    is_internal = True


class _InternalSafe(_GuardedSafe):
    is_internal = True


class _ProxyPool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _ProxySafePool(HTTPSConnectionPool):
    ConnectionCls = _WatchedSafe


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _GuardedSafe


class _InternalPool(HTTPConnectionPool):
    ConnectionCls = _Internal


class _InternalSafePool(HTTPSConnectionPool):
    ConnectionCls = _InternalSafe


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, *, internal: bool) -> None:
        self._pools: dict[str, type[HTTPConnectionPool]] = (
            {"http": _InternalPool, "https": _InternalSafePool}
            if internal
            else {"http": _Pool, "https": _SafePool}
        )
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Let the pools be those whose connections are guarded."""
        super().init_poolmanager(*arguments, **more)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: Any, **more: Any) -> Any:
        """Let connections to a proxy be such that can be cut off."""
        manager = super().proxy_manager_for(proxy, **more)
        manager.pool_classes_by_scheme = {"http": _ProxyPool, "https": _ProxySafePool}
        return manager
