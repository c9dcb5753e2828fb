"""Keep the texts of documents on disk by their content, so that nobody has to read them again.

Other rules, another output or another scan of the same documents find the texts there. Any number
of processes write and read at once: a file is there whole or not at all, tells whether it is as it
was written, and is made again where it is not. What is kept never decides anything.
"""

import json
import os
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from agenda_risk.extract import read_as
from agenda_risk.extract.formats import PDF, TEXT
from agenda_risk.extract.pdf_many import PdfReader
from agenda_risk.extract.reading import Reading
from agenda_risk.kept import NEW, name_of, put, read_kept, sealed
from agenda_risk.models import Page

FOLDER = "texts"
_ENDING = ".text"
_SHELVES = 256  # folders by the first two signs of a name, each with its share of the room
_SHARE = 4  # a text that needs more than this part of its shelf is not kept
_OFTEN = 8  # a shelf is looked through after this part of its share was written, on any shelf
_SPARE = 10**9  # as much of the disk is left to others
_LEVEL = 1
_HOUR = 3600
_DAY = 24 * _HOUR


class Room(NamedTuple):
    """Where texts are kept, and how many bytes of them at most."""

    folder: str
    most: int


class Texts:
    """The texts in *room* that were read by *made_by*, the version of what reads."""

    def __init__(self, room: Room, made_by: str) -> None:
        self._room = room
        self._made_by = made_by
        self._shelf = room.most // _SHELVES
        self._written = self._shelf
        with suppress(OSError):
            Path(room.folder).mkdir(mode=0o700, parents=True, exist_ok=True)

    def found(self, page: Page, media_type: str) -> Reading | None:
        """Return what was read from *page* before, or None where that is not known."""
        key, path = self._place(page, media_type)
        content = read_kept(path, key)
        if content is None:
            return None
        _mark_as_used(path)
        text, starts, blank = json.loads(zlib.decompress(content))
        return Reading(text, tuple(starts), tuple(blank))

    def keep(self, page: Page, media_type: str, reading: Reading) -> None:
        """Keep *reading*, unless it is too long or the disk is nearly full."""
        key, path = self._place(page, media_type)
        content = sealed(key, zlib.compress(json.dumps(reading).encode(), _LEVEL))
        if len(content) * _SHARE > self._shelf:
            return
        with suppress(OSError):
            if shutil.disk_usage(self._room.folder).free < _SPARE:
                return
            put(path, content)
            self._written += len(content)
            if self._written * _OFTEN > self._shelf:
                self._written = 0
                _make_room(path.parent, self._shelf)

    def _place(self, page: Page, media_type: str) -> tuple[bytes, Path]:
        content = sha256(page.content).hexdigest()
        known = "\0".join((content, media_type, page.media_type, self._made_by))
        key = sha256(known.encode()).digest()
        name = name_of(key, _ENDING)
        return key, Path(self._room.folder, FOLDER, name[:2], name)


class TextReader:
    """Reads the text of a page, if it is not kept among *texts*."""

    def __init__(self, texts: Texts | None = None) -> None:
        self._texts = texts
        self.read_pdf = PdfReader()

    def __call__(self, page: Page, media_type: str) -> Reading:
        """Return the text of *page*; raises ReadError."""
        if self._texts is None or media_type == TEXT:  # a text is its own copy
            return self._read(page, media_type)
        found = self._texts.found(page, media_type)
        if found is not None:
            return found
        reading = self._read(page, media_type)
        self._texts.keep(page, media_type, reading)
        return reading

    def _read(self, page: Page, media_type: str) -> Reading:
        return self.read_pdf(page) if media_type == PDF else read_as(page, media_type)

    def close(self) -> None:
        """End what reads PDFs beside this process."""
        self.read_pdf.close()


def _mark_as_used(path: Path) -> None:
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def _make_room(shelf: Path, most: int) -> None:
    """Forget what was not used for the longest time, and what was never written to its end."""
    size, now = 0, time.time()
    for used, length, name in sorted(_on(shelf), reverse=True):
        size += length
        if size > most or (name.startswith(NEW) and now - used > _HOUR):
            (shelf / name).unlink(missing_ok=True)


def _on(shelf: Path) -> Iterator[tuple[float, int, str]]:
    """Yield when each file was last used, its size, and its name."""
    with os.scandir(shelf) as found:
        for one in found:
            about = one.stat()
            yield about.st_mtime, about.st_size, one.name
