"""The commands that look after the store: its extent, copies, upgrades, and what may go."""

import json
from pathlib import Path

import click

from agenda_risk.cli.keeping import looked_at, now, places, store_option
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.own_files import load_settings
from agenda_risk.store import Pages, copying, dumping
from agenda_risk.store.counting import Extent, extent
from agenda_risk.store.exporting import export
from agenda_risk.store.log import Deed, log
from agenda_risk.store.pruning import prune
from agenda_risk.store.upgrading import upgrade
from agenda_risk.translate import N_, Translator, translator

_NAMES = {
    "sources": N_("Sources"),
    "meetings": N_("Meetings"),
    "versions": N_("Versions of agendas"),
    "bodies": N_("Bodies"),
    "items": N_("Agenda items"),
    "registered": N_("Registered documents"),
    "outcomes": N_("Answers about how meetings went"),
    "outcome_texts": N_("Texts about how meetings went"),
    "drafts": N_("Drafts"),
    "users": N_("Users"),
    "sessions": N_("Sessions"),
    "log": N_("Entries in the log"),
    "login_links": N_("Links for logging in"),
    "login_trips": N_("Logins elsewhere that were begun"),
    "outcome_links": N_("Links for telling how a meeting went"),
    "attempts": N_("Counts of attempts"),
}


@click.group(
    "store",
    help=_("Look after the store: what is in it, copies, upgrades, and what may go."),
    epilog=_("Examples: agenda-risk store show · agenda-risk store backup copy.db"),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "show",
    help=_("Show where the store is, how large, and what is in it."),
    epilog=_("Example: agenda-risk store show --format json"),
)
@language_option
@format_option
@store_option
def show(language: str, form: str, place: str | None) -> int:
    """Print the extent."""
    found = extent(looked_at(place))
    if form == "json":
        echo(json.dumps(found._asdict(), default=str, ensure_ascii=False))
        return 0
    for line in _lines(found, translator(language)):
        echo(line)
    return 0


@command.command(
    "backup",
    help=_(
        "Copy the store to FILE, also while the service runs. The copy holds what is not masked: "
        "keep it as safe as the store. A PostgreSQL database is copied with pg_dump."
    ),
    epilog=_("Example: agenda-risk store backup /backup/agenda-risk-2026-12-01.db"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@store_option
def backup(file: Path, place: str | None) -> int:
    """Make a copy."""
    told, _beside = _places(place)
    looked_at(place).close()
    if isinstance(told, Path):
        copying.backup(told, file)
    else:
        dumping.dump(told, file)
    echo(f"→ {file}")
    return 0


@command.command(
    "restore",
    help=_(
        "Put the copy in FILE in the place of the store, once it is found to be whole. Stop the "
        "service first. The store that was there is kept beside. A PostgreSQL database must be "
        "empty."
    ),
    epilog=_("Example: agenda-risk store restore /backup/agenda-risk-2026-12-01.db --force"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--force", is_flag=True, help=_("Replace the store that is there."))
@language_option
@store_option
def restore(file: Path, force: bool, language: str, place: str | None) -> int:
    """Put a copy back."""
    told, _beside = _places(place)
    if not isinstance(told, Path):
        dumping.put_back(file, told)
        return 0
    kept = copying.restore(file, told, now(), is_forced=force)
    if kept:
        echo(translator(language)("The store that was there is now {path}.", path=kept))
    return 0


@command.command(
    "upgrade",
    help=_("Bring the store of an older agenda-risk up to date. A copy is made first, beside it."),
    epilog=_("Example: agenda-risk store upgrade"),
)
@language_option
@store_option
def bring_up_to_date(language: str, place: str | None) -> int:
    """Upgrade, and tell where the copy is."""
    copy, say = upgrade(*_places(place), now()), translator(language)
    told = say("The store is up to date.")
    echo(f"{told} {say('A copy of how it was: {path}', path=copy)}" if copy else told)
    return 0


@command.command(
    "prune",
    help=_(
        "Take away drafts, sessions, links and raw pages that have expired, and what [retention] "
        "in agenda-risk.toml tells. What is registered stays."
    ),
    epilog=_("Example: agenda-risk store prune --dry-run"),
)
@click.option("--dry-run", "is_dry", is_flag=True, help=_("Only tell what would go."))
@language_option
@store_option
def take_away(is_dry: bool, language: str, place: str | None) -> int:
    """Prune, and tell how many went."""
    when, say = now(), translator(language)
    store = looked_at(place)
    if not is_dry:
        Pages(store, now).forget_old()
    found = prune(store, load_settings().retention, (when, when.date()), is_dry=is_dry)
    for name, count in found.items():
        echo(f"{say(_NAMES[name])}: {_number(count)}")
    return 0


@command.command(
    "export",
    help=_("Write all that is registered into FOLDER for the archive, with an index and the log."),
    epilog=_("Example: agenda-risk store export /arkiv/2026"),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@language_option
@store_option
def write_out(folder: Path, language: str, place: str | None) -> int:
    """Export, and tell how many documents there were."""
    store = looked_at(place)
    count = export(store, folder)
    with store.writing() as connection:
        log(connection, Deed("program", "exported", None, {"documents": count}), now())
    echo(translator(language)("Documents written: {count}", count=count))
    return 0


def _places(place: str | None) -> tuple[Path | str, Path | None]:
    return places(place or load_settings().store)


def _lines(found: Extent, say: Translator) -> list[str]:
    lines = [
        say("Store: {path}", path=found.place),
        say("Tables: {revision}", revision=found.revision),
        say("Size: {size} MB", size=_number(round(found.bytes / 1e6))),
    ]
    lines += [f"{say(_NAMES[name])}: {_number(count)}" for name, count in found.counts.items()]
    if found.last_run:
        lines.append(
            say("Sources last looked at: {day}", day=f"{found.last_run:%Y-%m-%d %H:%M} UTC")
        )
    return lines


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
