"""Tell which coming items are the first that is seen of their cases."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agenda_risk.models import RaisedItem, Situation, Stage
from agenda_risk.store import Connection
from agenda_risk.store.first_sightings import still_new
from agenda_risk.store.sightings import spotted_at
from agenda_risk.store.situations import situation_of


class NewCase(NamedTuple):
    """A case that is seen for the first time in a coming meeting, while nothing is decided."""

    meeting: int
    body: int
    day: date
    item: RaisedItem
    stage: Stage


def new_cases(
    connection: Connection, among: frozenset[int] | None, first: date, last: date
) -> Iterator[NewCase]:
    """Yield the new cases of the meetings of bodies *among* some from *first* to *last*, by day.

    What is not new any more, since an earlier agenda is known, is left out.
    """
    for meeting, keys in still_new(connection, among, first, last).items():
        now = situation_of(connection, meeting)
        if now and now.day:
            yield from _new(connection, now, now.day, keys)


def _new(
    connection: Connection, now: Situation, day: date, keys: frozenset[str]
) -> Iterator[NewCase]:
    stages = {one.key: one.stage for one in spotted_at(connection, now.meeting, None)}
    for first in now.firsts:
        stage = stages.get(first.item.key, "")
        if first.name in keys and stage and Stage(stage).is_early:
            yield NewCase(now.meeting, now.body, day, first.item, Stage(stage))
