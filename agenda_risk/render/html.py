"""The brief as one HTML page that needs nothing else, for the screen and for paper."""

from agenda_risk.models import Brief
from agenda_risk.render.pages import page
from agenda_risk.render.view import view
from agenda_risk.translate import translator


def as_html(brief: Brief, language: str) -> str:
    """Return *brief* as a page in *language*."""
    return page("brief.html.j2").render(sheet=view(brief, translator(language)))
