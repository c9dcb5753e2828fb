"""Screen what was fetched since the last time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from time import monotonic, sleep

from agenda_risk.errors import AgendaRiskError, ConflictError, MissingInputError, TooLargeError
from agenda_risk.service.desk import Desk
from agenda_risk.service.faults import fault_of
from agenda_risk.service.journeys import fill
from agenda_risk.service.screening import screen_kept
from agenda_risk.store import Connection
from agenda_risk.store.behind import Rules, behind
from agenda_risk.store.leases import Chore, chore_called, put_chore
from agenda_risk.store.listing import last_version
from agenda_risk.store.rule_books import last_published
from agenda_risk.store.sizes import learn_sizes

CAUGHT_UP_BY = "program"
FOLLOWED, SCREENING = "following", "screening"  # which chores they are
_DAY = timedelta(days=1)
_MANY = 100  # meetings, after which the store may have grown much

Renew = Callable[[], None]


def catch_up(desk: Desk, renew: Renew = lambda: None) -> int:
    """Screen every coming meeting whose screening is older than it or the rules; return how many.

    One that cannot be screened is left as it was, and the administrator is told. After each
    *renew* is called.
    """
    with desk.store.reading() as connection:
        waiting = behind(connection, desk.today, _rules(connection, desk))
    screened = sum(_screened(desk, meeting) for meeting in unhurried(waiting, renew))
    if screened >= _MANY:
        _learn_sizes(desk)
    _follow_cases(desk, renew)
    return screened


def _learn_sizes(desk: Desk) -> None:
    with desk.store.writing() as connection:
        learn_sizes(connection)


def _rules(connection: Connection, desk: Desk) -> Rules | None:
    published = last_published(connection)
    return Rules(desk.basis(desk.today).versions.rules, published) if published else None


def unhurried(meetings: Iterable[int], renew: Renew) -> Iterator[int]:
    """Yield *meetings*, and rest after each as long as it took: pages are answered beside.

    So that nobody else begins with the same, *renew* is called after each.
    """
    begun = monotonic()
    for meeting in meetings:
        yield meeting
        renew()
        sleep(monotonic() - begun)
        begun = monotonic()


def _follow_cases(desk: Desk, renew: Renew) -> None:
    """Let cases be found that an older program screened: once, for this one does so itself."""
    with desk.store.reading() as connection:
        if chore_called(connection, FOLLOWED):
            return
    if sum(unhurried(fill(desk), renew)):
        _learn_sizes(desk)
    with desk.store.writing() as connection:
        put_chore(connection, Chore(FOLLOWED, desk.now(), {}))


def _screened(desk: Desk, meeting: int) -> bool:
    """Screen *meeting*; a version that is too long is tried again a day later, all else soon.

    A meeting that somebody else is at, or has taken away, is no fault.
    """
    now = desk.now()
    with desk.store.reading() as connection:
        own = f"{SCREENING} {meeting} {last_version(connection, meeting)}"
        before = chore_called(connection, own)
    if before and before.is_of(now - _DAY, now):
        return False
    try:
        screen_kept(desk, meeting, CAUGHT_UP_BY)
    except (ConflictError, MissingInputError):
        return False
    except AgendaRiskError as error:
        with desk.store.writing() as connection:
            name = own if isinstance(error, TooLargeError) else SCREENING
            put_chore(connection, Chore(name, now, fault_of(error)))
        return False
    return True
