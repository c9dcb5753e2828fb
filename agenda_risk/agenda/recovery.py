"""Find items whose number was lost, in the stretch that the number before them governs."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agenda_risk.agenda.entries import Region
from agenda_risk.agenda.headings import is_section_heading, label_at
from agenda_risk.agenda.lines import lines
from agenda_risk.agenda.presenters import is_person_line
from agenda_risk.models import Doubt

# A longer stretch holds the text of an item, and no list.
_SHORT = 400
# A property unit that lost its figures together with the next item's number.
_CUT_UNIT = re.compile(r"\d:(?=\s+[\"”'(]?[A-ZÅÄÖ])")
_BARE_PREFIX = re.compile(r"(?<=\s)(?:Dnr|Diarienr)[.:]?(?=\s+[A-ZÅÄÖ\"”])")


def recovered(
    text: str, region: Region, missing: int, page_starts: Sequence[int], *, dnr_first: bool
) -> list[Region]:
    """Return *region* cut where *missing* numbers were lost.

    *dnr_first* says that each item of the agenda begins with the word Dnr.
    """
    cuts = dict[int, tuple[Doubt, ...]]()
    if dnr_first:
        cuts |= {
            one.start(): (Doubt.NUMBER_LOST, Doubt.FUSED)
            for one in _BARE_PREFIX.finditer(text, region.start + 4, region.end)
        }
    if missing:
        ways = (
            _at_pages(text, region, page_starts),
            _at_units(text, region),
            _at_lines(text, region),
        )
        for place, doubts in (cut for way in ways for cut in way):
            if len(cuts) < missing:
                cuts.setdefault(place, doubts)
    return _cut(region, cuts)


def _cut(region: Region, cuts: dict[int, tuple[Doubt, ...]]) -> list[Region]:
    places = sorted(cuts)
    ends = [*places[1:], region.end]
    first = replace(region, end=places[0]) if places else region
    return (
        [first]
        + [
            Region("", place, end, region.crowded, doubts=cuts[place])
            for place, end in zip(places, ends, strict=True)
        ]
        if places
        else [first]
    )


def _at_pages(
    text: str, region: Region, page_starts: Sequence[int]
) -> Iterator[tuple[int, tuple[Doubt, ...]]]:
    for place in page_starts:
        if region.start < place < region.end and _begins_title(text[place : region.end].lstrip()):
            yield place, (Doubt.NUMBER_LOST,)


def _at_units(text: str, region: Region) -> Iterator[tuple[int, tuple[Doubt, ...]]]:
    for found in _CUT_UNIT.finditer(text, region.start, region.end):
        yield found.end(), (Doubt.NUMBER_LOST, Doubt.FUSED)


def _at_lines(text: str, region: Region) -> Iterator[tuple[int, tuple[Doubt, ...]]]:
    if region.crowded or region.end - region.start > _SHORT:
        return
    found = [one for one in lines(text, region.start, region.end) if one]
    for before, one in itertools.pairwise(found):
        if label_at(text, before.start) or label_at(text, one.start):
            return
        if _may_be_item(one.text, before.text):
            yield one.start, (Doubt.NUMBER_LOST,)


def _may_be_item(words: str, before: str) -> bool:
    is_other = is_section_heading(words) or is_person_line(words, before) or words.endswith(".")
    return _begins_title(words) and not is_other


def _begins_title(words: str) -> bool:
    return bool(words) and (words[0].isupper() or words[0] in "\"”'")
