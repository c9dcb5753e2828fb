"""The one meeting that a decision names, as it stood when the draft was made."""

from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

from agenda_risk.errors import RefusedError
from agenda_risk.mask import masked
from agenda_risk.models import STOCKHOLM, AgendaItem, ItemState, Meeting, Model


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
    items: tuple[NamedItem, ...] = ()


class Change(StrEnum):
    """What of a meeting is another than when the draft was made."""

    BODY = "body"
    DAY = "day"
    CLOCK = "clock"
    PLACE = "place"
    AGENDA = "agenda"


def named(meeting: Meeting) -> NamedMeeting:
    """Return what a decision has to keep of *meeting*.

    Raises RefusedError where its day is not known: a decision is about one meeting.
    """
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
        items=tuple(map(_named, meeting.items)),
    )


def changes(before: NamedMeeting, now: NamedMeeting) -> tuple[Change, ...]:
    """Return what is another in *now* than it was *before*."""
    pairs = {
        Change.BODY: (before.organisation, before.body) != (now.organisation, now.body),
        Change.DAY: before.day != now.day,
        Change.CLOCK: before.clock != now.clock,
        Change.PLACE: before.place != now.place,
        Change.AGENDA: before.items != now.items,
    }
    return tuple(change for change, is_other in pairs.items() if is_other)


def local_day(at: datetime) -> date:
    """Return the day in Sweden at the time *at*, which has an offset."""
    return at.astimezone(ZoneInfo(STOCKHOLM)).date()


def _named(item: AgendaItem) -> NamedItem:
    return NamedItem(number=item.number, title=masked(item.title.text), content=_content(item))


def _content(item: AgendaItem) -> str:
    is_withdrawn = item.state is ItemState.WITHDRAWN
    texts = (item.title.text, item.proposal.text, item.case_number, item.publicity, is_withdrawn)
    return sha256("\0".join(map(str, texts)).encode("utf-8", "replace")).hexdigest()[:16]
