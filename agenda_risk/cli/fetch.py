"""The command that looks at the sources, and keeps what is seen."""

import json
import sys
from datetime import date, datetime

import click

from agenda_risk.archive import Look, look_at
from agenda_risk.cli.keeping import (
    days_from,
    fetched_ones,
    now,
    opened,
    replay_options,
    store_option,
    world,
)
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.looks import look_json, look_lines, look_troubles
from agenda_risk.cli.options import today_option
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.errors import FetchError
from agenda_risk.plugins import load_plugins
from agenda_risk.store import Pages
from agenda_risk.store.runs import FAILED
from agenda_risk.translate import Translator, translator


@click.command(
    "fetch",
    help=_(
        "Fetch upcoming agendas from your sources, and keep what is new or changed. Without "
        "SOURCE all are fetched. One that does not answer does not stop the others."
    ),
    epilog=_(
        "Examples: agenda-risk fetch · agenda-risk fetch granvik --days 30 · agenda-risk fetch "
        "--record saved/ · agenda-risk fetch --replay saved/ --today 2026-12-01"
    ),
)
@click.argument("names", nargs=-1, metavar="[SOURCE…]")
@click.option(
    "--days",
    type=click.IntRange(0, 400),
    default=60,
    show_default=True,
    help=_("How many days ahead to look."),
)
@replay_options
@store_option
@format_option
@language_option
@today_option
@click.option("--quiet", "-q", is_flag=True, help=_("Print only what went wrong."))
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    names: tuple[str, ...],
    days: int,
    replay: str | None,
    record: str | None,
    place: str | None,
    form: str,
    language: str,
    today: datetime | None,
    quiet: bool,
) -> int:
    """Look at the sources, and tell what came of each as it is done."""
    say = translator(language)
    store = opened(place)
    known = fetched_ones(store, names)
    period = days_from(today.date() if today else date.today(), days)
    _tell_start([one.source.name for one in known], say, quiet=quiet)
    looks = []
    for look in look_at(known, store, world(load_plugins(), store, replay, record), period):
        looks.append(look)
        _tell(look, say, quiet=quiet or form == "json")
    Pages(store, now).forget_old()
    store.close()
    if form == "json":
        told = {"schema": "agenda-risk/fetch/1", "sources": [look_json(one, say) for one in looks]}
        echo(json.dumps(told, ensure_ascii=False, indent=2))
    return FetchError.exit_code if any(map(is_unseen, looks)) else 0


def is_unseen(look: Look) -> bool:
    """Tell whether the source of *look*, or some of it, could not be looked at."""
    fetching = (isinstance(one.error, FetchError) for one in look.failures)
    return look.outcome == FAILED or any(fetching)


def _tell_start(names: list[str], say: Translator, *, quiet: bool) -> None:
    if sys.stderr.isatty() and not quiet:
        click.echo(say("Fetching from {sources} …", sources=", ".join(names)), err=True)


def _tell(look: Look, say: Translator, *, quiet: bool) -> None:
    for line in look_troubles(look, say):
        click.echo(line, err=True)
    if not quiet:
        for line in look_lines(look, say):
            echo(line)
