"""What all commands need that read agendas: the meetings, and what briefs are made with."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from agenda_risk import __version__
from agenda_risk.cli.writing import tell
from agenda_risk.closed_days import closed_days
from agenda_risk.errors import PluginError
from agenda_risk.fetch import files_at, get_input
from agenda_risk.models import Meeting
from agenda_risk.pipeline import Basis, Occasion, Reading, Versions, leave_aside, read_meetings
from agenda_risk.plugins import Plugins, adapters
from agenda_risk.shipped import load_measures, load_screen, load_stages, path_of
from agenda_risk.translate import Translator
from agenda_risk.versions import files_of, version_of

PROGRAM = f"agenda-risk {__version__}"


def read(paths: tuple[str, ...], plugins: Plugins, told: Callable[[str], None]) -> Reading:
    """Return the meetings at *paths*; *told* hears of each file before it is read."""
    reader = adapters(plugins).get("documents")
    if reader is None:
        raise PluginError("The adapter that reads documents is missing.")
    reading = read_meetings(files_at(paths), reader, get_input, told)
    return leave_aside(reading, lambda url: url not in paths)


def teller(say: Translator, *, verbose: bool = False) -> Callable[[str], None]:
    """Return what tells on stderr that a file is being read, where somebody looks."""

    def tell_name(url: str) -> None:
        if verbose or sys.stderr.isatty():
            click.echo(say("Reading {name} …", name=Path(url).name), err=True)

    return tell_name


def tell_failures(reading: Reading, say: Translator) -> None:
    """Tell on stderr which inputs could not be read, and why."""
    for failure in reading.failures:
        click.echo("\n".join(failure.error.said(say)), err=True)


def basis_of(
    plugins: Plugins, today: date, rule_files: Iterable[Path] = (), *, experimental: bool = False
) -> Basis:
    """Return what briefs are made with: shipped rules, those of plugins and *rule_files*."""
    hooks = plugins.manager.hook
    offered_rules = (path for paths in hooks.register_rules() for path in paths)
    lexicons = [path for paths in hooks.register_lexicons() for path in paths]
    files = (*offered_rules, *rule_files)
    screen = load_screen(files, lexicons, experimental=experimental, today=today)
    tell(screen.notices)
    offered = [path for paths in hooks.register_measures() for path in paths]
    versions = Versions(
        program=PROGRAM,
        rules=f"{screen.rules.version}-{version_of((path_of('rules.yaml'), *files))}",
        lexicons=version_of(files_of((path_of("lexicons"), *lexicons))),
        measures=version_of((path_of("measures.yaml"), *offered)),
    )
    stages = load_stages(screen.lexicons)
    signals = {signal.id for signal in screen.rules.signals}
    return Basis(screen, load_measures(offered, signals), versions, stages=stages)


def occasion_of(today: date, meetings: Iterable[Meeting]) -> Occasion:
    """Return *today*, and the days around it and around *meetings* on which offices are closed."""
    return Occasion(today, closed_days((today, *(meeting.start.day for meeting in meetings))))
