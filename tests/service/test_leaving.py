"""Who has left is forgotten, and stays out."""

import pytest

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import LoginError
from agenda_risk.login_settings import Admission
from agenda_risk.role_mapping import Identity
from agenda_risk.service.accounts import add_account, set_active
from agenda_risk.service.leaving import forget_person
from agenda_risk.service.outside import admit
from agenda_risk.store import people_tables
from agenda_risk.store.accounts import user_numbered
from agenda_risk.store.log import logged
from agenda_risk.store.outsiders import outsider
from agenda_risk.store.users import NewUser, users


@pytest.fixture
def left(desk):
    """Return the number of a closed account."""
    add_account(desk, "user:1", NewUser("adam"), [Grant(Standing.ADMINISTRATOR)])
    number = add_account(desk, "user:1", NewUser("anna", "Anna Ek"))
    set_active(desk, "user:1", number, is_active=False)
    return number


def names(desk):
    with desk.store.reading() as connection:
        return sorted(one.name for one in users(connection))


def test_somebody_is_forgotten_though_another_account_is_called_by_their_number(desk, left):
    add_account(desk, "user:1", NewUser(f"#{left}"))

    forget_person(desk, "user:1", left)

    assert names(desk) == [f"#{left}", f"#{left} (2)", "adam"]


def test_who_is_forgotten_twice_is_called_the_same(desk, left):
    forget_person(desk, "user:1", left)

    forget_person(desk, "user:1", left)

    assert names(desk) == [f"#{left}", "adam"]


ANNA = Identity(
    "proxy:granvik", "anna.ek@granvik.example", "proxy", "anna.ek@granvik.example", "Anna"
)


@pytest.fixture
def outside(desk):
    """Return the number of the closed account of somebody whom a proxy let in."""
    add_account(desk, "user:1", NewUser("adam"), [Grant(Standing.ADMINISTRATOR)])
    number = admit(desk, ANNA, Admission(strangers="admit"))
    set_active(desk, "user:1", number, is_active=False)
    return number


def whole(desk, number):
    """Return all that is kept of an account, and all that is logged."""
    with desk.store.reading() as connection:
        return f"{user_numbered(connection, number)} {[*logged(connection)]}"


def test_what_somebody_was_called_elsewhere_is_forgotten(desk, outside):
    forget_person(desk, "user:1", outside)

    assert "anna" not in whole(desk, outside).lower()


def test_who_is_forgotten_stays_out(desk, outside):
    forget_person(desk, "user:1", outside)
    forget_person(desk, "user:1", outside)

    with pytest.raises(LoginError) as refused:
        admit(desk, ANNA, Admission(strangers="admit"))
    assert refused.value.why == "closed"
    assert "anna" not in whole(desk, outside).lower()


def test_others_of_the_same_provider_come_in(desk, outside):
    forget_person(desk, "user:1", outside)

    other = admit(desk, ANNA._replace(subject="bo@granvik.example"), Admission(strangers="admit"))

    assert other != outside


def test_whose_account_is_opened_again_is_known_again(desk, outside):
    forget_person(desk, "user:1", outside)
    set_active(desk, "user:1", outside, is_active=True)

    assert admit(desk, ANNA, Admission(strangers="admit")) == outside


def test_what_stays_tells_no_more_than_whose_guess_is_right(desk, outside):
    """Nobody without the store can make it from a guess, and with it a guess takes its time."""
    forget_person(desk, "user:1", outside)

    with desk.store.writing() as connection:
        kept = user_numbered(connection, outside).subject
        connection.execute(people_tables.secrets.update().values(value=b"of another store" * 2))
        assert outsider(connection, ANNA.issuer, ANNA.subject) is None
    assert len(kept) > 64
