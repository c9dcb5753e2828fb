"""A month as weeks of days, with the meetings of each."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from agenda_risk.store.overviews import DayRow


@dataclass(frozen=True)
class Day:
    """A day with its meetings; *level* is the rank of the highest, None where none is screened."""

    day: date
    is_within: bool
    is_today: bool
    meetings: tuple[DayRow, ...]

    @property
    def level(self) -> int | None:
        """Return the highest level of the day's screened meetings."""
        return max((one.level for one in self.meetings if not one.status), default=None)


@dataclass(frozen=True)
class MonthView:
    """The weeks of a month by their numbers, and the months beside it."""

    first: date
    weeks: tuple[tuple[int, tuple[Day, ...]], ...]
    before: date
    after: date


def month_view(first: date, meetings: Iterable[DayRow], today: date) -> MonthView:
    """Return the month that begins with *first*, with *meetings* on their days."""
    by_day: dict[date | None, list[DayRow]] = {}
    for one in meetings:
        by_day.setdefault(one.day, []).append(one)
    weeks = tuple(
        (
            week[0].isocalendar().week,
            tuple(
                Day(day, day.month == first.month, day == today, tuple(by_day.get(day, ())))
                for day in week
            ),
        )
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return MonthView(first, weeks, before, after)
