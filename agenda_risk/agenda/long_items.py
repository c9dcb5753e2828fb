"""Tell whether a list goes on after an item with a long text, or has ended."""

import re
from collections.abc import Sequence
from itertools import pairwise

from agenda_risk.agenda.headings import has_texts
from agenda_risk.agenda.lines import lines
from agenda_risk.agenda.numbering import Mark, gap
from agenda_risk.normalise import fold

_LEAD = re.compile(r"(?:§{1,2}[ ]?)?\d{1,3}[.):]?\s+")
# A shorter beginning of a title stands in any text.
_TELLING = 5
_BEGINNING = 30
_MOST_MISSING = 1
# No item alone has a text longer than this, unless labels say that it is one.
_LONGEST = 40_000
_NEAR = 1_500
_CLOSELY = 4
_LINE = 500


def goes_on(text: str, run: Sequence[Mark], found: Sequence[Mark]) -> bool:
    """Tell whether the last number of *run* goes on the list, though it stands far from the others.

    It does not where the titles before it come again: then the texts of the items have begun. Nor
    does it where it goes on a list that is written in between, among *found*.
    """
    *above, before, after = run
    is_next = after.stands_first and after.value > before.value
    if not is_next or gap(before, after) > _MOST_MISSING or _come_again(text, above, before, after):
        return False
    if _goes_on_another(text, found, before, after):
        return False
    return after.start - before.start < _LONGEST or has_texts(text, before.start, after.start)


def _goes_on_another(text: str, found: Sequence[Mark], before: Mark, after: Mark) -> bool:
    """Tell whether *after* follows the number before it as closely as that one its own.

    Where points of a decision end as sentences do, a title that does not is none of them.
    """
    between = [
        one
        for one in found
        if before.start < one.start < after.start and one.stands_first and one.style == after.style
    ]
    if not between or int(between[-1].value) != int(after.value) - 1:
        return False
    if all(_is_sentence(text, one) for one in between) and not _is_sentence(text, after):
        return False
    steps = [later.start - one.start for one, later in pairwise(between)]
    return after.start - between[-1].start <= max(_NEAR, _CLOSELY * max(steps, default=0))


def _is_sentence(text: str, mark: Mark) -> bool:
    return (
        text[mark.end : mark.end + _LINE].split("\n", 1)[0].rstrip().endswith((".", ":", ";", ","))
    )


def _come_again(text: str, above: Sequence[Mark], before: Mark, after: Mark) -> bool:
    titles = tuple(filter(None, (_beginning(text, one.end) for one in above)))
    return any(
        fold(_LEAD.sub("", one.text, count=1)).startswith(titles)
        for one in lines(text, before.end, after.start)
    )


def _beginning(text: str, start: int) -> str:
    words = text[start : start + _BEGINNING].split("\n", 1)[0].strip()
    return fold(words) if len(words) > _TELLING else ""
