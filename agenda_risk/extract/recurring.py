"""Work out when events that come again are held.

Rules finer than a day, and the parts of a rule that set a clock, are not followed: no body meets
by the hour, and such rules have no end.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from agenda_risk.extract.calendar_lines import Component
from agenda_risk.extract.calendar_times import Time, Zones, first_of
from agenda_risk.models import Period

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_FOLLOWED = ("FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
_CLOCKS = ("BYHOUR", "BYMINUTE", "BYSECOND", "UNTIL")
_MONTHS = {str(number) for number in range(1, 13)}
_MOST = 20_000


def comes_again(event: Component) -> bool:
    """Tell whether *event* is held more than once."""
    return any(line.name in ("RRULE", "RDATE") for line in event.lines)


def occurrences(event: Component, first: Time, zones: Zones, period: Period) -> list[Time]:
    """Return the times of *event*, which begins at *first*, within *period*, in order."""
    without = {key(one) for line in event.all("EXDATE") for one in zones.times(line)}
    ruled = (one for line in event.all("RRULE") for one in _ruled(line.value, first, zones, period))
    added = (one for line in event.all("RDATE") for one in zones.times(line))
    found = {key(one): one for one in (first, *ruled, *added)}
    return [
        found[name]
        for name in sorted(found)
        if name not in without
        and day_of(found[name]).strftime("%Y%m%d") not in without
        and period.first <= day_of(found[name]) <= period.last
    ]


def key(moment: Time) -> str:
    """Return what *moment* is known by in a series, the same in whatever zone it is written."""
    if not isinstance(moment, datetime):
        return moment.strftime("%Y%m%d")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def day_of(moment: Time) -> date:
    """Return the day of *moment*, where it is held."""
    return moment.date() if isinstance(moment, datetime) else moment


def _ruled(rule: str, first: Time, zones: Zones, period: Period) -> Iterator[Time]:
    """Yield the times that *rule* gives from *first* to the end of *period*, by the local clock."""
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    if not _is_followed(parts):
        return
    clock = first.timetz() if isinstance(first, datetime) else None
    start = datetime.combine(day_of(first), clock.replace(tzinfo=None) if clock else time())
    until = min(_until(parts.get("UNTIL", ""), first, zones), _end_of(period.last))
    for one in _counted(parts, start, until):
        yield datetime.combine(one.date(), clock) if clock else one.date()


def _is_followed(parts: dict[str, str]) -> bool:
    """Tell whether a rule can be worked out: it moves on, and some day fits it.

    Looking for a day that never comes (30 February) would take until the year 9999.
    """
    moves = parts.get("FREQ") in _FREQUENCIES and bool(parts.get("INTERVAL", "1").strip("0"))
    is_known = all(name in (*_FOLLOWED, *_CLOCKS) for name in parts if name.startswith("BY"))
    is_picked = "BYSETPOS" not in parts or parts["FREQ"] in ("MONTHLY", "YEARLY")
    return moves and is_known and is_picked and _has_a_day(parts)


def _has_a_day(parts: dict[str, str]) -> bool:
    days = re.findall(r"\d+", parts.get("BYMONTHDAY", "1"))
    months = re.findall(r"\d+", parts.get("BYMONTH", "1"))
    # A leap year has every day that there is.
    lengths = [monthrange(2024, int(one))[1] for one in months if one in _MONTHS]
    return any(1 <= int(day[:3]) <= length for day in days for length in lengths)


def _counted(parts: dict[str, str], start: datetime, until: datetime) -> list[datetime]:
    followed = ";".join(f"{name}={parts[name]}" for name in _FOLLOWED if parts.get(name))
    try:
        rule = rrulestr(followed, dtstart=start)
        return list(islice(takewhile(lambda one: one <= until, rule), _MOST))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return []  # a rule that means nothing: the event is held at its beginning


def _until(written: str, first: Time, zones: Zones) -> datetime:
    """Return the last time of a rule by the clock of *first*; a day holds until its end."""
    last = first_of(written, zones)
    if last is None:
        return datetime.max
    if not isinstance(last, datetime):
        return _end_of(last)
    zone = first.tzinfo if isinstance(first, datetime) else None
    return last.astimezone(zone or zones.local).replace(tzinfo=None)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max) if day < date.max - timedelta(1) else datetime.max
