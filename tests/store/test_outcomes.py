"""How meetings went is kept once for each role, and links are known by their hashes only."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from store.conftest import NOW, made

from agenda_risk.models import Role
from agenda_risk.store import keep, screened_tables
from agenda_risk.store.listing import meeting_number
from agenda_risk.store.outcomes import (
    Course,
    Outcome,
    add_outcome,
    change_outcome,
    meeting_behind,
    outcomes_of,
    put_outcome_link,
)
from agenda_risk.store.secrets import secret_called


@pytest.fixture
def meeting(store, source):
    return meeting_number(store, source, keep(store, source, made("Upprop"), NOW).system_id)


def test_a_role_tells_once_and_may_change_what_it_told(store, meeting):
    first, second = Outcome(Role.CHAIR, Course.CALM), Outcome(Role.CHAIR, Course.LOUD, True)
    with store.writing() as connection:
        kept = [add_outcome(connection, meeting, one, NOW) for one in (first, second)]
        change_outcome(connection, meeting, second, NOW)
        found = outcomes_of(connection, meeting)

    assert kept == [True, False]
    assert found == (second,)


def test_a_link_leads_to_its_meeting_until_it_expires(store, meeting):
    ends = NOW + timedelta(days=1)
    with store.writing() as connection:
        put_outcome_link(connection, meeting, "a long secret", NOW, ends)
        found = [meeting_behind(connection, "a long secret", at) for at in (NOW, ends)]
        other = meeting_behind(connection, "another", NOW)

    assert (found, other) == ([meeting, None], None)
    with store.reading() as connection:
        kept = connection.execute(sa.select(screened_tables.outcome_links)).all()
    assert "a long secret" not in repr(kept)


def test_a_secret_is_made_once(store):
    with store.writing() as connection:
        first, again = secret_called(connection, "x"), secret_called(connection, "x")
        other = secret_called(connection, "y")

    assert first == again != other
    assert len(first) == 32
