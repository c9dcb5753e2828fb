"""Meetings of a made-up municipality."""

from datetime import UTC, date, datetime, time, timedelta

from agenda_risk.models import AgendaItem, Body, Meeting, Moment, Organisation, Passage

NOW = datetime(2026, 11, 29, 7, tzinfo=UTC)
GRANVIK = Organisation(name="Granviks kommun")


class Clock:
    """Tells a time that a test moves."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def later(self, **more: int) -> None:
        self.time += timedelta(**more)


def meeting(body: str, day: int, *titles: str, **more) -> Meeting:
    """Return a meeting of *body* in December 2026 with items of those titles."""
    items = tuple(
        AgendaItem(id=f"{place}", number=str(place), title=Passage(text=title))
        for place, title in enumerate(titles, 1)
    )
    start = Moment(day=date(2026, 12, day), clock=time(18))
    told = {"organisation": GRANVIK, "body": Body(name=body), "start": start, "items": items}
    return Meeting(**{**told, **more})
