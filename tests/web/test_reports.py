"""The report on a period counts meetings, says what is not known, and holds no person."""

import csv
import json
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from databases import new_store
from made_meetings import NOW

from agenda_risk.access import Standing
from agenda_risk.meeting_acts import Signature, with_answer, with_review
from agenda_risk.models import Period, Profile, Role
from agenda_risk.models.reports import Tally
from agenda_risk.service.acts import act
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.reports import Wanted, kept, last_period, make_report
from agenda_risk.store.log import Deed
from agenda_risk.store.outcomes import Course, Outcome
from agenda_risk.store.screened import screening_of

YEAR = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))
SCHOOL, DULL = "Nedläggning av Björkängens skola", "Delårsrapport"
MORNING = time(8, tzinfo=UTC)


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def report(desk):
    """Return what makes the report on a period, seen from the last day of the year."""

    def make(period: Period = YEAR, among=None, today: date = YEAR.last):
        wanted = Wanted(period, among, Profile(), today)
        with desk.store.reading() as connection:
            return make_report([kept(connection, wanted.span)], wanted)

    return make


def test_each_meeting_counts_once_by_the_gravest_and_misses_are_told(desk, held, report):
    held(date(2026, 3, 2), SCHOOL, course="disturbed", incidents=2)
    both = held(date(2026, 3, 9), SCHOOL, course="calm", incidents=1)
    tell(desk, asked_of(desk, both), Outcome(Role.SECURITY, Course.THREAT, incidents=3))
    held(date(2026, 3, 16), DULL, course="disturbed")
    held(date(2026, 3, 23), DULL, course="calm")
    held(date(2026, 3, 30), DULL)

    made = report()

    assert made.raised == Tally(meetings=2, raised=2, items=2, disturbed=1, threat=1, incidents=5)
    assert made.others == Tally(meetings=3, disturbed=1, calm=1, missed=1)
    assert (made.total.untold, made.total.grave) == (1, 3)


def test_what_lies_outside_or_is_still_to_come_does_not_count(held, report):
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        held(day, SCHOOL)

    assert report().total.meetings == 2
    assert report(today=date(2026, 6, 1)).total.meetings == 1


def test_only_what_was_done_by_the_day_of_the_meeting_is_preparation(desk, held, clock, report):
    held(date(2026, 3, 2), SCHOOL, reviewed=True)
    late = held(date(2026, 3, 9), SCHOOL)
    by = Signature(Role.CHAIR, desk.here)
    act(desk, lambda file: with_review(file, by), Deed("user:1", "reviewed", late))

    assert report().raised.prepared == 1


@pytest.mark.parametrize("days", [2, -1], ids=["before", "after"])
def test_all_measures_answered_in_time_is_preparation_too(desk, held, clock, report, days):
    day = date(2026, 3, 2)
    number = held(day, SCHOOL)
    clock.time = datetime.combine(day, MORNING) - timedelta(days=days)
    by = Signature(Role.CHAIR, desk.here)
    assert report().raised.prepared == 0

    def answer(file):
        for one in file.version.measures:
            file = with_answer(file, one.id, "", by, answer=True)
        return file

    act(desk, answer, Deed("user:1", "answered", number))

    assert report().raised.prepared == (days > 0)


def test_the_lead_is_counted_from_the_first_sight_of_the_agenda(held, report):
    for place, ahead in enumerate((3, 9, 10, 11, 30)):
        held(date(2026, 3, 2 + place), SCHOOL, ahead=ahead)

    lead = report().lead

    assert (lead.meetings, lead.median, lead.late) == (5, 10, 1)


@pytest.mark.parametrize(
    ("day", "hour", "late"), [((3, 1), 22, 0), ((3, 1), 23, 1), ((7, 1), 21, 0), ((7, 1), 22, 1)]
)
def test_an_agenda_seen_at_night_is_seen_on_the_day_that_it_is_in_sweden(
    held, report, day, hour, late
):
    seen = datetime(2026, *day, hour, 30, tzinfo=UTC)
    week = seen.date() + timedelta(days=7)
    held(week, SCHOOL, ahead=(datetime.combine(week, NOW.timetz()) - seen) / timedelta(days=1))

    assert report().lead.late == late


@pytest.mark.parametrize(("hour", "prepared"), [(-2, 1), (21, 1), (22, 0)])
def test_a_review_at_night_is_of_the_day_that_it_is_in_sweden(desk, held, report, hour, prepared):
    number = held(date(2026, 7, 1), SCHOOL)
    at = datetime(2026, 7, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
    by = Signature(Role.CHAIR, at)
    act(desk, lambda file: with_review(file, by), Deed("user:1", "reviewed", number))

    assert report().raised.prepared == prepared


def test_an_agenda_that_came_after_its_meeting_was_listed_counts_from_then(
    desk, held, clock, report
):
    days = [date(2026, 3, 2) + timedelta(days=place) for place in range(5)]
    for day in days:
        held(day, ahead=40)
        held(day, SCHOOL, ahead=7)

    assert report().lead.median == 7


def test_small_bodies_are_put_together_so_that_none_can_be_worked_out(held, report):
    for place in range(1, 7):
        held(date(2026, 3, place), DULL)
        held(date(2026, 4, place), DULL, body="Kommunstyrelsen")
    held(date(2026, 5, 4), DULL, body="Valnämnden", course="threat")

    bodies = [(one.name, one.bodies, one.tally.meetings) for one in report().bodies]

    assert bodies == [("Kommunstyrelsen", 1, 6), ("", 2, 7)]


def test_of_a_category_with_few_meetings_it_is_not_told_how_they_went(held, report):
    held(date(2026, 3, 2), SCHOOL, course="threat", incidents=1)

    (welfare,) = [one for one in report().categories if one.category == "welfare"]

    assert not welfare.is_told
    assert (welfare.tally.items, welfare.tally.threat, welfare.tally.incidents) == (1, 0, 0)


def test_a_meeting_without_a_read_agenda_is_counted_apart(held, report):
    held(date(2026, 3, 2), course="disturbed")

    made = report()

    assert (made.unread, made.total.missed) == (1, 1)


@pytest.mark.parametrize(
    ("today", "months", "first", "last"),
    [
        ("2026-11-29", 6, "2026-01-01", "2026-06-30"),
        ("2026-07-01", 6, "2026-01-01", "2026-06-30"),
        ("2026-06-30", 6, "2025-07-01", "2025-12-31"),
        ("2026-11-29", 12, "2025-01-01", "2025-12-31"),
        ("2026-11-29", None, "2025-01-01", "2025-12-31"),
        ("2026-11-29", 24, "2024-01-01", "2025-12-31"),
        ("2026-03-31", 1, "2026-02-01", "2026-02-28"),
        ("2026-03-31", 5, "2025-10-01", "2026-02-28"),
    ],
)
def test_the_last_period_is_the_last_that_is_over(today, months, first, last):
    found = last_period(date.fromisoformat(today), months)

    assert (f"{found.first}", f"{found.last}") == (first, last)


def test_the_page_the_paper_and_the_table_say_the_same(visit, held, clock):
    for place in range(1, 7):
        held(date(2026, 3, place), SCHOOL, "Motion av Anna Andersson (S)", course="loud")
    reader, days = visit(Standing.READER), {"from": "2026-01-01", "to": "2026-06-30"}

    page = reader.get("/arkiv/rapport", params=days).text
    paper = reader.get("/arkiv/rapport.pdf", params=days)
    table = reader.get("/arkiv/rapport.csv", params=days)

    assert "6 sammanträden hölls." in page
    assert paper.content.startswith(b"%PDF")
    rows = list(csv.reader(StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["alla", "", "6", "6", "6", "0", "0", "6", "0", "0", "0"]
    assert "Andersson" not in page + table.text
    assert "Björkäng" not in page + table.text


def test_a_reader_of_one_body_gets_a_report_on_that_one_and_is_told_so(visit, desk, held):
    number = held(date(2026, 3, 2), SCHOOL)
    held(date(2026, 3, 3), SCHOOL, body="Kommunstyrelsen")
    with desk.store.reading() as connection:
        body = screening_of(connection, number).body.id
    days = {"from": "2026-01-01", "to": "2026-06-30"}

    page = visit(Standing.READER, body).get("/arkiv/rapport", params=days).text

    assert "Ett sammanträde hölls." in page
    assert "Bara de organ som du får läsa" in page


@pytest.mark.parametrize("days", [{"from": "x"}, {"to": "9999-12-31"}, {"from": "2026-09-01"}])
def test_odd_days_break_nothing(visit, held, days):
    assert visit(Standing.READER).get("/arkiv/rapport", params=days).status_code == 200


def test_the_command_writes_the_same_figures(agenda_risk, held, place, store):
    held(date(2026, 3, 2), DULL, course="disturbed")
    days = ("--from", "2026-01-01", "--to", "2026-12-31", "--store", place)

    text = agenda_risk("report", *days)
    told = json.loads(agenda_risk("report", *days, "--format", "json").stdout)
    odd = agenda_risk("report", "--from", "2026-02-01", "--to", "2026-01-01", "--store", place)

    assert "Missat: ett sammanträde stördes" in text.stdout
    assert (told["schema"], told["others"]["missed"]) == ("agenda-risk/report/1", 1)
    assert odd.returncode == 23
