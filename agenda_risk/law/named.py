"""The one meeting that a decision names, as it stood when the draft was made."""

from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from agenda_risk.errors import RefusedError
from agenda_risk.mask import masked
from agenda_risk.matters import content_of, keyed_items
from agenda_risk.models import STOCKHOLM, Meeting, Model, Publicity


class NamedItem(Model):
    """An item of the agenda; *content* is a hash of what is to be decided."""

    number: str
    title: str
    content: str = ""


class NamedMeeting(Model):
    """One meeting of one body on one day. All texts are masked."""

    organisation: str = ""
    body: str
    day: date
    clock: time | None = None
    place: str = ""
    publicity: Publicity = Publicity.UNKNOWN
    items: tuple[NamedItem, ...] = ()


class Change(StrEnum):
    """What of a meeting is another than when the draft was made."""

    BODY = "body"
    DAY = "day"
    CLOCK = "clock"
    PLACE = "place"
    PUBLICITY = "publicity"
    AGENDA = "agenda"


def named(meeting: Meeting | NamedMeeting) -> NamedMeeting:
    """Return what a decision has to keep of *meeting*.

    Raises RefusedError where its day is not known: a decision is about one meeting.
    """
    if isinstance(meeting, NamedMeeting):
        return meeting
    if meeting.start.day is None:
        raise RefusedError(
            "The day of the meeting is not known. A decision is about one single meeting."
        )
    return NamedMeeting(
        organisation=masked(meeting.organisation.name),
        body=masked(meeting.body.name),
        day=meeting.start.day,
        clock=meeting.start.clock,
        place=masked(meeting.place),
        publicity=meeting.publicity,
        items=tuple(_items(meeting)),
    )


def changes(before: NamedMeeting, now: NamedMeeting) -> tuple[Change, ...]:
    """Return what is another in *now* than it was *before*."""
    pairs = {
        Change.BODY: (before.organisation, before.body) != (now.organisation, now.body),
        Change.DAY: before.day != now.day,
        Change.CLOCK: before.clock != now.clock,
        Change.PLACE: before.place != now.place,
        Change.PUBLICITY: before.publicity != now.publicity,
        Change.AGENDA: before.items != now.items,
    }
    return tuple(change for change, is_other in pairs.items() if is_other)


def local_day(at: datetime) -> date:
    """Return the day in Sweden at the time *at*, which has an offset."""
    return at.astimezone(ZoneInfo(STOCKHOLM)).date()


def _items(meeting: Meeting) -> Iterator[NamedItem]:
    for _key, item in keyed_items(meeting):
        title = masked(item.title.text)
        yield NamedItem(number=masked(item.number), title=title, content=content_of(item))
