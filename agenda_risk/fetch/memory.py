"""What is known of earlier answers, so that servers need not send them again."""

from hashlib import sha256
from typing import Protocol

from agenda_risk.models import Page, Request

_STAMPS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Memory(Protocol):
    """Remembers pages from one run to the next; it is shared by all sources of a run."""

    def recall(self, asked: Request) -> Page | None:
        """Return the page that last answered *asked*, whole, or None."""

    def remember(self, asked: Request, page: Page) -> None:
        """Keep *page* as what answers *asked*, by ``key_of(asked)``."""


class NoMemory:
    """Remembers nothing."""

    def recall(self, asked: Request) -> Page | None:
        """Return None."""

    def remember(self, asked: Request, page: Page) -> None:
        """Let *page* go."""


def key_of(asked: Request) -> str:
    """Return what tells *asked* from other requests: its address, body and kind of answer."""
    kind = f"{asked.accept}\n{asked.media_type}\n".encode()
    url = asked.url.partition("#")[0].encode("utf-8", "surrogatepass")
    body = b"" if asked.body is None else b"\0" + asked.body
    return sha256(url + b"\n" + kind + body).hexdigest()


def conditions(known: Page) -> dict[str, str]:
    """Return the headers that ask for a page only if it is another than *known*."""
    found = {_STAMPS[name]: known.headers.get(name, "") for name in _STAMPS}
    return {
        name: value
        for name, value in found.items()
        if value.isascii() and value.isprintable() and value
    }
