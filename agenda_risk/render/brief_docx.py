"""The brief as a Word document, in our own form or in the organisation's template."""

from agenda_risk.models import Brief
from agenda_risk.render import docx
from agenda_risk.render.brief_paper import brief_paper, operational_paper
from agenda_risk.render.extent import Extent
from agenda_risk.render.view import view
from agenda_risk.translate import translator


def as_docx(
    brief: Brief,
    language: str,
    extent: Extent = Extent.ALL,
    template: bytes | None = None,
    outcome: str = "",
) -> bytes:
    """Return *brief* as a Word document in *language*; *template* is the organisation's own.

    *outcome* is the address where it is told how the meeting went, if there is one.
    Raises as docx.as_docx.
    """
    seen = view(brief, translator(language), extent, outcome)
    is_operational = extent is Extent.OPERATIONAL
    paper = operational_paper(seen) if is_operational else brief_paper(seen)
    fields = {
        "organisation": seen.organisation,
        "body": seen.body,
        "date": seen.day,
        "level": seen.mark.word,
    }
    return docx.as_docx(paper, template, fields)
