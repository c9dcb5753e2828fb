"""The commands by which sources are found out, listed, looked after and forgotten."""

import json
import sys
from datetime import date
from urllib.parse import urlsplit

import click

from agenda_risk.archive import Look, look_at
from agenda_risk.cli.health import Health, health_json, health_lines, health_of
from agenda_risk.cli.keeping import (
    chosen,
    days_from,
    fetched_ones,
    getter,
    now,
    opened,
    replay_options,
    store_option,
    world,
)
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.looks import changed_lines, trouble_lines
from agenda_risk.cli.recognised import tell_recognised
from agenda_risk.cli.told_source import joined_with, named, told_source
from agenda_risk.cli.writing import echo
from agenda_risk.errors import FetchError, RefusedError
from agenda_risk.own_files import load_settings
from agenda_risk.plugins import adapters, load_plugins
from agenda_risk.recognising import candidates, of_system, surest
from agenda_risk.store import Pages, add_source, known_sources, remove_source
from agenda_risk.store.runs import WHOLE
from agenda_risk.translate import Translator, translator

_DAYS = 60


@click.group(
    "sources",
    help=_("Say where your agendas are published, and see whether they can still be fetched."),
    epilog=_(
        "Examples: agenda-risk sources add https://granvik.example/moten · agenda-risk sources "
        "list · agenda-risk sources check"
    ),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "add",
    help=_(
        "Add the address at which meetings are published. Its first page is fetched, and the "
        "meeting system is recognised by it."
    ),
    epilog=_(
        "Examples: agenda-risk sources add https://granvik.example/moten · agenda-risk sources "
        "add https://granvik.example/namnder --system webpage --option key=value"
    ),
)
@click.argument("url")
@click.option("--name", default="", help=_("A short name for it, in letters a–z; else made up."))
@click.option("--organisation", default="", help=_("The municipality or region."))
@click.option("--system", default="", help=_("The meeting system, where it is not recognised."))
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help=_("What the reader of the system needs to know besides."),
)
@click.option(
    "--consent",
    default="",
    metavar="TEXT",
    help=_("Only where its robots.txt says no: who lets us in, and since when."),
)
@replay_options
@store_option
@language_option
def add(  # noqa: PLR0913, PLR0917  one argument for each option
    url: str,
    name: str,
    organisation: str,
    system: str,
    options: tuple[str, ...],
    consent: str,
    replay: str | None,
    record: str | None,
    place: str | None,
    language: str,
) -> int:
    """Recognise, tell, and keep."""
    say = translator(language)
    told = told_source((name, organisation, consent), options)
    store = opened(place)
    page = getter(store, replay, record)(told.model_copy(update={"url": url}))(url)
    systems = adapters(load_plugins())
    found = candidates(page, systems)
    one = of_system(system, found, url, systems) if system else surest(found, url, systems)
    source = named(joined_with(one.recognition.source, told), store, is_told=bool(name))
    add_source(store, source, now())
    store.close()
    tell_recognised(one, source, say)
    if not load_settings().contact:
        hint = say("Tell the owners of servers who asks: write a contact in agenda-risk.toml.")
        click.echo(hint, err=True)
    return 0


@command.command("list", help=_("List the sources."))
@store_option
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
def list_(place: str | None, form: str) -> int:
    """Print the sources."""
    store = opened(place)
    known = known_sources(store)
    store.close()
    if form == "json":
        told = [one.source.model_dump(mode="json", exclude_defaults=True) for one in known]
        echo(json.dumps({"sources": told}, ensure_ascii=False, indent=2))
        return 0
    for one in known:
        own = one.source.organisation.name
        where = " (agenda-risk.toml)" if one.is_configured else ""
        echo(f"{one.source.name:20} {one.source.system:14} {own:24} {one.source.url}{where}")
    if not known:
        echo(_("There are no sources yet. Add one: agenda-risk sources add https://…"))
    return 0


@command.command("remove", help=_("Forget a source, and all that was fetched from it."))
@click.argument("name")
@click.option("--yes", is_flag=True, help=_("Do not ask first."))
@store_option
def remove(name: str, yes: bool, place: str | None) -> int:
    """Forget a source, after asking."""
    store = opened(place)
    (known,) = chosen(store, (name,))
    if known.is_configured:
        raise RefusedError("“{name}” stands in agenda-risk.toml. Take it out there.", name=name)
    if not yes:
        _confirm(name)
    remove_source(store, name, now())
    Pages(store, now).forget_host(urlsplit(known.source.url).hostname or "")
    store.close()
    echo(_("“{name}” is forgotten, with all that was fetched from it.", name=name))
    return 0


@command.command(
    "check",
    help=_(
        "Look at every source now, and tell how it is: when it last could be seen, what has "
        "changed, and what its system does not publish."
    ),
    epilog=_("Examples: agenda-risk sources check · agenda-risk sources check granvik"),
)
@click.argument("names", nargs=-1, metavar="[SOURCE…]")
@replay_options
@store_option
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
@language_option
def check(  # noqa: PLR0913, PLR0917  one argument for each option
    names: tuple[str, ...],
    replay: str | None,
    record: str | None,
    place: str | None,
    form: str,
    language: str,
) -> int:
    """Look, and tell the health of each source."""
    say = translator(language)
    store = opened(place)
    known = fetched_ones(store, names)
    around = world(load_plugins(), store, replay, record)
    looks = {
        one.known.id: one for one in look_at(known, store, around, days_from(date.today(), _DAYS))
    }
    found = [health_of(one, store, around.adapters.get(one.source.system)) for one in known]
    store.close()
    if form == "json":
        told = [health_json(one, say) for one in found]
        echo(json.dumps({"sources": told}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            _tell_health(one, looks[one.known.id], say)
        if len(found) > 1:
            echo(_summary([one.outcome for one in looks.values()], say))
    return 0 if all(one.outcome == WHOLE for one in looks.values()) else FetchError.exit_code


def _tell_health(found: Health, look: Look, say: Translator) -> None:
    """Tell how a source is, what hindered us, and what has changed."""
    for line in health_lines(found, say):
        echo(line)
    for line in trouble_lines(look, say):
        echo(f"  ! {line}")
    for line in changed_lines(look, say):
        echo(line)


def _summary(outcomes: list[str], say: Translator) -> str:
    whole = sum(outcome == WHOLE for outcome in outcomes)
    return say(
        "{count} sources: {whole} work, {other} need to be looked at.",
        count=len(outcomes),
        whole=whole,
        other=len(outcomes) - whole,
    )


def _confirm(name: str) -> None:
    if not sys.stdin.isatty():
        raise RefusedError("All that was fetched from “{name}” would go. Say --yes.", name=name)
    click.confirm(_("Forget “{name}”, and all that was fetched from it?", name=name), abort=True)
