"""Take what a person writes in a decision: something, not too much, and never about a person."""

import re

from agenda_risk.errors import RefusedError
from agenda_risk.identifiers import Kind
from agenda_risk.mask import spans
from agenda_risk.translate import N_

LONGEST = 2000

_EMPTY = N_("Something has to be written here.")
_NAME = N_("The text seems to name a person. Write what is known, not who it is about.")
_NUMBER = N_("The text seems to hold a personal identity number. Write what is known, not who.")
_CONTACT = N_("The text seems to hold an address, a phone number or an e-mail. Leave it out.")
_LONG = N_("The text is longer than {most} characters. Keep to what is needed.")
_REFUSED = {
    Kind.NAME: _NAME,
    Kind.ELECTED: _NAME,
    Kind.NUMBER: _NUMBER,
    Kind.EMAIL: _CONTACT,
    Kind.PHONE: _CONTACT,
    Kind.ADDRESS: _CONTACT,
}
_SEEN = re.compile(r"\w")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Without width: a name written with one of these in it is still a name.
_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NO_LETTER = re.compile(r"[\ud800-\udfff]")


def told(text: str) -> str:
    """Return *text* on one line, without what cannot be seen.

    Raises RefusedError where nothing is written, too much, or something about a person.
    """
    line = plain(text)
    if not _SEEN.search(line):
        raise RefusedError(_EMPTY)
    if len(line) > LONGEST:
        raise RefusedError(_LONG, most=LONGEST)
    for mask in spans(line):
        raise RefusedError(_REFUSED[mask.kind])
    return line


def plain(text: str) -> str:
    """Return *text* on one line, without what cannot be seen and what cannot be written."""
    return _SPACE.sub(" ", _NO_LETTER.sub("\ufffd", _UNSEEN.sub("", text))).strip()


def told_if_any(text: str) -> str:
    """Return *text* as ``told`` does, or nothing where nothing was written."""
    return told(text) if text.strip() else ""
