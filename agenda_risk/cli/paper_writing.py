"""Write a paper in the format that was asked for, to a file or to the terminal."""

from collections.abc import Callable
from importlib import import_module

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.render.paper import Paper

# Which module writes a format, and what its function is called; loaded when it is asked for.
_FORMATS = {
    "text": ("agenda_risk.render.paper_text", "as_text"),
    "html": ("agenda_risk.render.paper_html", "as_html"),
    "pdf": ("agenda_risk.render.pdf", "as_pdf"),
    "docx": ("agenda_risk.render.docx", "as_docx"),
    "json": ("agenda_risk.render.paper_json", "as_json"),
}
PAPER_FORMATS = tuple(_FORMATS)
_FOR_FILES = frozenset({"pdf", "docx"})


def write_paper(paper: Paper, form: str, output: str | None) -> None:
    """Write *paper* to the file *output*, or print it where that is a text."""
    if output is None and form in _FOR_FILES:
        raise click.UsageError(_("Give --output PATH: this format is not for the terminal."))
    content = rendered(paper, form)
    if output is None:
        echo(content.decode("utf-8"))
        return
    echo(f"→ {File().deliver(content, output)}")


def rendered(paper: Paper, form: str) -> bytes:
    """Return *paper* in the format called *form*."""
    module, name = _FORMATS[form]
    render: Callable[[Paper], str | bytes] = getattr(import_module(module), name)
    written = render(paper)
    return written.encode("utf-8") if isinstance(written, str) else written
