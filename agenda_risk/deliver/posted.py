"""A message as it is handed to a mail server: headers, both parts, and who it is from and to."""

import re
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import NamedTuple

from agenda_risk.errors import DeliveryError
from agenda_risk.mailbox import mailbox
from agenda_risk.models import Message
from agenda_risk.render.letter import as_letter
from agenda_risk.render.words import one_line

_STOP = "List-Unsubscribe"
_LINK = re.compile(r"https?://[\x21-\x3b\x3d\x3f-\x7e]{1,900}")


class _Policy(EmailPolicy):
    """Writes the link that stops as it is: Python would encode it where it is long (3.11-3.14)."""

    def fold(self, name: str, value: str) -> str:
        """Return the header *name* as lines."""
        is_link = name == _STOP
        return f"{name}: {value}{self.linesep}" if is_link else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header *name* as lines of bytes."""
        is_link = name == _STOP
        return self.fold(name, value).encode() if is_link else super().fold_binary(name, value)


_ASCII = _Policy(linesep="\r\n")
_UTF8 = _Policy(linesep="\r\n", utf8=True)


class Posted(NamedTuple):
    """What is handed over; *options* are those of the sender's line."""

    id: str
    sender: str
    to: str
    content: bytes
    options: tuple[str, ...] = ()


def posted(message: Message, sender: str, address: str) -> Posted:
    """Return *message* from *sender* to *address*; the same message is always the same bytes.

    Raises DeliveryError where *address* or *sender* is none.
    """
    to = mailbox(address)
    if not to:
        raise DeliveryError("The address of the reader is none of mail.", is_final=True)
    own = _own(sender)
    letter = as_letter(message)
    written = EmailMessage()
    for name, value in _headers(message, letter.subject, own, to):
        written[name] = value
    written.set_content(letter.text, cte="quoted-printable")
    written.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if message.sheet:
        written.add_attachment(
            message.sheet.content,
            maintype="application",
            subtype="pdf",
            filename=message.sheet.name,
        )
    for number, part in enumerate(one for one in written.walk() if one.is_multipart()):
        part.set_boundary(f"=_{_name_of(message)}{number or ''}")
    written["Content-Language"] = message.language
    is_ascii = to.isascii() and own.addr_spec.isascii()
    content = written.as_bytes(policy=_ASCII if is_ascii else _UTF8)
    options = () if is_ascii else ("SMTPUTF8", "BODY=8BITMIME")
    return Posted(str(written["Message-ID"]), own.addr_spec, to, content, options)


def _own(sender: str) -> Address:
    name, address = parseaddr(sender) if sender.isprintable() else ("", "")
    local, _, domain = mailbox(address).rpartition("@")
    if not local:
        raise DeliveryError("The sender under [mail] is no address of mail.")
    return Address(one_line(name), local, domain)


def _headers(
    message: Message, subject: str, own: Address, to: str
) -> Iterator[tuple[str, str | Address]]:
    local, _, domain = to.rpartition("@")
    yield "From", own
    yield "To", Address("", local, domain)
    yield "Subject", subject
    yield "Date", format_datetime(message.made)
    yield "Message-ID", f"<{_name_of(message)}@{own.domain}>"
    # So that no holiday notice comes back; the second is what Exchange listens to.
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "All"
    if _LINK.fullmatch(message.stop):
        yield _STOP, f"<{message.stop}>"
        if message.stop.startswith("https://"):
            yield f"{_STOP}-Post", "List-Unsubscribe=One-Click"


def _name_of(message: Message) -> str:
    """Return what *message* is known by, however often it is sent."""
    return sha256(message.id.encode("utf-8")).hexdigest()[:32]
