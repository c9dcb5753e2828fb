"""Read the days and times of a calendar, whose zones are named in many ways."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from agenda_risk.extract.calendar_lines import Component, Line
from agenda_risk.models import STOCKHOLM

_DATE = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?\d*(Z)?)?")
_DURATION = re.compile(
    r"\+?P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?$"
)
# Only yearly rules are worked out: any other would make the library count for years.
_REPEATS = re.compile(r"RRULE.*FREQ=(?!YEARLY)", re.IGNORECASE)
_MOST_LINES = 2000

# "Never" is written as the end of the year 9999, beyond which no clock can be put on. What is as
# late as that is put here; it is a leap year, and has every day that there is.
_LATEST = 8000

_UTC = ZoneInfo("UTC")

Time = date | datetime


class Zones:
    """The zones that a calendar names: those that everybody knows, and its own."""

    def __init__(self, calendar: Component, otherwise: str) -> None:
        self._own = {part.text("TZID"): part for part in calendar.named("VTIMEZONE")}
        # The zone of a source is Swedish unless somebody said another; then the calendar knows.
        said = known_zone(otherwise) if otherwise != STOCKHOLM else None
        self.local = said or known_zone(calendar.text("X-WR-TIMEZONE")) or ZoneInfo(STOCKHOLM)
        self._met: dict[str, tzinfo] = {}

    def zone(self, name: str) -> tzinfo:
        """Return the zone called *name*; one that nobody knows is that of the source."""
        if name not in self._met:
            own = self._own.get(name)
            self._met[name] = known_zone(name) or (_own_zone(own) if own else None) or self.local
        return self._met[name]

    def times(self, line: Line) -> Iterable[Time]:
        """Yield the days and times of *line*; what is neither is left out."""
        for written in line.value.split(","):
            found = _DATE.search(written)
            time = self._time(found, line.parameters.get("TZID", "")) if found else None
            if time:
                yield time

    def at_home(self, moment: Time | None) -> Time | None:
        """Return *moment* by the clock of the place, where it was written in UTC."""
        is_utc = isinstance(moment, datetime) and moment.tzinfo == _UTC
        return moment.astimezone(self.local) if is_utc else moment  # type: ignore[union-attr]

    def _time(self, found: re.Match[str], zone: str) -> Time | None:
        written, month, day, hour, minute, second, is_utc = found.groups()
        year = min(int(written), _LATEST)
        try:
            if hour is None:
                return date(year, int(month), int(day)) if year > 1900 else None
            whole = datetime(year, *map(int, (month, day, hour, minute, second or 0)))  # type: ignore[arg-type]
        except ValueError:
            return None
        known = _UTC if is_utc else self.zone(zone) if zone else self.local
        return whole.replace(tzinfo=known) if whole.year > 1900 else None


def first_time(component: Component, name: str, zones: Zones) -> Time | None:
    """Return the first day or time called *name* in *component*."""
    return next((one for line in component.all(name) for one in zones.times(line)), None)


def first_of(written: str, zones: Zones) -> Time | None:
    """Return the first day or time that is *written*, as a rule has it."""
    return next(iter(zones.times(Line("", {}, written))), None)


def duration(component: Component) -> timedelta:
    """Return how long the event takes by its DURATION, if it says."""
    found = _DURATION.match(component.text("DURATION"))
    parts = found.groupdict() if found else {}
    return timedelta(**{name: int(number) for name, number in parts.items() if number})


@lru_cache(maxsize=256)
def known_zone(name: str) -> tzinfo | None:
    """Return the zone that *name* means: its own name, one of Windows, or after slashes."""
    steps = [step for step in name.strip('" ').split("/") if step]
    tried = ("/".join(steps), "/".join(steps[-2:]), WINDOWS_TO_OLSON.get(name.strip('" '), ""))
    return next((zone for one in tried if one and (zone := _named(one))), None)


def _named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _own_zone(part: Component) -> tzinfo | None:
    """Return the zone that a calendar defines itself, unless it does so wrongly."""
    if len(part.written) > _MOST_LINES or any(_REPEATS.search(line) for line in part.written):
        return None
    try:
        defined: Any = icalendar.Timezone.from_ical("\r\n".join(part.written) + "\r\n")
        zone: tzinfo = defined.to_tz(lookup_tzid=False)
    # Two TZID in one zone (WordPress, seen 2024) is an AttributeError; others raise other things.
    except Exception:
        return None
    return zone
