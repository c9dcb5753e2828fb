"""Follow the cases of kept meetings from body to body, as far as a visitor may read of them."""

from collections.abc import Iterable
from typing import NamedTuple

from agenda_risk.agenda.case_keys import case_keys, read_key
from agenda_risk.bodies import body_named
from agenda_risk.errors import MissingInputError
from agenda_risk.journeys import Coming, Horizon, Known, journeys_of
from agenda_risk.likeness import likeness
from agenda_risk.linking import LIKELY, WINDOW, Apart, Sighting, cases_of, ties_of
from agenda_risk.matters import keyed_items
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Brief, Journey, Level, Mark, Stage, Stop
from agenda_risk.normalise import fold
from agenda_risk.service.desk import Desk
from agenda_risk.service.screening import kept_brief
from agenda_risk.service.sighting_rows import numbered, sighting_row, words_of
from agenda_risk.store import Connection
from agenda_risk.store.log import Deed, log
from agenda_risk.store.partings import Own, Parting, part, partings_of, rejoin
from agenda_risk.store.screened import bodies
from agenda_risk.store.sightings import (
    Spotted,
    Wanted,
    coming_days,
    first_day,
    put_sightings,
    spotted_at,
    spotted_with,
    unspotted,
)
from agenda_risk.title_gist import Titles

_ROUNDS = 6
Among = frozenset[int] | None


class Case(NamedTuple):
    """The case of an item as its page shows it; *parted* are items that people took out of it."""

    journey: Journey
    organisation: str
    parted: tuple[Stop, ...]


def shown_brief(desk: Desk, number: int, among: Among) -> tuple[Brief, MeetingFile]:
    """Return the brief on a kept meeting and its file, with where its cases were seen before.

    Only bodies *among* some are told of; None means all. Raises MissingInputError where there is
    no such meeting.
    """
    brief, file = kept_brief(desk, number)
    raised = {one.item for one in brief.assessment.raised()}
    wanted = {key: item.id for key, item in keyed_items(brief.meeting) if item.id in raised}
    if not wanted:
        return brief, file
    with desk.store.reading() as connection:
        own = [one for one in spotted_at(connection, number, None) if one.key in wanted]
        known, apart = _gathered(connection, own, _titles(desk), among)
        horizon = _horizon(connection, own, among)
    names = [(wanted[one.key], (number, one.key)) for one in own]
    journeys = journeys_of(names, known, horizon, apart)
    return brief.model_copy(update={"journeys": journeys}), file


def case_of(desk: Desk, own: Own, among: Among) -> Case:
    """Return the case of the item *own*, of bodies *among* some.

    Raises MissingInputError where there is no such item.
    """
    number, key = own
    with desk.store.reading() as connection:
        here = [one for one in spotted_at(connection, number, None) if one.key == key]
        if not here:
            raise MissingInputError("There is no such item on a day that is known.")
        known, apart = _gathered(connection, here, _titles(desk), among)
        horizon = _horizon(connection, here, among)
        parted = _parted(connection, own, partings_of(connection, [number]), among)
    (journey,) = journeys_of([("", own)], known, horizon, apart)
    return Case(journey, here[0].organisation, parted)


def part_from(desk: Desk, own: Own, other: Own, among: Among, actor: str) -> None:
    """Say that *other* is not of the case of *own*, and log it.

    Raises MissingInputError where *other* is not of that case, or not to be seen by the visitor.
    """
    case = case_of(desk, own, among)
    if not any(_own(one) == other for one in (*case.journey.earlier, *case.journey.later)):
        raise MissingInputError("That item is not of this case.")
    _kept(desk, (own, other), actor, "case-parted")


def rejoin_to(desk: Desk, own: Own, other: Own, among: Among, actor: str) -> None:
    """Let *other* be of the case of *own* again, and log it.

    Raises MissingInputError where nobody had parted them, or the visitor may not see the other.
    """
    if not any(_own(one) == other for one in case_of(desk, own, among).parted):
        raise MissingInputError("That item was not taken out of this case.")
    _kept(desk, (own, other), actor, "case-rejoined")


def fill(desk: Desk) -> int:
    """Let items be found that were screened before cases were followed; return how many.

    How far their cases had come is not known.
    """
    filled, below = 0, None
    while told := _fill(desk, below):
        filled, below = filled + len(told), told[-1]
    return filled


def _fill(desk: Desk, below: int | None) -> list[int]:
    """Fill so many items with numbers *below* one, and return which."""
    titles = _titles(desk)
    with desk.store.writing() as connection:
        bare = unspotted(connection, below)
        told = ((one.item, case_keys(one.case_number), one.title) for one in bare)
        rows = ((item, sighting_row(keys, titles, title)) for item, keys, title in told)
        put_sightings(connection, rows)
    return [one.item for one in bare]


def _titles(desk: Desk) -> Titles:
    return desk.basis(desk.today).titles


def _own(stop: Stop) -> Own:
    return int(stop.meeting), stop.key


def _kept(desk: Desk, pair: tuple[Own, Own], actor: str, act: str) -> None:
    (meeting, key), (other, other_key) = pair
    told = {"item": key, "other_meeting": other, "other_item": other_key}
    with desk.store.writing() as connection:
        if act == "case-parted":
            is_done = part(connection, *pair, desk.now(), actor)
        else:
            is_done = rejoin(connection, *pair)
        if is_done:
            log(connection, Deed(actor, act, meeting, told), desk.now())


def _gathered(
    connection: Connection, own: list[Spotted], titles: Titles, among: Among
) -> tuple[list[Known], Apart]:
    """Return items that may be of the cases of *own*, and which of them people parted.

    What is found leads to more, until nothing more is found.
    """
    found = {one.own: _known(one, titles) for one in own}
    wanted, looked, apart = {one.own for one in own}, set[Own](), Apart()
    for _round in range(_ROUNDS):
        for one in wanted - looked:
            for other in _near(connection, found[one].sighting, own[0].organisation, among):
                if other.own not in found:
                    _take(other, found, one, titles)
        looked |= wanted
        apart = _apart(partings_of(connection, (meeting for meeting, _key in found)))
        wanted = _cases_of(wanted, found, apart)
        if wanted <= looked:
            break
    return list(found.values()), apart


def _cases_of(wanted: set[Own], found: dict[Own, Known], apart: Apart) -> set[Own]:
    """Return what is *found* to be of one case with any of *wanted*."""
    ties = ties_of((one.sighting for one in found.values()), apart)
    cases = cases_of(found, ties)
    return {one for case in cases if wanted & set(case) for one in found if one in set(case)}


def _take(other: Spotted, found: dict[Own, Known], one: Own, titles: Titles) -> None:
    """Take *other* among what is *found*, if a number or its title may tie it to *one*."""
    known, its = _known(other, titles), found[one].sighting
    shares_number = not set(its.keys).isdisjoint(known.sighting.keys)
    if shares_number or _is_like(known.sighting, its):
        found[other.own] = known


def _is_like(one: Sighting, other: Sighting) -> bool:
    earlier, later = sorted((one, other), key=lambda each: each.day)
    return likeness(earlier.gist, later.gist) >= LIKELY


def _near(
    connection: Connection, one: Sighting, organisation: str, among: Among
) -> tuple[Spotted, ...]:
    """Return what shares a number with *one*, or half of the words of its title."""
    numbers, words = numbered(one.keys), words_of(one.gist)
    within = (one.day - WINDOW, one.day + WINDOW)
    wanted = Wanted(organisation, frozenset(words), (len(words) + 1) // 2, within)
    by_number = Wanted(organisation, frozenset(numbers))
    return (
        *(spotted_with(connection, by_number, among) if numbers else ()),
        *(spotted_with(connection, wanted, among) if words else ()),
    )


def _apart(partings: Iterable[Parting]) -> Apart:
    return frozenset(frozenset({one.one, one.other}) for one in partings)


def _parted(
    connection: Connection, own: Own, partings: Iterable[Parting], among: Among
) -> tuple[Stop, ...]:
    """Return what was taken out of the case of *own*, of bodies *among* some."""
    others = {
        one.other if one.one == own else one.one for one in partings if own in {one.one, one.other}
    }
    found = (
        one
        for meeting in sorted({meeting for meeting, _key in others})
        for one in spotted_at(connection, meeting, among)
    )
    return tuple(_stop(one) for one in found if one.own in others)


def _horizon(connection: Connection, own: list[Spotted], among: Among) -> Horizon:
    if not own:
        return Horizon()
    here = own[0]
    coming = coming_days(connection, here.organisation, here.day, among)
    others = {one.id for one in bodies(connection) if one.organisation == here.organisation}
    return Horizon(
        since=first_day(connection, here.organisation, among),
        coming=tuple(Coming(body_named(name), day) for name, day in coming),
        is_partial=among is not None and not others <= among,
    )


def _known(one: Spotted, titles: Titles) -> Known:
    sighting = Sighting(
        id=one.own,
        organisation=one.organisation,
        body=fold(one.body),
        day=one.day,
        keys=tuple(map(read_key, one.numbers)),
        gist=titles.gist(one.title, one.organisation),
    )
    return Known(sighting, _stop(one))


def _stop(one: Spotted) -> Stop:
    return Stop(
        meeting=f"{one.meeting}",
        key=one.key,
        body=body_named(one.body),
        day=one.day,
        number=one.number,
        title=one.title,
        case_number=one.case_number,
        level=Level.of_rank(one.level),
        stage=Stage(one.stage) if one.stage else None,
        marks=tuple(map(Mark, one.marks)),
        result=Mark(one.result) if one.result else None,
        until=one.until,
    )
