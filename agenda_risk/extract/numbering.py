"""Count the paragraphs that Word numbers by itself."""

import re
from collections import defaultdict
from typing import NamedTuple

from lxml import etree

from agenda_risk.extract.markup import attribute
from agenda_risk.extract.numerals import numeral, whole

_STYLES = {
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_PLACE = re.compile(r"%([1-9])")
# Word bases styles on each other in no more than some ten steps; in circles, never.
_LONGEST_LINE = 30
_BETWEEN = {"nothing": "", "space": " ", "tab": " "}


class Level(NamedTuple):
    """How the paragraphs of one level of a list are numbered."""

    start: int
    format: str
    text: str
    between: str
    restarts_after: int
    is_legal: bool
    style: str


class List(NamedTuple):
    """A list that paragraphs refer to; lists on the same *ground* count on from each other."""

    ground: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """Hold the lists and styles of a document, and how far they have counted."""

    def __init__(self, lists: etree._Element | None, styles: etree._Element | None) -> None:
        found = [] if styles is None else styles.findall("{*}style")
        self._styles = {attribute(style, "styleId"): style for style in found}
        self.hidden_styles = frozenset(
            name
            for name, style in self._styles.items()
            if style.find("{*}rPr/{*}vanish") is not None
        )
        self._lists = {} if lists is None else self._read_lists(lists)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def number(self, paragraph: etree._Element) -> str:
        """Count *paragraph* and return its number, with what parts it from the text."""
        list_id, depth = self._place(paragraph)
        found = self._lists.get(list_id)
        if found is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        self._count(list_id, depth)
        if level.format in {"bullet", "none"} and not _PLACE.search(level.text):
            return ""
        text = self._label(found, level)
        return text + ("" if text.endswith(" ") else level.between) if text.strip() else ""

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list that *paragraph* is in, and how deep."""
        style = attribute(paragraph.find("{*}pPr/{*}pStyle"), "val")
        own = paragraph.find("{*}pPr/{*}numPr")
        list_id = attribute(_under(own, "numId"), "val")
        depth = attribute(_under(own, "ilvl"), "val")
        if list_id:
            return list_id, whole(depth, 0)
        list_id, style_depth = self._place_of_style(style)
        return list_id, whole(depth, style_depth)

    def _place_of_style(self, style: str) -> tuple[str, int]:
        """Return the list that paragraphs of *style* are in, and how deep."""
        for name in self._line_of(style):
            setting = self._styles[name].find("{*}pPr/{*}numPr")
            list_id = attribute(_under(setting, "numId"), "val")
            if list_id:
                depth = whole(attribute(_under(setting, "ilvl"), "val"), 0)
                return list_id, self._depth_of_style(list_id, style, depth)
        return "", 0

    def _line_of(self, style: str) -> list[str]:
        """Return *style* and the styles that it is based on, nearest first."""
        line: list[str] = []
        while style in self._styles and len(line) < _LONGEST_LINE:
            line.append(style)
            style = attribute(self._styles[style].find("{*}basedOn"), "val")
        return line

    def _depth_of_style(self, list_id: str, style: str, default: int) -> int:
        """Return the level of the list that is tied to *style*."""
        found = self._lists.get(list_id)
        levels = found.levels if found else {}
        return next((depth for depth, level in levels.items() if level.style == style), default)

    def _count(self, list_id: str, depth: int) -> None:
        """Move the counter of the level on, and set back those below it."""
        ground, levels, restarts = self._lists[list_id]
        counts = self._counts[ground]
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({deep: start - 1 for deep, start in restarts.items()})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deep in [deep for deep in counts if deep > depth]:
            if deep in levels and depth < levels[deep].restarts_after:
                del counts[deep]

    def _label(self, found: List, level: Level) -> str:
        """Return the text of *level* with the numbers of this and the upper levels in it."""

        def counted(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            if depth not in found.levels:
                return ""
            upper = found.levels[depth]
            value = self._counts[found.ground].get(depth, upper.start)
            if upper.format in {"bullet", "none"}:
                return ""
            return numeral(value, "1" if level.is_legal else _STYLES.get(upper.format, "1"))

        return _PLACE.sub(counted, level.text)

    def _read_lists(self, root: etree._Element) -> dict[str, List]:
        """Return the lists of the document by their ids."""
        grounds = {
            attribute(ground, "abstractNumId"): ground for ground in root.findall("{*}abstractNum")
        }
        owned = {
            attribute(found, "numId"): attribute(found.find("{*}abstractNumId"), "val")
            for found in root.findall("{*}num")
        }
        return {
            attribute(found, "numId"): self._read_list(found, grounds, owned)
            for found in root.findall("{*}num")
        }

    def _read_list(
        self, found: etree._Element, grounds: dict[str, etree._Element], owned: dict[str, str]
    ) -> List:
        """Return the list *found* with its own changes to the ground it stands on."""
        ground = owned[attribute(found, "numId")]
        linked = attribute(_under(grounds.get(ground), "numStyleLink"), "val")
        if linked in self._styles:
            setting = self._styles[linked].find("{*}pPr/{*}numPr/{*}numId")
            ground = owned.get(attribute(setting, "val"), ground)
        changes = found.findall("{*}lvlOverride")
        levels = _levels(grounds.get(ground))
        for change in changes:
            levels |= _levels(change)
        restarts = {
            whole(attribute(change, "ilvl"), 0): whole(
                attribute(change.find("{*}startOverride"), "val"), 1
            )
            for change in changes
            if change.find("{*}startOverride") is not None
        }
        return List(ground, levels, restarts)


def _under(parent: etree._Element | None, name: str) -> etree._Element | None:
    """Return the child *name* of *parent*, if both are there."""
    return None if parent is None else parent.find(f"{{*}}{name}")


def _levels(parent: etree._Element | None) -> dict[int, Level]:
    """Return the levels that are set out under *parent*."""
    found = [] if parent is None else parent.findall("{*}lvl")
    return {whole(attribute(level, "ilvl"), 0): _level(level) for level in found}


def _level(found: etree._Element) -> Level:
    """Read how one level is numbered."""

    def value(name: str, default: str = "") -> str:
        return attribute(found.find(f"{{*}}{name}"), "val", default)

    return Level(
        start=whole(value("start"), 0),
        format=value("numFmt", "decimal"),
        text=value("lvlText"),
        between=_BETWEEN.get(value("suff", "tab"), " "),
        restarts_after=whole(value("lvlRestart"), whole(attribute(found, "ilvl"), 0)),
        is_legal=found.find("{*}isLgl") is not None,
        style=value("pStyle"),
    )
