"""Follow the cases of kept meetings from body to body, as far as a visitor may read of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda_risk.agenda.case_keys import case_keys
from agenda_risk.errors import MissingInputError
from agenda_risk.matters import keyed_items
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Brief, Journey, Stop
from agenda_risk.service.desk import Desk
from agenda_risk.service.linked_cases import Among, journeys_at, stop_at, titles_of
from agenda_risk.service.screening import kept_brief
from agenda_risk.service.sighting_rows import sighting_row
from agenda_risk.store import Connection
from agenda_risk.store.log import Deed, log
from agenda_risk.store.partings import Own, Parting, part, partings_of, rejoin
from agenda_risk.store.sightings import put_sightings, spotted_at, unspotted


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
        spotted = spotted_at(connection, number, None)
        own = {wanted[one.key]: one for one in spotted if one.key in wanted}
        journeys = journeys_at(connection, titles_of(desk), own, among)
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
        (journey,) = journeys_at(connection, titles_of(desk), {"": here[0]}, among)
        parted = _parted(connection, own, partings_of(connection, [number]), among)
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


def fill(desk: Desk) -> Iterator[int]:
    """Let items be found that were screened before cases were followed; yield how many at a time.

    How far their cases had come is not known.
    """
    below = None
    while told := _fill(desk, below):
        yield len(told)
        below = told[-1]


def _fill(desk: Desk, below: int | None) -> list[int]:
    """Fill so many items with numbers *below* one, and return which."""
    titles = titles_of(desk)
    with desk.store.writing() as connection:
        bare = unspotted(connection, below)
        told = ((one, case_keys(one.case_number)) for one in bare)
        rows = ((one.item, one.body, sighting_row(keys, titles, one.title)) for one, keys in told)
        put_sightings(connection, rows)
    return [one.item for one in bare]


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
    return tuple(stop_at(one) for one in found if one.own in others)
