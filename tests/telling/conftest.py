"""A service whose clock is moved, with a source that a test changes, on both databases."""

import json
from contextlib import nullcontext
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from databases import new_store
from shipped_basis import basis

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import DeliveryError
from agenda_risk.models import (
    AgendaItem,
    Body,
    Channel,
    Meeting,
    Message,
    Moment,
    Organisation,
    Passage,
    Source,
)
from agenda_risk.service import Desk
from agenda_risk.service.catching_up import catch_up
from agenda_risk.service.composing import Reached
from agenda_risk.service.gathering import gather
from agenda_risk.service.sending import Post, Sent, send_due
from agenda_risk.store import add_source, keep, known_sources
from agenda_risk.store.accounts import change_user
from agenda_risk.store.users import NewUser, add_user

NOW = datetime(2026, 11, 2, 5, tzinfo=UTC)  # a Monday, six o'clock in Sweden
REACHED = Reached("https://moten.granvik.example")
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


def made(*titles: str, day: date | None = date(2026, 12, 14), body="Kommunfullmäktige", **more):
    """Return a meeting with items of those titles, known to its system as "7"."""
    items = tuple(
        AgendaItem(id=f"{place}", number=str(place), title=Passage(text=title))
        for place, title in enumerate(titles, 1)
    )
    start = Moment(day=day, clock=time(18))
    told = {"id": "7", "organisation": GRANVIK, "body": Body(name=body), "start": start}
    return Meeting(**{**told, **more}, items=items)


class Came(NamedTuple):
    to: str
    message: Message


class Postbox:
    """Delivers into a file, a line for each message, and refuses while it is *closed*."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.closed: DeliveryError | None = None

    def __call__(self, message: Message, destination: str) -> None:
        if self.closed:
            raise self.closed
        line = json.dumps([destination, message.model_dump(mode="json")], ensure_ascii=False)
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    @property
    def came(self) -> list[Came]:
        """Return what has come, by reader, in the order in which it was made."""
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        read = (json.loads(line) for line in lines)
        came = [Came(to, Message.model_validate(message)) for to, message in read]
        return sorted(came, key=lambda one: (one.to, one.message.made, one.message.id))

    @property
    def told(self) -> list[tuple[str, str]]:
        """Return to whom which events were told."""
        return [(one.to, each.event.value) for one in self.came for each in one.message.told]


class Town:
    """A municipality whose system lists meetings, and a service that looks at it and tells."""

    def __init__(self, desk: Desk, clock: Clock, post: Postbox) -> None:
        self.desk, self.clock, self.post = desk, clock, post
        add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
        self.source = known_sources(desk.store)[0].id

    def lists(self, *meetings: Meeting) -> None:
        """Let the service see *meetings*, and screen them."""
        for one in meetings:
            keep(self.desk.store, self.source, one, self.desk.now())
        catch_up(self.desk)

    def works(self) -> Sent:
        """Let the service tell what there is to tell."""
        gather(self.desk)
        return send_due(self.desk, Post({Channel.MAIL: lambda: nullcontext(self.post)}, REACHED))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(place, tmp_path, clock):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield Desk(store, basis, clock)
    store.close()


@pytest.fixture
def town(desk, clock, tmp_path):
    return Town(desk, clock, Postbox(tmp_path / "postbox.jsonl"))


@pytest.fixture
def person(desk):
    """Return what adds somebody with an address, and returns their number."""

    def added(name: str, standing: Standing = Standing.SECURITY, body: int | None = None) -> int:
        with desk.store.writing() as connection:
            number = add_user(connection, NewUser(name), [Grant(standing, body)], desk.now())
            change_user(connection, number, address=f"{name}@granvik.example")
        return number

    return added
