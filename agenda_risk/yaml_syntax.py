"""What to say of a file that cannot be read as text."""

import re

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.translate import N_

MAX_BYTES = 2_000_000
MAX_DEPTH = 30
TOO_DEEP = N_("Nested deeper than {depth} levels.")

# All but tab, line ends and what is printed; said the other way round it takes ten times as long.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes, name: str) -> str:
    """Return *content* of the file *name* as text.

    Raises FaultsError, with the place, where it is too large or not text in UTF-8.
    """
    _refuse_large(len(content), name)
    if content.startswith(_UTF16):
        raise FaultsError([Fault(name, 1, 1, N_("The file is UTF-16; save it as UTF-8."))])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        msgid = N_("This character is not UTF-8; save the file as UTF-8.")
        raise FaultsError([_at(before, name, msgid)]) from error
    return checked_text(text, name)


def checked_text(text: str, name: str) -> str:
    """Return *text* without a byte order mark; it holds only characters that people write."""
    _refuse_large(len(text), name)
    text = text.removeprefix("\ufeff")
    found = _FORBIDDEN.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        msgid = N_("Here stands a character that is not text ({code}).")
        raise FaultsError([_at(text[: found.start()], name, msgid, code=code)])
    return text


def _refuse_large(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise FaultsError([Fault(name, 0, 0, N_("The file is larger than two megabytes."))])


def _at(before: str, name: str, msgid: str, **fields: object) -> Fault:
    """Return the fault right after the text *before*."""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Fault(name, line, column, msgid, fields)
