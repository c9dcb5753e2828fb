"""Read the text out of the files that agendas come in."""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module

from agenda_risk.errors import BrokenFileError, TooLargeError
from agenda_risk.extract.formats import DOCX, HTML, ODT, PDF, TEXT, format_of
from agenda_risk.extract.reading import Reading, legible
from agenda_risk.models import Document, Page

LARGEST = 100 * 1024 * 1024

# A module is loaded when its format is first met: lxml and python-docx cost start-up time.
_READERS = {PDF: "pdf", DOCX: "docx", ODT: "odt", HTML: "html", TEXT: "plain"}


def extract(page: Page, read_pdf: Callable[[Page], Reading] | None = None) -> Document:
    """Return the text of *page*, whatever format it is in.

    *read_pdf* reads PDF in another way than in a process of its own for each.
    """
    check_size(page)
    media_type = format_of(page)
    reading = read_pdf(page) if read_pdf and media_type == PDF else _read(page, media_type)
    digest = sha256(page.content).hexdigest()
    return Document(
        id=digest[:16],
        name=page.name,
        media_type=media_type,
        sha256=digest,
        text=legible(reading.text),
        page_starts=reading.page_starts,
        blank_pages=reading.blank_pages,
        edges=legible(reading.edges),
    )


def feet(page: Page) -> str:
    """Return what stands at the feet of *page*, which is no part of its text, where it is Word."""
    if format_of(page) != DOCX:
        return ""
    found: str = import_module("agenda_risk.extract.docx_feet").read(page)
    return found


def check_size(page: Page) -> None:
    """Refuse a page with nothing in it, or with more than is read."""
    if not page.content:
        raise BrokenFileError("{name} is empty. Download or export it again.", name=page.name)
    if len(page.content) > LARGEST:
        raise TooLargeError(
            "{name} is larger than {limit} MB. Export the agenda without its attachments.",
            name=page.name,
            limit=LARGEST // 1024 // 1024,
        )


def _read(page: Page, media_type: str) -> Reading:
    """Hand *page* to the reader of its format."""
    reader = import_module(f"agenda_risk.extract.{_READERS[media_type]}")
    try:
        reading: Reading = reader.read(page)
    except RecursionError as error:
        raise BrokenFileError(
            "{name} has parts within parts in too many layers to be read. Save it as PDF.",
            name=page.name,
        ) from error
    return reading
