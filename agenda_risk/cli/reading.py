"""What all commands need that read agendas: the meetings, and what briefs are made with."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from agenda_risk.basis import basis_files, load_basis, occasion_of
from agenda_risk.cli.beside import begun
from agenda_risk.cli.writing import tell
from agenda_risk.errors import PluginError
from agenda_risk.fetch import Files, files_at
from agenda_risk.pipeline import Basis, Reading, leave_aside, read_meetings
from agenda_risk.plugins import Plugins, adapters
from agenda_risk.render.formats import make_ready
from agenda_risk.translate import Translator

READER = "agenda_risk.agenda"

__all__ = ["basis_of", "begin_basis", "occasion_of", "read", "tell_failures", "teller"]


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
    files = basis_files(plugins, rule_files)

    def load() -> Basis:
        import_module(READER)
        made = load_basis(files, today, experimental=experimental)
        made.screen.make_ready()
        make_ready(form)
        return made

    wait = begun(load)

    def basis() -> Basis:
        loaded = wait()
        tell(loaded.screen.notices)
        return loaded

    return basis
