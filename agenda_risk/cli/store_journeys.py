"""Find in the store where the cases of a meeting were seen before."""

from collections.abc import Iterable
from datetime import date, timedelta

from agenda_risk.journeys import Known
from agenda_risk.models import FIRST_DAY, Brief, Meeting, Period
from agenda_risk.pipeline import Basis, known_of, with_journeys
from agenda_risk.store import Seen, Store, meetings_between

_BACK, _AHEAD = timedelta(days=730), timedelta(days=180)


def meetings_around(store: Store, day: date) -> tuple[Seen, ...]:
    """Return the meetings of two years before *day* and half a year after it."""
    return meetings_between(store, Period(first=max(day - _BACK, FIRST_DAY), last=day + _AHEAD))


def known_in(seen: Iterable[Seen], basis: Basis) -> tuple[Known, ...]:
    """Return the items of the meetings that were *seen*, as stops of their cases."""
    return tuple(known for one in seen for known in known_of(one.meeting, f"{one.number}", basis))


def travelled(
    brief: Brief, number: int, known: tuple[Known, ...], coming: Iterable[Meeting]
) -> Brief:
    """Return the *brief* on the meeting numbered *number* with where its cases are *known* of."""
    return with_journeys(brief, f"{number}", known, coming) if brief.assessment.raised() else brief
