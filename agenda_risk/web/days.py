"""Read days and times as forms and addresses write them."""

import re
from datetime import date, time

from agenda_risk.errors import RefusedError
from agenda_risk.models.values import FIRST_DAY, LAST_DAY

_CLOCK = re.compile(r"(?:kl\b\.?\s*)?(\d{1,2})(?:[.:](\d{2})(?::\d{2})?)?", re.A | re.I)


def day_of(text: str) -> date | None:
    """Return the day that *text* writes, as 2026-12-14; what is no day is no limit."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def clock_of(text: str) -> time | None:
    """Return the time that *text* writes, as 18:00, 18.00 or kl. 18; none where it is empty.

    Raises RefusedError where it is no time.
    """
    if not text.strip():
        return None
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(part or 0) for part in found.groups()) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise RefusedError("Write the time as 18.00.")
    return time(hour, minute)
