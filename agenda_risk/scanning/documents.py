"""What is known of a document before and after it is read."""

import os
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from sys import intern
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

from pydantic import Field

from agenda_risk.models.values import Model

KEPT = "meeting:"  # how the url of a meeting begins that lies in a store
MEETINGS = "agenda_risk.scanning.meetings"  # what lists and gets them
BYTES = "bytes:"  # and that of a file whose name is no text


class Reference(NamedTuple):
    """Where a document lies, and what tells that it has changed without reading it.

    *size* is in bytes. Without a *stamp* only its content tells.
    """

    url: str
    size: int
    stamp: str = ""

    @property
    def path(self) -> str:
        """Return the path of a file of this machine."""
        if not self.url.startswith(BYTES):
            return self.url
        return os.fsdecode(unquote_to_bytes(self.url.removeprefix(BYTES)))

    @property
    def ending(self) -> str:
        """Return the ending of the name in small letters, with its dot."""
        name = self.url.rpartition("/")[2]
        return f".{name.rpartition('.')[2].lower()}" if "." in name else ""

    @property
    def place(self) -> str:
        """Return the url without a password that may stand in it."""
        parts = urlsplit(self.url) if "://" in self.url and "@" in self.url else None
        if parts is None:
            return self.url
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def url_of(path: str) -> str:
    """Return what the file at *path* is called here: a name that is no text is written in signs."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return f"{BYTES}{quote(os.fsencode(path))}"
    return path.replace(os.sep, "/")


class Content(NamedTuple):
    """What is in a document: its SHA-256, and the ending that may tell the format."""

    digest: str
    ending: str


class Kind(StrEnum):
    """What was found in a document: an agenda with items, text without, nothing to read."""

    AGENDA = "agenda"
    TEXT = "text"
    BAD = "bad"


class Reason(Model):
    """Why a document could not be read: an English sentence, as in AgendaRiskError.

    One that *may_pass* lies on the way to the document, not in it: it is tried again in each run.
    """

    msgid: str
    fields: dict[str, str | int] = Field(default_factory=dict)
    may_pass: bool = False


class Found(NamedTuple):
    """What came of reading a document: what there is in it, and how many rows tell of it."""

    kind: Kind
    pages: int = 0
    characters: int = 0
    items: int = 0
    rows: int = 0
    reason: Reason | None = None


class Done(Model):
    """A document that was read; *found* is None where another of the same content was before."""

    url: str
    size: int
    stamp: str
    digest: str
    found: Found | None = None

    @property
    def reference(self) -> Reference:
        """Return where the document lies."""
        return Reference(self.url, self.size, self.stamp)

    @property
    def content(self) -> Content:
        """Return what tells the content from others."""
        return Content(self.digest, intern(self.reference.ending))


def done(reference: Reference, digest: str, found: Found | None) -> Done:
    """Return that *reference* was read."""
    return Done(**reference._asdict(), digest=digest, found=found)


def bad(reference: Reference, reason: Reason, digest: str = "") -> Done:
    """Return that *reference* could not be read; without a *digest* its place stands for it."""
    known = "\0".join((reference.url, str(reference.size), reference.stamp))
    unread = f"?{sha256(known.encode('utf-8', 'surrogatepass')).hexdigest()}"
    return done(reference, digest or unread, Found(kind=Kind.BAD, reason=reason))


def reason_of(msgid: str, fields: Mapping[str, object], *, may_pass: bool = False) -> Reason:
    """Return a reason with those *fields* that do not name the document."""
    kept = {
        name: value if isinstance(value, int) else str(value)
        for name, value in fields.items()
        if name != "name"
    }
    return Reason(msgid=msgid, fields=kept, may_pass=may_pass)
