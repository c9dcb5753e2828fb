"""Who has a role hears what belongs to it, once, and can switch that off."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from databases import in_a_file
from telling.conftest import CLOSURE, FEES, made

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import MissingInputError
from agenda_risk.meeting_acts import Signature, with_answer, with_review
from agenda_risk.models import MeetingState, Role
from agenda_risk.service.acts import act
from agenda_risk.service.reminding import remind
from agenda_risk.service.subscriptions import stop
from agenda_risk.service.tokens import signer
from agenda_risk.store.accounts import change_user
from agenda_risk.store.log import Deed
from agenda_risk.store.outcomes import Course, Outcome, add_outcome
from agenda_risk.store.users import set_grants

pytestmark = in_a_file
OLA = "ola@granvik.example"


@pytest.fixture
def ola(person):
    """Return the number of a chair."""
    return person("ola", Standing.CHAIR)


@pytest.fixture
def day(town):
    """Return what lets it be a day of December, at eight o'clock, and a day's work be done."""

    def begins(day: int, hour: int = 8) -> None:
        here = ZoneInfo("Europe/Stockholm")
        town.clock.time = datetime(2026, 12, day, hour, tzinfo=here)
        remind(town.desk)
        town.works()

    return begins


def reviewed(town):
    by = Signature(Role.CHAIR, town.desk.here)
    act(town.desk, lambda file: with_review(file, by), Deed("user:1", "reviewed", 1))


def test_the_chair_hears_of_a_brief_once(town, ola):
    town.lists(made("Upprop"))
    town.lists(made("Upprop", CLOSURE))
    town.works()

    assert town.post.told == [(OLA, "ready")]


def test_a_brief_is_ready_when_the_agenda_is_published(town, ola):
    town.lists(made())
    town.works()
    assert town.post.told == []
    town.lists(made("Upprop"))
    town.works()

    assert town.post.told == [(OLA, "ready")]


def test_a_change_is_told_to_a_chair_who_has_gone_through_the_agenda(town, ola):
    town.lists(made("Upprop"))
    reviewed(town)
    town.lists(made("Upprop", CLOSURE))
    town.lists(made("Upprop", CLOSURE))
    town.works()

    assert town.post.told == [(OLA, "ready"), (OLA, "changed")]


def test_tomorrow_is_told_the_day_before_from_seven_on_and_not_of_a_cancelled_meeting(
    town, ola, day
):
    town.lists(made("Upprop"), made("Upprop", id="8", body="Socialnämnden"))
    town.lists(made("Upprop", id="8", body="Socialnämnden", state=MeetingState.CANCELLED))
    for hour in (6, 7, 8, 9):
        day(13, hour)

    assert town.post.told.count((OLA, "tomorrow")) == 1


def test_what_came_too_late_to_be_tomorrow_is_not_sent(town, ola):
    town.lists(made("Upprop"))
    town.works()
    town.clock.time = datetime(2026, 12, 13, 8, tzinfo=ZoneInfo("Europe/Stockholm"))
    remind(town.desk)
    town.clock.later(days=1)
    town.works()

    assert (OLA, "tomorrow") not in town.post.told


def test_measures_that_wait_are_told_five_days_before_and_not_when_all_are_answered(town, ola, day):
    town.lists(made(CLOSURE), made(FEES, id="8", body="Socialnämnden"))
    with_answers(town, 1)
    for one in (8, 9, 10):
        day(one)

    undecided = [
        each.meeting
        for came in town.post.came
        for each in came.message.told
        if each.event == "undecided"
    ]
    assert undecided == [2]


def with_answers(town, meeting):
    """Let the chair say yes to every measure."""

    def answered(file):
        by = Signature(Role.CHAIR, town.desk.here)
        for one in file.version.measures:
            file = with_answer(file, one.id, answer=True, reason="", by=by)
        return file

    act(town.desk, answered, Deed("user:1", "answered", meeting))


def test_those_who_were_there_are_asked_on_the_next_working_day(town, ola, person, day):
    person("kim", Standing.CLERK)
    town.lists(made(CLOSURE, day=date(2026, 12, 11)))  # a Friday
    for one in (12, 13, 14, 15):
        day(one)

    assert [each for each in town.post.told if each[1] == "untold"] == [
        ("kim@granvik.example", "untold"),
        (OLA, "untold"),
    ]


def test_who_is_asked_is_led_to_the_form_and_others_to_the_meeting(town, ola, day):
    town.lists(made(CLOSURE, day=date(2026, 12, 11)))
    for one in (10, 14):
        day(one)

    links = {each.event.value: each.link for one in town.post.came for each in one.message.told}
    assert links["untold"] == "https://moten.granvik.example/mote/1/utfall"
    assert {link for event, link in links.items() if event != "untold"} == {
        "https://moten.granvik.example/mote/1"
    }


def test_nobody_is_asked_what_was_told(town, ola, day):
    town.lists(made(CLOSURE, day=date(2026, 12, 11)))
    with town.desk.store.writing() as connection:
        add_outcome(connection, 1, Outcome(Role.CHAIR, Course.CALM), town.desk.now())
    day(14)

    assert (OLA, "untold") not in town.post.told


def test_the_chair_of_another_body_hears_nothing(town, person):
    town.lists(made("Upprop", id="8", body="Socialnämnden"))
    person("ola", Standing.CHAIR, body=1)
    town.lists(made("Upprop"))
    town.works()

    assert town.post.told == []


def test_who_is_no_longer_chair_hears_nothing_more(town, ola):
    town.lists(made("Upprop"))
    with town.desk.store.writing() as connection:
        set_grants(connection, ola, [Grant(Standing.READER)])
    town.works()

    assert town.post.told == []


def test_notices_are_switched_off_and_so_is_what_waits(town, ola):
    town.lists(made("Upprop"))
    with town.desk.store.writing() as connection:
        change_user(connection, ola, notices=False)
    town.lists(made("Upprop", id="8", body="Socialnämnden"))
    town.works()

    assert town.post.told == []


def test_the_link_in_a_notice_stops_all_of_them(town, ola):
    town.lists(made("Upprop"))
    town.works()
    token = town.post.came[0].message.stop.rpartition("/")[2]
    stop(town.desk, signer(town.desk), token)
    town.lists(made("Upprop", id="8", body="Socialnämnden"))
    town.works()

    assert town.post.told == [(OLA, "ready")]


@pytest.mark.parametrize(
    "token", ["", "u1", "u1.", "u1.AAAAAAAAAAAAAAAAAAAAAA", "x1.å", "f1-1.AAAA", "u" * 500]
)
def test_a_guessed_link_stops_nothing(town, ola, token):
    with pytest.raises(MissingInputError):
        stop(town.desk, signer(town.desk), token)


def test_a_notice_says_in_which_role_it_came_and_nothing_of_the_matter(town, ola):
    town.lists(made(f"{CLOSURE}, initiativ av Anna Svensson"))
    town.works()

    ((_to, message),) = town.post.came
    assert message.why == "du är ordförande i Kommunfullmäktige."
    assert not [word for word in ("skola", "Svensson") if word in message.model_dump_json()]
