from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.closed_days import closed_days
from agenda_risk.deadlines import (
    begin_day,
    due_day,
    is_working_day,
    legal_days,
    rescreen_days,
    timeliness,
)
from agenda_risk.models import (
    Body,
    BodyKind,
    Meeting,
    MeetingState,
    Moment,
    Publicity,
    Timeliness,
)

MONDAY = date(2026, 12, 14)
CLOSED = closed_days([date(2026, 6, 1)])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=60)


def meeting(day: date | None, kind: BodyKind = BodyKind.ASSEMBLY, **changes) -> Meeting:
    start = Moment(day=day)
    return Meeting(body=Body(name="b", kind=kind), start=start).model_copy(update=changes)


def days(*written: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in written)


@pytest.mark.parametrize(
    ("held", "before", "due"),
    [
        ("2026-12-14", 4, "2026-12-10"),
        ("2026-12-14", 2, "2026-12-11"),  # Saturday becomes Friday
        ("2026-12-14", 1, "2026-12-11"),  # so does Sunday
        ("2026-12-14", 0, "2026-12-14"),
        ("2026-12-14", -5, "2026-12-19"),  # after the meeting a Saturday stays
        ("2026-04-07", 1, "2026-04-02"),  # the Tuesday after Easter: Maundy Thursday
        ("2026-04-08", 1, "2026-04-07"),
        ("2026-06-22", 1, "2026-06-18"),  # the Monday after midsummer: Thursday before the eve
        ("2026-12-28", 1, "2026-12-23"),  # after Christmas: the day before the eve
        ("2027-01-07", 1, "2027-01-05"),  # Epiphany
        ("2026-05-18", 4, "2026-05-13"),  # Ascension Day
    ],
)
def test_work_before_the_meeting_is_due_on_a_working_day(held, before, due):
    assert due_day(date.fromisoformat(held), before, CLOSED) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("due", "takes", "begin"),
    [
        ("2026-12-10", 0, "2026-12-10"),
        ("2026-12-10", 1, "2026-12-09"),
        ("2026-12-14", 1, "2026-12-11"),
        ("2026-04-07", 2, "2026-04-01"),  # Easter lies between
        ("2026-12-28", 3, "2026-12-21"),  # Christmas lies between
        ("2026-12-19", 0, "2026-12-19"),  # what is due on a Saturday and takes no time
    ],
)
def test_work_begins_so_many_working_days_before_it_is_due(due, takes, begin):
    assert begin_day(date.fromisoformat(due), takes, CLOSED) == date.fromisoformat(begin)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (7, Timeliness.IN_TIME),
        (8, Timeliness.START_NOW),
        (9, Timeliness.START_NOW),
        (10, Timeliness.START_NOW),
        (11, Timeliness.TOO_LATE),
    ],
)
def test_what_has_to_begin_begins_now_until_its_day_has_passed(today, told):
    begin, due = date(2026, 12, 8), date(2026, 12, 10)

    assert timeliness(begin, due, date(2026, 12, today)) is told


@given(held=DAYS, before=st.integers(1, 60), takes=st.integers(0, 20), holidays=HOLIDAYS)
def test_work_begins_and_is_due_on_working_days_in_that_order(held, before, takes, holidays):
    due = due_day(held, before, holidays)
    begin = begin_day(due, takes, holidays)

    assert begin <= due <= held - timedelta(days=before)
    assert is_working_day(due, holidays)
    assert is_working_day(begin, holidays)
    between = (begin + timedelta(days=step) for step in range((due - begin).days))
    assert sum(is_working_day(day, holidays) for day in between) == takes


# What the law sets


def test_the_law_sets_the_days_of_an_assembly():
    told = [(one.day.isoformat(), one.law) for one in legal_days(meeting(MONDAY), CLOSED)]

    assert told == [
        ("2026-12-07", "KL 5:13"),
        ("2026-12-07", "KL 5:15"),
        ("2026-12-07", "OL 2:6"),
        ("2026-12-09", "OL 2:6"),
        ("2026-12-11", "KL 5:14"),
        ("2026-12-28", "KL 5:69"),
        ("2026-12-30", "KL 8:12"),
        ("2027-01-20", "KL 13:5"),
    ]


def test_the_last_day_for_appeal_is_not_told_as_over():
    """Three weeks from a notice on the last day for it: on that day an appeal is still in time."""
    (last,) = (one for one in legal_days(meeting(MONDAY), CLOSED) if one.law == "KL 13:5")

    assert last.text == (
        "The time for appeal ends on this day at the earliest, if the minutes were announced on "
        "the last day for it"
    )


def test_the_last_weekday_before_easter_tuesday_is_maundy_thursday():
    found = {one.law: one.day for one in legal_days(meeting(date(2026, 4, 7)), CLOSED)}

    assert found["KL 5:14"] == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("held", "laws"),
    [
        (meeting(MONDAY, BodyKind.COMMITTEE), {"OL 2:6"}),
        (meeting(MONDAY, BodyKind.COMMITTEE, publicity=Publicity.CLOSED), set()),
        (meeting(MONDAY, state=MeetingState.CANCELLED), set()),
        (meeting(None), set()),
        (meeting(date.min), set()),
        (meeting(date.max), set()),
    ],
    ids=["committee", "closed", "cancelled", "unknown", "first day", "last day"],
)
def test_the_law_sets_days_only_where_it_holds(held, laws):
    assert {one.law for one in legal_days(held, CLOSED)} == laws


# Reading again


@pytest.mark.parametrize(
    ("held", "today", "again"),
    [
        ("2026-12-14", "2026-11-30", days("2026-12-07", "2026-12-09", "2026-12-11")),
        ("2026-12-14", "2026-12-07", days("2026-12-09", "2026-12-11")),
        ("2026-12-14", "2026-12-10", days("2026-12-11")),
        ("2026-12-14", "2026-12-11", ()),
        ("2026-12-14", "2026-12-14", ()),
        ("2026-12-14", "2027-01-14", ()),
        # Five days before a Thursday is a Saturday: the Monday after.
        ("2026-12-17", "2026-11-30", days("2026-12-10", "2026-12-14", "2026-12-16")),
        # Five days before the Tuesday after Christmas is the eve: the Monday after.
        ("2026-12-29", "2026-12-01", days("2026-12-22", "2026-12-28")),
        ("2026-04-07", "2026-03-01", days("2026-03-31", "2026-04-02")),
    ],
)
def test_the_agenda_is_read_again_a_week_before_and_when_late_items_come(held, today, again):
    found = rescreen_days(meeting(date.fromisoformat(held)), date.fromisoformat(today), CLOSED)

    assert found == again


@pytest.mark.parametrize(
    "held", [meeting(None), meeting(date.max), meeting(MONDAY, state=MeetingState.CANCELLED)]
)
def test_a_meeting_that_is_not_held_or_has_no_day_is_not_read_again(held):
    assert rescreen_days(held, date(2026, 12, 1), CLOSED) == ()


@given(held=DAYS, ahead=st.integers(-5, 30), holidays=HOLIDAYS)
def test_days_to_read_again_are_working_days_between_today_and_the_meeting(held, ahead, holidays):
    today = held - timedelta(days=ahead)

    for day in rescreen_days(meeting(held), today, holidays):
        assert today < day < held
        assert is_working_day(day, holidays)
