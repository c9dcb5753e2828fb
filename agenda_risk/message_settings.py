"""The settings of what is told outside the login: the mail server, chats, and other programs."""

import re
from email.utils import parseaddr
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from agenda_risk.faults import refusal
from agenda_risk.mailbox import is_mailbox
from agenda_risk.models import Model

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def _variable(name: str) -> str:
    # What stands here may be the secret itself: it is never told back.
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
        raise refusal("variable")
    return name


def _host(server: str) -> str:
    if not server or any(char.isspace() or char in "/@" for char in server) or "://" in server:
        raise refusal("server")
    return server


def _sender(written: str) -> str:
    if not is_mailbox(parseaddr(written)[1]) or not written.isprintable():
        raise refusal("sender")
    return written


def _web(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise refusal("address")
    return url


# The name of an environment variable that holds a secret.
Variable = Annotated[str, Field(max_length=100), AfterValidator(_variable)]


class MailSettings(Model):
    """The table ``[mail]``: the server that messages are handed to, and from whom they come.

    Without encryption a server is spoken to on this machine only, or on a *trusted_network*, and
    never with a password. *certificates* is a file of those trusted instead of the system's. With
    *attach_sheet* the open part of the sheet goes along to the chair.
    """

    server: Annotated[str, Field(max_length=253), AfterValidator(_host)]
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    trusted_network: bool = False
    sender: Annotated[str, Field(max_length=300), AfterValidator(_sender)]
    user: Annotated[str, Field(max_length=300)] = ""
    password_variable: Variable | None = None
    certificates: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    attach_sheet: bool = False

    @property
    def usual_port(self) -> int:
        """Return the port that was told, else the usual one for the security."""
        return self.port or _PORTS[self.security]

    @model_validator(mode="after")
    def _is_guarded(self) -> Self:
        is_here = self.server.lower() in _HERE
        if bool(self.user) is not bool(self.password_variable):
            raise refusal("login")
        if self.security == "none" and not is_here and (self.user or not self.trusted_network):
            raise refusal("unencrypted")
        return self


class Receiver(Model):
    """A table ``[receivers.NAME]``: a program that is told by a webhook, signed with its secret.

    *internal* lets it lie within a network of one's own.
    """

    url: Annotated[str, Field(max_length=1000), AfterValidator(_web)]
    secret_variable: Variable
    internal: bool = False
    certificates: Annotated[str, Field(min_length=1, max_length=1000)] | None = None

    @model_validator(mode="after")
    def _is_sealed(self) -> Self:
        if not (self.internal or self.url.startswith("https://")):
            raise refusal("https")
        return self
