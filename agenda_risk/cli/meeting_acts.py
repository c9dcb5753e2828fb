"""The commands by which people keep what they know and decide, each one more entry in a file."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from agenda_risk import meeting_acts as acts
from agenda_risk.cli.kept import Kept, brief_of
from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.meeting_file import MeetingFile, as_suggested
from agenda_risk.meeting_files import change_file
from agenda_risk.models import STOCKHOLM, Level, Publicity, Role
from agenda_risk.render.meeting import meeting_paper
from agenda_risk.render.paper_text import as_text
from agenda_risk.translate import translator

_LEVELS = [level.value for level in Level if level is not Level.NONE]
_ROLES = [role.value for role in (Role.CHAIR, Role.DEPUTY, Role.CLERK, Role.SECURITY)]
_YES = {"yes": True, "no": False}
_Change = Callable[[MeetingFile], MeetingFile]


def _role_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--role``."""
    return click.option(
        "--role",
        type=click.Choice(_ROLES),
        required=True,
        help=_("In which role this is done; it is kept and printed, a name is not."),
    )(command)


_reason_option = click.option(
    "--reason", default="", metavar="TEXT", help=_("Why, in a sentence without names.")
)


@click.command("add", help=_("Add an item that the agenda does not show."))
@click.argument("title")
@click.option("--level", type=click.Choice(_LEVELS), required=True, help=_("Its level."))
@_reason_option
@_role_option
@click.pass_obj
def add(kept: Kept, title: str, level: str, reason: str, role: str) -> int:
    """Add an item."""
    return _act(kept, lambda file: acts.with_item(file, title, Level(level), reason, _by(role)))


@click.command("level", help=_("Set the level of an item, by its number or title."))
@click.argument("item")
@click.argument("level", type=click.Choice(_LEVELS))
@_reason_option
@_role_option
@click.pass_obj
def set_level(kept: Kept, item: str, level: str, reason: str, role: str) -> int:
    """Set a level."""
    return _act(kept, lambda file: acts.with_level(file, item, Level(level), reason, _by(role)))


@click.command("yes", help=_("Say yes to measures, by their names."))
@click.argument("measures", nargs=-1, required=True, metavar="MEASURE…")
@_reason_option
@_role_option
@click.pass_obj
def say_yes(kept: Kept, measures: tuple[str, ...], reason: str, role: str) -> int:
    """Answer yes."""
    return _act(kept, _answers(kept, measures, (reason, role), answer=True))


@click.command("no", help=_("Say no to measures, by their names; a no needs a reason."))
@click.argument("measures", nargs=-1, required=True, metavar="MEASURE…")
@_reason_option
@_role_option
@click.pass_obj
def say_no(kept: Kept, measures: tuple[str, ...], reason: str, role: str) -> int:
    """Answer no."""
    return _act(kept, _answers(kept, measures, (reason, role), answer=False))


@click.command(
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
@_role_option
@click.pass_obj
def pretest(kept: Kept, item: str, influence: str | None, willing: str | None, role: str) -> int:
    """Answer the two questions."""
    told = {"can_be_influenced": _YES.get(influence or ""), "willing": _YES.get(willing or "")}
    return _act(kept, lambda file: acts.with_pretest(file, item, _by(role), **told))


@click.command("public", help=_("Tell whether the public may attend, and on what ground."))
@click.argument("publicity", type=click.Choice([one.value for one in Publicity]))
@click.option("--ground", required=True, metavar="TEXT", help=_("Who decided it, and when."))
@_role_option
@click.pass_obj
def set_publicity(kept: Kept, publicity: str, ground: str, role: str) -> int:
    """Tell whether the meeting is public."""
    return _act(
        kept, lambda file: acts.with_publicity(file, Publicity(publicity), ground, _by(role))
    )


@click.command("reviewed", help=_("Mark that the chair or the deputy has gone through the agenda."))
@_role_option
@click.pass_obj
def review(kept: Kept, role: str) -> int:
    """Mark the agenda as gone through."""
    return _act(kept, lambda file: acts.with_review(file, _by(role)))


@click.command("undo", help=_("Undo what was done by hand, by its number; it stays in the file."))
@click.argument("entry", type=int)
@_reason_option
@_role_option
@click.pass_obj
def undo(kept: Kept, entry: int, reason: str, role: str) -> int:
    """Undo an entry."""
    return _act(kept, lambda file: acts.undone(file, entry, reason, _by(role)))


ACTS = (add, set_level, say_yes, say_no, pretest, set_publicity, review, undo)


def _act(kept: Kept, change: _Change) -> int:
    """Change the file, and show what it holds then."""
    show_file(change_file(kept.path, change), kept)
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


def show_file(file: MeetingFile, kept: Kept) -> None:
    """Print what *file* holds, and where it lies."""
    echo(as_text(meeting_paper(file, translator(kept.language))))
    echo(f"→ {kept.path}")
