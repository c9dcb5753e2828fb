"""After a disturbed meeting people are followed up on five days, and none is named."""

import icalendar
import pytest
from databases import new_store

from agenda_risk.access import Standing
from agenda_risk.models import Role
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.store.follow_ups import Done, done_of
from agenda_risk.store.log import logged
from agenda_risk.store.outcomes import Course, Outcome

OWN = {"Origin": "http://granvik.example"}


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def disturbed(desk, kept, clock):
    """Return a meeting of 14 December that was disturbed, on the 15th."""
    clock.later(days=16)
    tell(desk, asked_of(desk, kept[0]), Outcome(Role.CHAIR, Course.DISTURBED))
    return kept[0]


def tick(browser, meeting: int, after: int, **more: str) -> int:
    data = {"after": f"{after}", **more}
    return browser.post(f"/mote/{meeting}/uppfoljning", data=data, headers=OWN).status_code


def days(answer) -> list[str]:
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return [f"{event['dtstart'].dt}" for event in events]


def test_the_days_up_to_a_year_are_shown_and_taken_to_a_calendar(visit, disturbed):
    reader = visit(Standing.READER)

    page = reader.get(f"/mote/{disturbed}").text
    answer = reader.get(f"/mote/{disturbed}/uppfoljning.ics")

    assert "28\u00a0december 2026" in page
    assert days(answer) == ["2026-12-14", "2026-12-15", "2026-12-28", "2027-03-15", "2027-12-14"]
    assert "Björkäng" not in answer.text


def test_a_calm_meeting_has_nothing_to_follow_up(visit, desk, kept, clock):
    clock.later(days=16)
    tell(desk, asked_of(desk, kept[0]), Outcome(Role.CHAIR, Course.LOUD))
    chair = visit(Standing.CHAIR)

    assert "uppfoljning" not in chair.get(f"/mote/{kept[0]}").text
    assert days(chair.get(f"/mote/{kept[0]}/uppfoljning.ics")) == []
    assert tick(chair, kept[0], 0) == 409


def test_a_day_is_ticked_by_a_role_and_leaves_the_calendar(visit, desk, disturbed):
    security = visit(Standing.SECURITY)

    assert tick(security, disturbed, 0) == tick(security, disturbed, 0) == 303

    assert "Gjort 15\u00a0december 2026 av Säkerhet" in security.get(f"/mote/{disturbed}").text
    assert len(days(security.get(f"/mote/{disturbed}/uppfoljning.ics"))) == 4
    with desk.store.reading() as connection:
        assert done_of(connection, disturbed) == {0: Done(Role.SECURITY, desk.today)}
        assert [one.act for one in logged(connection)].count("followed-up") == 1


def test_a_tick_can_be_taken_back(visit, desk, disturbed):
    chair = visit(Standing.CHAIR)
    tick(chair, disturbed, 1)

    tick(chair, disturbed, 1, undo="yes")

    with desk.store.reading() as connection:
        assert done_of(connection, disturbed) == {}


@pytest.mark.parametrize(("after", "status"), [(14, 409), (365, 409), (7, 409), (-1, 422)])
def test_what_has_not_come_or_is_no_such_day_cannot_be_ticked(visit, disturbed, after, status):
    assert tick(visit(Standing.CHAIR), disturbed, after) == status


def test_whoever_may_not_tell_an_outcome_ticks_nothing(visit, disturbed):
    assert tick(visit(Standing.READER), disturbed, 0) == 403


def test_a_day_that_comes_is_a_task_until_it_is_done_or_two_weeks_have_gone(
    visit, desk, disturbed, clock
):
    task = "Det är dags att följa upp dem som var utsatta."
    chair, reader = visit(Standing.CHAIR), visit(Standing.READER)
    assert task in chair.get("/").text
    assert task not in reader.get("/").text

    for after in (0, 1):
        tick(chair, disturbed, after)
    assert task not in chair.get("/").text

    clock.later(days=13, hours=1)
    again = visit(Standing.SECURITY)
    assert task in again.get("/").text
    clock.later(days=20)
    assert task not in visit(Standing.CLERK).get("/").text
