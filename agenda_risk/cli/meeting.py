"""The commands by which people keep what they know and decide about one meeting."""

from datetime import date, datetime
from pathlib import Path

import click

from agenda_risk.cli.file_group import FileGroup
from agenda_risk.cli.kept import Kept, brief_of, read_agenda, read_once_more
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.meeting_acts import ACTS, show_file
from agenda_risk.cli.options import rules_option, today_option
from agenda_risk.cli.showing import show
from agenda_risk.cli.writing import FORMATS, echo, write_files
from agenda_risk.meeting_files import is_meeting_file, load_file
from agenda_risk.models import Brief
from agenda_risk.own_files import load_settings
from agenda_risk.render.formats import Asked


@click.group(
    "meeting",
    cls=FileGroup,
    invoke_without_command=True,
    help=_(
        "Keep what people know and decide about one meeting in a file of its own: items added or "
        "given another level by hand, yes or no to measures, and that the chair has gone through "
        "the agenda. FILE is an agenda, and its meeting's file is then made or brought up to date "
        "beside it, or the file of a meeting."
    ),
    epilog=_(
        "Examples: agenda-risk meeting kallelse.pdf · agenda-risk meeting kf.meeting.json level 7 "
        'low --role clerk --reason "All agree" · agenda-risk meeting kf.meeting.json reviewed '
        "--role chair"
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--keep", metavar="PATH", help=_("The meeting's file; else it lies beside the agenda.")
)
@language_option
@today_option
@rules_option
@click.option(
    "--store",
    metavar="PLACE",
    help=_(
        "The store with sources and meetings, a file or postgresql://…; else the one that "
        "agenda-risk.toml names."
    ),
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    context: click.Context,
    file: str,
    keep: str | None,
    language: str,
    today: datetime | None,
    rule_files: tuple[Path, ...],
    store: str | None,
) -> int:
    """Find the file of the meeting; without a command, show it."""
    now = today.date() if today else date.today()
    settings = load_settings()
    rules = rule_files or tuple(map(Path, settings.rules))
    kept = Kept(file, spoken(settings.language, language), now, rules, store)
    if not is_meeting_file(file):
        kept = kept._replace(path=read_agenda((file,), kept, keep))
    context.obj = kept
    if context.invoked_subcommand is None:
        show_file(load_file(kept.path), kept)
    return 0


for _one in ACTS:
    command.add_command(_one)


@command.command("read", help=_("Read the agenda again, and tell what is new, changed or gone."))
@click.argument("agendas", nargs=-1, metavar="[AGENDA…]")
@click.pass_obj
def read_anew(kept: Kept, agendas: tuple[str, ...]) -> int:
    """Read again, from the same files or from others."""
    if agendas:
        read_agenda(agendas, kept, kept.path)
    else:
        read_once_more(kept)
    show_file(load_file(kept.path), kept)
    return 0


@command.command("brief", help=_("Write the brief with what was done by hand."))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("What the brief is written as."),
)
@click.option("--output", metavar="PATH", help=_("File to write; else it is printed."))
@click.pass_obj
def write_brief(kept: Kept, form: str, output: str | None) -> int:
    """Write the brief of the agenda that was read last."""
    brief = brief_of(load_file(kept.path), kept)
    _write(brief, form, kept.language, output)
    return 0


def _write(brief: Brief, form: str, language: str, output: str | None) -> None:
    extent = "sheet" if form == "text" and not output else "all"
    asked = Asked(form, language, extent)
    if output:
        (place,) = write_files((brief,), asked, output)
        echo(f"→ {place}")
    else:
        show((brief,), asked, None, quiet=False)
