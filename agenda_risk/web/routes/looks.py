"""Look closer at a meeting: why an item got its level, and what two versions differ in."""

from collections.abc import Iterator

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.errors import AgendaRiskError
from agenda_risk.explain import explain
from agenda_risk.mask import masked
from agenda_risk.matters import keyed_items
from agenda_risk.models import AgendaItem, Brief, Meeting
from agenda_risk.render import changes as told
from agenda_risk.render.explanation import Told, sections
from agenda_risk.service.comparing import compare
from agenda_risk.service.screening import kept_brief
from agenda_risk.web.differences import differences
from agenda_risk.web.filled import said
from agenda_risk.web.house import desk_of, say_in
from agenda_risk.web.known_meeting import kept_file, row_of
from agenda_risk.web.meeting_view import meeting_view
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

router = APIRouter(prefix="/mote/{meeting}")


@router.get("/varfor/{item}")
def why(request: Request, meeting: int, item: str) -> Response:
    """Tell why the item got its level, and what would change it."""
    desk, say = desk_of(request), say_in(request)
    brief, _file = kept_brief(desk, meeting)
    found = _item(brief, item)
    screen = desk.basis(desk.today).screen
    explained = explain(found, brief.meeting, screen)
    shown = brief.assessment.of(found.id)
    return page(
        request,
        "why.html.j2",
        row=row_of(request, meeting),
        title=masked(found.title.text),
        is_by_hand=shown is not None and shown.level is not explained.assessment.level,
        parts=tuple(_masked(sections(explained, say, screen.lemmas))),
    )


@router.get("/versioner")
def versions(request: Request, meeting: int, fran: int = 0, till: int = 0) -> Response:
    """Compare two versions of the agenda; without numbers, the last with the one before."""
    desk, say = desk_of(request), say_in(request)
    row, file = row_of(request, meeting), kept_file(request, meeting)
    last = till or len(file.versions)
    first = fran or max(1, last - 1)
    first, last = min(first, last), max(first, last)
    values: dict[str, object] = {
        "row": row,
        "told": meeting_view(file, say),
        "first": first,
        "last": last,
        "fault": "",
        "found": None,
    }
    try:
        found = compare(desk, meeting, file, first, last)
    except AgendaRiskError as error:
        values["fault"] = said(error, say)
        return page(request, "versions.html.j2", status_of(error), **values)
    values |= {
        "found": found,
        "sentence": told.said(found.changes, say, first),
        "changes": tuple(told.lines(found.changes, say)),
        "difference": differences(_text(found.before), _text(found.after)),
    }
    return page(request, "versions.html.j2", **values)


def _item(brief: Brief, key: str) -> AgendaItem:
    found = [item for name, item in keyed_items(brief.meeting) if name == key]
    if not found:
        raise HTTPException(404)
    return found[0]


def _masked(parts: tuple[tuple[str, tuple[Told, ...]], ...]) -> Iterator[tuple[str, list[Told]]]:
    """Yield *parts* masked, without the title of the item, which the page has as its heading."""
    for heading, lines in parts:
        own = lines if heading else lines[1:]
        yield heading, [line._replace(text=masked(line.text)) for line in own]


def _text(meeting: Meeting) -> str:
    """Return what is compared of *meeting*, masked: its items with what is proposed."""
    lines = []
    for item in meeting.items:
        lines.append(f"{item.number} {item.title}".strip())
        lines += [text for text in (item.case_number, f"{item.proposal}") if text]
    return "\n".join(masked(line) for line in lines)
