"""What people did to a brief by hand, as it is told in the brief."""

from agenda_risk import by_hand
from agenda_risk.models import Brief
from agenda_risk.render.meeting import entry_lines
from agenda_risk.render.paper import Line
from agenda_risk.render.words import ROLES
from agenda_risk.translate import Translator


def reviewed(brief: Brief, say: Translator) -> str:
    """Return by whom and when the agenda was gone through last, or nothing."""
    last = by_hand.reviewed(brief.entries)
    if last is None:
        return ""
    role = say(ROLES[last.role])
    return say(
        "Gone through: {role}, {day} {clock}.",
        role=role[:1].lower() + role[1:],
        day=say.plain_day(last.at.date()),
        clock=say.clock(last.at.time()),
    )


def changes(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return what was done by hand, in the order in which it was done."""
    return entry_lines(brief.entries, say)
