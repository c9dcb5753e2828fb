"""Turn the events of Legistar into meetings, and their items into items."""

import re
from collections.abc import Iterator, Sequence

from agenda_risk.bodies import body_named
from agenda_risk.extract.answers import json_in, text_in, xml_in
from agenda_risk.extract.records import Record, other_shape, record_of, records, said_error, whole
from agenda_risk.joining import once
from agenda_risk.models import (
    STOCKHOLM,
    AgendaItem,
    Body,
    ItemKind,
    Link,
    LinkKind,
    Meeting,
    Moment,
    Page,
    Passage,
)
from agenda_risk.moments import at, clock_in, in_zone, moment_in

from ._legistar_calendar import state_of

_LAST = 10**9
_CLOSED = re.compile(r"\b(?:closed|executive) session\b", re.IGNORECASE)
_PAGE_BREAK = re.compile(r"\W*page\s*break\W*", re.IGNORECASE)
_SECTIONS = ("old business", "new business", "unfinished business", "consent agenda", "reports")
_TOLD = ("EventAgendaStatusName", "EventLocation", "EventTime", "EventComment")


def objects_on(page: Page) -> tuple[Record, ...]:
    """Return the objects on *page*; a browser's Accept header makes them XML (New York)."""
    if text_in(page).lstrip("\ufeff \r\n\t").startswith("<"):
        return _objects_of_xml(page)
    answer = json_in(page)
    found = Record(answer)
    said = found.text("ExceptionMessage", "MessageDetail", "Message")
    if said:
        raise said_error(page, said)
    if not isinstance(answer, list) and "EventId" not in found:
        raise other_shape(page)
    return records(answer)


def _objects_of_xml(page: Page) -> tuple[Record, ...]:
    root = xml_in(page)
    found = record_of(root)
    if "EventId" in found or "EventItemId" in found:
        return (found,)
    listed = (*found.records("GranicusEvent"), *found.records("GranicusEventItem"))
    if not listed and "ArrayOfGranicusEvent" not in str(root.tag):
        raise other_shape(page)
    return listed


def meetings_on(page: Page) -> Iterator[Meeting]:
    """Yield the meetings, or the items of one, on *page*."""
    found = objects_on(page)
    yield from (_meeting(one, page) for one in found if "EventId" in one)
    yield from _parts([one for one in found if "EventItemId" in one], page)


def _meeting(found: Record, page: Page) -> Meeting:
    items = once(_items(_listed(found), page))
    links = _links_of(found, page)
    told = [found.lines(key) for key in _TOLD]
    return Meeting(
        id=found.text("EventId"),
        body=body_named(found.text("EventBodyName")),
        title=found.text("EventBodyName"),
        start=start_of(found, page),
        place=found.text("EventLocation"),
        state=state_of(told, bool(items) or any(link.kind == "summons" for link in links)),
        items=items,
        source=page.url,
        web=whole(page, found.text("EventInSiteURL")),
        links=links,
    )


def _listed(found: Record) -> tuple[Record, ...]:
    return found.record("EventItems").records("GranicusEventItem") or found.records("EventItems")


def _parts(found: Sequence[Record], page: Page) -> Iterator[Meeting]:
    """Yield *found*, items that were asked for alone, as the parts of their meetings."""
    known = page.about.get("meeting", "")
    events = dict.fromkeys(one.text("EventItemEventId") or known for one in found)
    for event in events:
        own = [one for one in found if (one.text("EventItemEventId") or known) == event]
        yield Meeting(id=known or event, body=Body(name=""), items=once(_items(own, page)))


def _items(found: Sequence[Record], page: Page) -> Iterator[AgendaItem]:
    shown = [one for one in found if _is_shown(one)]
    for one in sorted(shown, key=lambda one: _number(one.text("EventItemAgendaSequence"))):
        yield _item(one, page)


def _is_shown(found: Record) -> bool:
    """Tell whether *found* is on the agenda: with a place and a title, and no mark of a page."""
    title, placed = _title(found), found.text("EventItemAgendaSequence", "EventItemAgendaNumber")
    return bool(title and placed) and not _PAGE_BREAK.fullmatch(title)


def _number(written: str) -> int:
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else _LAST


def _title(found: Record) -> str:
    return found.text("EventItemTitle", "EventItemMatterName")


def _item(found: Record, page: Page) -> AgendaItem:
    title, number = _title(found), found.text("EventItemAgendaNumber")
    links = tuple(_attachments(found, page))
    note = found.lines("EventItemAgendaNote")
    is_bare = not (found.text("EventItemMatterId", "EventItemMatterFile") or number or note)
    is_heading = is_bare and not links and _is_section(title)
    return AgendaItem(
        id=found.text("EventItemId"),
        number=number,
        title=Passage(text=title),
        case_number=found.text("EventItemMatterFile"),
        summary=Passage(text=note),
        body=Passage(text=found.lines("EventItemActionText")),
        links=links,
        kind=ItemKind.HEADING if is_heading else ItemKind.ITEM,
        publicity="closed" if _CLOSED.search(title) else "unknown",
    )


def _is_section(title: str) -> bool:
    """Tell whether *title* is written as the heading of a section: in capitals, or with a colon."""
    return title.isupper() or title.endswith(":") or title.lower() in _SECTIONS


def _attachments(found: Record, page: Page) -> Iterator[Link]:
    for one in found.records("EventItemMatterAttachments"):
        link = Link(
            url=whole(page, one.text("MatterAttachmentHyperlink")),
            title=one.text("MatterAttachmentName", "MatterAttachmentFileName"),
            id=one.text("MatterAttachmentId"),
            kind=LinkKind.PAPERS,
            digest=one.text("MatterAttachmentLastModifiedUtc"),
            restricted=one.flag("MatterAttachmentShowOnInternetPage") is False,
        )
        yield from [link] if link.url else []


def _links_of(found: Record, page: Page) -> tuple[Link, ...]:
    """Return the agenda and the minutes; a new agenda can come at the address of the old."""
    kinds = (("Agenda", LinkKind.SUMMONS), ("Minutes", LinkKind.MINUTES))
    several = (
        Link(
            url=whole(page, found.text(f"Event{name}File")),
            title=name,
            kind=kind,
            digest=found.text(f"Event{name}LastPublishedUTC"),
        )
        for name, kind in kinds
    )
    return tuple(link for link in several if link.url)


def start_of(found: Record, page: Page) -> Moment:
    """Return the day with the time, which is free text beside it, in the zone of the client."""
    local = at(moment_in(found.text("EventDate")), clock_in(found.text("EventTime")))
    return in_zone(local, page.about.get("zone", STOCKHOLM))
