"""A service whose clock is moved, with a source that a test changes, on both databases."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.models import AgendaItem, Body, Meeting, Moment, Organisation, Passage, Source
from agenda_risk.service import Desk
from agenda_risk.service.catching_up import catch_up
from agenda_risk.store import add_source, keep, known_sources, open_store

NOW = datetime(2026, 11, 2, 5, tzinfo=UTC)  # a Monday, six o'clock in Sweden
GRANVIK = Organisation(name="Granviks kommun")
CLOSURE = "Nedläggning av Björkängens skola"
FEES = "Höjd avgift inom hemtjänsten"
PLAN = "Detaljplan för Norrby strand, antagande"


class Clock:
    """Tells a time that a test moves."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def later(self, **more: int) -> None:
        self.time += timedelta(**more)


@cache
def basis(_today: date):
    """Return the shipped rules and measures."""
    return load_basis(BasisFiles(), NOW.date())


def made(*titles: str, day: date | None = date(2026, 12, 14), body="Kommunfullmäktige", **more):
    """Return a meeting with items of those titles, known to its system as "7"."""
    items = tuple(
        AgendaItem(id=f"{place}", number=str(place), title=Passage(text=title))
        for place, title in enumerate(titles, 1)
    )
    start = Moment(day=day, clock=time(18))
    told = {"id": "7", "organisation": GRANVIK, "body": Body(name=body), "start": start}
    return Meeting(**{**told, **more}, items=items)


class Town:
    """A municipality whose system lists meetings, and a service that looks at it."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock
        add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
        self.source = known_sources(desk.store)[0].id

    def lists(self, *meetings: Meeting) -> None:
        """Let the service see *meetings*, and screen them."""
        for one in meetings:
            keep(self.desk.store, self.source, one, self.desk.now())
        catch_up(self.desk)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(place, tmp_path, clock):
    store = open_store(place, beside=tmp_path / "agenda-risk.db")
    yield Desk(store, basis, clock)
    store.close()


@pytest.fixture
def town(desk, clock):
    return Town(desk, clock)
