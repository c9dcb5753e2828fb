"""A small server that does what a script says, and remembers what it was asked."""

import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple

from agenda_risk.fetch.clock import Clock
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.pace import Pace
from agenda_risk.fetch.terms import Terms
from agenda_risk.fetch.web import Web
from agenda_risk.models import Source

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


class Said(NamedTuple):
    """An answer; *drip* sends it a byte at a time with pauses, *declared* lies of its length."""

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    drip: float = 0
    declared: int = -1


class Asked(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Server:
    """Answers each path with what is scripted for it: the last answer again and again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.over = threading.Event()
        self._script: dict[str, list[Said | Callable[[Asked], Said]]] = defaultdict(list)
        self.say("/robots.txt", Said(status=404))

    def say(self, path: str, *answers: Said | Callable[[Asked], Said] | bytes) -> None:
        self._script[path] = [Said(one) if isinstance(one, bytes) else one for one in answers]

    def answer(self, asked: Asked) -> Said:
        self.asked.append(asked)
        script = self._script.get(asked.path, [Said(b"no", 404)])
        said = script.pop(0) if len(script) > 1 else script[0]
        return said(asked) if callable(said) else said

    def paths(self) -> list[str]:
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    port = 0


class _Behind(ThreadingHTTPServer):
    """Speaks TLS, where it has a certificate, with those who begin so."""

    request_queue_size = 128
    certificate: ssl.SSLContext | None = None

    def finish_request(self, request: socket.socket, client_address: object) -> None:
        is_tls = self.certificate and request.recv(1, socket.MSG_PEEK) == b"\x16"
        if self.certificate and is_tls:
            request = self.certificate.wrap_socket(request, server_side=True)
        with suppress(OSError):  # the other side had enough
            self.RequestHandlerClass(request, client_address, self)  # type: ignore[arg-type]
        if is_tls:
            request.close()


@contextmanager
def serving(certificate: ssl.SSLContext | None = None, at: str = "127.0.0.1") -> Iterator[Server]:
    server = Server()
    behind = _Behind((at, 0), _handler(server))
    behind.certificate = certificate
    behind.daemon_threads = True
    server.port = behind.server_address[1]
    thread = threading.Thread(target=behind.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        behind.shutdown()
        behind.server_close()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"server_said": server})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_said: Server

    def do_GET(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, self.rfile.read(length))
        self._send(self.server_said.answer(asked))

    do_POST = do_HEAD = do_GET  # noqa: N815

    def _send(self, said: Said) -> None:
        self.close_connection = said.declared >= 0 or not said.status
        if not said.status:
            return
        self.send_response_only(said.status)
        length = said.declared if said.declared >= 0 else len(said.content)
        for name, value in {**said.headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        with suppress(OSError):  # the other side had enough
            self.end_headers()
            for piece in _pieces(said):
                self.wfile.write(piece)
                self.wfile.flush()
                self.server_said.over.wait(said.drip)

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def _pieces(said: Said) -> Iterator[bytes]:
    if not said.drip:
        yield said.content
        return
    yield from (said.content[at : at + 1] for at in range(len(said.content)))


@dataclass
class FakeTime:
    """A clock that jumps where one would sleep, and remembers how long."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep, lambda: NOW, lambda: 0.0)


def terms(time: FakeTime | None = None, **changed: object) -> Terms:
    """Return terms under which nobody waits."""
    clock = (time or FakeTime()).clock
    given = {"clock": clock, "pace": Pace(clock=clock), "limits": Limits(read=5), **changed}
    return Terms(**given)  # type: ignore[arg-type]


def web(server: Server, time: FakeTime | None = None, **changed: object) -> Web:
    """Return what gets pages from *server*, which lies within."""
    source = Source(url=server.url("/"), options={"internal": "yes"})
    return Web(source, terms(time, **changed))
