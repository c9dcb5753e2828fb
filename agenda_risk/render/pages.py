"""The templates of pages in HTML, and what they share."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from agenda_risk.render.paper import kind_of
from agenda_risk.render.qr import svg
from agenda_risk.render.words import clean


@cache
def page(name: str) -> Template:
    """Return the template called *name*."""
    environment = Environment(
        loader=FileSystemLoader(str(files("agenda_risk.render"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    environment.globals["kind_of"] = kind_of
    environment.globals["svg"] = svg
    return environment.get_template(name)
