"""The command by which people prepare a decision under act 2010:294, section by section."""

import click

from agenda_risk import decision_acts as acts
from agenda_risk.cli.decision_draft import (
    ROLES,
    Kept,
    act,
    begun,
    law_paper,
    now,
    role_option,
    show,
)
from agenda_risk.cli.decision_sections import SECTIONS
from agenda_risk.cli.file_group import FileGroup
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.paper_writing import write_paper
from agenda_risk.law.reach import Occasion
from agenda_risk.law.ruling import ruling
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.meeting_files import load_file
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.render.decision import PAPERS
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import PAPER_FORMATS
from agenda_risk.translate import translator


@click.group(
    "decision",
    cls=FileGroup,
    invoke_without_command=True,
    help=_(
        "Prepare, section by section, what the chair decides on a check of visitors at one public "
        "meeting (Act 2010:294), or that none is made. Only a person who records a concrete "
        "circumstance opens the way, and it opens to consulting Polismyndigheten. FILE is the "
        "file of a meeting. Without a section, show what is written and what is missing."
    ),
    epilog=_(
        "Examples: agenda-risk decision kf.meeting.json · agenda-risk decision kf.meeting.json "
        'premises --room "Council hall" --entrance "Main entrance" · agenda-risk decision '
        "kf.meeting.json export basis --format pdf --output basis.pdf"
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--occasion",
    type=click.Choice([one.value for one in Occasion]),
    default=Occasion.SESSION.value,
    show_default=True,
    help=_("What kind of meeting it is; only a session of an elected body can be reached."),
)
@language_option
@click.pass_context
def command(context: click.Context, file: str, occasion: str, language: str) -> int:
    """Find the file of the meeting; without a section, show where its decision stands."""
    settings = load_settings()
    profile = load_profile(settings.profile)
    say = translator(spoken(settings.language, language))
    context.obj = Kept(file, say, Occasion(occasion), profile)
    if context.invoked_subcommand is None:
        show(load_file(file), context.obj)
    return 0


for _one in SECTIONS:
    command.add_command(_one)


@command.command("again", help=_("Begin the draft again, for the meeting as it was last read."))
@role_option
@click.pass_obj
def again(kept: Kept, role: str) -> int:
    """Begin again; what still holds is kept."""
    return act(kept, lambda file: acts.with_draft(file, kept.profile, now(role), kept.occasion))


@command.command("decide", help=_("Write what the chair has decided, and why."))
@click.option("--yes/--no", "is_yes", default=None, required=True,
              help=_("That a check is made, or that none is."))  # fmt: skip
@click.option("--reason", required=True, metavar="TEXT", help=_("The chair's reasons; no names."))
@click.option("--role", type=click.Choice(ROLES), required=True, help=_("Who decides."))
@click.option("--will-chair", is_flag=True, help=_("The deputy is to chair this very meeting."))
@click.pass_obj
def decide(kept: Kept, is_yes: bool, reason: str, role: str, will_chair: bool) -> int:
    """Write the decision."""
    made = ruling(is_yes=is_yes, reasons=reason, by=now(role), is_to_chair=will_chair)
    return act(kept, lambda file: acts.with_ruling(begun(file, kept), made))


@command.command("note", help=_("Note what happened, after the meeting: numbers only."))
@click.option("--found", type=int, required=True, metavar="N", help=_("Objects found."))
@click.option("--refused", type=int, required=True, metavar="N",
              help=_("Visitors who were refused entry."))  # fmt: skip
@role_option
@click.pass_obj
def note(kept: Kept, found: int, refused: int, role: str) -> int:
    """Note what happened."""
    return act(kept, lambda file: acts.with_outcome(file, found, refused, now(role)))


@command.command(
    "export",
    help=_(
        "Write a paper: the basis for the consultation, the decision, the decision not to check, "
        "the note after the meeting, or which law applies."
    ),
)
@click.argument("paper", type=click.Choice([*PAPERS, "law"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(PAPER_FORMATS),
    default="text",
    show_default=True,
    help=_("What the paper is written as."),
)
@click.option("--output", metavar="PATH", help=_("File to write; else it is printed."))
@click.pass_obj
def export(kept: Kept, paper: str, form: str, output: str | None) -> int:
    """Write a paper."""
    write_paper(_paper(load_file(kept.path), paper, kept), form, output)
    return 0


def _paper(file: MeetingFile, name: str, kept: Kept) -> Paper:
    if name == "law":
        return law_paper(file, kept)
    return PAPERS[name](acts.draft_in(file), acts.named_in(file), kept.say)
