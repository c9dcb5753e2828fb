"""Coming meetings are screened with the rules that hold, however many there are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from web.made_meetings import NOW, meeting

from agenda_risk.basis import BasisFiles
from agenda_risk.models import Moment, Source
from agenda_risk.service.catching_up import catch_up
from agenda_risk.service.rule_books import PublishedBasis, publish_rules, screen_coming
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, known_sources, screened_tables, tables
from agenda_risk.store.screened import coming_meetings, screening_of

OVERLAY = "overlay: Granvik\nowner: kansliet\noff:\n  - rule: school-closure\n    reason: Test\n"
CLOSURE = ("Upprop", "Nedläggning av Björkängens skola")


@pytest.fixture
def town(desk):
    """Return a service in which own rules can be published."""
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    return replace(desk, basis=PublishedBasis(desk.store, BasisFiles()))


def kept(town, day, **more):
    (source,) = known_sources(town.store)
    start = Moment(day=day)
    return keep_meeting(
        town, source.id, meeting("Kommunfullmäktige", 14, *CLOSURE, start=start, **more), "program"
    )


def raised(town, number):
    with town.store.reading() as connection:
        return screening_of(connection, number).raised


def copied(town, number, times):
    """Let there be so many more meetings like the one with a *number*."""
    with town.store.writing() as connection:
        for table, key in ((tables.meetings, "id"), (screened_tables.screenings, "meeting_id")):
            asked = sa.select(table).where(table.c[key] == number)
            row = dict(connection.execute(asked).one()._mapping)
            new = [row | {key: number + place} for place in range(1, times + 1)]
            named = [one | {"system_id": f"{one[key]}"} if key == "id" else one for one in new]
            connection.execute(table.insert(), named)


def test_all_coming_meetings_are_known_and_those_without_a_day_last(town):
    undated = kept(town, None, id="undated")
    kept(town, date(2026, 11, 28), id="held")
    number = kept(town, date(2026, 12, 14))
    copied(town, number, 600)

    with town.store.reading() as connection:
        coming = coming_meetings(connection, town.today)
        near = coming_meetings(connection, town.today, town.today + timedelta(days=20))
    assert (len(coming), coming[-1]) == (602, undated)
    assert len(near) == 601


def test_a_meeting_without_a_day_is_screened_anew(town):
    number = kept(town, None)
    before = raised(town, number)
    publish_rules(town, OVERLAY, "Prövar", 0, "user:1")

    screen_coming(town)

    assert (before, raised(town, number)) == (1, 0)


def test_what_a_restart_left_undone_is_screened_anew(town):
    """Nobody screens anew after rules are published: the process was stopped."""
    number, held = kept(town, date(2026, 12, 14)), kept(town, date(2026, 11, 2), id="held")
    publish_rules(town, OVERLAY, "Prövar", 0, "user:1")

    assert [catch_up(town), catch_up(town)] == [1, 0]
    assert [raised(town, one) for one in (number, held)] == [0, 1]


def test_rules_that_are_published_back_and_forth_are_screened_with_once(town, clock):
    number = kept(town, date(2026, 12, 14))
    for basis, text in enumerate((OVERLAY, "", OVERLAY, "")):
        clock.later(minutes=5)
        publish_rules(town, text, "Prövar", basis, "user:1")

    catch_up(town)

    assert catch_up(town) == 0
    assert raised(town, number) == 1


def test_two_programs_with_different_files_do_not_screen_against_each_other(town, clock, tmp_path):
    """One of them may be about to be updated."""
    kept(town, date(2026, 12, 14))
    publish_rules(town, OVERLAY, "Prövar", 0, "user:1")
    (tmp_path / "rules.yaml").write_text(OVERLAY.replace("Granvik", "Annan"), encoding="utf-8")
    files = BasisFiles(rules=(tmp_path / "rules.yaml",))
    other = replace(town, basis=PublishedBasis(town.store, files), files=files)
    clock.later(hours=2)
    catch_up(town)

    assert [catch_up(other), catch_up(town), catch_up(other)] == [0, 0, 0]
