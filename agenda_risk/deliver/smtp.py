"""Talk to a mail server, and say what went wrong in words that its administrator can act on."""

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from typing import NamedTuple

from agenda_risk.deliver.posted import Posted
from agenda_risk.errors import DeliveryError
from agenda_risk.fetch.session import cut_off, watch
from agenda_risk.translate import N_

GOES_AWAY = 421
_LET_IN = frozenset({235, 503})
_PARTING = 5.0
_LONGEST_ANSWER = 100_000  # bytes
# A server may name the reader in its answer; who that is does not belong in a log.
_ADDRESS = re.compile(r"<?[^\s<>]+@[^\s<>]+>?")

_NOT_TAKEN = N_("{host} did not take the message: {code} {answer}")
_NOT_LET_IN = N_("{host} does not let us in with this user and password: {code} {answer}")
# What goes wrong without an answer, the more particular before the more general.
_SAID = (
    (
        ssl.SSLCertVerificationError,
        N_(
            "{host} shows no certificate that can be trusted. Check server under [mail], or name "
            "the file of your own certificates there."
        ),
    ),
    (
        ssl.SSLError,
        N_(
            "No encrypted connection could be made with {host}, port {port}. Check security and "
            "port under [mail]."
        ),
    ),
    (TimeoutError, N_("{host} did not answer in time. Try again later.")),
    (
        smtplib.SMTPServerDisconnected,
        N_("{host} broke off the conversation, or did not answer in time."),
    ),
    (
        smtplib.SMTPException,
        N_("{host} offers no login that is known here. Check user and security under [mail]."),
    ),
    (
        OSError,
        N_("{host} could not be reached at port {port}. Check server and port under [mail]."),
    ),
)

Answer = tuple[int, bytes]


class MailServer(NamedTuple):
    """Where messages are handed over, how, and as whom."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""
    certificates: str = ""


class _Lines:
    """The lines that a server answers; an answer without end is broken off."""

    def __init__(self, file: BufferedReader) -> None:
        self._file, self._left = file, 0

    def begin(self) -> None:
        """Wait for another answer."""
        self._left = _LONGEST_ANSWER

    def readline(self, most: int) -> bytes:
        """Return the next line. Raises OSError after too many."""
        line = self._file.readline(most)
        self._left -= len(line)
        if self._left < 0:
            raise OSError("an answer without end")
        return line

    def close(self) -> None:
        """Read nothing more."""
        self._file.close()


class Connection(smtplib.SMTP):
    """A conversation with a server that has let us in; *timeout* is for each of its answers.

    Raises what ``spoken`` turns into DeliveryError.
    """

    def __init__(self, server: MailServer, timeout: float) -> None:
        self._server = server
        self._trusted = _trusted(server.certificates)
        super().__init__(server.host, server.port, timeout=timeout)
        try:
            self._enter(server)
        except BaseException:
            self.close()
            raise

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        opened = socket.create_connection((host, port), timeout)
        watch(opened)
        if self._server.security != "tls":
            return opened
        safe = self._trusted.wrap_socket(opened, server_hostname=host)
        watch(safe)
        return safe

    def getreply(self) -> Answer:
        """Return what the server answers; smtplib itself keeps all lines, however many come."""
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock.makefile("rb"))
        if self.file is not None:
            self.file.begin()
        return super().getreply()

    def _enter(self, server: MailServer) -> None:
        self.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            self._encrypt(server)
        if server.user:
            self._log_in(server)

    def _log_in(self, server: MailServer) -> None:
        """Log in; smtplib itself can say no other letters than a–z (3.11-3.14)."""
        if server.user.isascii() and server.password.isascii():
            self.login(server.user, server.password)
            return
        if "PLAIN" not in self.esmtp_features.get("auth", "").upper().split():
            raise DeliveryError(
                "{host} takes only a user and a password of the letters a–z, digits and common "
                "signs. Choose others.",
                host=server.host,
            )
        told = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()
        code, answer = self.docmd("AUTH", f"PLAIN {told}")
        if code not in _LET_IN:
            raise smtplib.SMTPAuthenticationError(code, answer)

    def _encrypt(self, server: MailServer) -> None:
        if not self.has_extn("starttls"):
            raise DeliveryError(
                "{host} offers no STARTTLS, and nothing was sent. Choose another security or port "
                "under [mail].",
                host=server.host,
            )
        self.starttls(context=self._trusted)
        self.ehlo()
        self.watched()

    def begun(self, letter: Posted) -> Answer:
        """Tell whom *letter* is from, and return what the server says to that."""
        if letter.options and not self.has_extn("smtputf8"):
            raise DeliveryError(
                "{host} takes no addresses of mail with other letters than a–z.",
                is_final=True,
                host=self._server.host,
            )
        return self.mail(letter.sender, letter.options)

    def content(self, written: bytes) -> Answer:
        """Hand over *written*, and return what the server says of it."""
        try:
            return self.data(written)
        except smtplib.SMTPDataError as error:  # it did not even want to hear it
            return error.smtp_code, _octets(error.smtp_error)

    def watched(self) -> None:
        """Have the conversation cut off where it takes too long."""
        if self.sock is not None:
            watch(self.sock)

    def leave(self) -> None:
        """Take leave, without waiting long for an answer."""
        with suppress(OSError):  # it is over in any case
            if self.sock is not None:
                self.sock.settimeout(_PARTING)
                self.quit()
        self.close()


def _trusted(certificates: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=certificates or None)
    except OSError as error:
        raise DeliveryError(
            "The certificates in {path} cannot be read.", path=certificates
        ) from error


@contextmanager
def spoken(server: MailServer, seconds: float) -> Iterator[None]:
    """Let a conversation take so many *seconds*; raise DeliveryError for what goes wrong in it."""
    with cut_off(seconds) as late:
        try:
            yield
        except (smtplib.SMTPException, ssl.SSLError, OSError) as error:
            raise _late(server) if late.is_set() else _failure(error, server) from error


def refused(server: MailServer, answer: Answer, *, is_final: bool = False) -> DeliveryError:
    """Return what to raise where *server* says no with *answer*."""
    code, text = answer
    return DeliveryError(
        _NOT_TAKEN,
        is_final=is_final,
        host=server.host,
        code=code,
        answer=_without_names(text),
    )


def _failure(error: OSError, server: MailServer) -> DeliveryError:
    if isinstance(error, smtplib.SMTPResponseException):
        is_login = isinstance(error, smtplib.SMTPAuthenticationError)
        return DeliveryError(
            _NOT_LET_IN if is_login else _NOT_TAKEN,
            host=server.host,
            code=error.smtp_code,
            answer=_without_names(error.smtp_error),
        )
    msgid = next(said for kind, said in _SAID if isinstance(error, kind))
    return DeliveryError(msgid, host=server.host, port=server.port)


def _late(server: MailServer) -> DeliveryError:
    return DeliveryError("{host} did not answer in time. Try again later.", host=server.host)


def _octets(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _without_names(text: bytes | str) -> str:
    """Return what a server said, without addresses of mail."""
    said = _octets(text).decode("utf-8", "replace")
    return " ".join(_ADDRESS.sub("…", said).split())
