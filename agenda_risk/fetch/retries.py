"""Try again, later and later, where a fault may pass."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from agenda_risk.fetch.clock import Clock
from agenda_risk.fetch.trouble import SlowError, UnsteadyError
from agenda_risk.models import Page

LONGEST_WAIT = 120.0

_TIMES = {429: 3, 500: 1, 502: 3, 503: 3, 504: 3}
_BROKEN = 3
_FIRST_WAIT = 1.0

Outcome = Page | UnsteadyError


def steadily(ask: Callable[[], Page], clock: Clock, left: Callable[[], float]) -> Page:
    """Return what *ask* gives at last; raises UnsteadyError where it never gives anything.

    A wait that is longer than what is *left* of the source's time is not begun.
    """
    again = 0
    while True:
        outcome = _outcome(ask)
        wait = wait_before(outcome, again, clock)
        if wait is None or wait >= left():
            return _settled(outcome)
        clock.sleep(wait)
        again += 1


def wait_before(outcome: Outcome, again: int, clock: Clock) -> float | None:
    """Return how long to wait before one more try, after *again* of them; None for no more.

    A server that says when is obeyed. If that is later than we wait, it is left alone now: to
    come back sooner than asked would be worse than to fail.
    """
    if isinstance(outcome, UnsteadyError):
        is_last = again >= _BROKEN or isinstance(outcome, SlowError)
        return None if is_last else _backed_off(again, clock)
    if again >= _TIMES.get(outcome.status, 0):
        return None
    asked_for = _retry_after(outcome, clock.now())
    if asked_for > LONGEST_WAIT:
        return None
    return max(asked_for, _backed_off(again, clock))


def _outcome(ask: Callable[[], Page]) -> Outcome:
    try:
        return ask()
    except UnsteadyError as error:
        return error


def _settled(outcome: Outcome) -> Page:
    if isinstance(outcome, UnsteadyError):
        raise outcome
    return outcome


def _backed_off(again: int, clock: Clock) -> float:
    return float(_FIRST_WAIT * 2**again * (1 + clock.chance() / 2))


def _retry_after(page: Page, now: datetime) -> float:
    """Return the seconds that a server asks for, in digits or as a date by its own clock."""
    written = page.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    then = _date(written)
    since = _date(page.headers.get("date", "")) or now
    return (then - since).total_seconds() if then else 0.0


def _date(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
