"""The days of a brief as a calendar file: measures, days to read again, following up."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

import icalendar

from agenda_risk.brief import raised
from agenda_risk.models import Brief
from agenda_risk.render.extent import Extent, limited
from agenda_risk.render.support import follow_up
from agenda_risk.render.words import ROLES, capital, clean
from agenda_risk.translate import Translator, translator

_PRODUCT = "-//agenda-risk//agenda-risk//SV"


class Entry(NamedTuple):
    """Something to do on a day."""

    day: date
    text: str


def as_ics(brief: Brief, language: str, extent: Extent = Extent.ALL) -> bytes:
    """Return the days of *brief* as a calendar; titles of items are left out of it."""
    say = translator(language)
    shown = limited(brief, extent)
    meeting, made = shown.meeting, shown.provenance.made
    name = meeting_name(meeting.body.name, meeting.start.day, say)
    return calendar_of(name, _entries(shown, say), made)


def calendar_of(name: str, entries: Iterable[Entry], made: date) -> bytes:
    """Return *entries* as a calendar called *name*, as of the day on which it was *made*."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(icalendar.Event(), entry, name, made))
    written: bytes = calendar.to_ical()
    return written


def meeting_name(body: str, day: date | None, say: Translator) -> str:
    """Return what a meeting of *body* is called in a calendar."""
    when = say.plain_day(day) if day else say("the date is not known")
    return f"{capital(clean(body))} {when}"


def _entries(brief: Brief, say: Translator) -> Iterator[Entry]:
    for one in brief.suggestions:
        if one.due:
            yield Entry(one.due, f"{say(one.text)} ({say(ROLES[one.owner])})")
    for day in brief.rescreen:
        yield Entry(day, say("Read the agenda again"))
    if raised(brief):
        yield from (Entry(one.day, one.text) for one in follow_up(brief, say) if one.day)


def _event(event: Any, entry: Entry, name: str, made: date) -> Any:
    identity = sha256(f"{name}|{entry.day}|{entry.text}".encode()).hexdigest()[:32]
    for key, value in (
        ("uid", f"{identity}@agenda-risk"),
        ("dtstamp", datetime.combine(made, time(0), tzinfo=UTC)),
        ("dtstart", entry.day),
        ("dtend", entry.day + timedelta(days=1)),
        ("summary", entry.text),
        ("description", name),
        ("class", "PRIVATE"),
        ("transp", "TRANSPARENT"),
    ):
        event.add(key, value)
    return event
