"""The command that asks a few questions and writes an organisation's own files."""

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path

import click

from agenda_risk.cli.interview import interview
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.gaps import gaps
from agenda_risk.hindrance import hindrance
from agenda_risk.models import Profile
from agenda_risk.own_files import PROFILE, SETTINGS
from agenda_risk.render.gaps import told_gap
from agenda_risk.render.own_toml import profile_toml, settings_toml
from agenda_risk.render.steering_draft import steering_draft
from agenda_risk.settings import Settings
from agenda_risk.translate import Translator, translator

DRAFT = "styrdokument-utkast.md"
_BACKUP = ".bak"


@click.command(
    "init",
    help=_(
        "Ask a few questions about your organisation, and write agenda-risk.toml and profile.toml "
        "to a folder. Everything may be unknown. No file is overwritten."
    ),
    epilog=_("Example: agenda-risk init --document"),
)
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(path_type=Path))
@click.option("--yes", "-y", is_flag=True, help=_("Ask nothing; everything is unknown."))
@click.option("--document", is_flag=True, help=_("Write a draft of a steering document as well."))
@click.option(
    "--force", is_flag=True, help=_("Write even if there are files; the old ones become .bak.")
)
@language_option
def command(folder: Path, yes: bool, document: bool, force: bool, language: str) -> int:
    """Ask, write, and show what is missing and what to do next."""
    say = translator(language)
    names = (SETTINGS, PROFILE, *((DRAFT,) if document else ()))
    paths = tuple(folder / name for name in names)
    if not force:
        _refuse_existing(paths)
    is_asked = not yes and sys.stdin.isatty()
    profile = interview(say) if is_asked else Profile()
    _write(paths, _texts(profile, say))
    _tell(paths, profile, say)
    return 0


def _refuse_existing(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if os.path.lexists(path):
            raise RefusedError(
                "{path} is there already. With --force it is written anew, and the old one is kept"
                " as .bak.",
                path=path,
            )


def _texts(profile: Profile, say: Translator) -> tuple[str, ...]:
    settings = Settings.model_validate({"profile": PROFILE, "language": say.language})
    return settings_toml(settings, say), profile_toml(profile, say), steering_draft(profile, say)


def _write(paths: tuple[Path, ...], texts: tuple[str, ...]) -> None:
    """Write the files, after the old ones have been kept."""
    for path in paths:
        if os.path.exists(path):
            File().deliver(_read(path), str(_unused(path)))
    for path, text in zip(paths, texts, strict=False):
        File().deliver(text.encode("utf-8"), str(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=str(path), reason=hindrance(error)
        ) from error


def _unused(path: Path) -> Path:
    """Return a name for the old file that no older one has."""
    names = (path.with_name(path.name + _BACKUP + (str(n) if n > 1 else "")) for n in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _tell(paths: tuple[Path, ...], profile: Profile, say: Translator) -> None:
    """Tell which files there are now, what is missing, and what to do next."""
    missing = [told_gap(gap, say)["missing"] for gap in gaps(profile, date.today())]
    named = f" {paths[1]}" if paths[1].parent != Path() else ""
    option = f"--profile {paths[1]} " if named else ""
    lines = (
        *(say("Written: {path}", path=path) for path in paths),
        "",
        say.plural("{count} gap:", "{count} gaps:", len(missing)),
        *(f"- {line}" for line in missing),
        "",
        say("Fill in {path} when you know more.", path=paths[1]),
        say("See why each gap matters: {command}", command=f"agenda-risk profile{named}"),
        say("Read an agenda: {command}", command=f"agenda-risk scan {option}kallelse.pdf"),
    )
    echo("\n".join(lines))
