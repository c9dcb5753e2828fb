"""Read days as forms and addresses write them."""

from datetime import date

from agenda_risk.models.values import FIRST_DAY, LAST_DAY


def day_of(text: str) -> date | None:
    """Return the day that *text* writes, as 2026-12-14; what is no day is no limit."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
