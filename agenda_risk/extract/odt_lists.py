"""Count the items of the lists and the headings of an OpenDocument text."""

import re
from typing import NamedTuple

from lxml import etree

from agenda_risk.extract.markup import attribute, local
from agenda_risk.extract.numerals import numeral, whole

_PLACE = re.compile(r"%([0-9]{1,2})%")


class Level(NamedTuple):
    """How the items of one level of a list are numbered; without *style* they have bullets."""

    style: str = ""
    pattern: str = ""
    start: int = 1


class Lists:
    """Hold how the lists of a document are numbered, and how far they have counted."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles = {
            attribute(style, "name"): _levels(style)
            for root in roots
            for style in root.iter("{*}list-style")
        }
        outlines = [style for root in roots for style in root.iter("{*}outline-style")]
        self._outline = _levels(outlines[0]) if outlines else {}
        self._headings: dict[int, int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._style = ""
        self._within: list[str] = []

    def enter(self, element: etree._Element) -> None:
        """Go into a list; it starts anew unless it is set to go on from an earlier one."""
        self._within.append(self._style)
        self._style = attribute(element, "style-name", self._style)
        counts = self._counts.setdefault(self._style, {})
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(
            element, "continue-list"
        )
        if len(self._within) == 1 and not goes_on:
            counts.clear()

    def leave(self) -> None:
        """Go back to the list that this one is in."""
        self._style = self._within.pop()

    def label(self, start: int | None = None) -> str:
        """Count an item, from *start* if it is given, and return its number and a space."""
        levels = self._styles.get(self._style, {})
        counts = self._counts.setdefault(self._style, {})
        return _count(counts, levels, len(self._within), start)

    def heading(self, depth: int) -> str:
        """Count a heading, and return its number and a space if headings have numbers."""
        return _count(self._headings, self._outline, depth, None)


def _count(counts: dict[int, int], levels: dict[int, Level], depth: int, start: int | None) -> str:
    """Move the counter of *depth* on, set back those below, and return the label."""
    level = levels.get(depth, Level())
    counts[depth] = counts.get(depth, level.start - 1) + 1 if start is None else start
    for deep in [deep for deep in counts if deep > depth]:
        del counts[deep]
    if not level.style:
        return ""

    def counted(place: re.Match[str]) -> str:
        upper = levels.get(int(place[1]), Level())
        value = counts.get(int(place[1]), upper.start)
        return numeral(value, upper.style) if upper.style else ""

    text = _PLACE.sub(counted, level.pattern)
    return text if text.endswith(" ") else f"{text} "


def _levels(style: etree._Element) -> dict[int, Level]:
    """Return the levels that *style* sets out."""
    return {whole(attribute(level, "level"), 1): _level(level) for level in style}


def _level(found: etree._Element) -> Level:
    """Read how one level is numbered."""
    if local(found) not in {"list-level-style-number", "outline-level-style"}:
        return Level()
    depth = whole(attribute(found, "level"), 1)
    shown = whole(attribute(found, "display-levels"), 1)
    places = ".".join(f"%{place}%" for place in range(max(1, depth - shown + 1), depth + 1))
    pattern = attribute(found, "num-prefix") + places + attribute(found, "num-suffix")
    return Level(
        style=attribute(found, "num-format"),
        pattern=attribute(found, "num-list-format", pattern),
        start=whole(attribute(found, "start-value"), 1),
    )
