"""Read feeds (Atom, RSS): an entry is an item of an agenda, or a document of a meeting.

What an entry is about stands in its title and its text, in words; when it was published is never
taken for when the meeting is.
"""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled
from agenda_risk.errors import AnswerError
from agenda_risk.extract.alternates import alternates
from agenda_risk.extract.feeds import Entry, Feed, Reference, feed_in
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import joined
from agenda_risk.models import (
    AgendaItem,
    ItemState,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Page,
    Passage,
    Period,
    Recognition,
    Request,
    Source,
)
from agenda_risk.moments import moment_in
from agenda_risk.published import is_extra, item_state, kind_titled, media_type
from agenda_risk.translate import N_

from ._asking import is_asked_for, known_of
from ._notices import Told, kind_of, told_by, when

_TYPES = ("application/atom+xml", "application/rss+xml")
_MOST_PAGES = 20
# "TOP 24: …" (Karlsruhe, Atom, seen 2026); the Swedish labels are unseen.
_NUMBER = re.compile(
    r"^(?:TOP|Punkt|Agendapunkt|Ärende|Item|§)\s*(?P<number>\d+(?:[.:]\d+)*\s?[a-z]?)\s*:",
    re.IGNORECASE,
)
_LABELS = {
    "body": ("sitzung", "gremium", "nämnd", "organ", "instans", "committee", "sammanträde"),
    "day": ("datum", "sitzungsdatum", "sammanträdesdatum", "mötesdatum", "date", "dato"),
}
_SITTING = re.compile(r"\s*\((?:nicht[ -]?)?öffentlich[^)]*\)\s*$", re.IGNORECASE)
_WITHDRAWN = re.compile(r"\babgesetzt\b", re.IGNORECASE)


class FeedOfMeetings:
    """Read the entries of a feed."""

    name = "feed"
    title = "Feed (Atom, RSS)"
    cannot: tuple[str, ...] = (
        N_("the whole agenda"),
        N_("two meetings of a body on one day apart"),
    )
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise a feed by its root, best if it tells of meetings, and a page that names one."""
        try:
            feed_in(page)
        except AnswerError:
            url = next(iter(alternates(page, _TYPES)), "")
            source = Source(url=url, system=self.name)
            mark = '<link rel="alternate">'
            return Recognition(source=source, sure=1, marks=(mark,)) if url else None
        bodies = tuple(dict.fromkeys(meeting.body.name for meeting in self.parse(page)))
        source = Source(url=page.url, system=self.name)
        return Recognition(source=source, sure=3 if bodies else 1, marks=("feed",), bodies=bodies)

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the feed, page by page where it has several."""
        about = known_of(source, period)
        page = get(Request(url=source.url, about=about))
        yield page
        met = {source.url}
        while (url := _next_url(page)) and url not in met and len(met) < _MOST_PAGES:
            met.add(url)
            following = list(get.tried(Request(url=url, about=about)))
            yield from following
            page = following[0] if following else Page(url=url, content=b"")

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield a meeting for all entries that are about the same; others are left out."""
        feed = feed_in(page)
        parts = (one for entry in feed.entries for one in _parts(entry, feed, page))
        whole = (_whole(meeting) for meeting in joined(parts))
        yield from (meeting for meeting in whole if is_asked_for(meeting, page.about))


def _parts(entry: Entry, feed: Feed, page: Page) -> Iterator[Meeting]:
    labels = _labelled(entry)
    if labels.get("body") and labels.get("number"):
        yield _with_item(entry, labels, page)
        return
    around = ("\n".join(entry.lines), feed.title)
    told = told_by(entry.title, around, summons=page.about.get("summons", ""))
    if told.is_meeting:
        yield _with_document(entry, told, page)


def _labelled(entry: Entry) -> dict[str, str]:
    """Return what the lines "Label: value" of *entry* say: the body, the day, the number."""
    found: dict[str, str] = {}
    for line in entry.lines:
        label, _, value = line.partition(":")
        named = (key for key, names in _LABELS.items() if label.strip().casefold() in names)
        found.update((key, value.strip()) for key in named if value.strip() and key not in found)
        number = _NUMBER.match(line)
        if number and "number" not in found:
            found["number"] = number["number"].strip()
    return found


def _unlabelled(summary: str) -> str:
    """Return *summary* without the lines that only tell the body, the day and the number.

    A feed without summaries has its whole content there.
    """
    named = {name for names in _LABELS.values() for name in names}
    lines = (line for line in summary.splitlines() if not _NUMBER.match(line))
    return "\n".join(one for one in lines if one.partition(":")[0].strip().casefold() not in named)


def _with_item(entry: Entry, labels: dict[str, str], page: Page) -> Meeting:
    """Return the meeting of an entry that is one item; entries of one share an address."""
    body = body_named(_SITTING.sub("", labels["body"]))
    start = when(labels.get("day", ""))
    address, anchor = urldefrag(entry.url)
    state = ItemState.WITHDRAWN if _WITHDRAWN.search(entry.title) else item_state(entry.title)
    item = AgendaItem(
        id=entry.id or entry.url,
        number=labels["number"],
        title=Passage(text=entry.title),
        summary=Passage(text=_unlabelled(entry.summary)),
        links=tuple(_item_link(one) for one in entry.references if one.url != entry.url),
        state=state,
    )
    return Meeting(
        id=address if anchor else _key(body.name, str(start.day or "")),
        body=body,
        start=start,
        items=(item,),
        source=page.url,
        web=address,
    )


def _with_document(entry: Entry, told: Told, page: Page) -> Meeting:
    """Return the meeting of an entry that is a document of it, or only tells of it."""
    start = moment_in(entry.starts) if entry.starts else told.start
    is_off = is_cancelled(entry.title)
    files = entry.files or ((Reference(entry.url),) if entry.url else ())
    summons = page.about.get("summons", "")
    kept = files if told.kind is not LinkKind.OTHER or entry.files else ()
    return Meeting(
        id=_key(told.body.name, str(start.day)) if start.day else entry.id,
        body=told.body,
        title=entry.title,
        start=start,
        state=MeetingState.CANCELLED if is_off else MeetingState.PLANNED,
        is_extra=is_extra(entry.title),
        source=page.url,
        web=entry.url,
        links=tuple(_link(one, entry, told, summons) for one in kept),
    )


def _link(found: Reference, entry: Entry, told: Told, summons: str) -> Link:
    kind = kind_of(found.title, summons) if found.title else told.kind
    return Link(
        url=found.url,
        title=found.title or entry.title,
        id=entry.id if len(entry.files) < 2 else "",
        kind=told.kind if kind is LinkKind.OTHER else kind,
        media_type=found.media_type or media_type(found.url),
    )


def _item_link(found: Reference) -> Link:
    kind = kind_titled(found.title)
    return Link(
        url=found.url,
        title=found.title,
        kind=LinkKind.PAPERS if kind is LinkKind.OTHER else kind,
        media_type=media_type(found.url),
    )


def _whole(meeting: Meeting) -> Meeting:
    """Return *meeting*, all its parts joined, with its items in the order of their numbers."""
    items = tuple(sorted(meeting.items, key=lambda item: _order(item.number)))
    has_agenda = items or any(one.kind is LinkKind.SUMMONS for one in meeting.links)
    unknown = MeetingState.PLANNED if has_agenda else MeetingState.AGENDA_NOT_PUBLISHED
    state = unknown if meeting.state is MeetingState.PLANNED else meeting.state
    return meeting.model_copy(update={"items": items, "state": state})


def _order(number: str) -> tuple[tuple[int, str], ...]:
    parts = re.findall(r"\d+|[a-z]+", number.lower())
    return tuple((int(one), "") if one.isdecimal() else (0, one) for one in parts)


def _key(body: str, day: str) -> str:
    return f"{body.casefold()} {day}".strip()


def _next_url(page: Page) -> str:
    try:
        return feed_in(page).next_url
    except AnswerError:
        return ""  # told by who reads the page


@hookimpl
def register_adapters() -> list[Adapter]:
    return [FeedOfMeetings()]
