"""What the commands on a decision share: the file, who acts, and showing where it stands."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import click

from agenda_risk import decision_acts as acts
from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.law.reach import Occasion, reach
from agenda_risk.law.sections import By
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.meeting_files import change_file
from agenda_risk.models import STOCKHOLM, Profile, Role
from agenda_risk.render.decision import other_law_paper
from agenda_risk.render.decision_state import state_paper
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_text import as_text
from agenda_risk.translate import Translator

ROLES = [role.value for role in (Role.CHAIR, Role.DEPUTY, Role.CLERK, Role.SECURITY)]
DAY = click.DateTime(["%Y-%m-%d"])


class Kept(NamedTuple):
    """The file of the meeting that a command works with, and how it talks."""

    path: str
    say: Translator
    occasion: Occasion
    profile: Profile = Profile()


def role_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--role``."""
    return click.option(
        "--role",
        type=click.Choice(ROLES),
        default=Role.SECURITY.value,
        show_default=True,
        help=_("In which role this is written; it is kept, a name is not."),
    )(command)


def now(role: str | Role) -> By:
    """Return who acts, by *role*, and when."""
    return By(Role(role), datetime.now(ZoneInfo(STOCKHOLM)).replace(microsecond=0))


def change_draft(kept: Kept, change: acts.DecisionChange) -> int:
    """Change the draft, which is begun where there is none, and show where it stands."""
    return act(kept, lambda file: acts.with_section(begun(file, kept), change))


def act(kept: Kept, change: Callable[[MeetingFile], MeetingFile]) -> int:
    """Change the file, and show where its decision stands."""
    show(change_file(kept.path, change), kept)
    return 0


def begun(file: MeetingFile, kept: Kept) -> MeetingFile:
    """Return *file* with its draft, which is begun where there is none."""
    if file.decision:
        return file
    return acts.with_draft(file, kept.profile, now(Role.CLERK), kept.occasion)


def show(file: MeetingFile, kept: Kept) -> None:
    """Print where the decision in *file* stands; without one, whether there can be one."""
    if file.decision:
        echo(as_text(state_paper(file.decision, acts.named_in(file), kept.say)))
    else:
        echo(as_text(law_paper(file, kept)))
    echo(f"→ {kept.path}")


def law_paper(file: MeetingFile, kept: Kept) -> Paper:
    """Return whether the act reaches the meeting in *file*, and what else applies."""
    meeting = acts.meeting_in(file)
    return other_law_paper(meeting, reach(meeting, kept.profile, kept.occasion), kept.say)
