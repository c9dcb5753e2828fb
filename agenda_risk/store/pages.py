"""Keep pages as they came, so that a server is only asked whether they have changed.

What a page holds is not masked. It lies in a file of its own beside the store, which only its
owner may read, and is taken away some weeks after it was last fetched.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa

from agenda_risk.models import Page, Request
from agenda_risk.store import tables
from agenda_risk.store.opening import Store, hand_over

KEPT = timedelta(days=30)
_T = tables.pages


class Pages:
    """Remembers pages by what was asked; *now* tells the time."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._folder = store.path.with_name(f"{store.path.name}.pages")

    def recall(self, request: Request) -> Page | None:
        """Return the page that answered *request* before, if it is kept whole."""
        asked = sa.select(_T).where(_T.c.request == key_of(request))
        with self._store.reading() as connection:
            row = connection.execute(asked).first()
        content = self._read(row.sha256) if row else None
        if row is None or content is None:
            return None
        return Page(
            url=row.url,
            content=content,
            media_type=row.media_type,
            status=row.status,
            headers=row.headers,
            about=request.about,
        )

    def remember(self, request: Request, page: Page) -> None:
        """Keep *page*, which answers *request*; its content is on disk before it is told of."""
        now = self._now()
        values = {
            "url": page.url,
            "media_type": page.media_type,
            "status": page.status,
            "headers": page.headers,
            "etag": page.headers.get("etag", ""),
            "last_modified": page.headers.get("last-modified", ""),
            "sha256": sha256(page.content).hexdigest(),
            "fetched": now,
            "expires": now + KEPT,
        }
        key = key_of(request)
        with self._store.writing() as connection:
            self._write(str(values["sha256"]), page.content)
            connection.execute(_T.delete().where(_T.c.request == key))
            connection.execute(_T.insert().values(request=key, **values))

    def forget_old(self) -> None:
        """Take away what has expired, and files that no page names."""
        with self._store.writing() as connection:
            connection.execute(_T.delete().where(_T.c.expires <= self._now()))
            named = set(connection.scalars(sa.select(_T.c.sha256).distinct()))
            for file in self._folder.glob("*"):
                if file.name not in named:
                    file.unlink(missing_ok=True)

    def forget_host(self, host: str) -> None:
        """Take away the pages that came from *host*."""
        with self._store.writing() as connection:
            rows = connection.execute(sa.select(_T.c.request, _T.c.url)).all()
            gone = [row.request for row in rows if urlsplit(row.url).hostname == host]
            for request in gone:
                connection.execute(_T.delete().where(_T.c.request == request))
        self.forget_old()

    def _read(self, digest: str) -> bytes | None:
        """Return the content called by its hash; one that is damaged is as good as none."""
        with suppress(OSError):
            content = (self._folder / digest).read_bytes()
            return content if sha256(content).hexdigest() == digest else None
        return None

    def _write(self, digest: str, content: bytes) -> None:
        if self._read(digest) is not None:
            return
        if not self._folder.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            hand_over(self._folder)
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        try:
            hand_over(Path(temporary))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self._folder / digest)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def key_of(request: Request) -> str:
    """Return a hash of all that is sent; what the asker knows besides plays no part."""
    sent = request.model_copy(update={"about": {}})
    parts = (sent.url, sent.media_type, sent.accept, repr(sorted(sent.headers.items())))
    return sha256("\0".join(parts).encode() + b"\0" + (sent.body or b"")).hexdigest()
