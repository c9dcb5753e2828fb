"""Screen what was fetched since the last time."""

from collections.abc import Iterable, Iterator
from time import monotonic, sleep

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
    screened = sum(_screened(desk, meeting) for meeting in unhurried(waiting))
    fill(desk)  # only where an older program screened
    return screened


def unhurried(meetings: Iterable[int]) -> Iterator[int]:
    """Yield *meetings*, and rest after each as long as it took: pages are answered beside."""
    for meeting in meetings:
        begun = monotonic()
        yield meeting
        sleep(monotonic() - begun)


def _screened(desk: Desk, meeting: int) -> bool:
    try:
        screen_kept(desk, meeting, CAUGHT_UP_BY)
    except AgendaRiskError:
        return False
    return True
