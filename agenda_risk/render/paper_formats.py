"""The formats of a paper: what writes each, and what its files are called."""

from collections.abc import Callable
from importlib import import_module

from agenda_risk.render.formats import FORMATS, Format
from agenda_risk.render.paper import Paper

PAPER_FORMATS = {
    "text": FORMATS["text"]._replace(module="paper_text"),
    "html": FORMATS["html"]._replace(module="paper_html"),
    "pdf": FORMATS["pdf"]._replace(module="pdf"),
    "docx": FORMATS["docx"]._replace(module="docx"),
    "json": FORMATS["json"]._replace(module="paper_json"),
}


def rendered(paper: Paper, form: str) -> bytes:
    """Return *paper* in the format called *form*."""
    written = _writer(PAPER_FORMATS[form])(paper)
    return written.encode("utf-8") if isinstance(written, str) else written


def _writer(form: Format) -> Callable[[Paper], str | bytes]:
    """Return what writes *form*; loaded when it is needed, since some are slow."""
    module = import_module(f"agenda_risk.render.{form.module}")
    writer: Callable[[Paper], str | bytes] = getattr(module, form.function)
    return writer
