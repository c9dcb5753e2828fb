"""What the reader of an answer has to know of the source: its options, its zone, the period."""

from collections.abc import Mapping
from datetime import date

from agenda_risk.models import Meeting, Period, Source
from agenda_risk.published import is_wanted, is_within


def known_of(source: Source, period: Period) -> dict[str, str]:
    """Return what stands on a request of *source*, for the reader of its answer."""
    days = {"first": str(period.first), "last": str(period.last)}
    return {**source.options, "zone": source.zone, **days}


def period_of(about: Mapping[str, str]) -> Period | None:
    """Return the period that was asked about, if one was."""
    if "first" not in about:
        return None
    return Period(first=date.fromisoformat(about["first"]), last=date.fromisoformat(about["last"]))


def is_asked_for(meeting: Meeting, about: Mapping[str, str]) -> bool:
    """Tell whether *meeting* is within the period, and of a body that the source names.

    The option "bodies" has whole names, parted by semicolons; "only" has words, parted by commas,
    of which the title has one.
    """
    period = period_of(about)
    only = [word.strip().casefold() for word in about.get("only", "").split(",") if word.strip()]
    titled = f"{meeting.title} {meeting.body.name}".casefold()
    is_named = is_wanted(Source(url="", options=dict(about)), meeting.body.name)
    is_said = not only or any(word in titled for word in only)
    return is_named and is_said and (period is None or is_within(period, meeting.start))
