"""Those who log in elsewhere, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda_risk.access import Grant, Standing
from agenda_risk.store import open_store
from agenda_risk.store.accounts import all_grants
from agenda_risk.store.outsiders import (
    Trip,
    begin_trip,
    end_trip,
    free_name,
    mark_session,
    outsider,
)
from agenda_risk.store.users import NewUser, add_user, begin_session, grants_of, seat_of, set_grants

NOW = datetime(2026, 11, 29, 7, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
TRIP = Trip("granvik", "the secret of a browser", "/granska")


@pytest.fixture
def store(place):
    store = open_store(place)
    yield store
    store.close()


def test_a_trip_ends_once_and_only_where_it_began(store):
    others = [TRIP._replace(browser="another"), TRIP._replace(provider="another")]
    with store.writing() as connection:
        begin_trip(connection, TRIP, "state", NOW, LATER)
        assert [end_trip(connection, one, "state", NOW) for one in others] == [None, None]
        assert end_trip(connection, TRIP, "another", NOW) is None
        assert end_trip(connection, TRIP, "state", NOW) == TRIP
        assert end_trip(connection, TRIP, "state", NOW) is None


def test_a_trip_that_took_too_long_is_over_and_taken_away(store):
    with store.writing() as connection:
        begin_trip(connection, TRIP, "state", NOW, LATER)
        assert end_trip(connection, TRIP, "state", LATER) is None
        begin_trip(connection, TRIP, "next", LATER, LATER + timedelta(minutes=10))
        count = connection.exec_driver_sql("SELECT count(*) FROM login_trips").scalar()
    assert count == 1


def test_what_is_told_and_what_is_given_by_hand_never_mix(store):
    reader, clerk, chair = map(Grant, (Standing.READER, Standing.CLERK, Standing.CHAIR))
    with store.writing() as connection:
        user = add_user(connection, NewUser("eva", issuer="i", subject="s"), [reader], NOW)
        set_grants(connection, user, [reader, clerk], "oidc:granvik")
        set_grants(connection, user, [chair], "oidc:renamed")
        told = {(one.standing, one.origin) for one in all_grants(connection)[user]}
        assert told == {(Standing.READER, ""), (Standing.CHAIR, "oidc:renamed")}
        set_grants(connection, user, [])
        assert grants_of(connection, user) == (chair,)
        assert outsider(connection, "i", "s").id == user
        assert outsider(connection, "i", "another") is None


def test_a_session_tells_who_told_whose_it_is(store):
    with store.writing() as connection:
        user = add_user(connection, NewUser("eva", issuer="proxy", subject="eva"), [], NOW)
        begin_session(connection, user, "secret", NOW, LATER)
        mark_session(connection, "secret", "proxy")
        seat = seat_of(connection, "secret", NOW)
        assert (seat.visitor.actor, seat.origin, seat.subject) == (f"user:{user}", "proxy", "eva")
        assert seat_of(connection, "secret", LATER).visitor.actor == ""


def test_a_name_that_is_taken_gets_a_number(store):
    with store.writing() as connection:
        for name in ("eva", "eva (2)", "e" * 100):
            add_user(connection, NewUser(name), [], NOW)
        names = [free_name(connection, one) for one in ("eva", "adam", "e" * 150)]
    assert names == ["eva (3)", "adam", "e" * 96 + " (2)"]
