"""Cover the lines that come again at the top or the foot of page after page.

No word of any municipality tells such a line: only that it stands at the edge of pages that follow
each other, with nothing but its like between it and the edge, and hardly anywhere else.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from agenda_risk.agenda.headings import label_at
from agenda_risk.agenda.lines import COVER, LONG, Line, Span, covered, lines

_DEEPEST = 6  # lines from the edge
_FEWEST = 3  # pages
_APART = 2  # pages: odd and even ones may have heads of their own
_AT_EDGES = 0.8  # of all places where the line stands alone
# What an item is marked with, and not the page.
_MARKS = re.compile(
    r"sekretess|individ|personärende|enskil[dt]|(?:stängda|lyckta) dörrar|utgår|tillägg"
    r"|tillkommande|kompletter|extra ärende|initiativ",
    re.IGNORECASE,
)


def cover_page_edges(text: str, page_starts: Sequence[int]) -> str:
    """Return *text* with its running heads and feet covered; the head of the first page stays.

    The first page tells what the document is, often in the words that then head the others.
    """
    pages = [_shown(text, *page) for page in pairwise((*page_starts, len(text)))]
    if len(pages) < _FEWEST:
        return text
    alone = Counter(_bare(one) for page in pages for one in page)
    upwards = [page[::-1] for page in pages]
    heads, feet = _running(pages, alone), _running(upwards, alone)
    first = page_starts[1]
    return covered(text, sorted({*(one for one in heads if one[0] >= first), *feet}))


def _shown(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of a page that hold more than what is covered already."""
    return [one for one in lines(text, start, end) if one]


def _running(pages: Sequence[Sequence[Line]], alone: Counter[str]) -> Iterator[Span]:
    """Yield where running lines stand, counted from the first line of each of *pages*."""
    known = _recurring(pages, alone)
    for page in pages:
        for one in takewhile(lambda line: _bare(line) in known, page[:_DEEPEST]):
            yield one.start, one.end


def _recurring(pages: Iterable[Sequence[Line]], alone: Counter[str]) -> set[str]:
    """Return the texts that stand near the edge of pages that follow each other."""
    places: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for bare in {_bare(one) for one in page[:_DEEPEST]}:
            places.setdefault(bare, []).append(number)
    return {
        bare
        for bare, numbers in places.items()
        if _follow(numbers) and len(numbers) >= _AT_EDGES * alone[bare] and _is_of_page(bare)
    }


def _follow(numbers: Sequence[int]) -> bool:
    """Tell whether as many of the pages *numbers* as it takes follow each other."""
    steps = zip(numbers, numbers[_FEWEST - 1 :], strict=False)
    return any(last - first <= _APART * (_FEWEST - 1) for first, last in steps)


def _is_of_page(bare: str) -> bool:
    is_text = len(bare) <= LONG and any(letter.isalpha() for letter in bare)
    return is_text and not label_at(bare, 0) and not _MARKS.search(bare)


def _bare(one: Line) -> str:
    return " ".join(one.text.replace(COVER, " ").split())
