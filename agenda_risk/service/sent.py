"""Take agendas that other programs send: screen them, and keep them if that is asked for."""

from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.models import Brief, Meeting
from agenda_risk.pipeline import Reading
from agenda_risk.service.desk import Desk
from agenda_risk.service.drafts import draft_brief, keep_read
from agenda_risk.service.journeys import shown_brief


class Taken(NamedTuple):
    """What came of an agenda: the brief, and the number of the meeting where it was kept."""

    brief: Brief
    meeting: int | None = None


def take(desk: Desk, reading: Reading, visitor: Visitor, *, keep: bool) -> Taken:
    """Return the brief on the first meeting of *reading*, which is kept if *keep*.

    Raises what hindered reading, and RefusedError where the visitor may not keep it.
    """
    meeting = only(reading)
    if not keep:
        return Taken(draft_brief(desk, meeting))
    number = keep_read(desk, meeting, visitor)
    brief, _file = shown_brief(desk, number, visitor.bodies(Right.READ))
    return Taken(brief, number)


def only(reading: Reading) -> Meeting:
    """Return the first meeting that was read; raises why there is none."""
    if not reading.meetings:
        raise reading.failures[0].error
    return reading.meetings[0]
