"""Follow up those who were exposed at a meeting: on which days, and whether it is done."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from agenda_risk.errors import RefusedError
from agenda_risk.models import Role
from agenda_risk.render.support import FOLLOW_UP
from agenda_risk.service.archive import gravest
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.follow_ups import Done, done_of, grave_meetings, put_done, take_done
from agenda_risk.store.log import Deed, log
from agenda_risk.store.outcomes import Course, outcomes_of
from agenda_risk.store.screened import ScreeningRow

GRAVE = frozenset({Course.DISTURBED, Course.THREAT})
_REMINDED = timedelta(days=14)


class Step(NamedTuple):
    """What to do on a *day*, so many days *after* the meeting, and whether it is *done*.

    *text* is a msgid. It *waits* from its day on until it is done.
    """

    after: int
    day: date
    text: str
    done: Done | None
    waits: bool


def steps_of(connection: Connection, row: ScreeningRow, today: date) -> tuple[Step, ...]:
    """Return how to follow up the meeting of *row*: nothing where it was not disturbed."""
    told = (one.course.value for one in outcomes_of(connection, row.meeting))
    if row.day is None or gravest(told) not in GRAVE:
        return ()
    return tuple(_steps(row.day, done_of(connection, row.meeting), today))


def waiting(connection: Connection, among: Iterable[int] | None, today: date) -> Iterator[int]:
    """Yield the meetings of the bodies *among* some for which a day of following up has come.

    One that nobody ticks is told of for two weeks.
    """
    days = [(today - timedelta(days=one) - _REMINDED, today - timedelta(days=one))
            for one, _text in FOLLOW_UP]  # fmt: skip
    for meeting, day in grave_meetings(connection, among, days):
        steps = _steps(day, done_of(connection, meeting), today)
        if any(one.waits and one.day >= today - _REMINDED for one in steps):
            yield meeting


def tick(desk: Desk, row: ScreeningRow, after: int, by: tuple[Role, str]) -> None:
    """Keep that the step *after* so many days is done today, *by* a role and whoever holds it.

    Raises RefusedError where there is no such step, or its day has not come.
    """
    role, actor = by
    with desk.store.writing() as connection:
        steps = {one.after: one for one in steps_of(connection, row, desk.today)}
        if after not in steps or steps[after].day > desk.today:
            raise RefusedError("The day to follow up has not come yet.")
        if put_done(connection, row.meeting, after, Done(role, desk.today)):
            deed = Deed(actor, "followed-up", row.meeting, {"days": after})
            log(connection, deed, desk.now())


def untick(desk: Desk, row: ScreeningRow, after: int, actor: str) -> None:
    """Keep that the step *after* so many days is not done after all."""
    with desk.store.writing() as connection:
        if take_done(connection, row.meeting, after):
            deed = Deed(actor, "follow-up-undone", row.meeting, {"days": after})
            log(connection, deed, desk.now())


def _steps(held: date, done: dict[int, Done], today: date) -> Iterator[Step]:
    for after, text in FOLLOW_UP:
        day = held + timedelta(days=after)
        yield Step(after, day, text, done.get(after), after not in done and day <= today)
