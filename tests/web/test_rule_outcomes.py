"""Each rule is told apart by how its meetings went; calm after measures is no false alarm."""

import csv
from datetime import date
from io import StringIO

import pytest
from databases import new_store

from agenda_risk.access import Standing
from agenda_risk.meeting_acts import Signature, with_answer
from agenda_risk.models import Role
from agenda_risk.service.acts import act
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.rule_outcomes import outcomes_by_rule
from agenda_risk.store.figures import Span
from agenda_risk.store.log import Deed
from agenda_risk.store.outcomes import Course, Effect, Outcome

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
SCHOOL, WIND = "Nedläggning av Björkängens skola", "Tillstyrkan av vindkraftpark på Högåsen"


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def of_school(desk):
    """Return what tells how the meetings of the rule on schools went."""

    def told():
        found = outcomes_by_rule(desk, YEAR)
        return {one.rule: one for one in found}["school-closure"]

    return told


def test_each_rule_counts_its_items_its_meetings_and_how_they_went(held, of_school):
    held(date(2026, 3, 2), SCHOOL, "Avveckling av Norrby skola", course="calm")
    held(date(2026, 3, 9), SCHOOL, course="loud")
    held(date(2026, 3, 16), SCHOOL, course="threat")
    held(date(2026, 3, 23), SCHOOL)
    held(date(2026, 3, 30), WIND, course="disturbed")

    found = of_school()

    assert tuple(found.hits) == (5, 4)
    assert (found.told, found.calm_without, found.loud, found.grave) == (3, 1, 1, 1)


def _with_yes(file, by: Signature):
    return with_answer(file, file.version.measures[0].id, "", by, answer=True)


@pytest.mark.parametrize(
    ("effect", "says_yes"),
    [(Effect.YES, False), (Effect.NO, False), (Effect.UNKNOWN, True)],
)
def test_a_calm_meeting_after_measures_is_no_false_alarm(desk, held, of_school, effect, says_yes):
    number = held(date(2026, 3, 2), SCHOOL)
    if says_yes:
        by = Signature(Role.CHAIR, desk.here)
        act(desk, lambda file: _with_yes(file, by), Deed("user:1", "answered", number))
    tell(desk, asked_of(desk, number), Outcome(Role.CLERK, Course.CALM, effect=effect))

    assert (of_school().calm_after, of_school().calm_without) == (1, 0)


def test_measures_that_were_decided_but_not_taken_helped_nobody(desk, held, of_school):
    number = held(date(2026, 3, 2), SCHOOL)
    by = Signature(Role.CHAIR, desk.here)
    act(desk, lambda file: _with_yes(file, by), Deed("user:1", "answered", number))
    told = Outcome(Role.CLERK, Course.CALM, effect=Effect.NONE_TAKEN)
    tell(desk, asked_of(desk, number), told)

    assert (of_school().calm_after, of_school().calm_without) == (0, 1)


def test_the_page_and_the_table_say_the_same_and_name_no_item(visit, held):
    held(date(2026, 11, 2), SCHOOL, course="loud")
    held(date(2026, 11, 9), WIND)
    reader = visit(Standing.READER)

    page = reader.get("/regler/utfall").text
    table = reader.get("/regler/utfall.csv").content.decode("utf-8-sig")

    assert "2 regler lyfte fram något" in page
    assert "Ingen har svarat på hur sammanträdena gick." in page
    rows = {row[1]: row[2:] for row in csv.reader(StringIO(table), delimiter=";")}
    assert rows["school-closure"] == ["1", "1", "1", "0", "0", "1", "0"]
    assert "Björkäng" not in page + table


def test_what_lies_outside_the_days_does_not_count(visit, held):
    held(date(2026, 3, 2), SCHOOL, course="loud")
    days = {"from": "2026-03-03", "to": "2026-12-31"}

    page = visit(Standing.READER).get("/regler/utfall", params=days).text

    assert "Ingen regel lyfte fram något under de här dagarna." in page
