"""Papers for the work around a meeting: dialogue, communication, and the list for Riskguiden."""

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.brief import raised
from agenda_risk.matters import keyed_items
from agenda_risk.models import AgendaItem, Brief
from agenda_risk.recognising import plain_name
from agenda_risk.render.communication import fact_sheet_paper, media_paper
from agenda_risk.render.dialogue import dialogue_paper
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import PAPER_FORMATS, rendered
from agenda_risk.render.riskguide import as_csv, riskguide_paper
from agenda_risk.service.screening import kept_brief
from agenda_risk.translate import Translator
from agenda_risk.web.house import desk_of, say_in

_CSV = "csv"
_WHOLE: dict[str, tuple[str, Callable[[Brief, Translator], Paper]]] = {
    "dialog": ("dialogplan", dialogue_paper),
    "media": ("medieblad", media_paper),
    "riskguiden": ("riskguiden", riskguide_paper),
}

router = APIRouter(prefix="/mote/{meeting}/papper")


@router.get("/{paper}/{form}")
def fetch(request: Request, meeting: int, paper: str, form: str) -> Response:
    """Hand out a paper on the whole meeting."""
    if paper not in _WHOLE:
        raise HTTPException(404)
    (brief, _file), (name, written) = kept_brief(desk_of(request), meeting), _WHOLE[paper]
    say = say_in(request)
    if (paper, form) == ("riskguiden", _CSV):
        content = as_csv(brief, say).encode("utf-8")
        return _handed(brief, f"{name}.csv", content, "text/csv; charset=utf-8")
    return _paper(brief, name, written(brief, say), form)


@router.get("/fakta/{item}/{form}")
def facts(request: Request, meeting: int, item: str, form: str) -> Response:
    """Hand out the fact sheet of a raised item."""
    brief, _file = kept_brief(desk_of(request), meeting)
    found = _raised(brief, item)
    number = plain_name(found.number) or item
    return _paper(
        brief, f"faktablad-{number}", fact_sheet_paper(brief, found, say_in(request)), form
    )


def _raised(brief: Brief, key: str) -> AgendaItem:
    ids = {item.id for item, _assessment in raised(brief)}
    found = [one for name, one in keyed_items(brief.meeting) if name == key and one.id in ids]
    if not found:
        raise HTTPException(404)
    return found[0]


def _paper(brief: Brief, name: str, paper: Paper, form: str) -> Response:
    if form not in PAPER_FORMATS:
        raise HTTPException(404)
    kind = PAPER_FORMATS[form]
    return _handed(brief, f"{name}{kind.ending}", rendered(paper, form), kind.media_type)


def _handed(brief: Brief, name: str, content: bytes, media_type: str) -> Response:
    parts = (plain_name(brief.meeting.body.name), str(brief.meeting.start.day or ""), name)
    headers = {"Content-Disposition": f'attachment; filename="{"-".join(filter(None, parts))}"'}
    return Response(content, media_type=media_type, headers=headers)
