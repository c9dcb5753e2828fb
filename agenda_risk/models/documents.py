"""What was read, and where in it a text stands."""

import re
from bisect import bisect_right

from pydantic import Field

from agenda_risk.models.values import Model

# The media type of a page that lists a folder: JSON, each file's path with a hash of its content.
FOLDER = "application/x-folder+json"

# What stands for a byte of a file's name that is no UTF-8, as in names from old servers.
_UNWRITTEN = re.compile("[\ud800-\udfff]")


def name_at(url: str) -> str:
    """Return the last part of the address or path *url*, as it can be written."""
    return as_written(url.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])


def as_written(path: str) -> str:
    """Return *path* with U+FFFD in place of what cannot be written."""
    return _UNWRITTEN.sub("\ufffd", path)


class Page(Model):
    """One file or response as it came, before anything was read out of it.

    *url* is the address it came from in the end, *status* the server's. *about* is what its asker
    knew of it, as in Request. *headers* are those that came, their names in small letters.
    """

    url: str
    content: bytes
    media_type: str = ""
    status: int = 200
    headers: dict[str, str] = Field(default_factory=dict)
    about: dict[str, str] = Field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the last part of the address: the file's name, as it can be written."""
        return name_at(self.url)


class Document(Model):
    """The text of one page, exactly as it was extracted.

    *page_starts* holds the offset in *text* where each page of the document begins; a format
    without pages (HTML, plain text) has none. A table row is one line of *text* with tab between
    cells and vertical tab between lines within a cell. *blank_pages* are the numbers of pages that
    hold a picture and no text. *edges* is what stands at the head and the foot of pages where the
    format keeps that apart (Word, OpenDocument); no item is read from it.
    """

    id: str
    name: str
    media_type: str
    sha256: str
    text: str
    page_starts: tuple[int, ...] = ()
    blank_pages: tuple[int, ...] = ()
    edges: str = ""

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that holds *offset*."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None


class Passage(Model):
    """A text as it is shown, and where each part of it stands in a document.

    *breaks* are pairs of offsets, in *text* and in the document, from which on both run in step.
    A passage without a document was given as text.
    """

    text: str = ""
    document: str = ""
    breaks: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def source(self, offset: int) -> int | None:
        """Return where the character at *offset* stands in the document."""
        place = bisect_right(self.breaks, offset, key=lambda pair: pair[0]) - 1
        if place < 0:
            return None
        shown, original = self.breaks[place]
        return original + offset - shown
