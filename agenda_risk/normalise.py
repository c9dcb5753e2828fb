"""Make texts comparable, and keep the way back to how they stood."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from agenda_risk.models import Document, Passage

# What PDF and Word texts leave inside a word that was hyphenated at a line's end: soft hyphen,
# zero-width characters, U+FFFE and U+0002 (pdfium's marks for a hyphen that it removed).
_INSIDE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\x02"
_UNEVEN = re.compile(
    rf"(?P<suspended>[\u00ad\ufffe\x02]\s*(?=(?:och|eller|samt)\b))"
    rf"|(?P<mark>[{_INSIDE}]+(?:[ \t]*\r?\n[ \t]*)?)"
    r"|(?P<hyphen>(?<=[a-zåäöéü])[-\u2010][ \t]*\r?\n\s*(?=[a-zåäöéü])(?!(?:och|eller|samt)\b))"
    r"|(?P<kept>(?<=[A-ZÅÄÖ0-9])[-\u2010][ \t]*\r?\n\s*(?=[a-zåäöéü])(?!(?:och|eller|samt)\b))"
    r"|(?P<paragraph>[^\S\n]*\n[^\S\n]*(?:\n\s*)+)"
    r"|(?P<space>[\s\x00-\x01\x03-\x1f\x7f]{2,}|[^\S ]|[\x00-\x01\x03-\x1f\x7f])"
    r"|(?P<cluster>.[\u0300-\u036f]+)"
    r"|(?P<ligature>[\ufb00-\ufb06])"
)
# Where one of those may begin: to look for it everywhere takes many times as long.
_BEGINNINGS = (
    re.compile(
        rf"[{_INSIDE}\-\u2010\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"
        r"\u3000\ufb00-\ufb06]"
    ),
    re.compile(r" {2}"),
    re.compile(r"[\u0300-\u036f]"),
)
# A lone line end or tab in a text is shown as a space, which is as long.
_LONE = re.compile(
    rf"[^\S ](?<=[^\s\-\u2010{_INSIDE}\x00-\x1f\x7f][^\S ])(?=[^\s\x00-\x1f\x7f\u0300-\u036f])"
)
_SHOWN = {"suspended": "- ", "mark": "", "hyphen": "", "kept": "-", "paragraph": "\n", "space": " "}


def passage(document: Document, start: int, end: int) -> Passage:
    """Return the text between *start* and *end* of *document* as it is shown.

    Lines are joined, words that were split at a line's end are made whole, white space becomes
    one space and an empty line one line break. Each character keeps its place in the document.
    """
    shown, breaks = tidy(document.text[start:end], start)
    return Passage(text=shown, document=document.id, breaks=breaks)


def tidy(text: str, start: int = 0) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return *text* as it is shown, and the pairs of offsets from which both run in step.

    *start* is where *text* begins in its document.
    """
    out: list[str] = []
    breaks: list[tuple[int, int]] = []
    length = 0
    for piece, place in _pieces(_LONE.sub(" ", text)):
        shown = piece if length else piece.lstrip()
        if not shown:
            continue
        origin = start + place + len(piece) - len(shown)
        if not breaks or origin - length != breaks[-1][1] - breaks[-1][0]:
            breaks.append((length, origin))
        out.append(shown)
        length += len(shown)
    return "".join(out).rstrip(), tuple(breaks)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield stretches of *text* as shown, each with its offset in *text*."""
    done = 0
    for found in _uneven(text):
        yield text[done : found.start()], done
        yield from ((shown, found.start()) for shown in _shown(found))
        done = found.end()
    yield text[done:], done


def _uneven(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``_UNEVEN.finditer`` does."""
    done = 0
    for place in sorted(set(_beginnings(text))):
        found = _UNEVEN.match(text, place) if place >= done else None
        if found:
            yield found
            done = found.end()


def _beginnings(text: str) -> Iterator[int]:
    """Yield where something uneven may begin, which is at most one character before its mark."""
    for pattern in _BEGINNINGS:
        for found in pattern.finditer(text):
            place = found.start()
            yield from (place - 1, place) if place else (place,)


def _shown(found: re.Match[str]) -> Iterable[str]:
    """Return what is shown for *found*; the letters of a ligature all stand where it stands."""
    if found.lastgroup == "ligature":
        return unicodedata.normalize("NFKC", found.group())
    shown = _SHOWN.get(found.lastgroup or "")
    return (unicodedata.normalize("NFC", found.group()) if shown is None else shown,)


def fold(text: str) -> str:
    """Return *text* in lower case, character for character."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
