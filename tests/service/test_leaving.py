"""Who has left is forgotten, and stays out."""

import pytest

from agenda_risk.access import Grant, Standing
from agenda_risk.service.accounts import add_account, set_active
from agenda_risk.service.leaving import forget_person
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
