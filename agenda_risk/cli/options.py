"""Options that several commands take, each told once."""

from collections.abc import Callable
from pathlib import Path

import click

from agenda_risk.cli.language import _


def today_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--today``."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help=_("The day to reckon from, as 2026-12-01; else the day it is."),
    )(command)


def rules_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--rules``."""
    return click.option(
        "--rules",
        "rule_files",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=_("Rules of your own, or a local overlay, read after the shipped rules."),
    )(command)
