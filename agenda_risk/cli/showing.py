"""Show briefs: printed, poured into a pipe, or written to files."""

import sys

import click

from agenda_risk.cli.writing import BINARY, echo, gist, pour, write_files
from agenda_risk.models import Brief
from agenda_risk.render.formats import Asked, written
from agenda_risk.translate import translator

_HERE = "./"


def show(briefs: tuple[Brief, ...], asked: Asked, output: str | None, quiet: bool) -> None:
    """Write *briefs* to *output*, or print them; *quiet* prints no more than what is raised.

    What is no text goes to files in this folder where a person looks on, else into the pipe.
    """
    is_binary = asked.form in BINARY
    folder = output or (_HERE if is_binary and sys.stdout.isatty() else None)
    if folder and briefs:
        _write(briefs, asked, folder, quiet)
    elif is_binary:
        pour(briefs, asked)
    elif quiet:
        for brief in briefs:
            if brief.assessment.level.is_raised:
                echo(gist(brief, asked.language))
    else:
        _print(tuple(written(brief, asked).decode("utf-8") for brief in briefs), asked.form)
        _tell_more(asked)


def _write(briefs: tuple[Brief, ...], asked: Asked, output: str, quiet: bool) -> None:
    places = write_files(briefs, asked, output)
    for brief, place in zip(briefs, places, strict=True):
        if not quiet:
            echo(f"{gist(brief, asked.language).rstrip()}\n→ {place}\n")


def _tell_more(asked: Asked) -> None:
    """Tell, where a person looks on, that there is more than the sheet."""
    if asked.extent == "sheet" and sys.stdout.isatty():
        say = translator(asked.language)
        told = say("The annex with measures, dialogue and communication: --part all, or --output.")
        click.echo(told, err=True)


def _print(texts: tuple[str, ...], form: str) -> None:
    """Print *texts*; several in JSON are one list, so that the whole is JSON too."""
    if form == "json" and len(texts) > 1:
        echo("[" + ",\n".join(text.rstrip() for text in texts) + "]")
    else:
        for text in texts:
            echo(text)
