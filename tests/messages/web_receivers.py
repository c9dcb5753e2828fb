"""Web servers that take messages, and do with them what a test says."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple


class Asked(NamedTuple):
    """A request as it came."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What came to a server."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}"


Behave = Callable[[socket.socket, Receiver], None]


def answers(status: int, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Behave:
    """Return what answers with *status*."""
    told = {"Content-Length": str(len(body)), "Connection": "close", **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    written = f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + body

    def behave(connection: socket.socket, _receiver: Receiver) -> None:
        connection.sendall(written)

    return behave


def silence(_connection: socket.socket, receiver: Receiver) -> None:
    """Answer nothing."""
    receiver.over.wait(30)


def hang_up(_connection: socket.socket, _receiver: Receiver) -> None:
    """Close without an answer."""


def noise(connection: socket.socket, _receiver: Receiver) -> None:
    """Answer what is no HTTP."""
    connection.sendall(b"\x00\xff what? \r\n" * 99)


def drip(connection: socket.socket, receiver: Receiver) -> None:
    """Answer a byte at a time, and never come to an end."""
    for octet in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 9_999:
        connection.sendall(bytes((octet,)))
        if receiver.over.wait(0.02):
            return


def flood(connection: socket.socket, receiver: Receiver) -> None:
    """Answer yes, and then go on for as long as anybody listens."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    while not receiver.over.is_set():
        connection.sendall(b"a" * 65_536)


@contextmanager
def receiving(behave: Behave, certificate: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Run a server that does with each request what *behave* does."""
    listener = socket.create_server(("127.0.0.1", 0))
    receiver = Receiver(listener.getsockname()[1])
    thread = threading.Thread(target=_serve, args=(listener, behave, receiver, certificate))
    thread.start()
    try:
        yield receiver
    finally:
        receiver.over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _serve(
    listener: socket.socket,
    behave: Behave,
    receiver: Receiver,
    certificate: ssl.SSLContext | None,
) -> None:
    while not receiver.over.is_set():
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, suppress(OSError):
            safe = (
                certificate.wrap_socket(connection, server_side=True) if certificate else connection
            )
            with safe:
                receiver.asked.append(_read(safe))
                behave(safe, receiver)


def _read(connection: socket.socket) -> Asked:
    with connection.makefile("rb") as lines:
        first = next(lines).decode().strip()
        head = iter(lambda: next(lines).decode("latin-1").strip(), "")
        pairs = (line.partition(":") for line in head)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = lines.read(int(headers.get("content-length", 0)))
    return Asked(first, headers, body)
