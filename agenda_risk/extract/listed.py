"""Find the links of a page, each with the words that tell what it belongs to."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from agenda_risk.extract.addresses import host_of
from agenda_risk.extract.answers import words

_LEVELS = {**{f"h{level}": level for level in range(1, 7)}, "caption": 7, "summary": 7, "dt": 8}
_ROWS = ("li", "tr", "p", "dd", "article", "details")
_OUTER = ("li", "tr", "article", "details", "section")
_LONGEST = 500
_FARTHEST = 15
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:$|[?#])|/download/", re.IGNORECASE)
_FILE = re.compile(
    r"\s*[(\[,–-]?\s*\b(?:pdf|docx?|word)\b(?:-fil|-dokument)?[\s,.:\d]*(?:[kmg]?i?b(?:yte)?)?"
    r"(?:[,;\s]*öppnas i (?:ett )?nytt fönster)?\.?\s*[)\]]?\s*$"
    r"|[\s,(]*(?:länk till annan webbplats[,\s]*)?öppnas i (?:ett )?nytt fönster\.?\)?\s*$",
    re.IGNORECASE,
)


class Listed(NamedTuple):
    """A link: *row* is what stands with it, *around* what stands above, the nearest first."""

    url: str
    title: str
    row: str
    around: tuple[str, ...]

    @property
    def is_document(self) -> bool:
        """Tell whether the address is that of a file."""
        return bool(_DOCUMENT.search(self.url))


def listed(root: HtmlElement) -> Iterator[Listed]:
    """Yield the links of *root*, in order, with the headings that they stand under."""
    above: list[tuple[int, str]] = []
    for element in root.iter("a", "button", *_LEVELS):
        level = _level(element)
        if level:
            kept = [one for one in above if one[0] < level]
            above[:] = [*kept, (level, spaced(element)[:_LONGEST])]
        if element.tag == "a" and host_of(element.get("href", "")):
            yield _link(element, tuple(text for _, text in reversed(above)))


def link_in(element: HtmlElement, above: tuple[str, ...] = ()) -> Listed:
    """Return the link *element* with what stands around it, and then *above* it."""
    return _link(element, above)


def spaced(element: HtmlElement) -> str:
    """Return the words of *element*, those of each cell and line apart."""
    return words(" ".join(element.itertext()))


def _level(element: HtmlElement) -> int:
    """Return how deep a heading *element* is; a button that opens a part counts as one."""
    is_opener = element.tag == "button" and element.get("aria-expanded") is not None
    return 7 if is_opener else _LEVELS.get(str(element.tag), 0)


def _link(element: HtmlElement, above: tuple[str, ...]) -> Listed:
    outer = list(islice(element.iterancestors(), _FARTHEST))
    row = next((one for one in outer if one.tag in _ROWS), None)
    within = [_beginning(one) for one in outer if one.tag in _OUTER and one is not row]
    shown = _FILE.sub("", spaced(element))
    title = shown or words(element.get("title") or element.get("aria-label") or "")
    return Listed(
        url=element.get("href", ""),
        title=title,
        row=_row(row) if row is not None else "",
        around=tuple(text for text in (*within, *above) if text),
    )


def _row(row: HtmlElement) -> str:
    """Return the words of *row*, unless it is a whole list of its own."""
    text = spaced(row)
    return text if len(text) <= _LONGEST else _beginning(row)


def _beginning(element: HtmlElement) -> str:
    """Return the words of *element* before the first list, table or link in it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in ("ul", "ol", "table", "div", "a", "section", "article", "p"):
            break
        parts.extend((spaced(child), child.tail or ""))
    return words(" ".join(parts))[:_LONGEST]
