"""Find the items of a meeting whose cases are seen for the first time while nothing is decided.

No case is told as new twice: what was told is kept, also when its item is taken from the agenda,
gets another title or comes back elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from agenda_risk.agenda.case_keys import read_key
from agenda_risk.likeness import likeness
from agenda_risk.linking import LIKELY, WINDOW, Sighting, ties_of
from agenda_risk.models import FirstItem, Journey, Level, RaisedItem, Stage
from agenda_risk.normalise import fold
from agenda_risk.service.desk import Desk
from agenda_risk.service.linked_cases import journeys_at, titles_of
from agenda_risk.store import Connection
from agenda_risk.store.first_sightings import FirstRow, firsts_within, outdate, put_firsts
from agenda_risk.store.sightings import Spotted, is_titled_before, spotted_at, spotted_numbered
from agenda_risk.title_gist import Titles


def first_items(
    connection: Connection, desk: Desk, meeting: int, found: Mapping[str, RaisedItem]
) -> tuple[FirstItem, ...]:
    """Return which items of *meeting* are first sightings, and keep that they are told as such.

    *found* are the items in which something was found, by their keys.
    """
    agenda = spotted_at(connection, meeting, None)
    spotted = [one for one in agenda if one.key in found]
    if not spotted:
        return ()
    titles, here = titles_of(desk), spotted[0]
    told = firsts_within(connection, here.organisation, here.day - WINDOW, here.day + WINDOW)
    own = [row for row in told if row.meeting == meeting]
    gone = [row for row in own if row.key not in {one.key for one in agenda}]
    names = {one.key: _name(one, own, gone, titles) for one in spotted}
    fresh = [one for one in spotted if not names[one.key] and _may_be_new(one, told, titles)]
    new = tuple(_new(connection, fresh, told, titles))
    put_firsts(connection, map(_row, new))
    names |= {one.key: one.key for one in new}
    return tuple(FirstItem(names[one.key], found[one.key]) for one in spotted if names[one.key])


def outdate_later(connection: Connection, desk: Desk, meeting: int) -> None:
    """Keep which items of later meetings were told as new, and are not since *meeting* is known."""
    agenda = spotted_at(connection, meeting, None)
    if agenda:
        titles, here = titles_of(desk), agenda[0]
        told = firsts_within(connection, here.organisation, here.day, here.day + WINDOW)
        later = (row for row in told if row.day > here.day and row.meeting != meeting)
        outdate(connection, [row for row in later if _is_among(row, agenda, titles)])


def _is_among(row: FirstRow, agenda: Iterable[Spotted], titles: Titles) -> bool:
    return any(_is_one(one, row, titles) for one in agenda)


def new_among(connection: Connection, desk: Desk, numbers: Iterable[int]) -> Iterator[int]:
    """Yield which of the items with those *numbers* are the first sightings of their cases."""
    titles = titles_of(desk)
    towns: dict[str, list[Spotted]] = defaultdict(list)
    for one in spotted_numbered(connection, numbers):
        if _is_early(one, titles):
            towns[one.organisation].append(one)
    for town in towns.values():
        own = {f"{one.item}": one for one in town}
        for one, journey in zip(town, journeys_at(connection, titles, own, None), strict=True):
            if journey.is_new and not _comes_back(connection, one):
                yield one.item


def _comes_back(connection: Connection, one: Spotted) -> bool:
    """Tell whether *one* has no number, and its body has had the same title before."""
    return not one.numbers and is_titled_before(connection, one)


def _name(one: Spotted, own: list[FirstRow], gone: list[FirstRow], titles: Titles) -> str:
    """Return under which key *one* was told before as new in this meeting; empty if it was not.

    Of what is *gone* one may be the same under another title.
    """
    same = (row.key for row in own if row.key == one.key)
    alike = (row.key for row in gone if _is_one(one, row, titles))
    return next(chain(same, alike), "")


def _may_be_new(one: Spotted, told: Iterable[FirstRow], titles: Titles) -> bool:
    """Tell whether *one* is early, and was not told elsewhere as new."""
    return _is_early(one, titles) and not any(_is_one(one, row, titles) for row in told)


def _is_early(one: Spotted, titles: Titles) -> bool:
    """Tell whether *one* is early and no routine; reports that are not raised begin no case."""
    is_early = bool(one.stage) and Stage(one.stage).is_early
    if not is_early or titles.gist(one.title, one.organisation).is_routine:
        return False
    return Level.of_rank(one.level).is_raised or Stage(one.stage) is not Stage.INFORMATION


def _new(
    connection: Connection, fresh: list[Spotted], told: Iterable[FirstRow], titles: Titles
) -> Iterator[Spotted]:
    """Yield those of *fresh* whose cases nothing that is kept shows, also no later agenda told."""
    known = {(row.meeting, row.key) for row in told}
    journeys = journeys_at(connection, titles, {one.key: one for one in fresh}, None)
    new: list[FirstRow] = []
    for one, journey in zip(fresh, journeys, strict=True):
        is_new = journey.is_new and not known & set(_later(journey))
        is_twin = any(_is_one(one, row, titles) for row in new)
        if is_new and not is_twin and not _comes_back(connection, one):
            new.append(_row(one))
            yield one


def _later(journey: Journey) -> Iterator[tuple[int, str]]:
    for stop in journey.later:
        yield int(stop.meeting), stop.key


def _is_one(one: Spotted, row: FirstRow, titles: Titles) -> bool:
    """Tell whether *one* is of the case of what was told, as far as number and title show it."""
    here = _sighting((0, ""), one, titles)
    there = _sighting((row.meeting, row.key), row, titles)
    if one.meeting == row.meeting or (here.body, here.day) == (there.body, there.day):
        is_numbered = bool(set(here.keys) & set(there.keys))
        return is_numbered or likeness(there.gist, here.gist) >= LIKELY
    return bool(ties_of((here, there)))


def _sighting(own: tuple[int, str], one: Spotted | FirstRow, titles: Titles) -> Sighting:
    return Sighting(
        id=own,
        organisation=one.organisation,
        body=fold(one.body),
        day=one.day,
        keys=tuple(map(read_key, one.numbers)),
        gist=titles.gist(one.title, one.organisation),
    )


def _row(one: Spotted) -> FirstRow:
    return FirstRow(
        one.meeting, one.key, one.organisation, one.body, one.day, one.title, one.numbers
    )
