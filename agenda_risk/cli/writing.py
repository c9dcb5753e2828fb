"""Write briefs in the format that was asked for, and say where they are."""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from agenda_risk.cli.language import say_errors_in
from agenda_risk.deliver.file import File
from agenda_risk.errors import RefusedError, WriteError
from agenda_risk.hindrance import hindrance
from agenda_risk.models import Brief, Notice

# Which module writes a format, what its function is called, and the files' ending.
_FORMATS = {
    "text": ("agenda_risk.render.text", "as_text", ".txt"),
    "html": ("agenda_risk.render.html", "as_html", ".html"),
    "json": ("agenda_risk.render.json", "as_json", ".json"),
    "pdf": ("agenda_risk.render.brief_pdf", "as_pdf", ".pdf"),
    "docx": ("agenda_risk.render.brief_docx", "as_docx", ".docx"),
    "ics": ("agenda_risk.render.calendar", "as_ics", ".ics"),
    "short": ("agenda_risk.render.paste", "as_paste", ".txt"),
}
FORMATS = tuple(name for name in _FORMATS if name != "short")
BINARY = ("pdf", "docx", "ics")


class Asked(NamedTuple):
    """How briefs are written: *extent* is all, open or operational, *template* a .docx."""

    form: str
    language: str
    extent: str = "all"
    template: bytes | None = None


def tell(notices: Iterable[Notice]) -> None:
    """Tell *notices* on stderr, in the language that was asked for last."""
    say = say_errors_in()
    for notice in notices:
        click.echo(f"agenda-risk: {say(notice.msgid, **notice.fields)}", err=True)


def make_ready(form: str) -> None:
    """Load what writes briefs as *form*, if that is a form."""
    if form in _FORMATS:
        import_module(_FORMATS[form][0])


def written(brief: Brief, asked: Asked) -> bytes:
    """Return *brief* as it was *asked* for."""
    from agenda_risk.render.extent import Extent  # noqa: PLC0415  loaded when a brief is written

    module, name, _ending = _FORMATS[asked.form]
    render: Callable[..., str | bytes] = getattr(import_module(module), name)
    more = {} if asked.template is None else {"template": asked.template}
    made = render(brief, asked.language, Extent(asked.extent), **more)
    return made.encode("utf-8") if isinstance(made, str) else made


def write_files(briefs: tuple[Brief, ...], asked: Asked, output: str) -> list[str]:
    """Write one file for each brief, and return where they are.

    *output* is a file where there is one brief and it names no folder, else a folder.
    """
    made = [written(brief, asked) for brief in briefs]
    addresses = _addresses(briefs, asked.form, output)
    deliver = File().deliver
    return [deliver(one, address) for one, address in zip(made, addresses, strict=True)]


def pour(briefs: tuple[Brief, ...], asked: Asked) -> None:
    """Write what is no text to the program at the other end of the pipe."""
    if len(briefs) > 1:
        raise RefusedError(
            "{count} briefs do not fit into one {form}. Name a folder with --output.",
            count=len(briefs),
            form=asked.form,
        )
    for brief in briefs:
        _print(written(brief, asked))


def gist(brief: Brief, language: str) -> str:
    """Return the few lines that stand in the terminal."""
    from agenda_risk.render.text import as_gist  # noqa: PLC0415  only where it is shown

    return as_gist(brief, language)


def echo(text: str) -> None:
    """Print *text*, whatever reads it at the other end."""
    _print(text.rstrip("\n") + "\n")


def _print(made: str | bytes) -> None:
    """Print *made*; raises WriteError where standard output leads to a full disk."""
    try:
        click.echo(made, nl=False)
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        raise WriteError(
            "The output could not be written: {reason}.", reason=hindrance(error)
        ) from error


def _addresses(briefs: tuple[Brief, ...], form: str, output: str) -> list[str]:
    is_folder = len(briefs) > 1 or os.path.isdir(output) or output.endswith(("/", "\\"))
    if not is_folder:
        return [output]
    ending = _FORMATS[form][2]
    names = [brief.meeting.id or "meeting" for brief in briefs]
    unique = (
        f"{name}-{names[:place].count(name) + 1}" if name in names[:place] else name
        for place, name in enumerate(names)
    )
    return [str(Path(output, name + ending)) for name in unique]
