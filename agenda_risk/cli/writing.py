"""Write briefs in the format that was asked for, and say where they are."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from agenda_risk.cli.language import say_errors_in
from agenda_risk.deliver.file import File
from agenda_risk.errors import RefusedError, WriteError
from agenda_risk.hindrance import hindrance
from agenda_risk.models import Brief, Notice
from agenda_risk.render import formats
from agenda_risk.render.formats import Asked, written

FORMATS = tuple(name for name in formats.FORMATS if name != "short")
BINARY = ("pdf", "docx", "ics")


def tell(notices: Iterable[Notice]) -> None:
    """Tell *notices* on stderr, in the language that was asked for last."""
    say = say_errors_in()
    for notice in notices:
        click.echo(f"agenda-risk: {say(notice.msgid, **notice.fields)}", err=True)


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
    ending = formats.FORMATS[form].ending
    names = [brief.meeting.id or "meeting" for brief in briefs]
    unique = (
        f"{name}-{names[:place].count(name) + 1}" if name in names[:place] else name
        for place, name in enumerate(names)
    )
    return [str(Path(output, name + ending)) for name in unique]
