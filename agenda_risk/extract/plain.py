"""Read plain text, and Markdown where it has tables."""

import re

from agenda_risk.errors import UnknownFormatError
from agenda_risk.extract.encodings import charset_of, decode
from agenda_risk.extract.markdown import is_markdown, plain_lines
from agenda_risk.extract.reading import Reading, paged
from agenda_risk.models import Page

_LINE_END = re.compile(r"\r\n?")
_OPEN_LINE = re.compile(r"(?<=[^\n\f])\f")
# What no one types; a stray one is let through, since old systems leave them in texts.
_UNTYPED = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffd]")
_STRAY_SHARE = 0.01


def read(page: Page) -> Reading:
    """Return the text of *page*, whose pages are parted by form feeds."""
    text = decode(page.content, charset_of(page.media_type)).removeprefix("\ufeff")
    if len(_UNTYPED.findall(text)) > _STRAY_SHARE * len(text):
        raise UnknownFormatError(
            "{name} is not text, nor any other format that is read. "
            "Save the agenda as PDF, .docx or text.",
            name=page.name,
        )
    lines = _LINE_END.sub("\n", text).replace("\x1c", " ")
    if is_markdown(lines):
        lines = plain_lines(lines)
    return paged(_OPEN_LINE.sub("\n\f", lines))
