"""The command that runs past agendas through other rules, beside those that hold."""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import click

from agenda_risk.basis import basis_files, load_basis
from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import today_option
from agenda_risk.cli.paper_writing import write_answer, written_options
from agenda_risk.cli.period import Days, days_options
from agenda_risk.cli.reading import read, tell_failures, teller
from agenda_risk.cli.screens import screen_of
from agenda_risk.cli.writing import tell
from agenda_risk.errors import MissingInputError
from agenda_risk.models import Meeting, Period
from agenda_risk.own_files import load_settings
from agenda_risk.pipeline import Basis
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.replay import replay_csv, replay_json, replay_paper
from agenda_risk.replay import Past, Sides, replay
from agenda_risk.service.rule_books import PublishedBasis
from agenda_risk.store import Store
from agenda_risk.store.replaying import agendas_between
from agenda_risk.translate import Translator, translator

OTHERWISE = 7
_YEAR = timedelta(days=365)


class _Where(NamedTuple):
    """Where past agendas are: files and folders, else a *store* and the *days* in it."""

    paths: tuple[str, ...]
    store: Store | None
    days: Period


@click.command(
    "replay",
    help=_(
        "Run past agendas through other rules beside those that hold, and show every item that "
        "would be judged otherwise, with the words that decide. The agendas are those that are "
        "kept, of the last year if no days are told, or files and folders. Ends with 7 where "
        "something differs."
    ),
    epilog=_(
        "Examples: agenda-risk replay --rules nya.yaml · agenda-risk replay --rules nya.yaml "
        "--format csv --output skillnader.csv kallelser/"
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--rules", "rules", type=click.Path(path_type=Path), required=True, metavar="NEW",
    help=_("The other rules: a file that is read after the shipped rules, or a folder with "
           "rules.yaml and lexicons of its own."),
)  # fmt: skip
@days_options
@written_options("text", "json", "html", "csv")
@language_option
@today_option
@store_option
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    paths: tuple[str, ...],
    rules: Path,
    first: datetime | None,
    last: datetime | None,
    form: str,
    output: str | None,
    language: str,
    today: datetime | None,
    place: str | None,
) -> int:
    """Compare, and show what differs."""
    say = translator(spoken(load_settings().language, language))
    now = today.date() if today else date.today()
    store = None if paths and place is None else opened(place)
    ends = last.date() if last else now
    where = _Where(paths, store, Days(first, last).within(Period(first=ends - _YEAR, last=ends)))
    sides = _sides(rules, store, now)
    failed: list[int] = []
    found = replay(_past(where, say, failed.append), sides)
    if not found.meetings and not failed:
        raise MissingInputError(
            "No agenda is kept from {first} to {last}. Tell files, or other days.",
            first=where.days.first,
            last=where.days.last,
        )
    tables = {"json": lambda: replay_json(found), "csv": lambda: replay_csv(found, say)}
    write_answer(lambda: replay_paper(found, say), tables, form, output)
    return failed[0] if failed else OTHERWISE if found.turned else 0


def _sides(rules: Path, store: Store | None, today: date) -> Sides:
    """Return the rules that hold, those published in *store* with them, and the others."""
    plugins, settings = load_plugins(FILES_ONLY), load_settings()
    files = basis_files(plugins, tuple(map(Path, settings.rules)))
    now = PublishedBasis(store, files)(today) if store else load_basis(files, today)
    if os.path.isdir(rules):
        return Sides(now.screen, screen_of(rules), (_name(now), str(rules)))
    other = load_basis(basis_files(plugins, (rules,)), today)
    tell(other.screen.notices)
    return Sides(now.screen, other.screen, (_name(now), _name(other)))


def _name(basis: Basis) -> str:
    return basis.versions.rules


def _past(where: _Where, say: Translator, failed: Callable[[int], None]) -> Iterator[Past]:
    """Yield the agendas that are tried; *failed* hears of the code of each that cannot be read."""
    yield from map(Past, _in_files(where.paths, say, failed))
    if where.store and not where.paths:
        with where.store.reading() as connection:
            for kept in agendas_between(connection, where.days.first, where.days.last):
                yield Past(kept.meeting)


def _in_files(
    paths: tuple[str, ...], say: Translator, failed: Callable[[int], None]
) -> Iterator[Meeting]:
    if paths:
        reading = read(paths, load_plugins(FILES_ONLY), teller(say))
        tell_failures(reading, say)
        for one in reading.failures:
            failed(one.error.exit_code)
        yield from reading.meetings
