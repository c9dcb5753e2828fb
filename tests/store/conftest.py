"""A store, and a meeting to keep in it."""

from datetime import UTC, date, datetime, time

import pytest
from databases import new_store

from agenda_risk.models import AgendaItem, Body, Meeting, Moment, Passage, Source
from agenda_risk.store import add_source, known_sources

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
GRANVIK = Source(name="granvik", url="https://granvik.example/oparl", system="oparl")


@pytest.fixture
def store(place, tmp_path):
    """Return a store with one source, in a file and on a server in turn."""
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    add_source(store, GRANVIK, NOW)
    yield store
    store.close()


@pytest.fixture
def source(store):
    """Return the number of the source."""
    return known_sources(store)[0].id


def made(*titles: str, day: int = 14, **more) -> Meeting:
    """Return a meeting with items of those titles, by which they are known."""
    items = tuple(
        AgendaItem(id=title, number=str(place), title=Passage(text=title))
        for place, title in enumerate(titles, 1)
    )
    start = Moment(day=date(2026, 12, day), clock=time(18))
    told = {"id": "m1", "body": Body(name="Kommunfullmäktige"), "start": start}
    return Meeting(**{**told, **more}, items=items)
