"""Read a page of the web that lists meetings, or documents of meetings.

Without options it is read as a person skims it: a link belongs to the meeting whose body and day
stand in it, beside it or above it. The options of a source say better where to look: "list" (each
meeting), and within it "title", "date", "body" and "link", all selectors; "summons" are words that
name a document that calls to a meeting.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml.html import HtmlElement

from agenda_risk import hookimpl
from agenda_risk.cancelled import is_cancelled
from agenda_risk.errors import ReadError
from agenda_risk.extract.addresses import host_of
from agenda_risk.extract.answers import html_in, not_too_many, words
from agenda_risk.extract.elements import html_or_nothing
from agenda_risk.extract.listed import Listed, link_in, listed, spaced
from agenda_risk.extract.selectors import selected
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import joined
from agenda_risk.models import (
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Notice,
    Page,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.published import is_extra, is_within, media_type, with_summons
from agenda_risk.translate import N_

from ._asking import is_asked_for, known_of, period_of
from ._notices import Told, kind_of, told_by

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MOST_PAGES = 60
_MOST_EXAMPLES = 3
_GUESSED = N_("Body and day were read from the words around “{title}” on {page}.")


class Found(NamedTuple):
    """A link, and what is told of its meeting."""

    link: Listed
    told: Told


class WebPage:
    """Read the links of a page, and of the pages of meetings that it links to."""

    name = "webpage"
    title = "Web page with meetings or their documents"
    cannot: tuple[str, ...] = (
        N_("agenda items"),
        N_("case numbers"),
        N_("two meetings of a body on one day apart"),
    )
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a page from which meetings can be read, and say which: it is a guess."""
        try:
            meetings = list(self.parse(page))
        except ReadError:
            return None
        if not meetings:
            return None
        bodies = tuple(dict.fromkeys(meeting.body.name for meeting in meetings))
        shown = tuple(_example(meeting) for meeting in meetings[:_MOST_EXAMPLES])
        source = Source(url=page.url, system=self.name)
        return Recognition(source=source, sure=1, marks=shown, bodies=bodies)

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the page, and the pages of meetings that it links to: one level, one host."""
        known = known_of(source, period)
        page = get(Request(url=source.url, about=known))
        yield page
        for url, meeting in _pages_of_meetings(page):
            yield from get.tried(Request(url=url, about={**known, **_of(meeting)}))

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meetings that the links of *page* belong to."""
        root = html_in(page)
        parts = (_meeting(found, page) for found in _found(root, page))
        whole = (_whole(meeting) for meeting in joined(parts))
        yield from (meeting for meeting in whole if is_asked_for(meeting, page.about))


def _found(root: HtmlElement, page: Page) -> Iterator[Found]:
    """Yield the links of *root* that belong to a meeting."""
    titles = (words(next(iter(root.iter("h1")), None)), words(next(iter(root.iter("title")), None)))
    above = tuple(title for title in (page.about.get("meeting", ""), *titles) if title)
    if page.about.get("list"):
        rows = selected(root, page.about["list"])
        yield from (found for row in rows for found in _in_row(row, above, page.about))
        return
    for link in not_too_many(listed(root), page):
        told = _told(link, (link.row, *link.around, *above), page.about)
        is_of_the_page = bool(page.about.get("meeting")) and link.is_document
        if told.is_meeting or (is_of_the_page and told.body.name):
            yield Found(link, told)


def _in_row(
    row: HtmlElement, above: tuple[str, ...], options: Mapping[str, str]
) -> Iterator[Found]:
    """Yield the links in one *row* of the list that a source names; its meeting is told once."""
    said = {name: _said(row, options.get(name, "")) for name in ("title", "date", "body")}
    links = selected(row, options.get("link") or "a")
    around = tuple(text for text in (said["body"], said["date"], spaced(row), *above) if text)
    for element in links:
        link = link_in(element)
        shown = link._replace(title=link.title or said["title"])
        told = _told(shown, around, options)
        if host_of(link.url) and told.body.name and told.start.day:
            yield Found(shown, told)


def _said(row: HtmlElement, selector: str) -> str:
    found = selected(row, selector) if selector else []
    return " ".join((one.get("datetime") or spaced(one)) for one in found[:1])


def _told(link: Listed, around: tuple[str, ...], options: Mapping[str, str]) -> Told:
    """Return what is told of the meeting of *link*; where years fit, the one within the period."""
    summons = options.get("summons", "")
    years = _years(link, around, options)
    told = [told_by(link.title, around, year, summons) for year in years]
    period = period_of(options)
    fitting = (one for one in told if period and one.start.day and is_within(period, one.start))
    return next(fitting, told[0])


def _years(
    link: Listed, around: tuple[str, ...], options: Mapping[str, str]
) -> tuple[int | None, ...]:
    """Return the years that a day without one may be in: the nearest written, or the period's.

    A list of the days of a year has the year above it.
    """
    written = (found for text in (link.title, *around) if (found := _YEAR.search(text)))
    found = next(written, None)
    period = period_of(options)
    if found:
        return (int(found[1]),)
    return (period.first.year, period.last.year) if period else (None,)


def _meeting(found: Found, page: Page) -> Meeting:
    link, told = found
    is_page = not link.is_document and told.kind is LinkKind.OTHER
    is_off = is_cancelled(f"{link.title} {link.row}") or is_cancelled(page.about.get("meeting", ""))
    where: dict[str, str | int] = {"title": link.title, "page": page.url}
    day = str(told.start.day) if told.start.day else link.url
    return Meeting(
        id=f"{told.body.name.casefold()} {day}",
        body=told.body,
        start=told.start,
        state=MeetingState.CANCELLED if is_off else MeetingState.PLANNED,
        is_extra=is_extra(link.title, link.row),
        source=page.url,
        web=link.url if is_page else page.url,
        links=() if is_page else (_link(link, page.about),),
        notices=() if page.about.get("list") else (Notice(msgid=_GUESSED, fields=where),),
    )


def _link(link: Listed, options: Mapping[str, str]) -> Link:
    kind = kind_of(link.title, options.get("summons", ""))
    return Link(url=link.url, title=link.title, kind=kind, media_type=media_type(link.url))


def _whole(meeting: Meeting) -> Meeting:
    """Return *meeting*, all its links joined; what was guessed is told once."""
    links = with_summons(meeting.links)
    has_agenda = any(link.kind is LinkKind.SUMMONS for link in links)
    unknown = MeetingState.PLANNED if has_agenda else MeetingState.AGENDA_NOT_PUBLISHED
    state = unknown if meeting.state is MeetingState.PLANNED else meeting.state
    notices = meeting.notices[:1]
    return meeting.model_copy(update={"links": links, "state": state, "notices": notices})


def _pages_of_meetings(page: Page) -> list[tuple[str, Meeting]]:
    """Return the pages of single meetings that *page* links to, each once."""
    host = host_of(page.url)
    found: dict[str, Meeting] = {}
    for one in _found(html_or_nothing(page), page):
        meeting = _meeting(one, page)
        is_near = host_of(one.link.url) == host and one.link.url != page.url
        if is_near and not one.link.is_document and is_asked_for(meeting, page.about):
            found.setdefault(one.link.url, meeting)
    return list(found.items())[:_MOST_PAGES]


def _of(meeting: Meeting) -> dict[str, str]:
    """Return what the page of *meeting* has to know: its body and day, in words."""
    off = "inställt" if meeting.state is MeetingState.CANCELLED else ""
    return {"list": "", "meeting": f"{meeting.body.name} {meeting.start.day or ''} {off}".strip()}


def _example(meeting: Meeting) -> str:
    titles = ", ".join(link.title for link in meeting.links[:_MOST_EXAMPLES])
    return f"{meeting.body.name} {meeting.start.day or '–'}: {titles or meeting.web}"


@hookimpl
def register_adapters() -> list[Adapter]:
    return [WebPage()]
