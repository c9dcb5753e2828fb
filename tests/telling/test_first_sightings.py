"""Who asks for it hears of a case when it is seen for the first time, and never twice."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from databases import in_a_file
from telling.conftest import FEES, made

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.errors import DeliveryError
from agenda_risk.models import (
    AgendaItem,
    Category,
    KnownBy,
    Level,
    MeetingState,
    Passage,
    Rhythm,
    Stage,
    Wanted,
)
from agenda_risk.service import Desk
from agenda_risk.service.screening import keep_meeting
from agenda_risk.service.subscriptions import pause, resubscribe, subscribe
from agenda_risk.store.screened import bodies
from agenda_risk.store.subscriptions import Terms

pytestmark = in_a_file
EVA = "eva@granvik.example"
HERE = ZoneInfo("Europe/Stockholm")
SCHOOLS, BOARD, COUNCIL = "Barn- och utbildningsnämnden", "Kommunstyrelsen", "Kommunfullmäktige"
ASKED = "Uppdrag att utreda nedläggning av Björkängens skola"
CLOSED = "Nedläggning av Björkängens skola"
LOW = "Samråd om översiktsplan för Granvik"
REPORT = "Redovisning av det systematiska arbetsmiljöarbetet"
PROPOSAL = "Kommunstyrelsen föreslår kommunfullmäktige att lägga ned skolan."


class Eva(NamedTuple):
    """A member of the security staff."""

    desk: Desk
    visitor: Visitor

    def wants(self, first: Level | None = Level.MODERATE, **wanted) -> int:
        terms = Terms("Tidigt", Wanted(first=first, **wanted), rhythm=Rhythm.AT_ONCE)
        return subscribe(self.desk, self.visitor, terms)


@pytest.fixture
def eva(desk, person):
    number = person("eva")
    return Eva(desk, Visitor(f"user:{number}", grants=(Grant(Standing.SECURITY),)))


@pytest.fixture
def known(town):
    """Let so much be kept of the time before that a case can be told to be new."""
    old = agenda("Kultur- och fritidsnämnden", date(2026, 3, 2), ("Upprop", ""))
    keep_meeting(town.desk, town.source, old, "program")
    return town


def agenda(body, day, *items, number: str = "", **more):
    """Return a meeting of *body* with *items*: title, case number and, it may be, proposal."""
    made_items = tuple(
        AgendaItem(
            id=f"{place}", number=f"{place}", title=Passage(text=title), case_number=case,
            proposal=Passage(text="".join(proposal)),
        )
        for place, (title, case, *proposal) in enumerate(items, 1)
    )  # fmt: skip
    meeting = made(body=body, day=day, id=number or f"{body} {day}", **more)
    return meeting.model_copy(update={"items": made_items})


def schools(*items, day=date(2026, 11, 16), **more):
    return agenda(SCHOOLS, day, *items, **more)


def sees(town, *meetings):
    """Let the service see *meetings* and tell of them, and an hour go by."""
    town.lists(*meetings)
    town.works()
    town.clock.later(hours=1)


def cases(town):
    return [case for came in town.post.came for one in came.message.told for case in one.cases]


def test_a_first_sighting_is_told_with_what_it_makes_possible(known, eva):
    eva.wants()
    sees(known, schools(("Upprop", ""), (ASKED, "BUN 2026/44")))

    assert known.post.told == [(EVA, "first")]
    (case,) = cases(known)
    assert (case.is_new, case.stage, case.first) == (True, Stage.COMMISSION, None)


def test_who_does_not_ask_is_told_that_it_is_raised(known, eva):
    eva.wants(first=None)
    sees(known, schools((ASKED, "BUN 2026/44")))

    assert known.post.told == [(EVA, "raised")]
    assert [case.is_new for case in cases(known)] == [True]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"first": Level.LOW}, ["first"]),
        ({"first": Level.MODERATE}, []),
        ({"first": Level.LOW, "lowest": Level.HIGH}, ["first"]),
        ({"first": Level.LOW, "words": ("översikt",)}, ["first"]),
        ({"first": Level.LOW, "words": ("vindkraft",)}, []),
        ({"first": Level.LOW, "categories": (Category.WELFARE,)}, []),
        ({"first": Level.LOW, "ahead": 7}, []),
    ],
    ids=["low", "moderate", "below", "word", "no-word", "no-category", "far"],
)  # fmt: skip
def test_a_first_sighting_below_the_level_is_told_to_who_wants_it(known, eva, wanted, told):
    eva.wants(**wanted)
    sees(known, schools((LOW, "BUN 2026/9")))

    assert [event for _to, event in known.post.told] == told


def test_a_level_below_what_is_wanted_at_a_first_sighting_is_not_told(known, eva):
    eva.wants(first=Level.MODERATE, lowest=Level.HIGH)
    sees(known, schools((ASKED, "BUN 2026/44"), (LOW, "BUN 2026/9")))

    assert [case.level.is_raised for case in cases(known)] == [True]


def test_a_report_that_is_not_raised_begins_no_case(known, eva):
    eva.wants(first=Level.LOW)
    sees(known, schools((REPORT, "BUN 2026/9")))

    assert known.post.told == []


def test_the_same_case_is_never_told_as_new_twice(known, eva):
    eva.wants(first=Level.LOW)
    sees(known, schools((ASKED, "BUN 2026/44")))
    sees(known, agenda(BOARD, date(2026, 12, 1), (CLOSED, "KS 2026/412 (BUN 2026/44)", PROPOSAL)))

    assert [event for _to, event in known.post.told] == ["first", "raised"]
    *_before, case = cases(known)
    assert (case.is_new, case.first.body, case.first.known_by) == (
        False, SCHOOLS, KnownBy.NUMBER,
    )  # fmt: skip


@pytest.mark.parametrize(
    "again",
    [
        schools((ASKED, "BUN 2026/44"), ("Upprop", "")),
        schools((f"{ASKED} i Norrby", "BUN 2026/44")),
        schools((ASKED, "BUN 2026/44"), day=date(2026, 11, 17), number=f"{SCHOOLS} 2026-11-16"),
        schools((ASKED, "BUN 2026/44"), day=date(2026, 12, 7)),
        agenda(BOARD, date(2026, 11, 10), (ASKED, "BUN 2026/44")),
        agenda(BOARD, date(2026, 12, 1), (ASKED, "")),
    ],
    ids=["another item", "another title", "moved", "next time", "an earlier agenda", "no number"],
)
def test_no_other_agenda_makes_a_case_new_again(known, eva, again):
    eva.wants(first=Level.LOW)
    sees(known, schools((ASKED, "BUN 2026/44")))
    sees(known, again)

    assert [event for _to, event in known.post.told].count("first") == 1


def test_a_case_that_is_taken_away_and_comes_back_another_time_is_not_new(known, eva):
    eva.wants()
    sees(known, schools((ASKED, "")))
    sees(known, schools(("Upprop", "")))
    sees(known, schools((ASKED, ""), day=date(2026, 12, 7)))

    assert [event for _to, event in known.post.told] == ["first", "calm", "raised"]


def test_a_case_of_which_an_earlier_agenda_came_to_light_is_not_told_as_new(known, eva):
    eva.wants()
    known.post.closed = DeliveryError("The server does not answer.")
    sees(known, schools((ASKED, "BUN 2026/44")))
    keep_meeting(
        known.desk,
        known.source,
        agenda(BOARD, date(2026, 10, 5), (ASKED, "BUN 2026/44")),
        "program",
    )
    known.post.closed = None
    known.clock.later(hours=1)
    known.works()

    assert known.post.told == [(EVA, "raised")]


def test_what_returns_under_the_same_title_each_month_is_not_new(known, eva):
    eva.wants(first=Level.LOW)
    for month in (8, 9, 10):
        keep_meeting(known.desk, known.source, schools((LOW, ""), day=date(2026, month, 5)), "x")
    sees(known, schools((LOW, "")))

    assert known.post.told == []


@pytest.mark.parametrize(
    "items",
    [
        [(CLOSED, "BUN 2026/44")],  # to be decided at once
        [(CLOSED, "BUN 2026/44", PROPOSAL)],
        [(f"{ASKED} (återremitterat ärende)", "BUN 2026/44")],
    ],
    ids=["decision", "proposal", "sent back"],
)
def test_what_is_decided_or_was_seen_somewhere_is_raised_and_no_first_sighting(known, eva, items):
    eva.wants()
    sees(known, schools(*items))

    assert known.post.told == [(EVA, "raised")]


def test_nothing_is_called_new_where_little_is_known(town, eva):
    eva.wants()
    town.lists(schools((ASKED, "BUN 2026/44")))
    town.works()

    assert town.post.told == [(EVA, "raised")]
    assert [case.is_new for case in cases(town)] == [False]


def test_a_meeting_with_a_low_first_sighting_is_told_when_it_is_cancelled_or_raised(known, eva):
    eva.wants(first=Level.LOW)
    for one in (
        schools((LOW, "BUN 2026/9")),
        schools((LOW, "BUN 2026/9"), (FEES, "SN 2026/1")),
        schools((LOW, "BUN 2026/9"), (FEES, "SN 2026/1"), state=MeetingState.CANCELLED),
    ):
        sees(known, one)

    assert [event for _to, event in known.post.told] == ["first", "raised", "cancelled"]


def test_who_goes_on_after_a_pause_hears_of_what_is_coming_and_of_nothing_as_new(known, eva):
    number = eva.wants()
    sees(known, schools((ASKED, "BUN 2026/44")))
    pause(known.desk, eva.visitor, number, is_paused=True)
    known.clock.later(hours=1)
    pause(known.desk, eva.visitor, number, is_paused=False)
    known.works()

    assert [event for _to, event in known.post.told] == ["first", "raised"]


def test_a_subscription_that_asks_later_hears_of_what_is_coming(known, eva):
    number = eva.wants(first=None)
    sees(known, schools((ASKED, "BUN 2026/44")))
    known.clock.later(hours=1)
    terms = Terms("Tidigt", Wanted(first=Level.LOW), rhythm=Rhythm.AT_ONCE)
    for _twice in range(2):
        resubscribe(known.desk, eva.visitor, number, terms)
        known.works()
        known.clock.later(hours=1)

    assert [event for _to, event in known.post.told] == ["raised", "first"]


def test_a_digest_tells_it_once(known, eva):
    terms = Terms("Tidigt", Wanted(first=Level.LOW), rhythm=Rhythm.DAILY)
    subscribe(known.desk, eva.visitor, terms)
    known.lists(schools((ASKED, "BUN 2026/44"), (LOW, "BUN 2026/9")))
    for _day in range(3):
        known.clock.later(days=1)
        known.works()

    ((_to, digest),) = known.post.came
    assert [(one.event.value, len(one.cases)) for one in digest.told] == [("first", 2)]


def test_who_may_read_one_body_is_told_of_no_other(known, person):
    known.lists(
        schools((ASKED, "BUN 2026/44")),
        agenda(BOARD, date(2026, 12, 1), (CLOSED, "BUN 2026/44", PROPOSAL)),
    )
    with known.desk.store.reading() as connection:
        body = next(one.id for one in bodies(connection) if one.name == BOARD)
    number = person("rut", Standing.READER, body)
    reader = Visitor(f"user:{number}", grants=(Grant(Standing.READER, body),))
    terms = Terms("Allt", Wanted(first=Level.LOW), rhythm=Rhythm.AT_ONCE)
    subscribe(known.desk, reader, terms)
    known.works()

    ((_to, message),) = known.post.came
    assert [one.event.value for one in message.told] == ["raised"]
    assert SCHOOLS not in message.model_dump_json()
    assert message.told[0].cases[0].is_partial


def test_the_chair_is_told_the_way_of_each_raised_case(known, person):
    keep_meeting(
        known.desk, known.source,
        agenda(SCHOOLS, date(2026, 10, 12), (ASKED, "BUN 2026/44")), "program",
    )  # fmt: skip
    person("ola", Standing.CHAIR)
    known.lists(
        agenda(BOARD, date(2026, 12, 1), (CLOSED, "BUN 2026/44", PROPOSAL)),
        agenda(COUNCIL, date(2026, 12, 14), ("Upprop", "")),
    )
    known.works()

    (one,) = [each for came in known.post.came for each in came.message.told if each.body == BOARD]
    (case,) = one.cases
    assert (case.first.day, case.stage) == (date(2026, 10, 12), Stage.PROPOSAL)
    assert (case.coming.body, case.coming.known_by) == (COUNCIL, KnownBy.RULE)
    assert (case.decision.day, case.days_left) == (date(2026, 12, 14), 42)


def test_the_days_that_are_left_are_those_when_it_is_sent(known, eva):
    eva.wants(first=None)
    known.lists(schools((CLOSED, "BUN 2026/44")))
    known.post.closed = DeliveryError("The server does not answer.")
    known.works()
    known.post.closed = None
    known.clock.time = datetime(2026, 11, 6, 12, tzinfo=HERE)
    known.works()

    assert [case.days_left for case in cases(known)] == [10]


def test_a_cancelled_meeting_is_told_without_cases(known, eva):
    eva.wants(first=None)
    for state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        sees(known, schools((ASKED, "BUN 2026/44"), state=state))

    assert [len(one.cases) for came in known.post.came for one in came.message.told] == [1, 0]
