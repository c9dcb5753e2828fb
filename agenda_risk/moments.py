"""Read days and times as meeting systems write them, no more exactly than they say.

A clock at midnight means that no time is known. What is no day is no error: the caller gets an
unknown moment, and says so.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agenda_risk.models import STOCKHOLM, Moment, Period

_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"
    r"(?:[T\s,]+(?:kl\.?\s*|klo\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})"
    r"(?:[.,]\d+)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z)?)?(?!\d)"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?!\d)"
    r"(?:[T\s,]+(?:kl\.?\s*|klo\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2}))?(?P<zone>(?!))?"
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_NOON = 12


def moment_in(text: str) -> Moment:
    """Return the first day in *text*, year first or day first, with its time where one follows."""
    for pattern in (_ISO, _COMPACT, _DAY_FIRST):
        found = pattern.search(text or "")
        day = _day(found) if found else None
        if found and day:
            return Moment(day=day, clock=_clock_of(found))
    return Moment()


def clock_in(text: str) -> time | None:
    """Return the first time in *text* (18.00, 1:30 PM); None for midnight and for no time."""
    found = _CLOCK.search(text or "")
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["half"] or "").lower()[:1]
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return _clock(hour, minute)


def at(moment: Moment, clock: time | None) -> Moment:
    """Return *moment* with *clock*, where it has none of its own."""
    return moment if moment.clock or clock is None else moment.model_copy(update={"clock": clock})


def in_zone(moment: Moment, zone: str) -> Moment:
    """Return *moment*, whose time is local in *zone*, with its offset; Swedish time needs none."""
    if zone == STOCKHOLM or moment.precision != "local" or not (moment.day and moment.clock):
        return moment
    try:
        local = datetime.combine(moment.day, moment.clock, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment
    offset = local.utcoffset() or timedelta()
    return moment.model_copy(update={"clock": moment.clock.replace(tzinfo=timezone(offset))})


def in_sweden(moment: Moment) -> Moment:
    """Return *moment*, whose time has an offset, as Swedish local time; others as they are."""
    instant = moment.instant() if moment.precision == "offset" else None
    if instant is None:
        return moment
    try:
        local = instant.astimezone(ZoneInfo(STOCKHOLM))
    except OverflowError:  # a day at the end of the calendar
        return moment
    return Moment(day=local.date(), clock=_clock(local.hour, local.minute))


def end_of(start: Moment, end: Moment) -> time | None:
    """Return the time of *end*, unless it is on another day than *start* or not after it."""
    if start.clock is None or end.clock is None or start.day != end.day:
        return None
    began, ended = start.instant(), end.instant()
    return end.clock if began and ended and ended > began else None


def is_within(moment: Moment, period: Period) -> bool:
    """Tell whether *moment* falls in *period*; an unknown day may, so it does."""
    return moment.day is None or period.first <= moment.day <= period.last


def _day(found: re.Match[str]) -> date | None:
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day if day.year > 1900 else None


def _clock_of(found: re.Match[str]) -> time | None:
    if not found["hour"]:
        return None
    clock = _clock(int(found["hour"]), int(found["minute"]))
    offset = _offset(found["zone"] or "")
    return clock.replace(tzinfo=offset) if clock and offset else clock


def _clock(hour: int, minute: int) -> time | None:
    is_time = hour < 24 and minute < 60
    return time(hour, minute) if is_time and (hour or minute) else None


def _offset(written: str) -> timezone | None:
    if not written:
        return None
    if written == "Z":
        return UTC
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(sign * away) if away < timedelta(days=1) else None
