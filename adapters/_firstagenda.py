"""Turn the points of an agenda of FirstAgenda into items."""

import re
from collections.abc import Iterator, Sequence

from agenda_risk.extract.records import Record, whole
from agenda_risk.joining import once
from agenda_risk.models import AgendaItem, ItemState, Link, LinkKind, Page, Passage

_NOBODY = "00000000-0000-0000-0000-000000000000"
_CLOSED = re.compile(r"^lukket\b", re.IGNORECASE)
_PROPOSALS = ("indstilling", "indstillinger", "forslag til beslutning")
_SUMMARIES = ("resume", "resumé", "kort resume")
_OTHERS = ("beslutning", "sagsfremstilling", "baggrund", "bilag", "økonomi", "lovgrundlag", "sagen")


def items_of(found: Sequence[Record], is_added: bool, page: Page) -> tuple[AgendaItem, ...]:
    """Return the items that *found*, the points of an agenda, are, in the order of the agenda."""
    state = ItemState.ADDED if is_added else ItemState.LISTED
    items = (_item(one, page) for one in sorted(found, key=_place))
    return once(item.model_copy(update={"state": state}) for item in items)


def _place(found: Record) -> int:
    written = found.text("Sorting")
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else 0


def _item(found: Record, page: Page) -> AgendaItem:
    title = found.text("Caption", "Navn")
    fields = found.records("Felter")
    lines = [line for field in fields for line in field.lines("Html").splitlines()]
    is_closed = found.flag("IsOpen") is False or bool(_CLOSED.match(title))
    return AgendaItem(
        id=found.text("Id", "Uid"),
        number=found.text("Number", "Punktnummer"),
        title=Passage(text=title),
        case_number=found.text("CaseNumber", "SagsNummer"),
        proposal=Passage(text=_under(lines, _PROPOSALS)),
        summary=Passage(text=_under(lines, _SUMMARIES)),
        body=Passage(text=_under(lines, ("", *_OTHERS))),
        links=tuple(_links(found, page)),
        publicity="closed" if is_closed else "public" if found.flag("IsOpen") else "unknown",
    )


def _under(lines: Sequence[str], names: tuple[str, ...]) -> str:
    """Return the lines that stand under headings of *names*; what has no heading is under ""."""
    label, found = "", []
    for line in lines:
        said = line.lower().rstrip(":")
        is_heading = said in (*_PROPOSALS, *_SUMMARIES, *_OTHERS)
        label = said if is_heading else label
        if label in names and not is_heading:
            found.append(line)
    return "\n".join(found)


def _links(found: Record, page: Page) -> Iterator[Link]:
    """Yield the case and its attachments as PDF, once each."""
    told = {
        one.text("DocumentId"): found.text("Caption", "Navn") for one in found.records("Felter")
    }
    told |= {one.text("Id"): one.text("Navn") for one in found.records("Bilag")}
    for number, title in told.items():
        address = whole(page, f"/Vis/Pdf/bilag/{number}")
        if number and number != _NOBODY and address:
            yield Link(
                url=address,
                title=title,
                id=number,
                kind=LinkKind.PAPERS,
                media_type="application/pdf",
            )
