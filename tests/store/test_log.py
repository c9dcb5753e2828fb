"""Whoever touches the log is found out."""

import pytest
import sqlalchemy as sa
from store.conftest import NOW

from agenda_risk.errors import AgendaRiskError
from agenda_risk.store.log import Deed, log, logged
from agenda_risk.store.verifying import Anchor, Wrong, check

TAMPERED = {
    "changed": ("UPDATE log SET actor = 'user:9' WHERE number = 3", Wrong.CHANGED, 3),
    "particulars": ("UPDATE log SET content = '{}' WHERE number = 2", Wrong.CHANGED, 2),
    "removed": ("DELETE FROM log WHERE number = 3", Wrong.REMOVED, 4),
    "the first": ("DELETE FROM log WHERE number = 1", Wrong.REMOVED, 2),
    "other hash": ("UPDATE log SET hash = previous WHERE number = 5", Wrong.CHANGED, 5),
    "put in": (
        "INSERT INTO log SELECT 0, at, actor, act, meeting_id, content, previous, hash"
        " FROM log WHERE number = 1",
        Wrong.REMOVED,
        0,
    ),
}


@pytest.fixture
def written(store):
    """Return a store whose log has five entries."""
    with store.writing() as connection:
        for number in range(1, 6):
            log(connection, Deed(f"user:{number}", "screened", number, {"level": "high"}), NOW)
    return store


def checked(store, anchor=None):
    with store.reading() as connection:
        return check(logged(connection), anchor)


def tamper(store, *statements: str) -> None:
    """Do what somebody can do who owns the database: take the guards away first."""
    with store.writing() as connection:
        if store.is_file:
            connection.exec_driver_sql("DROP TRIGGER log_is_not_changed")
            connection.exec_driver_sql("DROP TRIGGER log_is_not_shortened")
        else:
            connection.exec_driver_sql("ALTER TABLE log DISABLE TRIGGER ALL")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_an_untouched_log_is_whole(written):
    told = checked(written)

    assert (told.wrong, told.last.number) == (None, 5)
    assert checked(written, told.last).wrong is None


def test_an_empty_log_is_whole(store):
    assert checked(store).wrong is None


@pytest.mark.parametrize(("statement", "wrong", "number"), TAMPERED.values(), ids=TAMPERED)
def test_the_first_entry_that_was_touched_is_told(written, statement, wrong, number):
    tamper(written, statement)

    told = checked(written)

    assert (told.wrong, told.number) == (wrong, number)


def test_two_entries_that_changed_places_are_told(written):
    tamper(
        written,
        "UPDATE log SET number = 99 WHERE number = 2",
        "UPDATE log SET number = 2 WHERE number = 3",
        "UPDATE log SET number = 3 WHERE number = 99",
    )

    assert checked(written).number == 2


def test_an_entry_that_was_replaced_with_a_hash_of_its_own_is_told_at_the_next(written):
    tamper(written, "DELETE FROM log WHERE number >= 3")
    with written.writing() as connection:
        log(connection, Deed("user:9", "screened"), NOW)
        rest = sa.text("INSERT INTO log VALUES (4, 'x', 'x', 'x', 1, '{}', 'x', 'x')")
        connection.execute(rest)

    assert checked(written).number == 4


def test_only_an_anchor_finds_out_that_the_end_is_gone(written):
    last = checked(written).last
    tamper(written, "DELETE FROM log WHERE number > 3")

    assert checked(written).wrong is None
    assert checked(written, last)[1:] == (Wrong.SHORTENED, 5)


def test_only_an_anchor_finds_out_that_all_was_made_anew(written):
    last = checked(written).last
    tamper(written, "DELETE FROM log WHERE number > 3")
    with written.writing() as connection:
        for _ in range(4):
            log(connection, Deed("user:9", "screened"), NOW)

    assert checked(written).wrong is None
    assert checked(written, last)[1:] == (Wrong.REPLACED, 5)


@pytest.mark.parametrize("statement", ["UPDATE log SET actor = 'x'", "DELETE FROM log"])
def test_the_database_itself_refuses_to_change_the_log(written, statement):
    with pytest.raises(AgendaRiskError, match="the log only grows"), written.writing() as own:
        own.exec_driver_sql(statement)

    assert checked(written).last.number == 5


def test_a_server_refuses_to_empty_the_log(written):
    if written.is_file:
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(AgendaRiskError, match="the log only grows"), written.writing() as own:
        own.exec_driver_sql("TRUNCATE log")


def test_an_anchor_of_before_the_first_entry_is_of_an_empty_log(written):
    assert checked(written, Anchor(0, "0" * 64)).wrong is None
