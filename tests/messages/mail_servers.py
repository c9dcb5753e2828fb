"""Mail servers for tests: a real one, and one that does what a script says."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from agenda_risk.deliver.smtp import MailServer

SENDER = "Agenda-risk <agenda@granvik.example>"
USER, PASSWORD = "agenda", "hemligt å"


@dataclass
class Box:
    """What a server took; *says* is what it answers at each step instead of yes."""

    says: dict[str, str] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    sessions: set[Any] = field(default_factory=set)
    is_safe: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=policy.default) for one in self.raw]

    async def handle_MAIL(self, _server, _session, envelope, address, options) -> str:  # noqa: N802
        envelope.mail_from, envelope.mail_options = address, options
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        if "RCPT" in self.says:
            return self.says["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope) -> str:  # noqa: N802
        if "DATA" in self.says:
            return self.says["DATA"]
        self.raw.append(envelope.content)
        self.to += envelope.rcpt_tos
        self.sessions.add(session.peer)
        self.is_safe.append(session.ssl is not None)
        self.users += [str(session.auth_data.login, "utf-8")] if session.auth_data else []
        return "250 OK"


class Running:
    """A server that runs: where it is, and what it took."""

    def __init__(self, port: int, box: Box) -> None:
        self.port = port
        self.box = box

    def place(self, **more: str) -> MailServer:
        usual = {"security": "none", "sender": SENDER}
        return MailServer("localhost", self.port, **{**usual, **more})


class _AtFreePort(Controller):
    """Looks whether it answers at the port that it got, not at the one that was asked for."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(says: Mapping[str, str] | None = None, **options: Any) -> Iterator[Running]:
    """Run a real server at a free port; *options* are those of aiosmtpd."""
    box = Box(dict(says or {}))
    controller = _AtFreePort(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield Running(controller.port, box)
    finally:
        controller.stop()


def with_login(password: str, **options: Any) -> dict[str, Any]:
    """Return the options of a server that lets nobody in without *password*."""

    def let_in(_server, _session, _envelope, _mechanism, given: Any) -> AuthResult:
        right = LoginPassword(USER.encode(), password.encode())
        return AuthResult(success=given == right, handled=False, auth_data=given)

    return {"authenticator": let_in, "auth_required": True, **options}


def trusted(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


USUAL = {
    "EHLO": "250-here\r\n250 8BITMIME",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 go on",
    ".": "250 taken",
    "RSET": "250 OK",
    "QUIT": "221 bye",
}
HANG_UP = "hang up"
SILENCE = "silence"
DRIP = "drip"
ENDLESS = "endless"


@contextmanager
def scripted(
    script: Mapping[str, str], greeting: str = "220 here", then: str = ""
) -> Iterator[Running]:
    """Run a server that answers each command as *script* says, or hangs up, or says nothing.

    *then* is what it does after each message that it took.
    """
    box = Box()
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()
    said = {**USUAL, "": greeting, "then": then, **script}
    thread = threading.Thread(target=_serve, args=(listener, said, box, over))
    thread.start()
    try:
        yield Running(listener.getsockname()[1], box)
    finally:
        over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _serve(listener: socket.socket, said: Mapping[str, str], box: Box, over: threading.Event):
    while not over.is_set():
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, suppress(OSError):
            box.sessions.add(len(box.sessions))
            _converse(connection, said, box, over)


def _converse(connection, said, box: Box, over: threading.Event) -> None:
    lines: Iterator[bytes] = connection.makefile("rb")
    if not _answer(connection, said[""], over):
        return
    for line in lines:
        command = line.split()[0].decode().upper() if line.split() else ""
        if not _answer(connection, said.get(command, "500 what?"), over):
            return
        if command == "DATA" and said["DATA"].startswith("354"):
            content = b"".join(iter(lambda: next(lines), b".\r\n"))
            box.raw.append(content)
            if not _answer(connection, said["."], over) or said["then"] == HANG_UP:
                return


def _answer(connection: socket.socket, said: str, over: threading.Event) -> bool:
    """Answer; tell whether the conversation goes on."""
    if said == SILENCE:
        over.wait(20)
    if said in {SILENCE, HANG_UP}:
        return False
    while said == DRIP and not over.wait(0.05):
        connection.sendall(b"2")
    while said == ENDLESS and not over.is_set():
        connection.sendall(b"250-and\r\n" * 1000)
    connection.sendall(f"{said}\r\n".encode())
    return True
