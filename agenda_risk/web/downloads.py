"""Hand out briefs in the formats that they are written in."""

from fastapi import HTTPException, Request
from fastapi.responses import Response

from agenda_risk.access import Right, Visitor
from agenda_risk.models import Brief
from agenda_risk.recognising import plain_name
from agenda_risk.render.extent import Extent
from agenda_risk.render.formats import FORMATS, Asked, written
from agenda_risk.translate import N_
from agenda_risk.web.house import say_in

# What the names of files end with, so that one part is not sent on for another.
_PARTS = {
    Extent.OPEN: N_("open-part"),
    Extent.OPEN_SHEET: N_("open-sheet"),
    Extent.OPERATIONAL: N_("operational-annex"),
}


def sheet_for(visitor: Visitor, body: int | None = None) -> Extent:
    """Return the sheet that *visitor* may read of a meeting of *body*; in any, if None."""
    return Extent.SHEET if visitor.may(Right.READ_OPERATIONAL, body) else Extent.OPEN_SHEET


def download(
    request: Request, brief: Brief, form: str, extent: Extent, outcome: str = ""
) -> Response:
    """Return *brief* as a file of the format *form*; raises HTTPException where there is none.

    *outcome* is the address where it is told how the meeting went, if the reader may tell that.
    """
    if form not in FORMATS:
        raise HTTPException(404)
    kind = FORMATS[form]
    content = written(brief, Asked(form, say_in(request).language, extent, outcome=outcome))
    day, part = brief.meeting.start.day, ""
    if extent in _PARTS:
        part = say_in(request)(_PARTS[extent])
    name = "-".join(filter(None, (plain_name(brief.meeting.body.name), str(day or ""), part)))
    headers = {"Content-Disposition": f'attachment; filename="{name or "blad"}{kind.ending}"'}
    return Response(content, media_type=kind.media_type, headers=headers)
