"""The brief as one HTML page that needs nothing else, for the screen and for paper."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from agenda_risk.models import Brief
from agenda_risk.render.view import view
from agenda_risk.render.words import clean
from agenda_risk.translate import translator


def as_html(brief: Brief, language: str) -> str:
    """Return *brief* as a page in *language*."""
    return _template().render(sheet=view(brief, translator(language)))


@cache
def _template() -> Template:
    """Return the template of the page."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["clean"] = clean
    source = files("agenda_risk.render").joinpath("brief.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)
