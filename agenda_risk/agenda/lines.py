"""Cut a text into lines, and show stretches of it without the noise between them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda_risk.models import Document, Passage
from agenda_risk.normalise import passage

# Noise is covered by this character, which counts as white space and stands in no real text.
COVER = "\x1f"
# A line this long holds a whole page, or a paragraph.
LONG = 250
_STOP = re.compile(r"[.!](?=\s+[A-ZÅÄÖ])|\n")
_SPLIT = re.compile(r"[a-zåäöéü]-$")
_REST_OF_WORD = re.compile(r"(?!(?:och|eller|samt)\b)[a-zåäöéü]")

Span = tuple[int, int]


class Line(NamedTuple):
    """One line of a text, without the white space around it."""

    start: int
    end: int
    text: str

    def __bool__(self) -> bool:
        return bool(self.text)


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of *text* between *start* and *end*."""
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield line(text, start, stop)
        start = stop + 1


def line(text: str, start: int, end: int) -> Line:
    """Return what stands between *start* and *end* of *text* as a line."""
    bare = text[start:end]
    stripped = bare.strip()
    if len(stripped) == end - start:
        return Line(start, end, bare)
    first = start + bare.find(stripped)
    return Line(first, first + len(stripped), stripped)


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence of *text*, on its line, in which *start* to *end* stands."""
    before = [one.end() for one in _STOP.finditer(text, 0, start)]
    after = _STOP.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def uncovered(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts of *spans* that hold words and no noise."""
    for start, end in spans:
        done = start
        for piece in text[start:end].split(COVER):
            if piece.strip():
                yield done, done + len(piece)
            done += len(piece) + 1


def without(span: Span, cuts: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of *span* between *cuts*."""
    start, end = span
    for first, last in sorted(cuts):
        if start < first:
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end


def covered(text: str, spans: Iterable[Span]) -> str:
    """Return *text* with *spans*, which are in order, covered."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], COVER * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def joined(document: Document, text: str, spans: Iterable[Span], glue: str = " ") -> Passage:
    """Return the words of *spans* as one passage of *document*, with *glue* between them.

    A word that was split at the end of a line is made whole, also where a column stood between.
    """
    shown = ""
    breaks: list[tuple[int, int]] = []
    for start, end in uncovered(text, spans):
        piece = passage(document, start, end)
        if glue == " " and _SPLIT.search(shown) and _REST_OF_WORD.match(piece.text):
            shown = shown[:-1]
        elif shown:
            shown += glue
        breaks.extend((len(shown) + offset, origin) for offset, origin in piece.breaks)
        shown += piece.text
    return Passage(text=shown, document=document.id, breaks=tuple(breaks))
