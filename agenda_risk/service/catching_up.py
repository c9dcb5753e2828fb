"""Screen what was fetched since the last time."""

from agenda_risk.errors import AgendaRiskError
from agenda_risk.service.desk import Desk
from agenda_risk.service.journeys import fill
from agenda_risk.service.screening import screen_kept
from agenda_risk.store.behind import behind

CAUGHT_UP_BY = "program"


def catch_up(desk: Desk) -> int:
    """Screen every coming meeting that is newer than its screening, and return how many.

    One that cannot be screened is left as it was, and tried again the next time.
    """
    with desk.store.reading() as connection:
        waiting = behind(connection, desk.today)
    screened = sum(_screened(desk, meeting) for meeting in waiting)
    fill(desk)  # only where an older program screened
    return screened


def _screened(desk: Desk, meeting: int) -> bool:
    try:
        screen_kept(desk, meeting, CAUGHT_UP_BY)
    except AgendaRiskError:
        return False
    return True
