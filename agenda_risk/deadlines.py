"""Working days: by when something has to be done or begun, and what days the law sets."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from agenda_risk.models import BodyKind, LegalDay, Meeting, MeetingState, Publicity, Timeliness
from agenda_risk.translate import N_

Holidays = frozenset[date]

_DAY = timedelta(days=1)
_SATURDAY = 5
# A day outside these years was misread, and reckoning from it could leave the calendar.
_YEARS = range(1900, 2200)
# The agenda is out and applications to demonstrate are in; so are notifications of demonstrations.
_RESCREENED = (7, 5)


class _Limit(NamedTuple):
    """What the law wants done at the latest *days* before the meeting; after it they are below 0.

    With *working* it is the last working day before the meeting, whatever *days* says.
    """

    days: int
    text: str
    law: str
    working: bool = False


_DEMONSTRATIONS = (
    _Limit(7, N_("Applications to demonstrate should be with the police, if possible"), "OL 2:6"),
    _Limit(
        5, N_("Notifications of demonstrations should be with the police, if possible"), "OL 2:6"
    ),
)
# "The weekday nearest before" may be a Saturday; Friday is on the safe side, and is when the clerk
# is at work. The days after the meeting are the last ones: each counts from the one before it.
_ASSEMBLY = (
    _Limit(7, N_("The meeting and its items should be announced on the notice board"), "KL 5:13"),
    _Limit(7, N_("Members and substitutes should have been summoned"), "KL 5:15"),
    _Limit(1, N_("Last day to announce an urgent item"), "KL 5:14", working=True),
    _Limit(-14, N_("Last day to adjust the minutes"), "KL 5:69"),
    _Limit(-16, N_("Last day to tell of the minutes on the notice board"), "KL 8:12"),
    _Limit(
        -37,
        N_(
            "The time for appeal ends on this day at the earliest, if the minutes were announced "
            "on the last day for it"
        ),
        "KL 13:5",
    ),
)


def meeting_day(meeting: Meeting) -> date | None:
    """Return the day of *meeting*, or None where it is unknown or cannot be right."""
    day = meeting.start.day
    return day if day and day.year in _YEARS else None


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Tell whether offices are open on *day*."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_day_by(day: date, holidays: Holidays) -> date:
    """Return *day*, or the last working day before it."""
    while not is_working_day(day, holidays):
        day -= _DAY
    return day


def working_day_from(day: date, holidays: Holidays) -> date:
    """Return *day*, or the first working day after it."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def due_day(held: date, days: int, holidays: Holidays) -> date:
    """Return the day *days* before the meeting is *held*.

    What is due before the meeting is due on a working day. The day itself and the days after are
    kept as they are: whoever has been threatened on a Friday is called on the Saturday.
    """
    due = held - timedelta(days=days)
    return working_day_by(due, holidays) if days > 0 else due


def begin_day(due: date, takes: int, holidays: Holidays) -> date:
    """Return the last working day to begin what *takes* so many working days and is *due* then."""
    begin = due
    for _ in range(takes):
        begin = working_day_by(begin - _DAY, holidays)
    return begin


def timeliness(begin: date, due: date, today: date) -> Timeliness:
    """Return whether what has to *begin* and is *due* on those days can still be done *today*."""
    if today > due:
        return Timeliness.TOO_LATE
    return Timeliness.START_NOW if today >= begin else Timeliness.IN_TIME


def legal_days(meeting: Meeting, holidays: Holidays) -> tuple[LegalDay, ...]:
    """Return the days that the law sets for *meeting*, the first one first."""
    held = meeting_day(meeting)
    if held is None or meeting.state is MeetingState.CANCELLED:
        return ()
    days = (_legal_day(limit, held, holidays) for limit in _limits(meeting))
    return tuple(sorted(days, key=lambda one: one.day))


def _limits(meeting: Meeting) -> Iterator[_Limit]:
    """Yield the limits that hold for *meeting*; kommunallagen's are those of fullmäktige."""
    if meeting.body.kind is BodyKind.ASSEMBLY:
        yield from _ASSEMBLY
    if meeting.publicity is not Publicity.CLOSED:
        yield from _DEMONSTRATIONS


def _legal_day(limit: _Limit, held: date, holidays: Holidays) -> LegalDay:
    day = held - timedelta(days=limit.days)
    last = working_day_by(held - _DAY, holidays)
    return LegalDay(day=last if limit.working else day, text=limit.text, law=limit.law)


def rescreen_days(meeting: Meeting, today: date, holidays: Holidays) -> tuple[date, ...]:
    """Return the days after *today* on which the agenda of *meeting* should be read again.

    A week before, five days before, and the last working day before the meeting. What is expected
    by a day when offices are closed is looked for on the next one when they are open.
    """
    held = meeting_day(meeting)
    if held is None or meeting.state is MeetingState.CANCELLED:
        return ()
    days = {working_day_from(held - days * _DAY, holidays) for days in _RESCREENED}
    last = working_day_by(held - _DAY, holidays)
    return tuple(sorted(day for day in {*days, last} if today < day < held))
