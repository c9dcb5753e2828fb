"""What all commands need that read agendas: the meetings, and what briefs are made with."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from agenda_risk import __version__
from agenda_risk.cli.beside import begun
from agenda_risk.cli.writing import make_ready, tell
from agenda_risk.closed_days import closed_days
from agenda_risk.errors import PluginError
from agenda_risk.fetch import Files, files_at
from agenda_risk.models import Meeting
from agenda_risk.pipeline import Basis, Occasion, Reading, Versions, leave_aside, read_meetings
from agenda_risk.plugins import Plugins, adapters
from agenda_risk.shipped import load_measures, load_screen, load_stages, path_of
from agenda_risk.translate import Translator
from agenda_risk.versions import files_of, version_of

READER = "agenda_risk.agenda"
PROGRAM = f"agenda-risk {__version__}"


def read(paths: tuple[str, ...], plugins: Plugins, told: Callable[[str], None]) -> Reading:
    """Return the meetings at *paths*; *told* hears of each file before it is read."""
    reader = adapters(plugins).get("documents")
    if reader is None:
        raise PluginError("The adapter that reads documents is missing.")
    reading = read_meetings(files_at(paths), reader, Files(), told)
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
    return begin_basis(plugins, today, rule_files, experimental=experimental)()


def begin_basis(
    plugins: Plugins,
    today: date,
    rule_files: Iterable[Path] = (),
    *,
    experimental: bool = False,
    form: str = "",
) -> Callable[[], Basis]:
    """Begin to load what briefs are made with, and return what waits for it and tells of it.

    Meanwhile what reads agendas and damaged words is loaded, too, and what writes as *form*.
    """
    hooks = plugins.manager.hook
    rules = (*(path for paths in hooks.register_rules() for path in paths), *rule_files)
    lexicons = tuple(path for paths in hooks.register_lexicons() for path in paths)
    measures = tuple(path for paths in hooks.register_measures() for path in paths)
    files = _Files(rules, lexicons, measures)

    def load() -> Basis:
        import_module(READER)
        made = _load(files, today, experimental=experimental)
        made.screen.make_ready()
        make_ready(form)
        return made

    wait = begun(load)

    def basis() -> Basis:
        loaded = wait()
        tell(loaded.screen.notices)
        return loaded

    return basis


class _Files(NamedTuple):
    """What there is beside the shipped files: files of rules and measures, folders of lexicons."""

    rules: tuple[Path, ...]
    lexicons: tuple[Path, ...]
    measures: tuple[Path, ...]


def _load(files: _Files, today: date, *, experimental: bool) -> Basis:
    screen = load_screen(files.rules, files.lexicons, experimental=experimental, today=today)
    versions = Versions(
        program=PROGRAM,
        rules=f"{screen.rules.version}-{version_of((path_of('rules.yaml'), *files.rules))}",
        lexicons=version_of(files_of((path_of("lexicons"), *files.lexicons))),
        measures=version_of((path_of("measures.yaml"), *files.measures)),
    )
    stages = load_stages(screen.lexicons)
    signals = {signal.id for signal in screen.rules.signals}
    return Basis(screen, load_measures(files.measures, signals), versions, stages=stages)


def occasion_of(today: date, meetings: Iterable[Meeting]) -> Occasion:
    """Return *today*, and the days around it and around *meetings* on which offices are closed."""
    return Occasion(today, closed_days((today, *(meeting.start.day for meeting in meetings))))
