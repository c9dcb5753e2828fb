"""Gather from the store the items that may be of one case, and follow the case through them."""

from collections.abc import Iterable, Mapping

from agenda_risk.agenda.case_keys import read_key
from agenda_risk.bodies import body_named
from agenda_risk.journeys import Coming, Horizon, Known, journeys_of
from agenda_risk.likeness import likeness
from agenda_risk.linking import LIKELY, WINDOW, Apart, Sighting, cases_of, ties_of
from agenda_risk.models import Journey, Level, Mark, Stage, Stop
from agenda_risk.normalise import fold
from agenda_risk.service.desk import Desk
from agenda_risk.service.sighting_rows import numbered, words_of
from agenda_risk.store import Connection
from agenda_risk.store.partings import Own, Parting, partings_of
from agenda_risk.store.screened import bodies
from agenda_risk.store.sightings import Spotted, Wanted, coming_days, first_day, spotted_with
from agenda_risk.title_gist import Titles

_ROUNDS = 6
Among = frozenset[int] | None


def journeys_at(
    connection: Connection, titles: Titles, own: Mapping[str, Spotted], among: Among
) -> tuple[Journey, ...]:
    """Return the journey of the case of each of *own*, by a name, of one organisation.

    Only bodies *among* some are told of; None means all.
    """
    known, apart = _gathered(connection, list(own.values()), titles, among)
    horizon = _horizon(connection, list(own.values()), among)
    return journeys_of([(name, one.own) for name, one in own.items()], known, horizon, apart)


def titles_of(desk: Desk) -> Titles:
    """Return what knows the words of titles."""
    return desk.basis(desk.today).titles


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
    return Known(sighting, stop_at(one))


def stop_at(one: Spotted) -> Stop:
    """Return what is told of an item where a case was."""
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
