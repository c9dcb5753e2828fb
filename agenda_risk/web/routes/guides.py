"""Help pages for each role, and templates for documents that the organisation decides on."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.render.docx import as_docx
from agenda_risk.translate import N_
from agenda_risk.web.guides import DRAFTS, GUIDES, TEMPLATES, guide, guide_paper
from agenda_risk.web.house import say_in
from agenda_risk.web.pages import page

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DRAFT = N_("Draft")

router = APIRouter()


@router.get("/hjalp")
def guides(request: Request) -> Response:
    """List the guides."""
    helps = {name: title for name, title in GUIDES.items() if name not in TEMPLATES}
    templates = {name: GUIDES[name] for name in TEMPLATES}
    return page(request, "guides.html.j2", helps=helps, templates=templates)


@router.get("/hjalp/{name}")
def one_guide(request: Request, name: str) -> Response:
    """Show the guide called *name*."""
    if name not in GUIDES:
        raise HTTPException(404)
    found = guide(name, say_in(request).language)
    return page(request, "guide.html.j2", guide=found, name=name, is_template=name in DRAFTS)


@router.get("/hjalp/{name}/word")
def word(request: Request, name: str) -> Response:
    """Hand out the template called *name* as a Word file, to be filled in."""
    if name not in DRAFTS:
        raise HTTPException(404)
    say = say_in(request)
    content = as_docx(guide_paper(name, say.language, say(_DRAFT)))
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return Response(content, media_type=_WORD, headers=headers)
