"""Let people practise on past agendas: which items need preparing? Nothing of a guess is kept."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from agenda_risk.service.archive import RAISED, gravest
from agenda_risk.service.desk import Desk
from agenda_risk.store.outcomes import Course, outcomes_of
from agenda_risk.store.screened import ScreeningRow, screening_of
from agenda_risk.store.training import PastItem, past_items, to_practise_on

_LATEST = 300


class Exercise(NamedTuple):
    """A past agenda, and how its meeting went, if anybody has told."""

    row: ScreeningRow
    items: tuple[PastItem, ...]
    went: Course | None

    def raised(self) -> tuple[PastItem, ...]:
        """Return the items that were raised."""
        return tuple(one for one in self.items if one.level >= RAISED)


class Guess(NamedTuple):
    """How many of the raised items were found, and how many were chosen besides."""

    found: int
    besides: int


def next_exercise(
    desk: Desk, among: Iterable[int] | None, choose: Callable[[Sequence[int]], int]
) -> int | None:
    """Return the meeting that *choose* takes among the latest that can be practised on."""
    with desk.store.reading() as connection:
        known = to_practise_on(connection, among, desk.today, _LATEST)
    return choose(known) if known else None


def exercise(desk: Desk, meeting: int) -> Exercise | None:
    """Return the meeting numbered *meeting*, if it is over and has an agenda."""
    with desk.store.reading() as connection:
        row = screening_of(connection, meeting)
        if row is None or row.status or row.day is None or row.day >= desk.today:
            return None
        told = outcomes_of(connection, meeting)
        went = gravest(one.course.value for one in told)
        return Exercise(row, past_items(connection, meeting), went)


def judged(shown: Exercise, chosen: Collection[int]) -> Guess:
    """Return how the places that were *chosen* agree with what was raised."""
    raised = {one.place for one in shown.raised()}
    return Guess(len(raised & set(chosen)), len(set(chosen) - raised))
