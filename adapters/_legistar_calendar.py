"""Read the calendar page of Legistar, InSite, and its words for meetings that are not held."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from agenda_risk.bodies import body_named
from agenda_risk.extract.answers import html_in, words
from agenda_risk.extract.records import whole
from agenda_risk.models import STOCKHOLM, Link, LinkKind, Meeting, MeetingState, Moment, Page
from agenda_risk.moments import at, clock_in, in_zone, moment_in

# At the beginning of a line, or set off: what is said of another meeting stands further in.
_SET_OFF = r"(?:^\W*(?:\w+\W+){0,6}|[-–—*(:]\s*)"
_CANCELLED = re.compile(_SET_OFF + "cancel", re.IGNORECASE)
_MOVED = re.compile(_SET_OFF + "(?:deferred|postponed|rescheduled)", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_FILES = (
    ("hypAgenda", LinkKind.SUMMONS),
    ("hypAgendaPacket", LinkKind.PAPERS),
    ("hypMinutes", LinkKind.MINUTES),
)
_LONGEST = 300


def state_of(told: Sequence[str], has_agenda: bool) -> MeetingState:
    """Return what the status, the comment, the place and the time of a meeting say, in any of them.

    The words of statuses are set by each client: "Cancelled", "Deferred", "Final-revised".
    """
    lines = [line[:_LONGEST] for text in told for line in text.splitlines()]
    if any(map(_CANCELLED.search, lines)):
        return MeetingState.CANCELLED
    if any(map(_MOVED.search, lines)):
        return MeetingState.MOVED
    return MeetingState.PLANNED if has_agenda else MeetingState.AGENDA_NOT_PUBLISHED


def is_calendar(page: Page) -> bool:
    """Tell whether *page* is the calendar for people."""
    return b"gridCalendar" in page.content


def calendar_on(page: Page) -> Iterator[Meeting]:
    """Yield the meetings in the rows of the calendar; those that are hidden come another time."""
    root = html_in(page)
    heads = [words(head).casefold() for head in root.xpath("//th[contains(@class,'rgHeader')]")]
    for row in root.xpath("//tr[.//a[contains(@id,'_hypBody')]][contains(@id,'gridCalendar')]"):
        yield _meeting(row, heads, page)


def _meeting(row: HtmlElement, heads: list[str], page: Page) -> Meeting:
    cells = dict(zip(heads, map(_lines, row.xpath("./td")), strict=False))
    body, place = _text(row, "hypBody"), cells.get("meeting location", "")
    links = tuple(_links(row, page))
    details = _address(row, "hypMeetingDetail", page)
    has_agenda = any(link.kind == "summons" for link in links)
    return Meeting(
        id=_id(details or _address(row, "hypiCal", page)),
        body=body_named(body),
        title=body,
        start=_start(row, page),
        place=words(place),
        state=state_of((_text(row, "lblTime"), place), has_agenda),
        source=page.url,
        web=details,
        links=links,
    )


def _start(row: HtmlElement, page: Page) -> Moment:
    """Return the day, which is written month first, with the time beside it."""
    found = _MONTH_FIRST.search(" ".join(map(words, row.xpath("./td"))))
    day = moment_in(f"{found[3]}-{found[1]}-{found[2]}") if found else Moment()
    local = at(day, clock_in(_text(row, "lblTime"))) if day.day else day
    return in_zone(local, page.about.get("zone", STOCKHOLM))


def _links(row: HtmlElement, page: Page) -> Iterator[Link]:
    for name, kind in _FILES:
        address = _address(row, name, page)
        if address:
            yield Link(url=address, title=_text(row, name), kind=kind)


def _lines(cell: HtmlElement) -> str:
    """Return the texts in *cell* as lines: a place can have CANCELLED under it (Chicago, 2019)."""
    return "\n".join(line for line in map(words, cell.itertext()) if line)


def _text(row: HtmlElement, name: str) -> str:
    return next((words(one) for one in row.xpath(f".//*[{_ends(name)}]")), "")


def _address(row: HtmlElement, name: str, page: Page) -> str:
    return next((whole(page, link) for link in row.xpath(f".//a[{_ends(name)}]/@href")), "")


def _ends(name: str) -> str:
    """Return the condition that an id ends with *name*."""
    return f"substring(@id, string-length(@id) - {len(name)}) = '_{name}'"


def _id(address: str) -> str:
    """Return the number of the meeting in *address*; it is not that of the API."""
    return next(iter(parse_qs(urlsplit(address).query).get("ID", [""])))
