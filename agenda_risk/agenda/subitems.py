"""Find items whose numbers have two parts, under the heading that has the first: 4, 4.1, 4.2."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from agenda_risk.agenda.entries import Region
from agenda_risk.agenda.lines import lines
from agenda_risk.models import ItemKind

_SUB = re.compile(
    r"^[ \t]*(?:§{1,2}[ ]?)?(?P<label>(?P<group>\d{1,3})\.(?P<figure>\d{1,2}))[.)]?\s+"
    r"(?=[\"”'(]?[A-ZÅÄÖÉ])",
    re.MULTILINE,
)
_FIGURE = re.compile(r"\d+")
# A heading is short, and nothing else stands between it and its first item.
_HEADING_LINES = 2
_HEADING = 200


def with_subitems(text: str, regions: Iterable[Region]) -> Iterator[Region]:
    """Yield *regions*, those that hold items of their own as a heading and its items."""
    for region in regions:
        parts = [] if region.crowded or not region.number else _parts(text, region)
        yield from parts or [region]


def is_within(number: str, heading: str) -> bool:
    """Tell whether the item *number* stands under *heading* by its number: 4.1 under 4."""
    return not heading or number.startswith(f"{_figure(heading)}.")


def _parts(text: str, region: Region) -> list[Region]:
    subs = list(_subs(text, region))
    if not subs or not _stand_at_once(text, region.start, subs[0].start()):
        return []
    ends = [*(one.start() for one in subs[1:]), region.end]
    items = [
        Region(one["label"], one.end(), end, doubts=region.doubts)
        for one, end in zip(subs, ends, strict=True)
    ]
    return [replace(region, end=subs[0].start(), kind=ItemKind.HEADING), *items]


def _subs(text: str, region: Region) -> Iterator[re.Match[str]]:
    """Yield the numbers of *region* that follow each other from 1 and begin a line each."""
    group, due = _figure(region.number), 1
    for found in _SUB.finditer(text, region.start, region.end):
        if found["group"] == group and int(found["figure"]) == due:
            due += 1
            yield found


def _stand_at_once(text: str, start: int, first: int) -> bool:
    above = [one for one in lines(text, start, first) if one]
    return 0 < len(above) <= _HEADING_LINES and first - start < _HEADING


def _figure(number: str) -> str:
    found = _FIGURE.search(number)
    return found.group() if found else ""
