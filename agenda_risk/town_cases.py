"""Follow the cases of one organisation in an archive."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from agenda_risk.agenda.case_keys import read_key, shown_keys
from agenda_risk.journeys import Ways, goes_above, reached_from, ways_of
from agenda_risk.linking import Sighting, cases_of, ties_of
from agenda_risk.mask import masked
from agenda_risk.models import BodyKind, Stage
from agenda_risk.normalise import fold
from agenda_risk.survey import Case, FoundItem
from agenda_risk.title_gist import Titles


class TownCase(NamedTuple):
    """The items of one case in order of time.

    Each has the likeness of the titles that tie it to the first, None where numbers do.
    """

    stops: tuple[tuple[FoundItem, float | None], ...]


def town_cases(items: Sequence[FoundItem], titles: Titles) -> tuple[TownCase, ...]:
    """Return the cases of the *items* of one organisation of which the day is known."""
    dated = sorted((one for one in items if one.day), key=_when)
    sightings = [_sighting(place, one, titles) for place, one in enumerate(dated)]
    ties = ties_of(sightings)
    ways = ways_of(ties)
    return tuple(
        TownCase(tuple((dated[one], likely) for one, likely in _by_time(case[0], ways)))
        for case in map(sorted, cases_of(range(len(dated)), ties))
    )


def _by_time(first: int, ways: Ways) -> list[tuple[int, float | None]]:
    found = reached_from(first, ways)
    return sorted((int(str(one)), likely) for one, likely in found.items())


def figures_of(case: TownCase) -> Case:
    """Return when *case* was first and last seen, and of what categories it is."""
    items = [item for item, _likely in case.stops]
    days = [_day(one) for one in items]
    kinds = dict.fromkeys(kind for one in items for kind in one.categories)
    is_decided = items[-1].body.kind is BodyKind.ASSEMBLY
    return Case(days[0], days[-1], is_decided, tuple(kinds))


def rows_of(case: TownCase, number: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of *case*, the *number*-th of its organisation; titles are masked."""
    first = _day(case.stops[0][0])
    items = [item for item, _likely in case.stops]
    for place, (item, likely) in enumerate(case.stops, 1):
        yield {
            "organisation": item.organisation,
            "case": number,
            "place": place,
            "body": item.body.name,
            "day": _day(item),
            "number": item.number,
            "case_number": masked(item.case_number),
            "title": masked(item.title),
            "level": item.level.value,
            "known_by": "" if place == 1 else "number" if likely is None else "title",
            "likeness": likely,
            "stage": _in_hindsight(item, items[place:]),
            "marks": " ".join(item.marks),
            "result": item.result,
            "until": item.until,
            "first_day": first,
            "days_since_first": (_day(item) - first).days,
        }


def _in_hindsight(item: FoundItem, after: Sequence[FoundItem]) -> str:
    """Return the stage of *item*, which only proposed if the case went on to a body above."""
    is_sent_on = any(goes_above(item.body.kind, one.body.kind) for one in after)
    is_decision = item.stage == Stage.DECISION.value
    return Stage.PROPOSAL.value if is_sent_on and is_decision else item.stage


def _when(item: FoundItem) -> tuple[date, str]:
    return _day(item), item.body.name


def _day(item: FoundItem) -> date:
    return item.day or date.max  # only items are linked of which it is known


def _sighting(place: int, item: FoundItem, titles: Titles) -> Sighting:
    return Sighting(
        id=place,
        organisation=fold(item.organisation),
        body=fold(item.body.name),
        day=_day(item),
        keys=tuple(map(read_key, item.cases)) or shown_keys(item.case_number, item.title),
        gist=titles.gist(item.title, item.organisation),
    )
