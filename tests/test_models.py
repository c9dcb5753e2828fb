"""Values do not change, know all their keys, and are no more exact than their source."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from pydantic import ValidationError

from agenda_risk.models import Body, Document, Level, Moment, Passage

DAY = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("moment", "precision"),
    [
        pytest.param(Moment(day=DAY, clock=time(18, tzinfo=UTC)), "offset", id="with offset"),
        pytest.param(Moment(day=DAY, clock=time(18)), "local", id="local"),
        pytest.param(Moment(day=DAY), "date", id="date only"),
        pytest.param(Moment(), "unknown", id="unknown"),
    ],
)
def test_a_time_tells_how_exact_it_is(moment, precision):
    assert moment.precision == precision


@pytest.mark.parametrize(
    ("day", "hours"),
    [pytest.param(DAY, 1, id="winter"), pytest.param(date(2026, 6, 15), 2, id="summer")],
)
def test_a_local_time_is_swedish_time(day, hours):
    instant = Moment(day=day, clock=time(18)).instant()

    assert instant.utcoffset() == timedelta(hours=hours)


def test_a_time_with_offset_keeps_it():
    clock = time(18, tzinfo=timezone(timedelta(hours=5)))

    assert Moment(day=DAY, clock=clock).instant() == datetime(2026, 12, 14, 13, tzinfo=UTC)


def test_a_day_is_no_point_in_time():
    assert Moment(day=DAY).instant() is None


def test_a_value_never_changes():
    with pytest.raises(ValidationError):
        Body(name="KF").name = "KS"


def test_a_value_refuses_keys_it_does_not_know():
    with pytest.raises(ValidationError):
        Body(name="KF", kund="x")


def test_raised_means_moderate_or_high():
    assert [level.value for level in Level if level.is_raised] == ["moderate", "high"]


def test_a_level_stays_within_none_and_high():
    assert (Level.of_rank(-5), Level.of_rank(9)) == (Level.NONE, Level.HIGH)


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 2), (25, 3)])
def test_a_page_is_found_by_its_place(offset, page):
    document = Document(
        id="d", name="d", media_type="", sha256="", text="x" * 30, page_starts=(0, 10, 20)
    )

    assert document.page_at(offset) == page


def test_a_text_without_a_document_has_no_place():
    assert Passage(text="abc").source(1) is None


def test_help_answers_without_the_heavy_libraries():
    script = (
        "import sys; sys.argv = ['agenda-risk', '--help']\n"
        "from agenda_risk.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pydantic', 'lxml', 'yaml', 'jinja2', 'requests'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    )

    assert done.stdout.splitlines()[-1] == "[]"
