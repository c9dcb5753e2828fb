"""The brief as one HTML page that needs nothing else, for the screen and for paper."""

from agenda_risk.models import Brief
from agenda_risk.render import paper_html
from agenda_risk.render.brief_paper import operational_paper
from agenda_risk.render.extent import Extent
from agenda_risk.render.pages import page
from agenda_risk.render.view import view
from agenda_risk.translate import translator


def as_html(brief: Brief, language: str, extent: Extent = Extent.ALL, outcome: str = "") -> str:
    """Return *brief* as a page in *language*.

    *outcome* is the address where it is told how the meeting went, if there is one.
    """
    seen = view(brief, translator(language), extent, outcome)
    if extent is Extent.OPERATIONAL:
        return paper_html.as_html(operational_paper(seen))
    return page("brief.html.j2").render(sheet=seen)
