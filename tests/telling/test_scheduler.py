"""What is done by the clock is done at its time, once, and by one program."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Event, Thread
from time import monotonic as time_now
from time import sleep
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from telling.conftest import CLOSURE, made

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.cli.working import begin_work
from agenda_risk.errors import DeliveryError, FetchError
from agenda_risk.models import Channel, Rhythm, Wanted
from agenda_risk.service import Desk
from agenda_risk.service.scheduler import (
    Work,
    fetch_and_screen,
    is_idle,
    last_time,
    tell,
    work_on,
)
from agenda_risk.service.sending import Post
from agenda_risk.service.subscriptions import subscribe
from agenda_risk.store import keep, message_tables, open_store, screened_tables
from agenda_risk.store.drafts import put_draft
from agenda_risk.store.leases import Lease, chore_called, take_lease
from agenda_risk.store.subscriptions import Terms

HERE = ZoneInfo("Europe/Stockholm")
TIMES = (time(5, 30), time(12, 30))


@pytest.fixture
def looks():
    """Return a list that grows with each look at the sources."""
    return []


@pytest.fixture
def work(town, looks):
    def fetch(renew):
        looks.append(town.desk.here)
        keep(town.desk.store, town.source, made(CLOSURE), town.desk.now())
        renew()

    return Work(
        town.desk, Post({Channel.MAIL: lambda: nullcontext(town.post)}), "one", fetch, TIMES
    )


def test_sources_are_looked_at_once_at_each_time(work, looks, town):
    for _ in range(3 * 24):
        fetch_and_screen(work)
        town.clock.later(minutes=20)

    assert [one.hour for one in looks] == [6, 12, 5]


def test_what_was_fetched_is_screened_at_once(work):
    assert fetch_and_screen(work).screened == 1


def test_nothing_is_fetched_without_times(work, looks):
    fetch_and_screen(work._replace(times=()))

    assert looks == []


def test_fetching_is_held_however_long_it_takes_to_screen_what_was_fetched(work, town):
    held, begun = [], town.desk.now()

    def slow(day):
        with town.desk.store.reading() as connection:
            until = connection.scalar(sa.select(message_tables.leases.c.until))
        held.append(until > town.desk.now())
        town.clock.later(minutes=2)
        return town.desk.basis(day)

    for number in range(8):
        keep(town.desk.store, town.source, made(CLOSURE, id=f"{number}"), begun)
    fetch_and_screen(work._replace(desk=replace(town.desk, basis=slow)))

    assert town.desk.now() - begun > timedelta(minutes=30)
    assert all(held)


@pytest.fixture
def set_right(work, town):
    """Let a clock that was ahead for a look be set right."""
    town.clock.later(days=400)
    with town.desk.store.writing() as connection:
        now = town.desk.now()
        take_lease(connection, Lease("fetching", "gone", now + timedelta(minutes=20)), now)
    fetch_and_screen(work._replace(holder="gone"))
    tell(work)
    with town.desk.store.writing() as connection:
        take_lease(connection, Lease("fetching", "gone", now + timedelta(minutes=20)), now)
    town.clock.later(days=-399)


def test_a_clock_that_was_once_ahead_stops_nothing(set_right, work, looks, town):
    fetch_and_screen(work)
    fetch_and_screen(work)

    assert [one.date() for one in looks[1:]] == [town.desk.today]


def test_a_sign_of_life_from_a_clock_that_was_ahead_is_none(set_right, work, town):
    with town.desk.store.reading() as connection:
        ahead = chore_called(connection, "telling")
    assert is_idle(town.desk, ahead)

    tell(work)

    with town.desk.store.reading() as connection:
        assert not is_idle(town.desk, chore_called(connection, "telling"))


@pytest.fixture
def subscribe_to_all(town, person):
    """Return what lets Eva subscribe to all in a rhythm."""
    eva = Visitor(f"user:{person('eva')}", grants=(Grant(Standing.SECURITY),))
    return lambda rhythm: subscribe(town.desk, eva, Terms("Allt", Wanted(), rhythm=rhythm))


def test_a_digest_comes_when_a_clock_that_was_ahead_is_set_right(town, subscribe_to_all):
    subscribe_to_all(Rhythm.DAILY)
    town.clock.later(days=400)
    town.works()
    town.clock.later(days=-399)
    town.lists(made(CLOSURE))

    town.works()
    town.works()

    assert town.post.told == [("eva@granvik.example", "raised")]


def test_a_letter_arrives_when_a_clock_that_was_ahead_is_set_right(town, subscribe_to_all):
    subscribe_to_all(Rhythm.AT_ONCE)
    town.clock.later(days=400)
    town.lists(made(CLOSURE, day=date(2027, 12, 20)))
    town.post.closed = DeliveryError("No answer.")
    town.works()
    town.clock.later(days=-399)
    town.post.closed = None

    town.works()

    assert town.post.told == [("eva@granvik.example", "raised")]


def test_a_clock_that_is_some_minutes_ahead_of_another_has_nothing_done_twice(work, looks, town):
    town.clock.later(minutes=3)
    fetch_and_screen(work)
    town.clock.later(minutes=-3)
    fetch_and_screen(work)

    assert len(looks) == 1


def test_a_source_in_trouble_is_noted_and_the_rest_goes_on(work, town):
    def fails(_renew):
        raise FetchError("{url} does not answer.", url="https://granvik.example/")

    keep(town.desk.store, town.source, made(CLOSURE), town.desk.now())
    done = fetch_and_screen(work._replace(fetch=fails))

    assert (done.fetched, done.screened) == (True, 1)
    with town.desk.store.reading() as connection:
        assert chore_called(connection, "fetching").fault["msgid"] == "{url} does not answer."


def test_a_time_that_was_slept_through_is_made_up_for(work, looks, town):
    fetch_and_screen(work)
    town.clock.later(days=3, hours=1)
    fetch_and_screen(work)

    assert len(looks) == 2


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 11, 2, 4, 29, tzinfo=UTC), datetime(2026, 11, 1, 12, 30)),
        (datetime(2026, 11, 2, 4, 30, tzinfo=UTC), datetime(2026, 11, 2, 5, 30)),
        (datetime(2026, 7, 2, 3, 30, tzinfo=UTC), datetime(2026, 7, 2, 5, 30)),
        (datetime(2026, 10, 25, 4, 30, tzinfo=UTC), datetime(2026, 10, 25, 5, 30)),
    ],
    ids=["the-day-before", "winter", "summer", "the-clock-is-put-back"],
)
def test_times_are_swedish(now, last):
    assert last_time(TIMES, now) == last.replace(tzinfo=HERE)


def test_only_one_program_works_at_a_time_and_another_takes_over_from_a_dead_one(work, town, looks):
    now = town.desk.now()
    with town.desk.store.writing() as connection:
        assert take_lease(connection, Lease("fetching", "other", now + timedelta(minutes=20)), now)
    fetch_and_screen(work)
    assert looks == []
    town.clock.later(minutes=21)
    fetch_and_screen(work)

    assert len(looks) == 1


def test_whoever_is_done_lets_others_work(work, looks):
    fetch_and_screen(work._replace(times=()))
    fetch_and_screen(work._replace(holder="two"))

    assert len(looks) == 1


@pytest.mark.parametrize(
    ("day", "count"),
    [(6, 0), (7, 1), (8, 0), (9, 1), (11, 1), (12, 0)],
    ids=["8-before", "7-before", "6-before", "5-before", "the-last-working-day", "a-saturday"],
)
def test_a_meeting_is_read_again_on_its_days_once(work, town, day, count):
    idle = work._replace(times=())
    town.lists(made("Upprop"))
    town.clock.time = datetime(2026, 12, day, 8, tzinfo=HERE)

    assert [fetch_and_screen(idle).screened, fetch_and_screen(idle).screened] == [count, 0]


def test_the_thread_works_until_it_is_stopped_and_survives_trouble(work, town):
    stop, tried = Event(), []

    def part(_work):
        tried.append(1)
        if len(tried) == 3:
            stop.set()
        raise FetchError("Nothing.")

    thread = Thread(target=work_on, args=(work, part, stop, 0.0))
    thread.start()
    thread.join(30)

    assert len(tried) == 3
    with town.desk.store.reading() as connection:
        assert chore_called(connection, "part failed").fault["msgid"] == "Nothing."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_is_kept_for_the_administrator(work, town):
    def fails(_renew):
        raise ZeroDivisionError

    end, told = begin_work(work._replace(fetch=fails)), None
    while told is None:
        sleep(0.05)
        with town.desk.store.reading() as connection:
            told = chore_called(connection, "fetch_and_screen failed")
    end()

    assert told.fault["msgid"].startswith("The program has a fault of its own.")


def test_a_store_that_takes_no_fault_either_is_told_in_one_sentence(work, tmp_path, capsys):
    store = open_store(tmp_path / "s.db")
    store.close()
    store.path.write_bytes(b"no database, " * 1000)
    end = begin_work(work._replace(desk=Desk(store, work.desk.basis, work.desk.now)))
    said, until = "", time_now() + 30
    while said.count("\n") < 2 and time_now() < until:
        sleep(0.05)
        said += capsys.readouterr().err
    end()

    sentence = (
        f"agenda-risk: {store.path} är ingen hel databas för agenda-risk: file is not a database."
    )
    assert said.splitlines() == [sentence, sentence]


def test_one_round_of_telling_sends_what_there_is(work, town, person):
    person("ola", Standing.CHAIR)
    town.lists(made("Upprop"))

    assert tell(work).sent.sent == 1


def test_what_was_heard_of_past_meetings_is_forgotten_once_a_day(work, town):
    town.lists(made(CLOSURE, day=date(2026, 11, 3)))
    town.clock.later(days=3)
    fetch_and_screen(work._replace(times=()))

    with town.desk.store.reading() as connection:
        assert chore_called(connection, "tidying").at == town.desk.now()
        assert connection.scalar(sa.select(sa.func.count()).select_from(screened_tables.screenings))


def test_what_was_read_and_not_kept_goes_when_its_hour_is_over_though_nobody_comes(work, town):
    with town.desk.store.writing() as connection:
        expires = town.desk.now() + timedelta(minutes=60)
        put_draft(connection, "hemligt", "user:1", made("Upprop"), expires)
    town.clock.later(hours=1)

    tell(work)

    with town.desk.store.reading() as connection:
        assert (
            connection.scalar(sa.select(sa.func.count()).select_from(screened_tables.drafts)) == 0
        )
