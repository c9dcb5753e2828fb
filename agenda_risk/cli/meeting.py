"""The commands by which people keep what they know and decide about one meeting."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from agenda_risk import meeting_acts as acts
from agenda_risk.cli.file_group import FileGroup
from agenda_risk.cli.kept import Kept, brief_of, read_agenda, read_once_more
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import rules_option, today_option
from agenda_risk.cli.showing import show
from agenda_risk.cli.writing import FORMATS, echo, write_files
from agenda_risk.meeting_file import MeetingFile, as_suggested
from agenda_risk.meeting_files import change_file, is_meeting_file, load_file
from agenda_risk.models import STOCKHOLM, Brief, Level, Publicity, Role
from agenda_risk.own_files import load_settings
from agenda_risk.render.formats import Asked
from agenda_risk.render.meeting import meeting_paper
from agenda_risk.render.paper_text import as_text
from agenda_risk.translate import translator

_LEVELS = [level.value for level in Level if level is not Level.NONE]
_ROLES = [role.value for role in (Role.CHAIR, Role.DEPUTY, Role.CLERK, Role.SECURITY)]
_YES = {"yes": True, "no": False}
_Change = Callable[[MeetingFile], MeetingFile]


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
        _show(load_file(kept.path), kept)
    return 0


def role_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--role``."""
    return click.option(
        "--role",
        type=click.Choice(_ROLES),
        required=True,
        help=_("In which role this is done; it is kept and printed, a name is not."),
    )(command)


reason_option = click.option(
    "--reason", default="", metavar="TEXT", help=_("Why, in a sentence without names.")
)


@command.command("add", help=_("Add an item that the agenda does not show."))
@click.argument("title")
@click.option("--level", type=click.Choice(_LEVELS), required=True, help=_("Its level."))
@reason_option
@role_option
@click.pass_obj
def add(kept: Kept, title: str, level: str, reason: str, role: str) -> int:
    """Add an item."""
    return _act(kept, lambda file: acts.with_item(file, title, Level(level), reason, _by(role)))


@command.command("level", help=_("Set the level of an item, by its number or title."))
@click.argument("item")
@click.argument("level", type=click.Choice(_LEVELS))
@reason_option
@role_option
@click.pass_obj
def set_level(kept: Kept, item: str, level: str, reason: str, role: str) -> int:
    """Set a level."""
    return _act(kept, lambda file: acts.with_level(file, item, Level(level), reason, _by(role)))


@command.command("yes", help=_("Say yes to measures, by their names."))
@click.argument("measures", nargs=-1, required=True, metavar="MEASURE…")
@reason_option
@role_option
@click.pass_obj
def say_yes(kept: Kept, measures: tuple[str, ...], reason: str, role: str) -> int:
    """Answer yes."""
    return _act(kept, _answers(kept, measures, (reason, role), answer=True))


@command.command("no", help=_("Say no to measures, by their names; a no needs a reason."))
@click.argument("measures", nargs=-1, required=True, metavar="MEASURE…")
@reason_option
@role_option
@click.pass_obj
def say_no(kept: Kept, measures: tuple[str, ...], reason: str, role: str) -> int:
    """Answer no."""
    return _act(kept, _answers(kept, measures, (reason, role), answer=False))


@command.command(
    "pretest", help=_("Answer SKR's two questions that come before any dialogue on an item.")
)
@click.argument("item")
@click.option(
    "--influence", type=click.Choice(["yes", "no"]), help=_("Can the matter be influenced?")
)
@click.option(
    "--willing",
    type=click.Choice(["yes", "no"]),
    help=_("Are the decision-makers prepared to be influenced?"),
)
@role_option
@click.pass_obj
def pretest(kept: Kept, item: str, influence: str | None, willing: str | None, role: str) -> int:
    """Answer the two questions."""
    told = {"can_be_influenced": _YES.get(influence or ""), "willing": _YES.get(willing or "")}
    return _act(kept, lambda file: acts.with_pretest(file, item, _by(role), **told))


@command.command("public", help=_("Tell whether the public may attend, and on what ground."))
@click.argument("publicity", type=click.Choice([one.value for one in Publicity]))
@click.option("--ground", required=True, metavar="TEXT", help=_("Who decided it, and when."))
@role_option
@click.pass_obj
def set_publicity(kept: Kept, publicity: str, ground: str, role: str) -> int:
    """Tell whether the meeting is public."""
    return _act(
        kept, lambda file: acts.with_publicity(file, Publicity(publicity), ground, _by(role))
    )


@command.command(
    "reviewed", help=_("Mark that the chair or the deputy has gone through the agenda.")
)
@role_option
@click.pass_obj
def review(kept: Kept, role: str) -> int:
    """Mark the agenda as gone through."""
    return _act(kept, lambda file: acts.with_review(file, _by(role)))


@command.command("undo", help=_("Undo what was done by hand, by its number; it stays in the file."))
@click.argument("entry", type=int)
@reason_option
@role_option
@click.pass_obj
def undo(kept: Kept, entry: int, reason: str, role: str) -> int:
    """Undo an entry."""
    return _act(kept, lambda file: acts.undone(file, entry, reason, _by(role)))


@command.command("read", help=_("Read the agenda again, and tell what is new, changed or gone."))
@click.argument("agendas", nargs=-1, metavar="[AGENDA…]")
@click.pass_obj
def read_anew(kept: Kept, agendas: tuple[str, ...]) -> int:
    """Read again, from the same files or from others."""
    if agendas:
        read_agenda(agendas, kept, kept.path)
    else:
        read_once_more(kept)
    _show(load_file(kept.path), kept)
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


def _act(kept: Kept, change: _Change) -> int:
    """Change the file, and show what it holds then."""
    _show(change_file(kept.path, change), kept)
    return 0


def _answers(
    kept: Kept, measures: tuple[str, ...], told: tuple[str, str], *, answer: bool
) -> _Change:
    reason, role = told

    def change(file: MeetingFile) -> MeetingFile:
        known = {one.id for version in file.versions for one in version.measures}
        if not known.issuperset(measures):  # some fit only since days have passed
            file = as_suggested(file, brief_of(file, kept))
        for measure in measures:
            file = acts.with_answer(file, measure, reason, _by(role), answer=answer)
        return file

    return change


def _by(role: str) -> acts.Signature:
    return acts.Signature(Role(role), datetime.now(ZoneInfo(STOCKHOLM)).replace(microsecond=0))


def _show(file: MeetingFile, kept: Kept) -> None:
    echo(as_text(meeting_paper(file, translator(kept.language))))
    echo(f"→ {kept.path}")


def _write(brief: Brief, form: str, language: str, output: str | None) -> None:
    extent = "sheet" if form == "text" and not output else "all"
    asked = Asked(form, language, extent)
    if output:
        (place,) = write_files((brief,), asked, output)
        echo(f"→ {place}")
    else:
        show((brief,), asked, None, quiet=False)
