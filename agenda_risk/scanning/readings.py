"""Keep on disk what was read from documents, by their content, so that nobody reads them again.

Other rules, another output or another scan of the same documents find their texts there, and what
items stand in them. Any number of processes write and read at once: a file is there whole or not
at all, tells whether it is as it was written, and is made again where it is not. What is kept
never decides anything.
"""

import os
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from agenda_risk.extract.pdf_many import PdfReader
from agenda_risk.kept import NEW, name_of, put, read_kept, sealed
from agenda_risk.models import Meeting, Page
from agenda_risk.scanning.documents import Content
from agenda_risk.scanning.opening import Opened, is_text, opened
from agenda_risk.scanning.units import Unit

FOLDER = "readings"
_ENDING = ".reading"
_SHELVES = 256  # folders by the first two signs of a name, each with its share of the room
_SHARE = 4  # what needs more than this part of its shelf is not kept
_OFTEN = 8  # a shelf is looked through after this part of its share was written, on any shelf
_SPARE = 10**9  # as much of the disk is left to others
_LEVEL = 1
_HOUR = 3600
_DAY = 24 * _HOUR


class Room(NamedTuple):
    """Where readings are kept, and how many bytes of them at most."""

    folder: str
    most: int


class Readings:
    """What is kept in *room* that was read by *made_by*, the version of what reads."""

    def __init__(self, room: Room, made_by: str) -> None:
        self._folder = Path(room.folder, FOLDER)
        self._made_by = made_by
        self._shelf = room.most // _SHELVES
        self._written = self._shelf
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def found(self, content: Content) -> Opened | None:
        """Return what stands in *content*, or None where that is not known."""
        key, path = self._place(content)
        packed = read_kept(path, key)
        if packed is None:
            return None
        _mark_as_used(path)
        unit, _, meeting = zlib.decompress(packed).partition(b"\n")
        return Opened(Meeting.model_validate_json(meeting), Unit(unit.decode()))

    def keep(self, content: Content, reading: Opened) -> None:
        """Keep the *reading* of *content*, unless it is too long or the disk is nearly full."""
        key, path = self._place(content)
        meeting = reading.meeting.model_dump_json(exclude_defaults=True).encode()
        packed = sealed(key, zlib.compress(reading.unit.encode() + b"\n" + meeting, _LEVEL))
        if len(packed) * _SHARE > self._shelf:
            return
        with suppress(OSError):
            if shutil.disk_usage(self._folder).free < _SPARE:
                return
            put(path, packed)
            self._written += len(packed)
            if self._written * _OFTEN > self._shelf:
                self._written = 0
                _make_room(path.parent, self._shelf)

    def _place(self, content: Content) -> tuple[bytes, Path]:
        key = sha256("\0".join((*content, self._made_by)).encode()).digest()
        name = name_of(key, _ENDING)
        return key, self._folder / name[:2] / name


class Reader:
    """Reads what stands in a document, if that is not kept among *readings*."""

    def __init__(self, readings: Readings | None = None) -> None:
        self._readings = readings
        self.read_pdf = PdfReader()

    def __call__(self, page: Page, content: Content) -> Opened:
        """Return what stands in *page*, which has that *content*; raises ReadError."""
        if self._readings is None or not is_text(page):
            return opened(page, self.read_pdf)
        found = self._readings.found(content)
        if found:
            return _called(page.name, found)
        reading = opened(page, self.read_pdf)
        self._readings.keep(content, reading)
        return reading

    def close(self) -> None:
        """End what reads PDFs beside this process."""
        self.read_pdf.close()


def _called(name: str, reading: Opened) -> Opened:
    """Return *reading* as that of a document called *name*: another may have had its content."""
    documents = tuple(one.model_copy(update={"name": name}) for one in reading.meeting.documents)
    meeting = reading.meeting.model_copy(update={"documents": documents})
    return reading._replace(meeting=meeting)


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
