"""Who subscribes hears of what is raised, once, and of nothing else."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from databases import in_a_file
from telling.conftest import CLOSURE, FEES, PLAN, made

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.errors import DeliveryError, RefusedError
from agenda_risk.models import Category, Channel, Level, MeetingState, Rhythm, Wanted
from agenda_risk.service import Desk
from agenda_risk.service.sending import WAITS
from agenda_risk.service.subscriptions import pause, resubscribe, subscribe, unsubscribe
from agenda_risk.store import message_tables, people_tables
from agenda_risk.store.accounts import change_user
from agenda_risk.store.outbox import DEAD, DROPPED, letters, try_again
from agenda_risk.store.subscriptions import Terms
from agenda_risk.store.users import set_grants

pytestmark = in_a_file
EVA = "eva@granvik.example"
BOARD = {"body": "Socialnämnden", "id": "8"}
HERE = ZoneInfo("Europe/Stockholm")


class Eva(NamedTuple):
    """A member of the security staff."""

    desk: Desk
    visitor: Visitor

    def wants(self, rhythm: Rhythm = Rhythm.AT_ONCE, heartbeat: bool = False, **wanted) -> int:
        """Subscribe to something, and return the number of the subscription."""
        terms = Terms("Allt", Wanted(**wanted), rhythm=rhythm, heartbeat=heartbeat)
        return subscribe(self.desk, self.visitor, terms)


@pytest.fixture
def eva(desk, person):
    number = person("eva")
    return Eva(desk, Visitor(f"user:{number}", grants=(Grant(Standing.SECURITY),)))


def test_a_subscription_begins_with_what_is_coming(town, eva):
    town.lists(made(CLOSURE), made(FEES, **BOARD))
    town.lists(made(CLOSURE, day=date(2026, 10, 12), id="9"))
    eva.wants()
    town.works()
    town.works()

    assert town.post.told == [(EVA, "raised"), (EVA, "raised")]


def test_each_change_is_told_once_and_screening_again_tells_nothing(town, eva):
    eva.wants()
    for one in (
        made(CLOSURE),
        made(CLOSURE),
        made(CLOSURE, FEES),
        made(CLOSURE, FEES, day=date(2026, 12, 16)),
        made(FEES, day=date(2026, 12, 16)),
        made(FEES, day=date(2026, 12, 16), state=MeetingState.CANCELLED),
    ):
        town.lists(one)
        town.works()
        town.clock.later(hours=1)

    assert [event for _to, event in town.post.told] == [
        "raised", "more", "moved", "less", "cancelled",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 3),
        ({"lowest": Level.HIGH}, 1),
        ({"categories": (Category.AUTHORITY,)}, 1),
        ({"words": ("SKOLA", "vindkraft")}, 1),
        ({"words": ("avgift", "plan")}, 2),
        ({"bodies": (2,)}, 1),
        ({"ahead": 14}, 1),
        ({"words": ("vindkraft",)}, 0),
    ],
    ids=["all", "high", "category", "word", "two-words", "body", "ahead", "nothing"],
)
def test_only_what_is_wanted_is_told(town, eva, wanted, count):
    town.lists(
        made(CLOSURE),
        made(FEES, **BOARD),
        made(PLAN, body="Byggnadsnämnden", id="9", day=date(2026, 11, 12)),
    )
    eva.wants(**wanted)
    town.works()

    assert len(town.post.told) == count


def test_what_is_far_ahead_is_told_when_it_has_come_near_enough(town, eva):
    town.lists(made(CLOSURE))
    eva.wants(ahead=14)
    town.works()
    town.clock.time = datetime(2026, 11, 29, 12, tzinfo=HERE)
    town.works()
    assert town.post.told == []
    town.clock.later(hours=20)
    town.works()

    assert town.post.told == [(EVA, "raised")]


def test_a_digest_gathers_what_is_new_and_nothing_is_sent_when_nothing_is(town, eva):
    eva.wants(Rhythm.DAILY)
    town.lists(made(FEES))
    town.lists(made(FEES, CLOSURE), made(FEES, **BOARD))
    town.works()
    assert town.post.came == []
    for _ in range(3):
        town.clock.later(days=1)
        town.works()

    (digest,) = town.post.came
    assert [one.event.value for one in digest.message.told] == ["raised", "raised"]


def test_a_digest_tells_only_what_came_of_it_in_the_end(town, eva):
    eva.wants(Rhythm.WEEKLY)
    town.lists(made(CLOSURE), made(FEES, **BOARD))
    town.lists(made(CLOSURE, day=date(2026, 12, 15)))
    town.lists(made(FEES, **BOARD, state=MeetingState.CANCELLED))
    town.clock.later(days=7)
    town.works()

    ((_to, digest),) = town.post.came
    assert [(one.event.value, one.day) for one in digest.told] == [("raised", date(2026, 12, 15))]


def test_a_digest_never_tells_of_a_meeting_that_has_passed(town, eva):
    eva.wants(Rhythm.DAILY)
    town.lists(made(CLOSURE, day=date(2026, 11, 4)))
    town.clock.later(days=1, hours=2)
    town.post.closed = DeliveryError("The server does not answer.")
    assert town.works().failed == 1
    town.post.closed = None
    town.clock.later(days=2)
    assert town.works().dropped == 1

    assert town.post.came == []


def test_a_heartbeat_says_that_nothing_is_raised_and_how_far_was_looked(town, eva):
    town.lists(made("Upprop"))
    eva.wants(Rhythm.WEEKLY, heartbeat=True)
    town.clock.later(days=7)
    town.works()

    ((_to, message),) = town.post.came
    assert (message.purpose.value, message.told) == ("heartbeat", ())
    assert "1 kommande sammanträde" in message.coverage


def test_a_narrower_subscription_is_not_told_that_the_rest_is_gone(town, eva):
    town.lists(made(CLOSURE, FEES))
    number = eva.wants()
    town.works()
    resubscribe(
        town.desk,
        eva.visitor,
        number,
        Terms("Skolor", Wanted(words=("skol",)), rhythm=Rhythm.AT_ONCE),
    )
    town.works()
    town.lists(made(CLOSURE))
    town.works()

    assert town.post.told == [(EVA, "raised")]


def test_a_wider_subscription_hears_of_what_it_has_not_heard(town, eva):
    town.lists(made(CLOSURE, FEES))
    number = eva.wants(words=("skol",))
    town.works()
    town.clock.later(minutes=5)
    resubscribe(town.desk, eva.visitor, number, Terms("Allt", Wanted(), rhythm=Rhythm.AT_ONCE))
    town.works()

    assert town.post.told == [(EVA, "raised"), (EVA, "more")]


def test_a_paused_subscription_is_silent_and_tells_what_is_coming_when_it_goes_on(town, eva):
    number = eva.wants()
    pause(town.desk, eva.visitor, number, is_paused=True)
    town.lists(made(CLOSURE))
    town.works()
    assert town.post.came == []
    pause(town.desk, eva.visitor, number, is_paused=False)
    town.works()

    assert town.post.told == [(EVA, "raised")]


def test_what_waits_goes_with_the_subscription(town, eva):
    town.lists(made(CLOSURE))
    number = eva.wants()
    town.post.closed = DeliveryError("The server does not answer.")
    town.works()
    unsubscribe(town.desk, eva.visitor, number)
    town.post.closed = None
    town.clock.later(days=1)
    town.works()

    assert town.post.came == []


def test_who_lost_the_role_gets_nothing_more_and_hears_of_it_again_with_the_role(town, eva):
    town.lists(made(CLOSURE))
    eva.wants()
    town.post.closed = DeliveryError("The server does not answer.")
    town.works()
    with town.desk.store.writing() as connection:
        set_grants(connection, 1, [])
    town.post.closed = None
    town.clock.later(hours=1)
    assert town.works().dropped == 1
    with town.desk.store.writing() as connection:
        set_grants(connection, 1, [Grant(Standing.SECURITY)])
    town.clock.later(days=1)
    town.works()

    assert town.post.told == [(EVA, "raised")]


def test_who_reads_one_body_hears_of_one_body(town, person):
    town.lists(made(CLOSURE), made(FEES, **BOARD))
    number = person("rut", Standing.READER, 2)
    reader = Visitor(f"user:{number}", grants=(Grant(Standing.READER, 2),))
    subscribe(town.desk, reader, Terms("Allt", Wanted(), rhythm=Rhythm.AT_ONCE))
    town.works()

    ((_to, message),) = town.post.came
    assert [one.body for one in message.told] == ["Socialnämnden"]
    with pytest.raises(RefusedError):
        subscribe(town.desk, reader, Terms("Allt", Wanted(bodies=(1,))))


def test_a_closed_account_hears_nothing(town, eva):
    eva.wants()
    with town.desk.store.writing() as connection:
        change_user(connection, 1, is_active=False)
    town.lists(made(CLOSURE))
    town.works()

    assert town.post.came == []


def test_a_message_says_why_it_came_and_nothing_of_the_matter(town, eva):
    town.lists(made(f"{CLOSURE}, initiativ av Anna Svensson"))
    eva.wants(words=("Björkängen",))
    town.works()

    ((_to, message),) = town.post.came
    text = message.model_dump_json()
    assert "du bevakar alla organ som du får läsa, från nivån måttligt." in message.why
    assert message.told[0].link == "https://moten.granvik.example/mote/1"
    assert message.stop.startswith("https://moten.granvik.example/bevakningar/stopp/s1.")
    assert not [word for word in ("skola", "Björkängen", "Svensson") if word in text]


# The outbox


def test_a_letter_is_tried_later_and_later_for_days_and_then_lies_dead(town, eva):
    town.lists(made(CLOSURE, day=date(2026, 12, 30)))
    eva.wants()
    town.post.closed = DeliveryError("The server {server} does not answer.", server="post")
    tries = 0
    for wait in (*WAITS, 0):
        tries += town.works().failed
        town.clock.later(seconds=wait - 1)
        assert town.works().failed == 0 if wait else True
        town.clock.later(seconds=1)

    with town.desk.store.reading() as connection:
        (dead,) = letters(connection, DEAD)
    assert tries == len(WAITS) + 1
    assert dead.fault == ("The server {server} does not answer.", {"server": "post"})


def test_a_dead_letter_is_sent_when_somebody_tries_again(town, eva):
    town.lists(made(CLOSURE))
    eva.wants()
    town.post.closed = DeliveryError("There is no such mailbox.", is_final=True)
    town.works()
    town.post.closed = None
    town.clock.later(days=2)
    assert town.works().sent == 0
    with town.desk.store.writing() as connection:
        (dead,) = letters(connection, DEAD)
        assert try_again(connection, dead.id, town.desk.now())
    town.works()

    assert town.post.told == [(EVA, "raised")]


def test_a_server_that_asks_for_patience_gets_it(town, eva):
    town.lists(made(CLOSURE))
    eva.wants()
    town.post.closed = DeliveryError("Too many messages.", after=3600)
    town.works()
    town.post.closed = None
    town.clock.later(seconds=3599)
    assert town.works().sent == 0
    town.clock.later(seconds=1)

    assert town.works().sent == 1


def test_a_channel_that_is_not_set_up_loses_nothing(town, eva):
    town.lists(made(CLOSURE))
    terms = Terms("Larm", Wanted(), Channel.WEBHOOK, "larm", Rhythm.AT_ONCE)
    subscribe(town.desk, eva.visitor, terms)

    assert town.works().failed == 1
    with town.desk.store.reading() as connection:
        (waiting,) = letters(connection, "waiting")
    assert waiting.fault[0] == "The channel {channel} is not set up."


def test_what_a_worker_died_with_is_taken_up_by_the_next_one(town, eva):
    town.lists(made(CLOSURE))
    eva.wants()
    town.works()
    with town.desk.store.writing() as connection:
        held = {"state": "waiting", "claimed": town.desk.now().replace(minute=14)}
        connection.execute(sa.update(message_tables.outbox).values(**held))
    assert town.works().sent == 0
    town.clock.later(minutes=15)

    assert town.works().sent == 1
    assert len({one.message.id for one in town.post.came}) == 1


def test_a_dropped_letter_is_kept_as_such(town, eva):
    town.lists(made(CLOSURE))
    eva.wants()
    town.post.closed = DeliveryError("The server does not answer.")
    town.works()
    with town.desk.store.writing() as connection:
        connection.execute(people_tables.grants.delete())
    town.clock.later(hours=1)
    town.works()

    with town.desk.store.reading() as connection:
        assert len(letters(connection, DROPPED)) == 1
