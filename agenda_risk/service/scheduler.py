"""Do by the clock what nobody should have to remember: fetch, screen, notify, remind, send.

Two things are done side by side, each by one program at a time: *fetching*, which may take long,
and *telling*, which should not wait for it. A lease says who does which; it only saves double
work, for nothing goes wrong where two do the same: what is kept and what is claimed sees to that.
One whose holder has died on this machine is taken at once.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import product
from threading import Event as Signal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.basis import occasion_of
from agenda_risk.deadlines import rescreen_days
from agenda_risk.errors import AgendaRiskError
from agenda_risk.models import STOCKHOLM
from agenda_risk.service.catching_up import CAUGHT_UP_BY, SCREENING, Renew, catch_up, unhurried
from agenda_risk.service.desk import Desk
from agenda_risk.service.faults import fault_of
from agenda_risk.service.gathering import gather
from agenda_risk.service.holders import is_dead
from agenda_risk.service.reminding import remind
from agenda_risk.service.screening import screen_kept
from agenda_risk.service.sending import Post, Sent, forget_sent, send_due
from agenda_risk.store import seen_meeting
from agenda_risk.store.drafts import drop_drafts
from agenda_risk.store.leases import (
    Chore,
    Lease,
    chore_called,
    drop_lease,
    forget_chores,
    put_chore,
    take_lease,
)
from agenda_risk.store.screened import coming_meetings
from agenda_risk.store.sizes import learn_sizes
from agenda_risk.store.subscriptions import forget_heard_before
from agenda_risk.translate import N_

FETCHING, TELLING = "fetching", "telling"
PAUSE = 15.0  # seconds between two looks at the clock
_HOLDS = {FETCHING: timedelta(minutes=20), TELLING: timedelta(minutes=5)}
_SIGN, _IDLE = timedelta(minutes=5), timedelta(minutes=20)
_DAY = timedelta(days=1)
_OURS = N_("The program has a fault of its own. What happened stands in the log of the server.")
_WEEK = timedelta(days=10)


class Work(NamedTuple):
    """What a worker works with: *holder* is its name among workers, of which no two are alike.

    *fetch* looks at all sources, and calls what it is given after each; *times* are when in the day
    it does so, in Swedish time. Without times nothing is fetched.
    """

    desk: Desk
    post: Post
    holder: str
    fetch: Callable[[Renew], None]
    times: tuple[time, ...] = ()


class Done(NamedTuple):
    """What was done: whether sources were looked at, and how many meetings were screened."""

    fetched: bool = False
    screened: int = 0
    reminded: int = 0
    gathered: int = 0
    sent: Sent = Sent()


Part = Callable[[Work], Done]


def fetch_and_screen(work: Work) -> Done:
    """Look at the sources if it is time, and screen what is new or due to be read again."""
    if not _hold(work, FETCHING):
        return Done()
    renew = partial(_renew, work, FETCHING)
    try:
        fetched = _fetched(work, renew)
        screened = catch_up(work.desk, renew) + _read_again(work.desk, renew)
        _tidy(work.desk)
    finally:
        _let_go(work, FETCHING)
    return Done(fetched=fetched, screened=screened)


def tell(work: Work) -> Done:
    """Remind, gather what subscriptions are to be told, and send what waits."""
    if not _hold(work, TELLING):
        return Done()
    try:
        _sign_of_life(work.desk)
        reminded = remind(work.desk)
        gathered = gather(work.desk)
        sent = send_due(work.desk, work.post)
    finally:
        _let_go(work, TELLING)
    return Done(reminded=reminded, gathered=gathered, sent=sent)


def work_on(work: Work, part: Part, stop: Signal, pause: float = PAUSE) -> None:
    """Do a *part* of *work* again and again until *stop* is set.

    What goes wrong is kept for the administrator, and does not end it.
    """
    while True:
        try:
            part(work)
        except AgendaRiskError as error:
            _note_fault(work.desk, part, fault_of(error))
        if stop.wait(pause):
            return


def note_own_fault(desk: Desk, part: Part) -> None:
    """Keep for the administrator that a fault of ours ended a *part*, where that can be kept."""
    with suppress(AgendaRiskError):
        _note_fault(desk, part, {"msgid": _OURS, "fields": {}})


def is_idle(desk: Desk, last: Chore | None) -> bool:
    """Tell whether nobody has told anything for long, though somebody did before."""
    return last is not None and not last.is_of(desk.now() - _IDLE, desk.now())


def _sign_of_life(desk: Desk) -> None:
    """Note now and then that somebody works, so that silence means that there is nothing.

    What was read and not kept goes then too: its hour is over although nobody comes.
    """
    if _was_done(desk, TELLING, desk.now() - _SIGN):
        return
    _note(desk, TELLING)
    with desk.store.writing() as connection:
        drop_drafts(connection, desk.now())


def last_time(times: Iterable[time], now: datetime) -> datetime | None:
    """Return the last of *times*, in Swedish time, that was *now* or before."""
    here = now.astimezone(ZoneInfo(STOCKHOLM))
    days = (here.date(), here.date() - _DAY)
    every = (datetime.combine(*one, ZoneInfo(STOCKHOLM)) for one in product(days, times))
    return max((one for one in every if one <= here), default=None)


def _fetched(work: Work, renew: Renew) -> bool:
    due = last_time(work.times, work.desk.now())
    if due is None or _was_done(work.desk, FETCHING, due):
        return False
    _note(work.desk, FETCHING)
    try:
        work.fetch(renew)
    except AgendaRiskError as error:
        _note(work.desk, FETCHING, fault_of(error))
    return True


def _read_again(desk: Desk, renew: Renew) -> int:
    """Screen the meetings anew that should be read again today; once a day."""
    midnight = datetime.combine(desk.today, time(), ZoneInfo(STOCKHOLM))
    if _was_done(desk, "reading again", midnight):
        return 0
    _note(desk, "reading again")
    with desk.store.reading() as connection:
        near = coming_meetings(connection, desk.today, desk.today + _WEEK)
    due = [meeting for meeting in near if _is_read_today(desk, meeting)]
    return sum(_screened(desk, one) for one in unhurried(due, renew))


def _is_read_today(desk: Desk, meeting: int) -> bool:
    seen, today = seen_meeting(desk.store, meeting), desk.today
    if seen is None:
        return False
    holidays = occasion_of(today, (seen.meeting,)).holidays
    return today in rescreen_days(seen.meeting, today - _DAY, holidays)


def _screened(desk: Desk, meeting: int) -> bool:
    try:
        screen_kept(desk, meeting, CAUGHT_UP_BY)
    except AgendaRiskError as error:
        _note(desk, "reading again", fault_of(error))
        return False
    return True


def _tidy(desk: Desk) -> None:
    """Forget, once a day, what nobody asks about any more."""
    today: date = desk.today
    if _was_done(desk, "tidying", datetime.combine(today, time(), ZoneInfo(STOCKHOLM))):
        return
    _note(desk, "tidying")
    forget_sent(desk)
    with desk.store.writing() as connection:
        forget_heard_before(connection, today)
        forget_chores(connection, SCREENING, desk.now() - 2 * _DAY)
        learn_sizes(connection)


def _was_done(desk: Desk, name: str, since: datetime) -> bool:
    with desk.store.reading() as connection:
        last = chore_called(connection, name)
    return last is not None and last.is_of(since, desk.now())


def _note(desk: Desk, name: str, fault: dict[str, object] | None = None) -> None:
    with desk.store.writing() as connection:
        put_chore(connection, Chore(name, desk.now(), fault or {}))


def _note_fault(desk: Desk, part: Part, fault: dict[str, object]) -> None:
    _note(desk, f"{part.__name__} failed", fault)


def _hold(work: Work, name: str) -> bool:
    now = work.desk.now()
    with work.desk.store.writing() as connection:
        return take_lease(connection, Lease(name, work.holder, now + _HOLDS[name]), now, is_dead)


def _renew(work: Work, name: str) -> None:
    _hold(work, name)


def _let_go(work: Work, name: str) -> None:
    with work.desk.store.writing() as connection:
        drop_lease(connection, name, work.holder)
