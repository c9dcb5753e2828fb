"""Tell in which encoding bytes were written."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As browsers do, what calls itself Latin-1 is read as Windows-1252, which it nearly always is.
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso8859-15",
    "macintosh": "mac-roman",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]*?" + _CHARSET.pattern, re.IGNORECASE)
_XML = re.compile(r"<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)


def decode(content: bytes, *declared: str) -> str:
    """Return *content* as text: by its mark, as UTF-8, as *declared*, else as Windows-1252.

    What is UTF-8 throughout hardly ever is anything else; servers that call it Latin-1 are many.
    """
    marked = next((codec for mark, codec in _MARKS if content.startswith(mark)), "")
    if marked:
        return content.decode(marked, errors="replace")
    codec = next((_CODECS[name] for name in declared if name in _CODECS), "cp1252")
    tried = (_decoded(content, name) for name in ("utf-8", codec))
    text = next((text for text in tried if text is not None), None)
    return content.decode("cp1252", errors="replace") if text is None else text


def _decoded(content: bytes, codec: str) -> str | None:
    """Return *content* as text, unless it is not in *codec*."""
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def charset_of(media_type: str) -> str:
    """Return the charset that *media_type* names, if any."""
    found = _CHARSET.search(media_type)
    return found[1].lower() if found else ""


def charset_within(content: bytes) -> str:
    """Return the charset that HTML or XML names at its beginning, if any."""
    head = content[:4096].decode("latin-1")
    found = _META.search(head) or _XML.search(head)
    return found[1].lower() if found else ""
