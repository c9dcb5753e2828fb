"""Send messages by mail; an address is that of a mailbox."""

import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple

from agenda_risk.deliver.posted import Posted, posted
from agenda_risk.deliver.sender import Send
from agenda_risk.deliver.smtp import GOES_AWAY, Answer, Connection, MailServer, refused, spoken
from agenda_risk.errors import DeliveryError
from agenda_risk.message_settings import MailSettings
from agenda_risk.models import Message
from agenda_risk.signing import secret_of

_TAKEN = frozenset({250, 251})
# The server means us, or our settings, and not the reader.
_OURS = frozenset({530, 534, 535, 538})


class MailLimits(NamedTuple):
    """How long a server may take, in seconds, and how many messages one connection carries."""

    answer: float = 30
    message: float = 90
    messages: int = 100


def mail_server(told: MailSettings, environ: Mapping[str, str]) -> MailServer:
    """Return the server that *told* names; its password stands in *environ*.

    Raises MissingInputError where it does not.
    """
    variable = told.password_variable
    return MailServer(
        host=told.server,
        port=told.usual_port,
        security=told.security,
        sender=told.sender,
        user=told.user,
        password=secret_of(variable, environ) if variable else "",
        certificates=told.certificates or "",
    )


class Mail:
    """Hands messages to a mail server, many over one connection."""

    name = "mail"

    def __init__(self, server: MailServer, limits: MailLimits | None = None) -> None:
        self._server = server
        self._limits = limits or MailLimits()

    @contextmanager
    def opened(self) -> Iterator[Send]:
        """Yield what sends; it connects when there is something to send."""
        round_ = _Round(self._server, self._limits)
        try:
            yield round_.send
        finally:
            round_.end()


class _Round:
    """The messages of one round, over as few connections as the limits allow."""

    def __init__(self, server: MailServer, limits: MailLimits) -> None:
        self._server = server
        self._limits = limits
        self._connection: Connection | None = None
        self._sent = 0

    def send(self, message: Message, address: str) -> str:
        """Hand over *message* and return its Message-ID; raises DeliveryError.

        Where the server breaks off after it has all, it may have taken it: sent again, the message
        has the same Message-ID, and most mail programs show it once.
        """
        letter = posted(message, self._server.sender, address)
        try:
            with spoken(self._server, self._limits.message):
                refusal = self._handed_over(letter)
        except BaseException:
            self.end()
            raise
        self._count()
        if refusal:
            raise refusal
        return letter.id

    def end(self) -> None:
        """Take leave of the server, if one is connected."""
        if self._connection:
            self._connection.leave()
        self._connection, self._sent = None, 0

    def _count(self) -> None:
        self._sent += 1
        if self._sent >= self._limits.messages:
            self.end()

    def _handed_over(self, letter: Posted) -> DeliveryError | None:
        """Return nothing where the server took *letter*; else why not, the conversation going on.

        That a reader or a content is refused for good is final; that we are, is for whoever runs
        the server to mend, and the message waits.
        """
        connection, answer = self._begun(letter)
        if answer[0] not in _TAKEN:
            return self._back(connection, answer)
        answer = connection.rcpt(letter.to)
        if answer[0] not in _TAKEN:
            return self._back(connection, answer, is_final=_is_of_reader(answer))
        answer = connection.content(letter.content)
        if answer[0] not in _TAKEN:
            return self._back(connection, answer, is_final=answer[0] >= 500)
        return None

    def _begun(self, letter: Posted) -> tuple[Connection, Answer]:
        """Return a connection, and what the server says of the sender.

        One that was silent for a while may be closed by now: then there is a new one.
        """
        if self._connection:
            self._connection.watched()
            with suppress(smtplib.SMTPServerDisconnected):
                answer = self._connection.begun(letter)
                if answer[0] != GOES_AWAY:
                    return self._connection, answer
            self.end()
        self._connection = Connection(self._server, self._limits.answer)
        return self._connection, self._connection.begun(letter)

    def _back(
        self, connection: Connection, answer: Answer, *, is_final: bool = False
    ) -> DeliveryError:
        """Return the refusal, and be ready for the next message."""
        if answer[0] == GOES_AWAY:
            self.end()
        else:
            connection.rset()
        return refused(self._server, answer, is_final=is_final)


def _is_of_reader(answer: Answer) -> bool:
    """Tell whether a refusal for good is about the reader's address, not about us (X.7.X)."""
    code, text = answer
    return code >= 500 and code not in _OURS and not text.startswith(b"5.7.")
