"""What was fetched is screened, and shown."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa
from made_meetings import NOW, meeting

from agenda_risk.access import Standing
from agenda_risk.models import Moment, Source
from agenda_risk.service.catching_up import catch_up
from agenda_risk.store import add_source, keep, known_sources, tables
from agenda_risk.store.screened import screenings


@pytest.fixture
def source(desk):
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    return known_sources(desk.store)[0].id


def _fetched(desk, source, *titles, day=14, **more):
    return keep(desk.store, source, meeting("Kommunfullmäktige", day, *titles, **more), NOW)


def test_a_fetched_meeting_is_screened_once_and_stands_on_the_overview(visit, desk, source):
    _fetched(desk, source, "Upprop", "Nedläggning av Björkängens skola")
    assert [catch_up(desk), catch_up(desk)] == [1, 0]
    assert "Kommunfullmäktige" in visit(Standing.CHAIR).get("/").text


def test_a_new_version_is_screened_anew(desk, source):
    for titles in (("Upprop",), ("Upprop", "Nedläggning av Björkängens skola")):
        _fetched(desk, source, *titles, id="7")
        assert catch_up(desk) == 1
    with desk.store.reading() as connection:
        (row,) = screenings(connection)
    assert (row.items, row.raised) == (2, 1)


def test_a_meeting_that_the_system_no_longer_lists_is_told_once(desk, source):
    _fetched(desk, source, "Upprop")
    catch_up(desk)
    with desk.store.writing() as connection:
        connection.execute(sa.update(tables.meetings).values(missing=NOW))
    assert [catch_up(desk), catch_up(desk)] == [1, 0]
    with desk.store.reading() as connection:
        assert [row.status for row in screenings(connection)] == ["missing"]


def test_a_meeting_that_was_held_is_left_and_one_without_a_day_is_not(desk, source):
    _fetched(desk, source, "Upprop", start=Moment(day=date(2026, 11, 2)))
    _fetched(desk, source, "Upprop", start=Moment(), id="8")
    assert catch_up(desk) == 1


def test_two_who_catch_up_at_once_leave_each_meeting_once(desk, source):
    for day in range(1, 6):
        _fetched(desk, source, "Upprop", day=day)
    with ThreadPoolExecutor(2) as both:
        list(both.map(catch_up, (desk, desk)))
    with desk.store.reading() as connection:
        assert len(screenings(connection)) == 5
    assert catch_up(desk) == 0
