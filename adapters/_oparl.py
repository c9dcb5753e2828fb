"""Turn the objects of OParl into meetings and items."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from agenda_risk.bodies import body_named
from agenda_risk.extract.answers import json_in
from agenda_risk.extract.records import Record, other_shape, records, said_error, whole
from agenda_risk.joining import once, tombstone
from agenda_risk.models import (
    AgendaItem,
    Body,
    ItemKind,
    ItemState,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Organisation,
    Page,
    Passage,
    Publicity,
)
from agenda_risk.moments import end_of, moment_in

Files = tuple[tuple[str, LinkKind | None], ...]

_WHO = ("System", "Body", "Organization", "Person", "Membership", "Location", "LegislativeTerm")
_TYPES = (*_WHO, "Meeting", "AgendaItem", "Consultation", "Paper", "File")
_CANCELLED = re.compile(r"entf[äa]ll|abgesagt|ausgefallen|f[äa]llt aus", re.IGNORECASE)
_MOVED = re.compile(r"\bverschoben|\bverlegt", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"(?:^|[-–(:]\s*)(?:von der tagesordnung )?(?:abgesetzt|zurückgezogen|entfällt)\W*$",
    re.IGNORECASE,
)
_EXTRA = re.compile(r"sondersitzung|außerordentlich|\bao\. sitzung", re.IGNORECASE)
_CLOSED = re.compile(r"nicht[\s-]*öffentlich", re.IGNORECASE)
_PART = re.compile(
    r"<?\s*(?:sitzungsteil\s+)?(?:nicht[\s-]*)?öffentliche?r?(?:\s+(?:sitzung|teil))?\s*>?",
    re.IGNORECASE,
)
_ORDER = re.compile(r"-?[0-9]{1,9}")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_KINDS = (
    (re.compile(r"nachtrag|ergänzung", re.IGNORECASE), LinkKind.SUPPLEMENT),
    (re.compile(r"niederschrift|protokoll", re.IGNORECASE), LinkKind.MINUTES),
    (re.compile(r"einladung|tagesordnung|bekanntmachung", re.IGNORECASE), LinkKind.SUMMONS),
)
_OF_MEETING: Files = (
    ("invitation", LinkKind.SUMMONS),
    ("resultsProtocol", LinkKind.MINUTES),
    ("verbatimProtocol", LinkKind.MINUTES),
    ("auxiliaryFile", None),
)
_OF_ITEM: Files = (("auxiliaryFile", LinkKind.PAPERS), ("resolutionFile", LinkKind.MINUTES))
_OF_PAPER: Files = (("mainFile", LinkKind.PAPERS), ("auxiliaryFile", LinkKind.PAPERS))
_ITEM_PUBLICITY: dict[bool | None, Literal["public", "closed", "unknown"]] = {
    True: "public",
    False: "closed",
    None: "unknown",
}
# What hangs on a matter, and never on a heading.
_HANGING = ("consultation", "auxiliaryFile", "resolutionFile", "resolutionText", "result")


def objects_on(page: Page) -> tuple[Record, ...]:
    """Return the objects on *page*: those of a page of a list, or one alone.

    Raises AnswerError where it holds no OParl, with the server's own words where it has any.
    """
    answer = json_in(page)
    found = Record(answer)
    if "data" in found and not found.text("type"):
        return found.records("data")
    said = found.text("message", "error", "debug")
    if said and kind_of(found) not in _TYPES:
        raise said_error(page, said)
    several = records(answer)
    if not any(kind_of(one) in _TYPES or one.flag("deleted") for one in several):
        raise other_shape(page)  # SD.NET RIM has given [] for a page (Krefeld, 2019)
    return several


def kind_of(found: Record) -> str:
    """Return which object of OParl *found* is; a tombstone of SD.NET RIM does not say."""
    return found.text("type").rsplit("/", 1)[-1]


def meetings_on(page: Page) -> Iterator[Meeting]:
    """Yield the meetings, and the parts of them, on *page*."""
    for found in objects_on(page):
        read = _READERS.get(kind_of(found))
        if read and not found.flag("deleted"):
            yield from read(found, page)
        elif is_taken_away(found):
            yield tombstone(found.text("id"))


def is_taken_away(found: Record) -> bool:
    """Tell whether *found* is what is left of a meeting; SD.NET RIM leaves the type out."""
    return bool(found.flag("deleted") and found.text("id")) and kind_of(found) in ("", "Meeting")


def _meeting(found: Record, page: Page) -> Iterator[Meeting]:
    title, start = found.text("name"), moment_in(found.text("start"))
    items = once(_items(found.records("agendaItem"), page))
    yield Meeting(
        id=found.text("id"),
        organisation=Organisation(name=page.about.get("organisation", "")),
        body=body_named(_body(found, page)),
        title=title,
        start=start,
        end=end_of(start, moment_in(found.text("end"))),
        place=_place(found.record("location")),
        state=_state(found, bool(items)),
        is_extra=bool(_EXTRA.search(title)),
        publicity=_publicity(
            " ".join([title, *(str(one.title) for one in items if _is_part(one))])
        ),
        items=items,
        source=page.url,
        web=whole(page, found.text("web")),
        links=_links(found, _OF_MEETING, page),
    )


def _item_alone(found: Record, page: Page) -> Iterator[Meeting]:
    meeting = page.about.get("meeting") or found.text("meeting")
    yield Meeting(id=meeting, body=Body(name=""), items=(_item(found, page),))


def _paper(found: Record, page: Page) -> Iterator[Meeting]:
    """Yield *found* as a part of the item it was asked for, else of all that it is up under."""
    asked = (page.about.get("meeting", ""), page.about.get("item", ""))
    told = ((one.text("meeting"), one.text("agendaItem")) for one in found.records("consultation"))
    title = page.about.get("title") or found.text("name")
    for meeting, item in [asked] if all(asked) else filter(all, told):
        part = AgendaItem(
            id=item,
            title=Passage(text=title),
            case_number=found.text("reference"),
            links=_links(found, _OF_PAPER, page),
        )
        yield Meeting(id=meeting, body=Body(name=""), items=(part,))


def _items(found: Iterable[Record], page: Page) -> Iterator[AgendaItem]:
    """Yield the items in their order; what stands under a heading of the closed part is closed."""
    part = Publicity.UNKNOWN
    listed = [one for one in found if not one.flag("deleted")]
    for one in _in_order(listed):
        item = _item(one, page)
        is_heading = item.kind is ItemKind.HEADING
        part = _publicity(str(item.title)) if is_heading and _is_part(item) else part
        is_told = item.publicity != "unknown" or part not in (Publicity.PUBLIC, Publicity.CLOSED)
        yield item if is_told else item.model_copy(update={"publicity": part.value})


def _in_order(listed: list[Record]) -> list[Record]:
    """Return *listed* by *order* where each has one: it begins at 0, at 1 or at 100001."""
    is_ordered = all(_ORDER.fullmatch(one.text("order")) for one in listed)
    return sorted(listed, key=lambda one: int(one.text("order"))) if is_ordered else listed


def _item(found: Record, page: Page) -> AgendaItem:
    title = found.text("name")
    item = AgendaItem(
        id=found.text("id"),
        number=found.text("number"),
        title=Passage(text=title),
        body=Passage(text="\n".join(filter(None, map(found.lines, ("result", "resolutionText"))))),
        links=_links(found, _OF_ITEM, page),
        state=_item_state(title, found.text("result")),
        publicity=_ITEM_PUBLICITY[found.flag("public")],
    )
    is_heading = _is_part(item) or (not item.number and not any(map(found.__contains__, _HANGING)))
    return item.model_copy(update={"kind": ItemKind.HEADING}) if is_heading else item


def _is_part(item: AgendaItem) -> bool:
    """Tell whether *item* is the heading of a part: "A Öffentliche Sitzung" (SD.NET RIM)."""
    is_numbered = any(sign.isdigit() for sign in item.number)
    return not is_numbered and bool(_PART.fullmatch(str(item.title)))


def _item_state(title: str, result: str) -> ItemState:
    """Return withdrawn for "- abgesetzt -" in the title (Karlsruhe) or as the result."""
    is_withdrawn = _WITHDRAWN.search(title) or _WITHDRAWN.match(result)
    return ItemState.WITHDRAWN if is_withdrawn else ItemState.LISTED


def _body(found: Record, page: Page) -> str:
    """Return the names of the organisations that meet, else the meeting's without brackets."""
    try:
        known = Record(json.loads(page.about.get("bodies", "{}")))
    except ValueError:
        known = Record()
    named = [known.text(url) for url in found.texts("organization")]
    title = found.text("name")
    return ", ".join(filter(None, named)) or _IN_BRACKETS.sub("", title).strip() or title


def _place(location: Record) -> str:
    """Return where it is; ALLRIS writes N/A where nothing is known."""
    town = " ".join(filter(None, (location.text("postalCode"), location.text("locality"))))
    parts = (location.text("room"), location.text("streetAddress"), town)
    described = location.text("description")
    told = described or ", ".join(part for part in parts if part not in ("", "N/A"))
    return "" if told == "N/A" else told


def _state(found: Record, has_items: bool) -> MeetingState:
    said = f"{found.text('meetingState')} {found.text('name')}"
    if found.flag("cancelled") or _CANCELLED.search(said):
        return MeetingState.CANCELLED
    if _MOVED.search(said):
        return MeetingState.MOVED
    return MeetingState.PLANNED if has_items else MeetingState.AGENDA_NOT_PUBLISHED


def _publicity(name: str) -> Publicity:
    """Return what the name of a meeting or a part says: "(öffentlich/nicht öffentlich)"."""
    is_closed = bool(_CLOSED.search(name))
    is_public = "öffentlich" in _CLOSED.sub("", name).lower()
    told = {(True, True): Publicity.PARTLY, (True, False): Publicity.CLOSED}
    told[(False, True)] = Publicity.PUBLIC
    return told.get((is_closed, is_public), Publicity.UNKNOWN)


def _links(found: Record, files: Files, page: Page) -> tuple[Link, ...]:
    several = [_link(file, kind, page) for key, kind in files for file in found.records(key)]
    return tuple({link.url: link for link in several if link.url}.values())


def _link(file: Record, kind: LinkKind | None, page: Page) -> Link:
    """Return *file*; ALLRIS leaves downloadUrl empty, and writes "pdf" for a media type."""
    title, media_type = file.text("name", "fileName"), file.text("mimeType")
    named = (told for pattern, told in _KINDS if pattern.search(title))
    return Link(
        url=whole(page, file.text("downloadUrl", "accessUrl")),
        title=title,
        id=file.text("id"),
        kind=kind or next(named, LinkKind.OTHER),
        media_type="application/pdf" if media_type == "pdf" else media_type,
        digest=file.text("sha512Checksum", "sha1Checksum", "modified"),
    )


_READERS = {"Meeting": _meeting, "AgendaItem": _item_alone, "Paper": _paper}
