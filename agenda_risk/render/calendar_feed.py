"""Raised meetings as a calendar that other programs subscribe to (iCalendar, RFC 5545 and 7986)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from agenda_risk.models import STOCKHOLM, Event, Feed, Told
from agenda_risk.render.case_lines import case_lines
from agenda_risk.render.feed_entries import changed, description, heading, host, one_each
from agenda_risk.render.message_words import local_clock
from agenda_risk.render.words import capital, clean
from agenda_risk.translate import Translator, translator

_AGAIN = timedelta(hours=1)
_REMIND = time(9)
_STATES = {Event.CANCELLED: "CANCELLED", Event.MISSING: "TENTATIVE"}
# As the clocks have been moved since 1996. What icalendar makes of zoneinfo moves them in spring at
# three instead of two, and ends after some years (7.3).
_ZONE = f"""BEGIN:VTIMEZONE
TZID:{STOCKHOLM}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def as_calendar(feed: Feed) -> bytes:
    """Return *feed* as a calendar. A meeting whose day is not known cannot stand in it."""
    say = translator(feed.language)
    calendar = icalendar.Calendar()
    for key, value in _head(feed):
        calendar.add(key, value)
    calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add_component(icalendar.Timezone.from_ical(_ZONE))
    for told in one_each(feed.told):
        if told.day is not None:
            calendar.add_component(_event(told, told.day, feed, say))
    written: bytes = calendar.to_ical()
    return written


def _head(feed: Feed) -> Iterator[tuple[str, object]]:
    name = clean(feed.name)
    yield from (
        ("prodid", f"-//agenda-risk//agenda-risk//{feed.language.upper()}"),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("name", name),
        ("x-wr-calname", name),
        ("x-wr-timezone", STOCKHOLM),
        ("x-published-ttl", "PT1H"),
    )


def _event(told: Told, day: date, feed: Feed, say: Translator) -> Any:
    event = icalendar.Event()
    for key, value in (*_identity(told, feed), *_times(told, day), *_content(told, say)):
        event.add(key, value)
    if told.event is not Event.CANCELLED:
        event.add_component(_alarm(told, day, say))
    return event


def _identity(told: Told, feed: Feed) -> Iterator[tuple[str, object]]:
    yield "uid", f"meeting-{told.meeting}@{host(feed)}"
    yield "sequence", told.sequence
    yield "dtstamp", changed(told, feed).astimezone(UTC)
    if told.at:
        yield "last-modified", told.at.astimezone(UTC)


def _times(told: Told, day: date) -> Iterator[tuple[str, object]]:
    """Yield when it begins; it is not known when it ends, and nothing is made up."""
    begins = _begins(told, day)
    yield "dtstart", begins
    if not isinstance(begins, datetime):
        yield "dtend", day + timedelta(days=1)


def _content(told: Told, say: Translator) -> Iterator[tuple[str, object]]:
    organisation = capital(clean(told.organisation))
    lines = (description(told, say), organisation, *case_lines(told, say), told.link)
    yield from (
        ("status", _STATES.get(told.event, "CONFIRMED")),
        ("summary", heading(told, say)),
        ("description", "\n".join(line for line in lines if line)),
        ("class", "PRIVATE"),
        ("transp", "TRANSPARENT"),
    )
    if told.link:
        yield "url", told.link


def _alarm(told: Told, day: date, say: Translator) -> Any:
    """Return a reminder at nine the day before."""
    begins = datetime.combine(day, local_clock(told) or time(0))
    reminded = datetime.combine(day - timedelta(days=1), _REMIND)
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", heading(told, say))
    alarm.add("trigger", reminded - begins)
    return alarm


def _begins(told: Told, day: date) -> date | datetime:
    clock = local_clock(told)
    return datetime.combine(day, clock, tzinfo=ZoneInfo(STOCKHOLM)) if clock else day
