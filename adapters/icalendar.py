"""Read calendars (iCalendar, RFC 5545): when which body meets, and where.

Calendars are made by many products: ALLRIS and Legistar offer them, and so do the calendars of
web sites and of Google. None has an agenda in it, but often a link to one.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from agenda_risk import hookimpl
from agenda_risk.agenda import meeting_facts
from agenda_risk.agenda.openness import publicity
from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled, without_cancelled
from agenda_risk.extract.addresses import whole
from agenda_risk.extract.alternates import alternates, linked
from agenda_risk.extract.answers import text_in, words
from agenda_risk.extract.calendar_lines import Component, is_calendar
from agenda_risk.extract.calendars import Event, events_in
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import (
    STOCKHOLM,
    Body,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Page,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.translate import N_

from ._asking import is_asked_for, known_of, period_of

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+[^\s<>\"'\\.,;:!?)\]]")
# What is said of a meeting before and after the name of the body.
_AROUND = re.compile(
    r"^(?:(?:extra|ordinarie|offentligt)\s+)?(?:sammanträde|möte|sitzung)(?:\s+(?:med|i|des|der))?\s+"
    r"|[\s,–-]+(?:(?:extra|ordinarie)\s+)?(?:sammanträde|möte|meeting|sitzung)$",
    re.IGNORECASE,
)
_EXTRA = re.compile(r"\b(?:extra(?:insatt)?|special|sonder|ekstraordinær)", re.IGNORECASE)
_SUMMONS = re.compile(r"kallelse|föredragningslista|dagordning|agenda|tagesordnung", re.IGNORECASE)
_CALENDAR = "text/calendar"
_FILE = r"^webcals?:|^https?:[^?#]+\.ics(?:$|\?)"
_MOST_BODIES = 50


class ICalendar:
    """Read the events of a calendar as meetings."""

    name = "icalendar"
    title = "Calendar feed (iCalendar)"
    cannot: tuple[str, ...] = (N_("agenda items"), N_("case numbers"))
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a calendar by its first line, and a page that names or links to one."""
        if is_calendar(text_in(page)):
            source = Source(url=page.url, system=self.name)
            return Recognition(
                source=source, sure=3, marks=("BEGIN:VCALENDAR",), bodies=_bodies(page)
            )
        named = alternates(page, (_CALENDAR,))
        url = next(iter((*named, *linked(page, _FILE))), "")
        mark = '<link rel="alternate">' if named else "<a>"
        source = Source(url=url, system=self.name)
        return Recognition(source=source, sure=len(named[:1]) + 1, marks=(mark,)) if url else None

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the calendar; it says itself what it holds, and no server filters it."""
        yield get(asked(source, source.url, period))

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield a meeting for each time that an event is held within the period asked for."""
        yield from meetings_in(page)


def asked(source: Source, url: str, period: Period) -> Request:
    """Return the request for the calendar at *url*, with what its reader has to know."""
    return Request(url=url, accept=_CALENDAR, about=known_of(source, period))


def meetings_in(page: Page) -> Iterator[Meeting]:
    """Yield the meetings of the calendar on *page*."""
    for event in events_in(page, page.about.get("zone", ""), period_of(page.about)):
        title = words(event.written.text("SUMMARY"))
        meetings = (_meeting(event, title, page),) if title else ()
        yield from (meeting for meeting in meetings if is_asked_for(meeting, page.about))


def _meeting(event: Event, title: str, page: Page) -> Meeting:
    written = event.written
    links = tuple({link.url: link for link in _links(written, page.url)}.values())
    body = _body(without_cancelled(title))
    about = f"{title}\n{written.text('DESCRIPTION')}"
    doors, ground = publicity(about, body.kind)
    is_off = event.is_called_off or is_cancelled(title)
    has_summons = any(link.kind is LinkKind.SUMMONS for link in links)
    return Meeting(
        id=event.id,
        body=body,
        title=title,
        start=_moment(event.start),
        end=_end(event),
        place=words(written.text("LOCATION")),
        state=_state(is_off, has_summons),
        is_extra=bool(_EXTRA.search(title)),
        publicity=doors,
        publicity_ground=ground,
        source=page.url,
        web=_web(written, page.url),
        links=links,
    )


def _bodies(page: Page) -> tuple[str, ...]:
    found = dict.fromkeys(meeting.body.name for meeting in meetings_in(page))
    return tuple(found)[:_MOST_BODIES]


def _state(is_off: bool, has_summons: bool) -> MeetingState:
    if is_off:
        return MeetingState.CANCELLED
    return MeetingState.PLANNED if has_summons else MeetingState.AGENDA_NOT_PUBLISHED


def _body(title: str) -> Body:
    """Return the body that *title* names; in other languages the title without "meeting"."""
    swedish = meeting_facts.body(title)
    return swedish if swedish.name else body_named(_AROUND.sub("", title).strip(" –-:,"))


def _moment(when: date | None) -> Moment:
    """Return *when* as a moment: Swedish time without an offset, others with theirs."""
    if not isinstance(when, datetime):
        return Moment(day=when)
    clock = when.time().replace(second=0, microsecond=0)
    if clock == time():
        return Moment(day=when.date())
    is_swedish = when.utcoffset() == when.astimezone(ZoneInfo(STOCKHOLM)).utcoffset()
    offset = None if is_swedish else timezone(when.utcoffset() or timedelta())
    return Moment(day=when.date(), clock=clock.replace(tzinfo=offset))


def _end(event: Event) -> time | None:
    """Return when *event* ends, on the same day; ALLRIS has midnight of the next for none."""
    start, end = _moment(event.start), _moment(event.end)
    if not (start.clock and end.clock) or start.day != end.day:
        return None
    return end.clock.replace(tzinfo=None) if end.instant() > start.instant() else None  # type: ignore[operator]


def _web(written: Component, base: str) -> str:
    return whole(base, written.text("URL")) if written.text("URL") else ""


def _links(written: Component, base: str) -> Iterator[Link]:
    """Yield what is attached, and the documents that the description links to."""
    for line in written.all("ATTACH"):
        url = whole(base, line.value)
        if line.parameters.get("ENCODING") is None and url:
            yield _link(url, line.parameters)
    for found in _ADDRESS.finditer(written.text("DESCRIPTION")):
        url = whole(base, found.group())
        if url and re.search(r"\.(?:pdf|docx?|odt)\b", url, re.IGNORECASE):
            yield _link(url, {})


def _link(url: str, told: Mapping[str, str]) -> Link:
    title = told.get("FILENAME") or told.get("X-FILENAME") or url.rsplit("/", 1)[-1]
    kind = LinkKind.SUMMONS if _SUMMONS.search(f"{title} {url}") else LinkKind.OTHER
    return Link(url=url, title=title, kind=kind, media_type=told.get("FMTTYPE", ""))


@hookimpl
def register_adapters() -> list[Adapter]:
    return [ICalendar()]
