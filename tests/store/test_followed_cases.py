"""Cases are followed in both databases, by screening alone, and what people parted stays apart."""

import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

sys.path.append(str(Path(__file__).parents[1] / "journey"))
from made_town import NOW, SCHOOLS, meetings
from shipped_basis import basis

from agenda_risk.errors import MissingInputError
from agenda_risk.models import Organisation, OrganisationKind
from agenda_risk.service import Desk
from agenda_risk.service.catching_up import catch_up
from agenda_risk.service.journeys import case_of, part_from, rejoin_to, shown_brief
from agenda_risk.service.screening import keep_meeting, screen_kept
from agenda_risk.store import known_sources
from agenda_risk.store.log import of_meeting
from agenda_risk.store.opening import make_ready
from agenda_risk.store.schema import metadata
from agenda_risk.store.screened import bodies

ACTOR = "user:1"


@pytest.fixture
def desk(store):
    return Desk(store, basis, lambda: NOW)


@pytest.fixture
def town(desk):
    """Return the numbers of the meetings of the town."""
    (source,) = known_sources(desk.store)
    return [keep_meeting(desk, source.id, one, "program") for one in meetings()]


def own(desk, meeting: int, place: int) -> tuple[int, str]:
    items = metadata.tables["items"]
    asked = sa.select(items.c.key).where(items.c.meeting_id == meeting, items.c.place == place)
    with desk.store.reading() as connection:
        return meeting, connection.scalar(asked)


def named(desk, *names: str) -> frozenset[int]:
    with desk.store.reading() as connection:
        return frozenset(one.id for one in bodies(connection) if one.name in names)


def before(journey) -> list[str]:
    return [one.meeting for one in journey.earlier]


def test_a_case_is_followed_by_its_numbers(desk, town):
    brief, _file = shown_brief(desk, town[4], None)

    school, wind = brief.journeys
    assert before(school) == [f"{one}" for one in town[1:4]]
    assert [one.likeness for one in school.earlier] == [None] * 3
    assert wind.earlier[0].likeness >= 0.8


def test_bodies_that_a_visitor_may_not_read_are_not_even_counted(desk, town):
    brief, _file = shown_brief(desk, town[4], named(desk, "Kommunfullmäktige"))

    school, wind = brief.journeys
    assert before(school) == before(wind) == []
    assert school.is_partial


def test_what_a_body_that_may_not_be_read_ties_together_is_likely_only(desk, town):
    """The board's agenda shows both numbers; whoever may not read it, is not told of them."""
    brief, _file = shown_brief(desk, town[4], named(desk, SCHOOLS, "Kommunfullmäktige"))

    (first,) = brief.journeys[0].earlier
    assert first.likeness is not None


def test_a_meeting_that_is_screened_again_is_followed_once(desk, town):
    screen_kept(desk, town[3], "program")

    brief, _file = shown_brief(desk, town[4], None)

    assert before(brief.journeys[0]) == [f"{one}" for one in town[1:4]]


def test_what_was_screened_by_an_older_program_is_found_after_catching_up(desk, town):
    with desk.store.writing() as connection:
        for name in ("sightings", "sighting_keys"):
            connection.execute(metadata.tables[name].delete())
    assert shown_brief(desk, town[4], None)[0].journeys == ()

    catch_up(desk)

    brief, _file = shown_brief(desk, town[4], None)
    assert before(brief.journeys[0]) == [f"{one}" for one in town[1:4]]


def test_cases_of_a_store_that_is_upgraded_are_followed_as_before(desk, town):
    back_to_keys_without_bodies(desk.store)

    make_ready(desk.store, is_told=True)

    brief, _file = shown_brief(desk, town[4], None)
    assert before(brief.journeys[0]) == [f"{one}" for one in town[1:4]]
    assert brief.journeys[1].earlier[0].likeness >= 0.8


def back_to_keys_without_bodies(store) -> None:
    """Let *store* be as the program left it that kept no bodies beside the keys of items."""
    with store.writing() as connection:
        for told in (
            "CREATE TABLE older AS SELECT item_id, key FROM sighting_keys",
            "DROP TABLE sighting_keys",
            "ALTER TABLE older RENAME TO sighting_keys",
            "UPDATE alembic_version SET version_num = '0010'",
        ):
            connection.exec_driver_sql(told)


def test_the_same_titles_of_another_organisation_are_other_cases(desk, town):
    (source,) = known_sources(desk.store)
    elsewhere = Organisation(name="Lillsunds kommun", kind=OrganisationKind.MUNICIPALITY)
    for one in meetings():
        told = {"id": f"{one.id} elsewhere", "organisation": elsewhere}
        keep_meeting(desk, source.id, one.model_copy(update=told), "program")

    brief, _file = shown_brief(desk, town[4], None)

    assert before(brief.journeys[0]) == [f"{one}" for one in town[1:4]]
    assert len(brief.journeys[1].earlier) == 1


def test_who_has_the_file_open_knows_its_sizes_once_many_cases_were_filled_in(desk, town):
    if not desk.store.is_file:
        pytest.skip("PostgreSQL looks by itself how much there is")
    with desk.store.writing() as connection:
        for name in ("sightings", "sighting_keys"):
            connection.execute(metadata.tables[name].delete())
    with desk.store.engine.connect() as other:
        before = other.exec_driver_sql("PRAGMA schema_version").scalar()
        other.rollback()

        catch_up(desk)

        asked = "SELECT stat FROM sqlite_stat1 WHERE tbl = 'sightings'"
        assert int(other.exec_driver_sql(asked).scalar().split()[0]) >= len(town)
        assert other.exec_driver_sql("PRAGMA schema_version").scalar() > before


def test_what_is_parted_is_gone_and_logged_and_comes_back(desk, town):
    wind, other = own(desk, town[4], 3), own(desk, town[2], 2)

    part_from(desk, wind, other, None, ACTOR)

    case = case_of(desk, wind, None)
    assert case.journey.earlier == ()
    assert [one.title for one in case.parted] == ["Vindkraft på Högåsen"]
    rejoin_to(desk, wind, other, None, ACTOR)
    assert len(case_of(desk, wind, None).journey.earlier) == 1
    with desk.store.reading() as connection:
        acts = [one.act for one in of_meeting(connection, town[4]) if one.actor == ACTOR]
    assert sorted(acts) == ["case-parted", "case-rejoined"]


def test_what_is_parted_stays_so_when_it_is_screened_again(desk, town):
    wind, other = own(desk, town[4], 3), own(desk, town[2], 2)
    part_from(desk, wind, other, None, ACTOR)

    screen_kept(desk, town[2], "program")
    screen_kept(desk, town[4], "program")

    assert case_of(desk, wind, None).journey.earlier == ()


@pytest.mark.parametrize("among", [None, frozenset()], ids=["all", "none"])
def test_only_what_is_of_the_case_and_to_be_seen_can_be_parted(desk, town, among):
    school = own(desk, town[4], 2)
    other = own(desk, town[2], 2) if among is None else own(desk, town[3], 1)

    with pytest.raises(MissingInputError):
        part_from(desk, school, other, among, ACTOR)
    with pytest.raises(MissingInputError):
        rejoin_to(desk, school, other, among, ACTOR)


def test_a_meeting_that_goes_takes_its_sightings_with_it(desk, town):
    part_from(desk, own(desk, town[4], 3), own(desk, town[2], 2), None, ACTOR)
    with desk.store.writing() as connection:
        meetings_table = metadata.tables["meetings"]
        connection.execute(meetings_table.delete().where(meetings_table.c.id == town[2]))
        left = connection.scalar(
            sa.select(sa.func.count()).select_from(metadata.tables["partings"])
        )

    assert left == 0
    assert f"{town[2]}" not in before(shown_brief(desk, town[4], None)[0].journeys[0])
