"""Save pages as they came, and get them from where they were saved.

A page is two files, named by a hash of what was asked: the head (``.json``: what was asked and
what came) and the body as it came. ``index.txt`` tells which is which. Passwords, keys and cookies
are never written.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from agenda_risk.errors import (
    BrokenFileError,
    Failure,
    FetchError,
    MissingInputError,
    ReadError,
    WriteError,
)
from agenda_risk.fetch.clock import Clock
from agenda_risk.fetch.memory import key_of
from agenda_risk.fetch.robots import is_robots
from agenda_risk.fetch.verdict import judged
from agenda_risk.models import Page, Request

_INDEX = "index.txt"
_MASK = "…"
_LONGEST_BODY = 4_000
_SECRET = re.compile(
    r"((?:api[-_]?key|apikey|access[-_]?token|token|key|secret|passw(?:or)?d|pwd|signature|sig"
    r"|auth\w*|session\w*|subscription-key)\"?\s*[=:]\s*\"?)([^&\"\s#;]+)",
    re.IGNORECASE,
)
_SHOWN_HEADERS = {"x-requested-with", "odata-version", "prefer", "soapaction"}
_ENDS = {
    "json": ".json", "html": ".html", "xml": ".xml", "calendar": ".ics", "pdf": ".pdf",
    "wordprocessingml": ".docx", "text/plain": ".txt",
}  # fmt: skip


class Recorder:
    """Saves pages in *folder*; ``keep`` is what Terms call for each page that comes."""

    def __init__(self, folder: str, clock: Clock | None = None) -> None:
        self._folder = Path(folder)
        self._clock = clock or Clock()

    def keep(self, asked: Request, page: Page) -> None:
        """Save *page*, which came when *asked*; raises WriteError where that fails."""
        name = _name(asked)
        body = f"{name}.body{_end(page)}"
        head = {
            "asked": _shown(asked),
            "about": {key: _masked_value(key, value) for key, value in asked.about.items()},
            "came": {
                "url": _masked(page.url),
                "status": page.status,
                "media_type": page.media_type,
                "headers": {key: _masked(value) for key, value in page.headers.items()},
                "bytes": len(page.content),
            },
            "at": self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            "body": body,
        }
        line = (
            f"{name}  {page.status}  {len(page.content):>9}  {_method(asked)} {_masked(asked.url)}"
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(body, page.content)
            self._write(f"{name}.json", _json(head))
            with (self._folder / _INDEX).open("a", encoding="utf-8") as index:
                index.write(_one_line(line) + "\n")
        except OSError as error:
            raise WriteError(
                "{name} cannot be written: {reason}.",
                name=str(self._folder),
                reason=error.strerror or error,
            ) from error

    def _write(self, name: str, content: bytes) -> None:
        """Write the file whole, or leave the one that was there."""
        unfinished = self._folder / f".{name}.{os.getpid()}"
        unfinished.write_bytes(content)
        unfinished.replace(self._folder / name)


class Replay:
    """Gets pages from *folder*, where they were saved; they are judged as if they came now."""

    def __init__(self, folder: str) -> None:
        self.failures: list[Failure] = []
        self._folder = Path(folder)
        if not self._folder.is_dir():
            raise MissingInputError("There is no folder {name}.", name=folder)

    def __call__(self, asked: str | Request) -> Page:
        """Return the saved answer; raises FetchError where there is none."""
        request = Request(url=asked) if isinstance(asked, str) else asked
        head = self._folder / f"{_name(request)}.json"
        if not head.is_file():
            raise FetchError(
                "{url} is not among the pages saved in {folder}. Save them again.",
                url=request.url,
                folder=str(self._folder),
            )
        page = _page(head)
        return judged(request, page.model_copy(update={"about": request.about}))

    def tried(self, asked: str | Request) -> Iterator[Page]:
        """Yield the saved answer, or nothing: why stands in *failures* then."""
        try:
            page = self(asked)
        except ReadError as error:
            url = asked if isinstance(asked, str) else asked.url
            self.failures.append(Failure(url, error))
            return
        yield page


def is_recorded(folder: str) -> bool:
    """Tell whether pages were saved in *folder* as Recorder does."""
    return Path(folder, _INDEX).is_file()


def recorded(folder: str) -> Iterator[Page]:
    """Yield the pages saved in *folder* that came with status 2xx, without robots.txt.

    Raises BrokenFileError where one is damaged.
    """
    for head in sorted(Path(folder).glob("*.json")):
        page = _page(head)
        if 200 <= page.status < 300 and not is_robots(page.url):
            yield page


def _page(head: Path) -> Page:
    try:
        told = json.loads(head.read_text("utf-8"))
        # Folders come from strangers: a body lies in the folder, whatever the head says.
        body = head.with_name(Path(str(told["body"])).name)
        came = told["came"]
        return Page(
            url=came["url"],
            content=body.read_bytes(),
            media_type=came["media_type"],
            status=came["status"],
            headers=came["headers"],
            about=told.get("about", {}),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenFileError("{name} is damaged. Save the pages again.", name=head.name) from error


def _name(asked: Request) -> str:
    """Return the name of the files of *asked*, the same with any key or token in its address."""
    return key_of(asked.model_copy(update={"url": _masked(asked.url)}))[:24]


def _shown(asked: Request) -> dict[str, Any]:
    body = (asked.body or b"")[:_LONGEST_BODY].decode("utf-8", "replace")
    return {
        "method": _method(asked),
        "url": _masked(asked.url),
        "accept": asked.accept,
        "media_type": asked.media_type,
        "body": _masked(body),
        "headers": {
            name: value if name.lower() in _SHOWN_HEADERS else _MASK
            for name, value in asked.headers.items()
        },
    }


def _method(asked: Request) -> str:
    return "GET" if asked.body is None else "POST"


def _masked(text: str) -> str:
    return _SECRET.sub(rf"\g<1>{_MASK}", text)


def _masked_value(key: str, value: str) -> str:
    return _MASK if _SECRET.search(f"{key}=.") else _masked(value)


def _end(page: Page) -> str:
    kind = page.media_type.lower()
    return next((end for word, end in _ENDS.items() if word in kind), "")


def _json(head: dict[str, Any]) -> bytes:
    return json.dumps(head, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _one_line(text: str) -> str:
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
