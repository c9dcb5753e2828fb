"""Tell the format of a file: by its content first, then by its name."""

import re

from agenda_risk.errors import (
    BrokenFileError,
    PasswordError,
    ScannedDocumentError,
    UnknownFormatError,
)
from agenda_risk.extract.archive import open_archive, unpack
from agenda_risk.extract.encodings import charset_of, decode
from agenda_risk.models import Page

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
HTML = "text/html"
TEXT = "text/plain"

_SUFFIXES = {".pdf": PDF, ".docx": DOCX, ".docm": DOCX, ".odt": ODT, ".htm": HTML, ".html": HTML}
_NAMED = {PDF: PDF, DOCX: DOCX, ODT: ODT, HTML: HTML, "application/xhtml+xml": HTML}
_CALLED = {PDF: "PDF", DOCX: "Word", ODT: "OpenDocument"}

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_RTF = b"{\\rtf"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_NOT_SHOWN = re.compile(r"<!--.*?-->|<\?.*?>", re.DOTALL)
_HTML = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|title|meta|link|script|style|body|header|main|section"
    r"|article|div|span|p|br|hr|table|ul|ol|dl|h[1-6])\b",
    re.IGNORECASE,
)


def format_of(page: Page) -> str:
    """Return the media type of *page*, or raise what is known of why it cannot be read."""
    content = page.content
    if content.startswith(_ZIP):
        return _format_in_zip(page)
    if _is_pdf(page):
        return PDF
    _refuse_known(page)
    if _HTML.match(_NOT_SHOWN.sub("", _head(page))):
        return HTML
    return _format_by_name(page)


def _format_in_zip(page: Page) -> str:
    """Return which of the zipped formats *page* is in."""
    archive = open_archive(page)
    names = archive.namelist()
    if any(name.startswith("word/") for name in names):
        return DOCX
    kind = unpack(archive, "mimetype", page) if "mimetype" in names else b""
    if kind.startswith(ODT.encode()) or (not kind and _by_name(page) == ODT):
        return ODT
    raise UnknownFormatError(
        "{name} is not a document with text, but a spreadsheet, a slide show or a packed folder. "
        "Save the agenda as PDF or as .docx.",
        name=page.name,
    )


def _is_pdf(page: Page) -> bool:
    """Tell whether *page* is a PDF; some begin with a few bytes of something else."""
    place = page.content.find(b"%PDF-", 0, 1024)
    return place == 0 or (place > 0 and (_by_name(page) == PDF or not page.content[:place].strip()))


def _refuse_known(page: Page) -> None:
    """Raise an error for the formats that are known and not read."""
    if page.content.startswith(_OLE):
        _refuse_ole(page)
    if page.content.startswith(_PICTURES):
        raise ScannedDocumentError(
            "{name} is a picture and holds no text. Export a PDF with text from the case system, "
            "or paste the agenda as a text file.",
            name=page.name,
        )
    if page.content.startswith(_RTF):
        raise UnknownFormatError(
            "{name} is in RTF, which is not read. Save it as PDF or as .docx.", name=page.name
        )


def _refuse_ole(page: Page) -> None:
    """Raise an error for the container of old Office files and of locked new ones."""
    if "EncryptedPackage".encode("utf-16-le") in page.content:
        raise PasswordError(
            "{name} is locked with a password. Save it without one and try again.", name=page.name
        )
    if "WordDocument".encode("utf-16-le") in page.content:
        raise UnknownFormatError(
            "{name} is in the Word format from before 2007. Save it as PDF or as .docx.",
            name=page.name,
        )
    raise UnknownFormatError(
        "{name} is in an old Office format. Save the agenda as PDF or as .docx.", name=page.name
    )


def _format_by_name(page: Page) -> str:
    """Return the format of a text without marks, and refuse one whose name promises more."""
    named = _by_name(page)
    if named in _CALLED:
        raise BrokenFileError(
            "{name} should be a {format} file, but is not one inside. Download or export it again.",
            name=page.name,
            format=_CALLED[named],
        )
    if named == HTML:
        return HTML
    if _head(page).lstrip().startswith("<?xml"):
        raise UnknownFormatError(
            "{name} is XML of an unknown kind. Save the agenda as PDF, .docx or text.",
            name=page.name,
        )
    return TEXT


def _by_name(page: Page) -> str:
    """Return the format that the media type or the name of *page* speaks of, if any."""
    media_type = page.media_type.partition(";")[0].strip().lower()
    suffix = "." + page.name.partition("?")[0].rpartition(".")[2].lower()
    return _NAMED.get(media_type) or _SUFFIXES.get(suffix, "")


def _head(page: Page) -> str:
    """Return the first lines of *page* as text."""
    return decode(page.content[:4096], charset_of(page.media_type)).removeprefix("\ufeff")
