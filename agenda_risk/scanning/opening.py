"""Get the bytes of a document, wherever it lies, and read the meeting or the text in it."""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from typing import NamedTuple

import fsspec

from agenda_risk.agenda import read_agenda
from agenda_risk.errors import EmptyAgendaError, MissingInputError, TooLargeError
from agenda_risk.extract import extract, feet
from agenda_risk.extract.reading import Reading
from agenda_risk.extract.structured import OWN_FILE, is_structured, read_structured
from agenda_risk.fetch.files import LARGEST, get_file
from agenda_risk.hindrance import hindrance
from agenda_risk.models import Meeting, Page
from agenda_risk.scanning.documents import KEPT, MEETINGS, Reference
from agenda_risk.scanning.units import Unit, in_units, unit_of
from agenda_risk.stamp import find_stamp


class Opened(NamedTuple):
    """What stands in a document, as a meeting, and what its items are."""

    meeting: Meeting
    unit: Unit

    @property
    def pages(self) -> int:
        """Return how many pages were read; a document without pages is one."""
        return sum(len(one.page_starts) or 1 for one in self.meeting.documents)

    @property
    def characters(self) -> int:
        """Return how long the text is that was read."""
        return sum(len(one.text) for one in self.meeting.documents)


def got(reference: Reference) -> Page:
    """Return what lies at *reference*; raises MissingInputError or TooLargeError."""
    if reference.size > LARGEST:
        raise TooLargeError("{name} is larger than 100 MB.", name=reference.place)
    if reference.url.startswith(KEPT):
        kept: Page = import_module(MEETINGS).got(reference)
        return kept
    return _remote(reference) if "://" in reference.url else get_file(reference.path)


def opened(page: Page, read_pdf: Callable[[Page], Reading]) -> Opened:
    """Return what stands in *page*: the same as the adapter of documents reads, if it is an agenda.

    Raises ReadError where there is nothing to read, or where this program wrote it.
    """
    if page.media_type == KEPT:
        return Opened(Meeting.model_validate_json(page.content), Unit.ITEM)
    if is_structured(page):
        return Opened(read_structured(page), Unit.ITEM)
    document = extract(page, read_pdf)
    if find_stamp(document.text) or find_stamp(feet(page)):
        raise EmptyAgendaError(OWN_FILE, name=page.name)
    try:
        return Opened(read_agenda(document), Unit.ITEM)
    except EmptyAgendaError:
        return Opened(in_units(document), unit_of(document))


def is_text(page: Page) -> bool:
    """Tell whether *page* is a document with a text, which takes long to read."""
    return page.media_type != KEPT and not is_structured(page)


def digest_of(page: Page) -> str:
    """Return the SHA-256 of what is in *page*."""
    return sha256(page.content).hexdigest()


def _remote(reference: Reference) -> Page:
    try:
        files, path = _files(reference.url)
        content: bytes = files.cat_file(path)
    except MemoryError:
        raise
    except Exception as error:  # the libraries of object stores raise what they like
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=reference.place, reason=why_not(error)
        ) from error
    return Page(url=reference.place, content=content)


def why_not(error: Exception) -> str:
    """Return what *error* says, which came from a library for an object store."""
    if isinstance(error, OSError):
        return hindrance(error)
    return f"{type(error).__name__}: {error}".rstrip(".: ")


def _files(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """Return the file system of *url*, and what the file is called there."""
    place, chained, within = url.partition("::")
    if not chained:
        found: tuple[fsspec.AbstractFileSystem, str] = fsspec.core.url_to_fs(url)
        return found
    protocol, _, path = place.partition("://")
    return _packed(f"{protocol}://::{within}"), path


@lru_cache(4)
def _packed(url: str) -> fsspec.AbstractFileSystem:
    """Return the file system in a file, whose list of contents is read once."""
    return fsspec.core.url_to_fs(url)[0]
