"""What is screened is the last version of a meeting, whoever keeps another one meanwhile."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from service.conftest import first_doing
from web.made_meetings import NOW, meeting

from agenda_risk.models import Source
from agenda_risk.service.catching_up import catch_up
from agenda_risk.service.scheduler import Work, fetch_and_screen
from agenda_risk.service.screening import keep_meeting, screen_kept
from agenda_risk.service.sending import Post
from agenda_risk.store import add_source, keep, known_sources, message_tables
from agenda_risk.store.leases import faulty_chores
from agenda_risk.store.screened import file_of, screening_of

CLOSURE = meeting("Kommunfullmäktige", 14, "Upprop", "Nedläggning av Björkängens skola", id="7")
LONG = meeting("Kommunfullmäktige", 14, *map("Ärende {}".format, range(4096)), id="7")
BUDGET = meeting("Kommunfullmäktige", 14, "Upprop", "Budget 2027", "Taxa för vatten", id="7")


@pytest.fixture
def source(desk):
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    return known_sources(desk.store)[0].id


def told_of(desk, number):
    with desk.store.reading() as connection:
        row, file = screening_of(connection, number), file_of(connection, number)
        happenings = message_tables.happenings
        events = connection.scalars(sa.select(happenings.c.event).order_by(happenings.c.id)).all()
    return row.items, len(file.versions), events


def test_an_older_version_is_not_written_over_a_newer_one(desk, source):
    number = keep_meeting(desk, source, CLOSURE, "program")
    newer = first_doing(desk.basis, lambda: keep_meeting(desk, source, BUDGET, "user:1"))

    screen_kept(replace(desk, basis=newer), number, "program")

    assert told_of(desk, number) == (3, 2, ["raised", "ready", "calm"])


def test_a_version_that_cannot_be_screened_is_told_of_and_not_tried_again_and_again(
    desk, source, clock
):
    keep(desk.store, source, LONG, NOW)
    asked = []
    counting = replace(desk, basis=lambda day: asked.append(day) or desk.basis(day))

    catch_up(counting)
    first = len(asked)
    clock.later(minutes=1)
    catch_up(counting)

    assert len(asked) == first
    with desk.store.reading() as connection:
        (told,) = faulty_chores(connection, NOW)
    assert told.fault["fields"] == {"meeting": 1, "most": 4095}


def test_what_could_not_be_screened_is_tried_again_the_day_after(desk, source, clock):
    keep(desk.store, source, LONG, NOW)
    catch_up(desk)
    clock.later(days=1, minutes=1)
    catch_up(desk)

    with desk.store.reading() as connection:
        assert [one.at for one in faulty_chores(connection, NOW)] == [desk.now()]


def test_the_next_version_of_what_could_not_be_screened_is_screened_at_once(desk, source, clock):
    keep(desk.store, source, LONG, NOW)
    catch_up(desk)
    keep(desk.store, source, CLOSURE, NOW)

    assert catch_up(desk) == 1

    clock.later(days=3)
    fetch_and_screen(Work(desk, Post({}), "one", lambda _renew: None))
    with desk.store.reading() as connection:
        assert faulty_chores(connection, NOW) == ()
