"""Read the events of a calendar, each time that one is held."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from agenda_risk.extract.calendar_lines import Component, calendars_in
from agenda_risk.extract.calendar_times import Time, Zones, duration, first_time
from agenda_risk.extract.recurring import comes_again, day_of, key, occurrences
from agenda_risk.models import Page, Period

# How far a series is followed where nobody says how far.
_A_YEAR = timedelta(days=366)
# What is a day's end in one zone is the next day in another.
_A_DAY = timedelta(days=1)


class Event(NamedTuple):
    """One time that an event of a calendar is held.

    *id* is UID, for one of a series with the time that it was first meant for. *written* has the
    properties that belong to all of the series.
    """

    id: str
    start: Time | None
    end: Time | None
    written: Component
    is_called_off: bool


def events_in(page: Page, zone: str, period: Period | None) -> Iterator[Event]:
    """Yield the events on *page* that are held within *period*, and those without a day.

    Times without a zone are in *zone*. Raises AnswerError where *page* is no calendar.
    """
    for calendar in calendars_in(page):
        zones = Zones(calendar, zone)
        called_off = calendar.text("METHOD").upper() == "CANCEL"
        for several in _series(calendar.named("VEVENT"), zones).values():
            for event in _held(several, zones, period):
                is_off = called_off or event.is_called_off
                start, end = zones.at_home(event.start), zones.at_home(event.end)
                yield from _within(
                    event._replace(start=start, end=end, is_called_off=is_off), period
                )


def _series(events: Iterable[Component], zones: Zones) -> dict[str, list[Component]]:
    """Return *events* by UID; those without one stand alone, by what they say and when."""
    found: dict[str, list[Component]] = {}
    for event in events:
        uid = event.text("UID") or _instead_of_uid(event, zones)
        if uid:
            found.setdefault(uid, []).append(event)
    return found


def _instead_of_uid(event: Component, zones: Zones) -> str:
    start = first_time(event, "DTSTART", zones)
    title = event.text("SUMMARY")
    return f"{key(start) if start else ''} {title}" if title else ""


def _held(several: list[Component], zones: Zones, period: Period | None) -> Iterator[Event]:
    """Yield the times that events of one UID are held; what is said of one time alone wins."""
    alone = {_meant(one, zones): one for one in _in_order(several) if _meant(one, zones)}
    for moved in alone.values():
        yield _event(moved, _meant(moved, zones), zones)
    latest = _latest(several, zones)
    for start, event in latest.items():
        # Several events that share one UID are told apart by their times.
        named = key(start) if start and len(latest) > 1 else ""
        single = _event(event, named, zones)
        yield from (one for one in _times(single, zones, period) if _stamp(one) not in alone)


def _times(single: Event, zones: Zones, period: Period | None) -> Iterator[Event]:
    event = single.written
    if single.start is None or not comes_again(event):
        yield single
        return
    first = period.first - _A_DAY if period else day_of(single.start)
    last = period.last + _A_DAY if period else _later(first)
    asked = Period(first=first, last=last)
    length = _length(single)
    for start in occurrences(event, single.start, zones, asked):
        end = start + length if length else None
        yield single._replace(id=f"{single.id}/{key(start)}", start=start, end=end)


def _event(event: Component, meant: str, zones: Zones) -> Event:
    start = first_time(event, "DTSTART", zones)
    end = first_time(event, "DTEND", zones)
    if end is None and isinstance(start, datetime) and duration(event):
        end = start + duration(event)
    uid = event.text("UID") or _instead_of_uid(event, zones)
    is_off = event.text("STATUS").upper() in ("CANCELLED", "CANCELED")
    return Event(f"{uid}/{meant}" if meant else uid, start, end, event, is_off)


def _within(event: Event, period: Period | None) -> Iterator[Event]:
    if not period or event.start is None or period.first <= day_of(event.start) <= period.last:
        yield event


def _latest(several: list[Component], zones: Zones) -> dict[Time | None, Component]:
    """Return the latest version of an event; of the same version those at other times too."""
    whole = [one for one in _in_order(several) if not _meant(one, zones)]
    highest = _version(whole[-1]) if whole else 0
    same = [one for one in whole if _version(one) == highest]
    return {first_time(one, "DTSTART", zones): one for one in same}


def _in_order(several: list[Component]) -> list[Component]:
    return sorted(several, key=_version)


def _version(event: Component) -> int:
    written = event.text("SEQUENCE")
    return int(written) if written.isdecimal() and len(written) < 10 else 0


def _meant(event: Component, zones: Zones) -> str:
    """Return the time of a series that *event* alone is about, if it is about one."""
    meant = first_time(event, "RECURRENCE-ID", zones)
    return key(meant) if meant else ""


def _stamp(event: Event) -> str:
    return event.id.rpartition("/")[2]


def _length(event: Event) -> timedelta:
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        return event.end - event.start
    return timedelta()


def _later(day: date) -> date:
    return min(day, date.max - _A_YEAR) + _A_YEAR
