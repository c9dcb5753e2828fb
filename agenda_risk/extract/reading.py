"""What every reader of a format hands back, and how it marks pages and rows.

While a text is put together, a form feed stands where the author or the file began a new page,
and U+001C where the program that last saved the file saw one begin. Neither can come from XML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

PAGE = "\f"
SEEN_PAGE = "\x1c"

# A page that begins is often told twice: by the author's page break, and by the saving program.
_TOLD_TWICE = re.compile(rf"({PAGE}[ \n]*+){SEEN_PAGE}")
_MARKS = re.compile(rf"[{PAGE}{SEEN_PAGE}]")
_MARKS_FIRST = re.compile(rf"[{PAGE}{SEEN_PAGE}\v ]*")
_ILLEGIBLE = re.compile(r"[\x00\ud800-\udfff]")


class Reading(NamedTuple):
    """A text, where its pages start, and which of them hold no text.

    *edges* is what the file keeps apart as heads and feet of its pages.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    blank_pages: tuple[int, ...] = ()
    edges: str = ""


def paged(text: str) -> Reading:
    """Take the marks of pages out of *text*, and tell where they stood."""
    first, *others = _TOLD_TWICE.sub(r"\1", text).replace(SEEN_PAGE, PAGE).split(PAGE)
    pages = [first, *(page.removeprefix("\n") for page in others)]
    starts = accumulate((len(page) for page in pages[:-1]), initial=0)
    return Reading("".join(pages), tuple(starts) if others else ())


def joined(lines: Iterable[str]) -> str:
    """Return *lines* as one text in which every line ends."""
    return "".join(f"{line}\n" for line in lines)


def row(cells: Sequence[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of *cells* as one line, unless all of them are empty.

    A row of one cell only frames its lines, so these are yielded as they are.
    """
    if len(cells) == 1:
        yield from cells[0]
        return
    texts = _with_marks_of_one([_cell(lines) for lines in cells])
    line = "\t".join(texts)
    if not line.strip():
        line = "".join(_MARKS.findall(line))
    if line:
        yield line


def _cell(lines: Iterable[str]) -> str:
    """Return *lines* as the text of one cell."""
    text = "\n".join(line for line in lines if line.strip(" \n\t"))
    return text.strip(" \t\n").replace("\n", "\v").replace("\t", " ")


def _with_marks_of_one(texts: list[str]) -> list[str]:
    """Return *texts* with the marks of pages in one of them only, since cells stand abreast.

    A mark at the beginning of that text is moved to the beginning of the row.
    """
    marked = max(range(len(texts)), key=lambda place: len(_MARKS.findall(texts[place])), default=0)
    first = _MARKS_FIRST.match(texts[marked]) if texts else None
    bare = [text if place == marked else _MARKS.sub("", text) for place, text in enumerate(texts)]
    if first is None or not first.group():
        return bare
    bare[marked] = bare[marked][first.end() :]
    return [first.group().replace("\v", "") + bare[0], *bare[1:]]


def legible(text: str) -> str:
    """Return *text* with U+FFFD in place of what cannot be written: NUL and lone surrogates."""
    return _ILLEGIBLE.sub("\ufffd", text)
