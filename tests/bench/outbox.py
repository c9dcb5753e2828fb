"""Measure how the outbox is filled and emptied: many subscribers, one raised item.

``python tests/bench/outbox.py --subscribers 10000`` tells seconds, messages a second, how much the
memory grew, and how long a page of the service had to wait for the store meanwhile.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from agenda_risk.access import Grant, Standing
from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.models import (
    AgendaItem,
    Body,
    Channel,
    Meeting,
    Message,
    Moment,
    Passage,
    Rhythm,
    Source,
    Wanted,
)
from agenda_risk.service import Desk
from agenda_risk.service.catching_up import catch_up
from agenda_risk.service.gathering import gather
from agenda_risk.service.sending import Post, send_due
from agenda_risk.store import Store, add_source, keep, open_store
from agenda_risk.store.accounts import change_user
from agenda_risk.store.listing import seen_meeting
from agenda_risk.store.log import Deed, log
from agenda_risk.store.subscriptions import Terms, add_subscription, change_subscription
from agenda_risk.store.users import NewUser, add_user

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
MEETING = Meeting(
    id="a",
    body=Body(name="Kommunfullmäktige"),
    start=Moment(day=date(2026, 12, 14)),
    items=(AgendaItem(id="1", number="1", title=Passage(text="Nedläggning av Norrby skola")),),
)


@cache
def basis(_today: date):
    return load_basis(BasisFiles(), NOW.date())


def fill(store: Store, subscribers: int) -> None:
    """Let there be so many people who are told at once."""
    add_source(store, Source(name="granvik", url="https://granvik.example/"), NOW)
    terms = Terms("Allt", Wanted(), rhythm=Rhythm.AT_ONCE)
    with store.writing() as connection:
        for number in range(1, subscribers + 1):
            grants = [Grant(Standing.SECURITY)]
            user = add_user(connection, NewUser(f"user{number}"), grants, NOW)
            change_user(connection, user, address=f"user{number}@granvik.example")
            one = add_subscription(connection, user, terms, NOW, NOW)
            change_subscription(connection, one, due=NOW.replace(year=2027))


def watched(store: Store, stop: Event, waits: list[float]) -> None:
    """Read and write as pages do, and note how long each takes."""
    while not stop.wait(0.05):
        began = time.monotonic()
        seen_meeting(store, 1)
        with store.writing() as connection:
            log(connection, Deed("user:1", "logged-in"), NOW)
        waits.append(time.monotonic() - began)


def megabytes() -> float:
    """Return the most memory that this process has had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


class Measured(NamedTuple):
    """What filling and emptying took: seconds, megabytes, and the waits of a page."""

    gathered: float
    sent: float
    grown: float
    waits: list[float]


def measured(desk: Desk, subscribers: int) -> Measured:
    """Fill and empty the outbox while a page reads and writes."""
    came: Counter[str] = Counter()

    def deliver(_message: Message, destination: str) -> None:
        came[destination] += 1

    before, waits, stop = megabytes(), list[float](), Event()
    page = Thread(target=watched, args=(desk.store, stop, waits))
    page.start()
    began = time.monotonic()
    letters = gather(desk)
    gathered = time.monotonic()
    sent = send_due(desk, Post({Channel.MAIL: lambda: nullcontext(deliver)})).sent
    ended = time.monotonic()
    stop.set()
    page.join()
    assert letters == sent == len(came) == subscribers
    assert set(came.values()) == {1}
    return Measured(gathered - began, ended - gathered, megabytes() - before, sorted(waits))


def main() -> None:
    """Measure, and say what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--subscribers", type=int, default=10_000)
    subscribers = parser.parse_args().subscribers
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder, "agenda-risk.db"))
        desk = Desk(store, basis, lambda: NOW)
        fill(store, subscribers)
        keep(store, 1, MEETING, NOW)
        catch_up(desk)
        found = measured(desk, subscribers)
        store.close()
    middle, most = found.waits[len(found.waits) // 2], found.waits[-1]
    print(
        f"{subscribers} subscribers: gathered in {found.gathered:.1f} s, sent in {found.sent:.1f} s"
        f" ({subscribers / found.sent:.0f} a second), memory grew by {found.grown:.0f} MB; a page"
        f" that reads and writes waited {middle * 1000:.0f} ms (median),"
        f" {most * 1000:.0f} ms (most)"
    )


if __name__ == "__main__":
    main()
