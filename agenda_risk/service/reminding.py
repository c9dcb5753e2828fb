"""Remind the chair of tomorrow and of measures that wait, and those who were there of the outcome.

Each is told once; a meeting that is moved is reminded of anew.
"""

from collections.abc import Iterator
from datetime import timedelta

from agenda_risk.basis import occasion_of
from agenda_risk.deadlines import working_day_from
from agenda_risk.models import Event, Happening
from agenda_risk.news import MORNING
from agenda_risk.service.desk import Desk
from agenda_risk.service.telling import tell_of
from agenda_risk.store import Connection
from agenda_risk.store.reminders import meetings_on, undecided_meetings, untold_meetings

_DAY = timedelta(days=1)
_DECIDE_BY = timedelta(days=5)
_ASKED_FOR = timedelta(days=14)


def remind(desk: Desk) -> int:
    """Note what is to be remembered today, from seven in the morning on; return how much."""
    if desk.here.time() < MORNING:
        return 0
    with desk.store.writing() as connection:
        due = tuple(_due(connection, desk))
        return sum(tell_of(connection, desk, told, _mark(told)) for told in due)


def _due(connection: Connection, desk: Desk) -> Iterator[Happening]:
    today = desk.today
    yield from meetings_on(connection, today + _DAY)
    yield from undecided_meetings(connection, today + _DAY, today + _DECIDE_BY)
    holidays = occasion_of(today, ()).holidays
    for told in untold_meetings(connection, today - _ASKED_FOR, today - _DAY):
        if told.day and today >= working_day_from(told.day + _DAY, holidays):
            yield told


def _mark(told: Happening) -> str:
    return "" if told.event is Event.UNTOLD else f"{told.day}"
