"""Write pages out of their templates."""

from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agenda_risk.access import STANDINGS
from agenda_risk.models import Level
from agenda_risk.render.journey import in_sentence
from agenda_risk.render.paper import kind_of
from agenda_risk.render.words import LEVELS, SYMBOLS, capital, clean, points
from agenda_risk.status import Status
from agenda_risk.web.house import house_of, path_of, place_of, say_in, visitor_in
from agenda_risk.web.log_words import act_words, actor_words, here, particulars
from agenda_risk.web.menu import menu

_CODES = tuple(Level)


def page(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """Return the page that *template* makes of *values*, for whoever sent *request*.

    By the value *place* one comes back to it, where the request alone does not tell.
    """
    say = say_in(request)
    options = house_of(request).options
    prefix = options.prefix
    text = (
        _environment()
        .get_template(template)
        .render(
            _=say,
            ngettext=say.plural,
            language=say.language,
            visitor=visitor_in(request),
            url=lambda path: prefix + path,
            here=path_of(request),
            menu=menu(visitor_in(request)),
            has_mail=options.has_mail,
            accessibility=options.accessibility or f"{prefix}/hjalp/tillganglighet",
            is_part=request.headers.get("HX-Request") == "true",
            **{"place": place_of(request), **values},
        )
    )
    return HTMLResponse(text, status)


@cache
def _environment() -> Environment:
    folders = [str(files("agenda_risk") / "web" / "templates"), str(files("agenda_risk.render"))]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    environment.filters["capital"] = capital
    environment.filters["here"] = here
    environment.filters["point"] = lambda number, say: points((number,), say)
    environment.filters["in_sentence"] = in_sentence
    environment.filters["filled"] = lambda number, names: capital(names.get(number, ""))
    environment.filters["worded"] = lambda one, words, say: say(words[one])
    environment.globals["act_words"] = act_words
    environment.globals["particulars"] = particulars
    environment.globals["actor_words"] = actor_words
    environment.globals["kind_of"] = kind_of
    environment.globals["level_code"] = lambda rank: _CODES[rank].value
    environment.globals["level_word"] = lambda rank: LEVELS[_CODES[rank]]
    environment.globals["level_symbol"] = lambda rank: SYMBOLS[_CODES[rank]]
    environment.globals["standing_word"] = lambda standing: STANDINGS[standing]
    environment.globals["status_word"] = lambda status: Status[status.upper()].value
    return environment
