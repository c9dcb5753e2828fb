"""Swedish holidays come from the library once, and then from the cache."""

import subprocess
import sys
from datetime import date

import pytest

from agenda_risk.closed_days import closed_days
from agenda_risk.kept import PLACE


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("day", "is_closed"),
    [
        ("2026-01-06", True),  # Epiphany
        ("2026-04-02", False),  # Maundy Thursday
        ("2026-04-03", True),  # Good Friday
        ("2026-04-06", True),  # Easter Monday
        ("2026-04-30", False),  # Walpurgis Night
        ("2026-05-14", True),  # Ascension Day
        ("2026-06-19", True),  # midsummer eve
        ("2020-06-19", True),  # the earliest that it can be
        ("2027-06-25", True),  # the latest
        ("2026-12-24", True),
        ("2026-12-31", True),
        ("2026-12-13", False),  # a Sunday; weekends are not told here
    ],
)
def test_closed_are_public_holidays_and_the_eves_that_nobody_works(day, is_closed):
    asked = date.fromisoformat(day)

    assert (asked in closed_days([asked])) is is_closed


def test_the_years_around_are_known_too():
    found = closed_days([date(2027, 1, 4), None])

    assert {day.year for day in found} == {2026, 2027, 2028}


@pytest.mark.parametrize("days", [[], [None], [date.min], [date.max]])
def test_odd_days_do_no_harm(days):
    assert all(isinstance(day, date) for day in closed_days(days))


LOADED = """
import sys
from datetime import date
from agenda_risk.closed_days import closed_days
assert date(2026, 12, 24) in closed_days([date(2026, 12, 1)])
print("holidays" in sys.modules)
"""


def is_loaded() -> bool:
    """Tell whether another process has to load the library."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    return done.stdout.strip() == "True"


def test_the_library_is_loaded_only_when_the_days_are_not_kept(cache):
    assert [is_loaded(), is_loaded()] == [True, False]


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: b"\xff\xfe",
        lambda kept: kept[:-5],
        lambda kept: kept.replace(b"2026-12-24", b"2026-12-23"),
        lambda kept: b"{}",
    ],
    ids=["empty", "not text", "cut", "changed", "foreign"],
)
def test_a_damaged_cache_is_made_anew(cache, damage):
    before = closed_days([date(2026, 12, 1)])
    (kept,) = cache.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))

    assert closed_days([date(2026, 12, 1)]) == before
    assert not is_loaded()


def test_years_are_added_to_those_that_are_kept(cache):
    closed_days([date(2026, 12, 1)])
    closed_days([date(2031, 12, 1)])

    assert not is_loaded()


@pytest.mark.parametrize("place", ["", "/dev/null/none"])
def test_without_a_cache_everything_works(monkeypatch, place):
    monkeypatch.setenv(PLACE, place)

    assert date(2026, 12, 24) in closed_days([date(2026, 12, 1)])
