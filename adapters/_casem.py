"""Turn the nodes, contents and properties of CaseM into meetings and items."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from agenda_risk.bodies import body_named
from agenda_risk.cancelled import is_cancelled
from agenda_risk.extract.answers import words
from agenda_risk.extract.records import Record, other_shape, record_in, said_error, whole
from agenda_risk.joining import once
from agenda_risk.models import (
    AgendaItem,
    Body,
    ItemState,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Page,
    Passage,
)
from agenda_risk.moments import at, clock_in, in_zone, moment_in

_ZONE = "Europe/Helsinki"
_LANGUAGES = {"fi": "1", "en": "2", "sv": "3"}
_CONTENT = re.compile(r"Contents\((\d+)\)", re.IGNORECASE)
_FILE = re.compile(r"\bID=(\d+)&GUID=(\{[0-9a-f-]+\})", re.IGNORECASE)
# "Esityslista - Kaupunginhallitus - 05.06.2017, klo 15_00.pdf" (Mikkeli, 2017).
_AGENDA = re.compile(
    r"-\s*(?P<body>[^-]+(?:-[^-]+)*?)\s+-\s*(?P<day>[\d.]{6,10}),?\s*kl\w*\s*(?P<clock>[\d_:.]{3,5})"
)


def meetings_on(page: Page) -> Iterator[Meeting]:
    """Yield the meetings, and the parts of them, on *page*."""
    found = values_on(page)
    yield from (_meeting(one, page) for one in found if _is_meeting(one))
    yield from _contents([one for one in found if "ContentId" in one], page)
    if any("Text" in one for one in found):
        yield _properties(found, page)


def values_on(page: Page) -> tuple[Record, ...]:
    """Return the objects on *page*, a list of OData."""
    found = record_in(page)
    said = found.record("odata.error").record("message").text("value") or found.text("Message")
    if said:
        raise said_error(page, said)
    if "value" not in found:
        raise other_shape(page)
    return found.records("value")


def name_of(node: Record, language: str) -> str:
    """Return the name of *node* in *language*, else the first that it has."""
    names = {one.text("LanguageId"): one.text("Name") for one in node.records("Names")}
    return names.get(_LANGUAGES.get(language, ""), "") or next(iter(names.values()), "")


def _is_meeting(node: Record) -> bool:
    return "NodeId" in node and moment_in(name_of(node, "fi")).day is not None


def _meeting(node: Record, page: Page) -> Meeting:
    """Return the meeting that *node* is; a node without a day in its name is a folder or a body."""
    title = name_of(node, "fi")
    return Meeting(
        id=node.text("NodeId"),
        body=body_named(page.about.get("body", "")),
        title=title,
        start=_at(moment_in(title), page),
        state=MeetingState.CANCELLED if is_cancelled(title) else MeetingState.PLANNED,
        source=page.url,
    )


def _at(moment: Moment, page: Page) -> Moment:
    return in_zone(moment, page.about.get("zone", _ZONE))


def _contents(found: list[Record], page: Page) -> Iterator[Meeting]:
    """Yield the meetings that *found* belongs to, each with its items; the rest is not theirs."""
    groups: dict[str, list[AgendaItem]] = {}
    names: dict[str, str] = {}
    for one in found:
        for node in one.records("Classifications"):
            if moment_in(node.text("NodeName")).day:
                names[node.text("NodeId")] = node.text("NodeName")
                groups.setdefault(node.text("NodeId"), []).extend(_listed(one))
    for number, items in groups.items():
        start = _at(moment_in(names[number]), page)
        body = body_named(page.about.get("body", ""))
        yield Meeting(id=number, body=body, title=names[number], start=start, items=once(items))


def _listed(found: Record) -> Iterator[AgendaItem]:
    title = found.text("Subject")
    if title:
        yield AgendaItem(id=found.text("ContentId"), title=Passage(text=title))


def told_by(found: tuple[Record, ...]) -> dict[str, list[str]]:
    """Return the texts of the properties by their names, HTML and all."""
    told: dict[str, list[str]] = {}
    for one in found:
        told.setdefault(one.text("Name"), []).append(one.markup("Text"))
    return told


def _properties(found: tuple[Record, ...], page: Page) -> Meeting:
    """Return the meeting, or the item of it, that the properties are of."""
    told = told_by(found)
    agendas = tuple(_links(told.get("AgendaAttachment", []), LinkKind.SUMMONS, page))
    known = next((match for one in agendas if (match := _AGENDA.search(one.title[:300]))), None)
    clock = clock_in(known["clock"].replace("_", ":")) if known else None
    start = at(moment_in(known["day"]), clock) if known else Moment()
    return Meeting(
        id=page.about.get("meeting", ""),
        body=body_named(known["body"]) if known else Body(name=page.about.get("body", "")),
        start=_at(start, page),
        items=once(_item(found, told, page)),
        links=agendas,
    )


def _item(
    found: tuple[Record, ...], told: dict[str, list[str]], page: Page
) -> Iterator[AgendaItem]:
    texts = {one.text("Name"): one.lines("Text") for one in found}
    number = _CONTENT.search(page.url)
    if texts.get("Name"):
        is_added = texts.get("IsAdditionalTopic", "").lower() == "true"
        yield AgendaItem(
            id=page.about.get("item") or (number[1] if number else ""),
            number=texts.get("Article", ""),
            title=Passage(text=words(texts["Name"])),
            case_number=texts.get("CaseNativeId", ""),
            proposal=Passage(text=texts.get("Decisionproposal", "")),
            summary=Passage(text=texts.get("Description", "")),
            body=Passage(text=texts.get("Decision", "")),
            links=tuple(_links(told.get("Attachments", []), LinkKind.PAPERS, page)),
            state=ItemState.ADDED if is_added else ItemState.LISTED,
        )


def _links(texts: list[str], kind: LinkKind, page: Page) -> Iterator[Link]:
    """Yield the files that *texts*, pieces of HTML, lead to, at the addresses that answer."""
    for text in texts:
        for anchor in _anchors(text):
            file = _FILE.search(str(anchor.get("href") or ""))
            address = whole(page, f"/download/noname/{file[2]}/{file[1]}") if file else ""
            if file and address:
                yield Link(url=address, title=words(anchor), id=file[1], kind=kind)


def _anchors(text: str) -> list[lxml_html.HtmlElement]:
    try:
        return list(lxml_html.fragment_fromstring(f"<div>{text}</div>").iter("a"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
