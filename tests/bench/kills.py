"""Kill a worker at random points of fetch → screen → notify; nothing may be lost, nothing doubled.

``python tests/bench/kills.py --seeds 200`` runs 200 trials on an SQLite file. In each the source
shows its meetings in three phases, and in each phase the worker kills itself with SIGKILL at
random statements of the database or between a delivery and its note, and is started again. In the
end the same has to have been told to the same readers as without any kill, each once; a message
may come twice, under the same id, only where the worker died after the delivery.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.models import (
    AgendaItem,
    Body,
    Channel,
    Meeting,
    MeetingState,
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
from agenda_risk.service.subscriptions import subscribe
from agenda_risk.store import add_source, keep, open_store
from agenda_risk.store.accounts import change_user
from agenda_risk.store.subscriptions import Terms
from agenda_risk.store.users import NewUser, add_user

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
CLOSURE, FEES = "Nedläggning av Björkängens skola", "Höjd avgift inom hemtjänsten"
MOST_KILLS = 2
POINTS = (190, 160, 125)  # at which a worker may die in each phase, about


def meeting(name: str, day: int, *titles: str, **more: object) -> Meeting:
    items = tuple(
        AgendaItem(id=f"{place}", number=f"{place}", title=Passage(text=title))
        for place, title in enumerate(titles, 1)
    )
    start = Moment(day=date(2026, 12, day))
    return Meeting(id=name, body=Body(name=f"Nämnd {name}"), start=start, items=items, **more)


PHASES = (
    (meeting("a", 14, CLOSURE), meeting("b", 15, FEES), meeting("c", 16, "Upprop")),
    (meeting("a", 17, CLOSURE), meeting("b", 15, FEES, CLOSURE), meeting("c", 16, FEES)),
    (meeting("a", 17, CLOSURE, state=MeetingState.CANCELLED), meeting("b", 15, "Upprop")),
)


@cache
def basis(_today: date):
    return load_basis(BasisFiles(), NOW.date())


def prepare(path: Path) -> None:
    """Make a store with a source, two subscriptions and a chair."""
    store = open_store(path)
    desk = Desk(store, basis, lambda: NOW)
    add_source(store, Source(name="granvik", url="https://granvik.example/"), NOW)
    for name, standing in (("eva", Standing.SECURITY), ("ola", Standing.CHAIR)):
        with store.writing() as connection:
            number = add_user(connection, NewUser(name), [Grant(standing)], NOW)
            change_user(connection, number, address=f"{name}@granvik.example")
    eva = Visitor("user:1", grants=(Grant(Standing.SECURITY),))
    subscribe(desk, eva, Terms("Allt", Wanted(), rhythm=Rhythm.AT_ONCE))
    subscribe(desk, eva, Terms("Varje dag", Wanted(), rhythm=Rhythm.DAILY))
    store.close()


def work(folder: Path, phase: int, now: datetime, spent: Callable[[], None]) -> None:
    """Do all that a worker does once; *spent* is called at each point where it may die."""
    store = open_store(folder / "agenda-risk.db")
    sa.event.listen(store.engine, "before_cursor_execute", lambda *_told: spent())
    sa.event.listen(store.engine, "commit", lambda _connection: spent())

    def deliver(message: Message, destination: str) -> None:
        told = [[one.meeting, one.event.value, str(one.day)] for one in message.told]
        line = json.dumps([destination, message.id, told]) + "\n"
        with open(folder / "came.jsonl", "ab", buffering=0) as file:
            file.write(line.encode())
        spent()

    desk = Desk(store, basis, lambda: now)
    for one in PHASES[phase]:
        keep(store, 1, one, now)
    catch_up(desk)
    gather(desk)
    send_due(desk, Post({Channel.MAIL: lambda: nullcontext(deliver)}))
    store.close()


def in_a_child(folder: Path, phase: int, now: datetime, dies_at: int) -> bool:
    """Work in a process of its own, which dies at its point *dies_at*; tell whether it did."""
    child = os.fork()
    if child == 0:
        left = dies_at

        def spent() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        work(folder, phase, now, spent)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0, "the worker failed"
    return os.WIFSIGNALED(status)


def trial(template: Path, seed: int | None) -> tuple[Counter[tuple[str, ...]], int, int]:
    """Return what was told, how many messages came twice, and how often the worker was killed."""
    dice, kills, now = random.Random(seed), 0, NOW
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(template, folder / "agenda-risk.db")
        for phase in range(len(PHASES)):
            for _ in range(dice.randint(1, MOST_KILLS) if seed is not None else 0):
                kills += in_a_child(folder, phase, now, dice.randint(1, POINTS[phase]))
                now += timedelta(minutes=20)  # what the dead worker held is free again
            if seed is None:
                work(folder, phase, now, lambda: None)  # the children find all loaded
            else:
                in_a_child(folder, phase, now, 0)
            now += timedelta(days=1)
        lines = [json.loads(line) for line in (folder / "came.jsonl").read_text().splitlines()]
    once = {message: (to, told) for to, message, told in lines}
    told = Counter((to, *map(str, one)) for to, every in once.values() for one in every)
    return told, len(lines) - len(once), kills


def main() -> int:
    """Run the trials, and say what came of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=200)
    seeds, began = parser.parse_args().seeds, time.monotonic()
    basis(NOW.date())
    with tempfile.TemporaryDirectory() as name:
        template = Path(name, "template.db")
        prepare(template)
        wanted, _twice, _kills = trial(template, None)
        wrong = doubles = kills = 0
        for seed in range(seeds):
            told, twice, killed = trial(template, seed)
            doubles, kills = doubles + twice, kills + killed
            if told != wanted or twice > killed:
                wrong += 1
                print(f"seed {seed}: lost {wanted - told}, too much {told - wanted}")
    print(
        f"{seeds} trials, {kills} kills, {sum(wanted.values())} things to tell in each: "
        f"{wrong} trials wrong, {doubles} messages delivered twice under the same id, "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
