"""A paper as one HTML page that needs nothing else."""

from agenda_risk.render.pages import page
from agenda_risk.render.paper import Paper


def as_html(paper: Paper) -> str:
    """Return *paper* as a page, for the screen and for print."""
    return page("paper.html.j2").render(paper=paper)
