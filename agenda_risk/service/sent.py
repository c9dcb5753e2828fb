"""Take agendas that other programs send: screen them, and keep them if that is asked for."""

from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.errors import ConflictError
from agenda_risk.models import Brief, Meeting
from agenda_risk.pipeline import Reading
from agenda_risk.service.arrivals import Arrival, Way, arrival
from agenda_risk.service.desk import Desk
from agenda_risk.service.drafts import Wish, draft_brief, keep_read, namesakes, placed
from agenda_risk.service.journeys import shown_brief
from agenda_risk.service.supplements import kept_among

_TRIES = 5


class Taken(NamedTuple):
    """What came of an agenda: the brief, and where it was kept its meeting and what it did."""

    brief: Brief
    meeting: int | None = None
    arrival: Arrival | None = None


def take(
    desk: Desk, reading: Reading, visitor: Visitor, *, keep: bool, way: Way | None = None
) -> Taken:
    """Return the brief on the first meeting of *reading*, which is kept if *keep*.

    *way* is what the sender says that it does to an agenda that is kept already. Raises what
    hindered reading, and RefusedError where the visitor may not keep it.
    """
    meeting = placed(only(reading), desk)
    if not keep:
        return Taken(draft_brief(desk, meeting))
    number, came = _kept(desk, meeting, visitor, way)
    brief, _file = shown_brief(desk, number, visitor.bodies(Right.READ))
    return Taken(brief, number, came)


def only(reading: Reading) -> Meeting:
    """Return the first meeting that was read; raises why there is none."""
    if not reading.meetings:
        raise reading.failures[0].error
    return reading.meetings[0]


def _kept(desk: Desk, meeting: Meeting, visitor: Visitor, way: Way | None) -> tuple[int, Arrival]:
    """Keep *meeting*; where somebody else is quicker, look at what they made of it, and again."""
    for _ in range(_TRIES - 1):
        try:
            return _kept_once(desk, meeting, visitor, way)
        except ConflictError:
            continue
    return _kept_once(desk, meeting, visitor, way)


def _kept_once(
    desk: Desk, meeting: Meeting, visitor: Visitor, way: Way | None
) -> tuple[int, Arrival]:
    seen = kept_among(desk, namesakes(desk, meeting, visitor))
    came = arrival(meeting, seen, way)
    wish = Wish.JOINED if seen else Wish.NEXT
    return keep_read(desk, came.meeting, visitor, wish, came.version), came
