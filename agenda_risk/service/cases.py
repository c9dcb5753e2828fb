"""Tell of the cases of meetings where they were seen, as far as a reader may read of them."""

from collections.abc import Hashable, Iterable, Iterator, Mapping

from agenda_risk.models import (
    Event,
    Happening,
    Situation,
    ToldCase,
    Wanted,
)
from agenda_risk.news import heard, is_wanted, wanted_firsts
from agenda_risk.service.desk import Desk
from agenda_risk.service.linked_cases import Among, journeys_at, titles_of
from agenda_risk.store import Connection
from agenda_risk.store.log import last_entry
from agenda_risk.store.sightings import spotted_at
from agenda_risk.told_cases import told_case

# Where nothing is left to prepare, it is not told which way the cases went.
_WITHOUT = frozenset({Event.CANCELLED, Event.CALM, Event.UNTOLD})


class Cases:
    """Tells of cases to a reader of bodies *among* some; None means all.

    What is found holds until something is done, as the log shows it, or until *mark* is another:
    so whoever need not be told the latest waits less.
    """

    def __init__(
        self, connection: Connection, desk: Desk, among: Among, mark: Hashable = None
    ) -> None:
        self._connection, self._desk, self._among = connection, desk, among
        self._mark = last_entry(connection) if mark is None else mark

    def beside(
        self, told: Iterable[tuple[Happening, Situation]], wanted: Wanted
    ) -> Iterator[tuple[Happening, tuple[ToldCase, ...]]]:
        """Yield what is *told* with the *wanted* cases of the meeting.

        A case that is not new any more, since more is known, is told as raised if it is, else not.
        """
        for one, now in told:
            if one.event in _WITHOUT:
                yield one, ()
                continue
            cases = self._of(now, wanted)
            if one.event is not Event.FIRST or any(case.is_new for case in cases):
                yield one, cases
            elif heard(now, wanted).ranks:
                yield one._replace(event=Event.RAISED), cases

    def _of(self, now: Situation, wanted: Wanted) -> tuple[ToldCase, ...]:
        """Return what is told of the *wanted* cases of a meeting: what is new, then by level."""
        firsts = [one.item for one in wanted_firsts(now, wanted)]
        raised = [one for one in now.raised if is_wanted(one, wanted)]
        told = self._told(now)
        found = (told.get(key) for key in dict.fromkeys(one.key for one in (*firsts, *raised)))
        return tuple(sorted((one for one in found if one), key=_place))

    def _told(self, now: Situation) -> Mapping[str, ToldCase]:
        """Return what is told of all cases of a meeting, by the keys of their items."""
        key = (now.meeting, now.sequence, self._among, self._desk.today, self._mark)
        return self._desk.cases.get(key, lambda: self._found(now))

    def _found(self, now: Situation) -> Mapping[str, ToldCase]:
        keys = {one.key for one in (*now.raised, *(first.item for first in now.firsts))}
        agenda = spotted_at(self._connection, now.meeting, None)
        spotted = {one.key: one for one in agenda if one.key in keys}
        titles = titles_of(self._desk)
        journeys = journeys_at(self._connection, titles, spotted, self._among)
        return {one.item: told_case(one, self._desk.today) for one in journeys}


def _place(one: ToldCase) -> tuple[bool, int]:
    is_early = bool(one.stage and one.stage.is_early)
    return not (one.is_new and is_early), -one.level.rank
