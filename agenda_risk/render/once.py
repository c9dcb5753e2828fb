"""Tell once what holds for several items, and for which where it is not all of them."""

from collections.abc import Mapping, Sequence

from agenda_risk.render.paper import Line
from agenda_risk.render.words import capital, points
from agenda_risk.translate import Translator

# The number of an item, and the lines on it; one without a number cannot be referred to.
Lines = tuple[str, tuple[Line, ...]]


def told_once(told: Sequence[Lines], say: Translator) -> Mapping[Line, Line]:
    """Return the lines that hold for several items of *told*, and how each is told of them all."""
    numbers: dict[Line, list[str]] = {}
    for number, lines in told:
        for line in dict.fromkeys(lines):
            numbers.setdefault(line, []).append(number)
    return {
        line: line if len(found) == len(told) else _of(found, line, say)
        for line, found in numbers.items()
        if len(found) > 1 and (all(found) or len(found) == len(told))
    }


def _of(numbers: list[str], line: Line, say: Translator) -> Line:
    """Return *line* with the items that it holds for."""
    named = capital(points(numbers, say))
    lead = f"{named}, {line.lead[0].lower()}{line.lead[1:]}" if line.lead else f"{named}:"
    return Line(lead, line.text)
