"""What happens to a meeting is noted once, together with what was found in it."""

from datetime import date

import pytest
import sqlalchemy as sa
from databases import in_a_file
from telling.conftest import CLOSURE, FEES, made

from agenda_risk.errors import AgendaRiskError
from agenda_risk.meeting_acts import Signature, with_review
from agenda_risk.models import MeetingState, Role
from agenda_risk.service.acts import act
from agenda_risk.service.screening import screen_kept
from agenda_risk.store import message_tables, screened_tables, tables
from agenda_risk.store.log import Deed
from agenda_risk.store.situations import situation_of

pytestmark = in_a_file
CANCELLED = {"state": MeetingState.CANCELLED}


@pytest.fixture
def events(desk):
    """Return what tells which events were noted, without the brief that is ready."""

    def told() -> list[str]:
        table = message_tables.happenings
        with desk.store.reading() as connection:
            found = connection.scalars(sa.select(table.c.event).order_by(table.c.id))
            return [one for one in found if one != "ready"]

    return told


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ([made("Upprop")], []),
        ([made(CLOSURE)], ["raised"]),
        ([made(CLOSURE), made(CLOSURE)], ["raised"]),
        ([made(CLOSURE), made("Upprop", CLOSURE)], ["raised"]),
        ([made(FEES), made(FEES, CLOSURE)], ["raised", "more"]),
        ([made(FEES, CLOSURE), made(FEES)], ["raised", "less"]),
        ([made(CLOSURE), made("Upprop")], ["raised", "calm"]),
        ([made(CLOSURE), made("Upprop"), made(CLOSURE)], ["raised", "calm", "raised"]),
        ([made(CLOSURE), made(CLOSURE, day=date(2026, 12, 16))], ["raised", "moved"]),
        ([made("Upprop"), made("Upprop", day=date(2026, 12, 16))], []),
        ([made(CLOSURE), made(CLOSURE, **CANCELLED)], ["raised", "cancelled"]),
        (
            [made(CLOSURE), made(CLOSURE, **CANCELLED), made(CLOSURE, **CANCELLED, place="Tinget")],
            ["raised", "cancelled"],
        ),
        ([made(CLOSURE, **CANCELLED)], []),
        ([made("Upprop"), made("Upprop", **CANCELLED)], []),
        (
            [made(CLOSURE), made(CLOSURE, **CANCELLED), made(CLOSURE)],
            ["raised", "cancelled", "restored"],
        ),
        ([made(CLOSURE), made()], ["raised"]),
        ([made(CLOSURE), made(), made(CLOSURE)], ["raised"]),
        ([made(CLOSURE, day=date(2026, 10, 5))], []),
    ],
    ids=[
        "nothing-raised",
        "raised",
        "the-same-again",
        "a-harmless-item-more",
        "more",
        "less",
        "calm",
        "raised-again",
        "moved",
        "moved-and-calm",
        "cancelled",
        "cancelled-and-changed",
        "cancelled-from-the-start",
        "cancelled-and-calm",
        "restored",
        "agenda-taken-away-is-not-calm",
        "agenda-back-is-no-news",
        "held-before",
    ],
)
def test_only_what_is_new_is_noted(town, events, versions, told):
    for one in versions:
        town.lists(one)

    assert events() == told


def test_a_meeting_that_is_no_longer_listed_is_told_as_missing_and_not_as_cancelled(town, events):
    town.lists(made(CLOSURE))
    with town.desk.store.writing() as connection:
        connection.execute(sa.update(tables.meetings).values(missing=town.desk.now()))
    town.lists()

    assert events() == ["raised", "missing"]


def test_screening_again_notes_nothing_and_keeps_the_sequence(town, events):
    town.lists(made(CLOSURE))
    for _ in range(2):
        screen_kept(town.desk, 1, "program")

    with town.desk.store.reading() as connection:
        assert situation_of(connection, 1).sequence == 0
    assert events() == ["raised"]


def test_the_sequence_grows_with_each_change(town):
    for one in (made(CLOSURE), made(CLOSURE, FEES), made(CLOSURE, FEES, day=date(2026, 12, 16))):
        town.lists(one)

    with town.desk.store.reading() as connection:
        assert situation_of(connection, 1).sequence == 2


def test_the_chair_is_told_of_an_agenda_that_changed_after_it_was_gone_through(town, events):
    town.lists(made("Upprop"))
    act(
        town.desk,
        lambda file: with_review(file, Signature(Role.CHAIR, town.desk.here)),
        Deed("user:1", "reviewed", 1),
    )
    town.lists(made("Upprop", "Årsredovisning"))
    town.lists(made("Upprop", "Årsredovisning"))

    assert events() == ["changed"]


def test_what_could_not_be_kept_is_not_noted_either(town, events):
    town.lists(made("Upprop"))
    with town.desk.store.writing() as connection:
        connection.execute(sa.text("DROP TABLE measures"))
    with pytest.raises((AgendaRiskError, sa.exc.SQLAlchemyError)):
        screen_kept(town.desk, 1, "program")
    town.lists(made(CLOSURE))

    assert events() == []


def test_a_store_that_was_screened_before_is_looked_through_once(town, events):
    town.lists(made(CLOSURE))
    with town.desk.store.writing() as connection:
        for table in (message_tables.situations, message_tables.happenings):
            connection.execute(table.delete())
    town.lists()

    assert events() == ["raised"]


def test_titles_stand_masked(town):
    town.lists(made(f"{CLOSURE}, initiativ av Anna Svensson"))

    with town.desk.store.reading() as connection:
        (item,) = situation_of(connection, 1).raised
        assert connection.scalar(sa.select(screened_tables.items.c.title)) == item.title
    assert "Svensson" not in item.title
