"""Count an item once, though the agenda and the minutes of its meeting both hold it."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from agenda_risk.agenda.case_keys import case_keys
from agenda_risk.normalise import fold
from agenda_risk.survey import FoundItem

Paper = Iterable[FoundItem]


def seen_once(papers: Iterable[Paper]) -> tuple[FoundItem, ...]:
    """Return the items of *papers* of one organisation; each holds what any of them raised.

    Two papers of the same body and day are of one meeting. An item is known again by its case
    number, else by its title; what one paper holds twice stays two.
    """
    found: dict[Hashable, FoundItem] = {}
    for number, paper in enumerate(papers):
        for mark, item in _marked(paper, number):
            found[mark] = _together(found[mark], item) if mark in found else item
    return tuple(found.values())


def _marked(paper: Paper, number: int) -> Iterator[tuple[Hashable, FoundItem]]:
    times: Counter[Hashable] = Counter()
    for item in paper:
        known = case_keys(item.case_number) or fold(item.title)
        meeting = (item.day, fold(item.body.name)) if item.day and known else (number,)
        times[meeting, known] += 1
        yield (meeting, known, times[meeting, known]), item


def _together(one: FoundItem, other: FoundItem) -> FoundItem:
    """Return what both hold; what *one* does not tell is taken from *other*."""
    told = {name: value for name, value in other._asdict().items() if not getattr(one, name)}
    both = {
        "level": max(one.level, other.level, key=lambda level: level.rank),
        "categories": tuple(dict.fromkeys((*one.categories, *other.categories))),
        "rules": tuple(dict.fromkeys((*one.rules, *other.rules))),
    }
    return one._replace(**{**told, **both})
