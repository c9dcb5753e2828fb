"""The formats of a brief: what writes each, and what its files are called."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from agenda_risk.models import Brief
from agenda_risk.render.extent import Extent


class Format(NamedTuple):
    """A format: the module and the function that write it, the files' ending and media type."""

    module: str
    function: str
    ending: str
    media_type: str


FORMATS = {
    "text": Format("text", "as_text", ".txt", "text/plain; charset=utf-8"),
    "html": Format("html", "as_html", ".html", "text/html; charset=utf-8"),
    "json": Format("json", "as_json", ".json", "application/json"),
    "pdf": Format("brief_pdf", "as_pdf", ".pdf", "application/pdf"),
    "docx": Format(
        "brief_docx",
        "as_docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "ics": Format("calendar", "as_ics", ".ics", "text/calendar; charset=utf-8"),
    "short": Format("paste", "as_paste", ".txt", "text/plain; charset=utf-8"),
}

_WITH_OUTCOME = frozenset({"html", "pdf", "docx"})


class Asked(NamedTuple):
    """How briefs are written: *extent* is all, sheet, open or operational, *template* a .docx.

    *outcome* is the address where it is told how the meeting went, which some formats show.
    """

    form: str
    language: str
    extent: str = "all"
    template: bytes | None = None
    outcome: str = ""


def make_ready(form: str) -> None:
    """Load what writes briefs as *form*, if that is a form."""
    if form in FORMATS:
        _module(form)


def written(brief: Brief, asked: Asked) -> bytes:
    """Return *brief* as it was *asked* for."""
    render: Callable[..., str | bytes] = getattr(_module(asked.form), FORMATS[asked.form].function)
    more: dict[str, object] = {} if asked.template is None else {"template": asked.template}
    if asked.outcome and asked.form in _WITH_OUTCOME:
        more["outcome"] = asked.outcome
    made = render(brief, asked.language, Extent(asked.extent), **more)
    return made.encode("utf-8") if isinstance(made, str) else made


def _module(form: str) -> object:
    """Return the module that writes *form*; loaded when it is needed, since some are slow."""
    return import_module(f"agenda_risk.render.{FORMATS[form].module}")
