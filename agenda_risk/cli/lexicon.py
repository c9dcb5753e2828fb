"""The command that shows what the lines of lexicons match."""

import json
from pathlib import Path

import click

from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.screens import format_option, lexicon_folders, matcher_of
from agenda_risk.cli.writing import echo
from agenda_risk.render.tracing import as_text
from agenda_risk.shipped import load_lexicons
from agenda_risk.trace import trace


@click.group(
    "lexicon",
    help=_("Show what a line of a lexicon matches, or which lines match a word."),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "show",
    help=_(
        "Show the lines of lexicons that a word stands on with all forms that they match, and the "
        "lines that match the word in a text with the reason."
    ),
    epilog=_("Example: agenda-risk lexicon show nedläggning"),
)
@click.argument("words", nargs=-1, required=True, metavar="TERM")
@language_option
@format_option
def show(words: tuple[str, ...], language: str, form: str) -> int:
    """Show what the lexicons know of *words*."""
    folders = lexicon_folders()
    terms = (one for folder in folders for one in load_lexicons(folder))
    found = trace(" ".join(words), terms, matcher_of)
    if form == "json":
        echo(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        echo(as_text(found, language, lambda name, line: _line(folders, name, line)))
    return 0


def _line(folders: tuple[Path, ...], lexicon: str, number: int) -> str:
    """Return a line of a lexicon as a person wrote it, from the folder that has it."""
    paths = (folder / f"{lexicon}.txt" for folder in folders)
    texts = (path.read_text(encoding="utf-8").splitlines() for path in paths if path.exists())
    return next((lines[number - 1].strip() for lines in texts if len(lines) >= number), "")
