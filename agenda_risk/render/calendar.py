"""The days of a brief as a calendar file: measures, days to read again, following up."""

from collections.abc import Iterator
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


class _Entry(NamedTuple):
    """Something to do on a day."""

    day: date
    text: str


def as_ics(brief: Brief, language: str, extent: Extent = Extent.ALL) -> bytes:
    """Return the days of *brief* as a calendar; titles of items are left out of it."""
    say = translator(language)
    shown = limited(brief, extent)
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _name(shown, say))
    for entry in _entries(shown, say):
        calendar.add_component(_event(icalendar.Event(), entry, shown, say))
    written: bytes = calendar.to_ical()
    return written


def _entries(brief: Brief, say: Translator) -> Iterator[_Entry]:
    for one in brief.suggestions:
        if one.due:
            yield _Entry(one.due, f"{say(one.text)} ({say(ROLES[one.owner])})")
    for day in brief.rescreen:
        yield _Entry(day, say("Read the agenda again"))
    if raised(brief):
        yield from (_Entry(one.day, one.text) for one in follow_up(brief, say) if one.day)


def _event(event: Any, entry: _Entry, brief: Brief, say: Translator) -> Any:
    name = _name(brief, say)
    identity = sha256(f"{name}|{entry.day}|{entry.text}".encode()).hexdigest()[:32]
    made = datetime.combine(brief.provenance.made, time(0), tzinfo=UTC)
    for key, value in (
        ("uid", f"{identity}@agenda-risk"),
        ("dtstamp", made),
        ("dtstart", entry.day),
        ("dtend", entry.day + timedelta(days=1)),
        ("summary", entry.text),
        ("description", name),
        ("class", "PRIVATE"),
        ("transp", "TRANSPARENT"),
    ):
        event.add(key, value)
    return event


def _name(brief: Brief, say: Translator) -> str:
    day = brief.meeting.start.day
    when = say.plain_day(day) if day else say("the date is not known")
    return f"{capital(clean(brief.meeting.body.name))} {when}"
