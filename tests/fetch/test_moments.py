from datetime import UTC, date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.models import Moment
from agenda_risk.moments import at, clock_in, in_sweden, in_zone, moment_in

DAY = date(2026, 12, 14)
WRITTEN = {
    "2026-12-14": Moment(day=DAY),
    "2026-12-14T18:00:00": Moment(day=DAY, clock=time(18)),
    "2026-12-14 18:00": Moment(day=DAY, clock=time(18)),
    "2026-12-14T18:00:00.000": Moment(day=DAY, clock=time(18)),
    "2026-12-14T18:00:00+01:00": Moment(
        day=DAY, clock=time(18, tzinfo=timezone(timedelta(hours=1)))
    ),
    "2026-12-14T17:00:00Z": Moment(day=DAY, clock=time(17, tzinfo=UTC)),
    "20261214T180000": Moment(day=DAY, clock=time(18)),
    "20261214": Moment(day=DAY),
    "14.12.2026 klo 18:00": Moment(day=DAY, clock=time(18)),
    "14.12.2026 18.00": Moment(day=DAY, clock=time(18)),
    "14/12/2026": Moment(day=DAY),
    "2026/12/14 18:00:21": Moment(day=DAY, clock=time(18)),
    "Kommunfullmäktige 2026-12-14, kl. 18.00": Moment(day=DAY, clock=time(18)),
    "2026-12-14T00:00:00": Moment(day=DAY),
    "2026-12-14 00:00": Moment(day=DAY),
    "2022-30-30": Moment(),
    "1900-01-01T00:00:00Z": Moment(),
    "2026-12-14T18:00:00+99:00": Moment(day=DAY, clock=time(18)),
    "0001-01-01T00:00:00": Moment(),
    "": Moment(),
    "inställt": Moment(),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_days_and_times_are_read_as_they_are_written(text):
    assert moment_in(text) == WRITTEN[text]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("kl. 18.00", time(18)),
        ("1:30 PM", time(13, 30)),
        ("10.00 am", time(10)),
        ("12:15 a.m.", time(0, 15)),
        ("12:00 PM", time(12)),
        ("00:00", None),
        ("25:00", None),
        ("", None),
    ],
)
def test_times_are_read_alone(text, clock):
    assert clock_in(text) == clock


def test_a_time_of_its_own_is_kept():
    moment = Moment(day=DAY, clock=time(18))

    assert at(moment, time(19)) == moment
    assert at(Moment(day=DAY), time(19)).clock == time(19)


def test_local_time_elsewhere_gets_its_offset_by_the_day():
    winter = in_zone(Moment(day=DAY, clock=time(18)), "Europe/Helsinki")
    summer = in_zone(Moment(day=date(2026, 6, 1), clock=time(18)), "Europe/Helsinki")

    assert (winter.clock.utcoffset(), summer.clock.utcoffset()) == (
        timedelta(hours=2),
        timedelta(hours=3),
    )


def test_an_unknown_zone_leaves_the_time_as_it_is():
    moment = Moment(day=DAY, clock=time(18))

    assert in_zone(moment, "Europe/Granvik") == moment


def test_a_time_in_the_night_in_utc_may_be_another_day_in_sweden():
    assert in_sweden(moment_in("2026-12-14T23:30:00Z")) == Moment(
        day=date(2026, 12, 15), clock=time(0, 30)
    )


@given(st.text(max_size=60))
def test_any_text_gives_a_moment(text):
    assert moment_in(text).precision in {"unknown", "date", "local", "offset"}
    assert clock_in(text) is None or clock_in(text) != time(0)
