"""The command with which other programs have agenda items screened."""

import json
from pathlib import Path

import click

from agenda_risk.cli.json_lines import opened, rows
from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo, tell
from agenda_risk.shipped import load_screen
from agenda_risk.single_items import SingleItem, screened


@click.command(
    "screen-items",
    help=_(
        "Read one JSON object a line with id, organisation_kind, body, title and text; print one "
        "a line with id, level, categories and findings, in the same order. - reads standard "
        "input."
    ),
    epilog=_("Example: agenda-risk screen-items items.jsonl"),
)
@click.argument("file", metavar="FILE.jsonl")
@click.option(
    "--rules",
    "rule_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Rules of your own, read after the shipped ones."),
)
def command(file: str, rule_files: tuple[Path, ...]) -> int:
    """Screen each line."""
    screen = load_screen(rule_files)
    tell(screen.notices)
    with opened(file) as lines:
        for asked in rows(lines, file, SingleItem):
            echo(json.dumps(screened(asked, screen), ensure_ascii=False))
    return 0
