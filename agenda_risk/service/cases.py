"""Tell of the cases of meetings where they were seen, as far as a reader may read of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from agenda_risk.models import (
    Event,
    Happening,
    RaisedItem,
    Situation,
    Stage,
    ToldCase,
    Wanted,
)
from agenda_risk.news import heard, is_wanted, wanted_firsts
from agenda_risk.service.desk import Desk
from agenda_risk.service.linked_cases import Among, journeys_at, titles_of
from agenda_risk.store import Connection
from agenda_risk.store.log import last_entry
from agenda_risk.store.sightings import spotted_at
from agenda_risk.store.situations import coming_situations
from agenda_risk.told_cases import told_case

# Where nothing is left to prepare, it is not told which way the cases went.
_WITHOUT = frozenset({Event.CANCELLED, Event.CALM, Event.UNTOLD})
_Cases = tuple[ToldCase, ...]


def with_cases(
    connection: Connection,
    desk: Desk,
    told: Iterable[tuple[Happening, Situation]],
    wanted: Wanted,
    among: Among,
) -> Iterator[tuple[Happening, _Cases]]:
    """Yield what is *told* with the *wanted* cases of the meeting, of bodies *among* some.

    A case that is not new any more, since more is known, is told as raised if it is, else not.
    """
    for one, now in told:
        if one.event in _WITHOUT:
            yield one, ()
            continue
        cases = cases_of(connection, desk, now, wanted, among)
        if one.event is not Event.FIRST or any(case.is_new for case in cases):
            yield one, cases
        elif heard(now, wanted).ranks:
            yield one._replace(event=Event.RAISED), cases


def cases_of(
    connection: Connection, desk: Desk, now: Situation, wanted: Wanted, among: Among
) -> _Cases:
    """Return what is told of the *wanted* cases of a meeting, what is new first, then by level.

    Only bodies *among* some are told of; None means all. Whatever changes them stands in the log,
    so what was found at its last entry holds.
    """
    firsts = [one.item for one in wanted_firsts(now, wanted)]
    raised = [one for one in now.raised if is_wanted(one, wanted)]
    told = _cases(connection, desk, now, among)
    found = (told.get(key) for key in dict.fromkeys(one.key for one in (*firsts, *raised)))
    return tuple(sorted((one for one in found if one), key=_place))


class NewCase(NamedTuple):
    """A case that is seen for the first time in a coming meeting, while nothing is decided."""

    meeting: int
    body: int
    day: date
    item: RaisedItem
    stage: Stage


def new_cases(
    connection: Connection, desk: Desk, among: Among, within: timedelta
) -> Iterator[NewCase]:
    """Yield the new cases of the coming meetings *within* a time, of bodies *among* some, by day.

    What is not new any more, since more is known, is left out.
    """
    for now in coming_situations(connection, desk.today):
        is_theirs = among is None or now.body in among
        if not now.firsts or now.state or not is_theirs:
            continue
        if now.day is None or now.day > desk.today + within:
            continue
        told = _cases(connection, desk, now, among)
        for first in now.firsts:
            case = told.get(first.item.key)
            if case and case.is_new and case.stage and case.stage.is_early:
                yield NewCase(now.meeting, now.body, now.day, first.item, case.stage)


def _cases(
    connection: Connection, desk: Desk, now: Situation, among: Among
) -> Mapping[str, ToldCase]:
    key = (now.meeting, now.sequence, among, desk.today, last_entry(connection))
    return desk.cases.get(key, lambda: _told(connection, desk, now, among))


def _told(
    connection: Connection, desk: Desk, now: Situation, among: Among
) -> Mapping[str, ToldCase]:
    """Return what is told of all cases of a meeting, by the keys of their items."""
    keys = {one.key for one in (*now.raised, *(first.item for first in now.firsts))}
    spotted = {one.key: one for one in spotted_at(connection, now.meeting, None) if one.key in keys}
    journeys = journeys_at(connection, titles_of(desk), spotted, among)
    return {one.item: told_case(one, desk.today) for one in journeys}


def _place(one: ToldCase) -> tuple[bool, int]:
    is_early = bool(one.stage and one.stage.is_early)
    return not (one.is_new and is_early), -one.level.rank
