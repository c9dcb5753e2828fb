from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.advise import MOST, ONLY_PROTECTION, advise, agreed, balance
from agenda_risk.deadlines import is_working_day
from agenda_risk.measures import Measure, parse_measures
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Body,
    BodyKind,
    Category,
    Level,
    MeasureAnswered,
    MeasureKind,
    Meeting,
    MeetingAssessment,
    MeetingState,
    Moment,
    Passage,
    Phase,
    Publicity,
    Role,
    Timeliness,
)
from agenda_risk.shipped import load_measures

MONDAY = date(2026, 12, 14)
WEEK_BEFORE = date(2026, 12, 7)
CLOSED = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)})
POSITIVE = {MeasureKind.DIALOGUE, MeasureKind.COMMUNICATION, MeasureKind.DESIGN}
ONE = """
version: "1"
measures:
  - id: webcast
    text: Ordna webbsändning
    how: Ring teknikern.
    kind: design
    phase: before
    owner: premises
    due: 4
    takes: 2
    levels: [high]
    ground: {source: Programmets eget förslag}
"""
CHAIN = """
version: "1"
measures:
  - id: fact-sheet
    {common}
    due: 7
    instead: short
    levels: [high]
  - id: short
    {common}
    due: 4
    instead: shortest
  - id: shortest
    {common}
    due: 1
""".replace(
    "{common}",
    "{text}\n    how: H\n    kind: communication\n    phase: before\n    owner: clerk\n"
    "    ground: {source: G}",
)
for name in ("Faktablad", "Kort text", "En mening"):
    CHAIN = CHAIN.replace("{text}", f"text: {name}", 1)


def meeting(**changes) -> Meeting:
    items = tuple(
        AgendaItem(id=f"i{number}", number=number, title=Passage(text=f"Ärende {number}"))
        for number in ("7", "9", "")
    )
    body = Body(name="kommunfullmäktige", kind=BodyKind.ASSEMBLY)
    return Meeting(body=body, items=items, start=Moment(day=MONDAY)).model_copy(update=changes)


def assessment(*found: tuple[str, Level, Category], signals: tuple[str, ...] = ()):
    items = tuple(
        Assessment(item=item, level=level, categories=(category,))
        for item, level, category in found
    )
    return MeetingAssessment(level=Level.HIGH, items=items, signal_ids=signals)


def ids(suggestions) -> set[str]:
    return {suggestion.measure for suggestion in suggestions}


def fitting(advice) -> set[str]:
    return ids((*advice.suggestions, *advice.more))


def written(text: str):
    return parse_measures(text, "one.yaml").measures


@pytest.fixture(scope="module")
def measures():
    return load_measures()


SCHOOL = assessment(("i7", Level.HIGH, Category.WELFARE))
ALL_KINDS = assessment(
    ("i7", Level.HIGH, Category.AUTHORITY),
    ("i9", Level.HIGH, Category.VALUES),
    ("i", Level.HIGH, Category.WELFARE),
)


def test_nothing_raised_needs_no_measures(measures):
    calm = assessment(("i7", Level.LOW, Category.WELFARE))
    advice = advise(meeting(), calm, measures, WEEK_BEFORE)

    assert (advice.suggestions, advice.more, advice.too_late) == ((), (), ())


def test_one_signal_alone_needs_no_measures(measures):
    found = assessment(signals=("extra",)).model_copy(update={"level": Level.LOW})

    assert advise(meeting(), found, measures, WEEK_BEFORE).suggestions == ()


def test_a_cancelled_meeting_needs_nothing(measures):
    cancelled = meeting(state=MeetingState.CANCELLED)

    assert not any(advise(cancelled, SCHOOL, measures, WEEK_BEFORE))


# Which


@pytest.mark.parametrize("found", [SCHOOL, ALL_KINDS])
def test_at_most_seven_measures_are_suggested_and_the_rest_is_kept(measures, found):
    advice = advise(meeting(), found, measures, WEEK_BEFORE)

    assert len(advice.suggestions) == MOST == 7
    assert advice.more
    assert not ids(advice.suggestions) & ids(advice.more)


def test_dialogue_comes_before_protection(measures):
    advice = advise(meeting(), SCHOOL, measures, WEEK_BEFORE)
    kinds = [one.kind for one in advice.suggestions]

    assert kinds == sorted(kinds, key=list(MeasureKind).index)
    assert kinds[0] is MeasureKind.DIALOGUE


@pytest.mark.parametrize("days", [30, 12, 7, 5, 3, 1])
@pytest.mark.parametrize("level", [Level.MODERATE, Level.HIGH])
@pytest.mark.parametrize("category", Category)
def test_protection_never_stands_alone(measures, days, level, category):
    today = MONDAY - timedelta(days=days)
    found = assessment(("i7", level, category))
    advice = advise(meeting(), found, measures, today, CLOSED)

    assert {one.kind for one in advice.suggestions} & POSITIVE
    assert balance(advice.suggestions) is None


def test_seven_measures_for_all_kinds_of_decision_still_follow_up_on_people(measures):
    assert "follow-up" in ids(advise(meeting(), ALL_KINDS, measures, WEEK_BEFORE).suggestions)


def test_the_police_are_informed_only_where_the_level_is_high(measures):
    moderate = assessment(("i7", Level.MODERATE, Category.WELFARE))

    assert "police-informed" in fitting(advise(meeting(), SCHOOL, measures, WEEK_BEFORE))
    assert "police-informed" not in fitting(advise(meeting(), moderate, measures, WEEK_BEFORE))


def test_a_decision_about_one_person_is_not_explained_on_the_web(measures):
    authority = assessment(("i7", Level.HIGH, Category.AUTHORITY))
    found = fitting(advise(meeting(), authority, measures, WEEK_BEFORE))

    assert "why-now" not in found
    assert "official-voice" in found


@pytest.mark.parametrize(
    ("publicity", "is_suggested"),
    [
        (Publicity.PUBLIC, True),
        (Publicity.PARTLY, True),
        (Publicity.UNKNOWN, True),
        (Publicity.CLOSED, False),
    ],
)
@pytest.mark.parametrize("kind", [BodyKind.ASSEMBLY, BodyKind.COMMITTEE])
def test_an_audience_is_planned_for_unless_the_meeting_is_closed(
    measures, kind, publicity, is_suggested
):
    body = Body(name="b", kind=kind)
    held = meeting(publicity=publicity, body=body)

    assert ("order-rules" in fitting(advise(held, SCHOOL, measures, WEEK_BEFORE))) is is_suggested


def test_the_power_to_show_out_is_that_of_the_assembly(measures):
    committee = meeting(body=Body(name="nämnd", kind=BodyKind.COMMITTEE))

    assert "warning" in fitting(advise(meeting(), SCHOOL, measures, WEEK_BEFORE))
    assert "warning" not in fitting(advise(committee, SCHOOL, measures, WEEK_BEFORE))


@pytest.mark.parametrize("title", ["Dialogmöte om skolan", "Informationsmöte", "SAMRÅDSMÖTE"])
def test_a_dialogue_meeting_has_measures_of_its_own(measures, title):
    dialogue = meeting(body=Body(name="Granviks kommun"), title=title)
    found = ids(advise(dialogue, SCHOOL, measures, WEEK_BEFORE).suggestions)

    assert "small-groups" in found
    assert "order-rules" not in found


@pytest.mark.parametrize(
    ("signal", "measure"),
    [
        ("extra", "extra-why"),
        ("late", "late-told"),
        ("returned", "returned-why"),
        ("budget", "budget-public"),
        ("referendum", "referendum-explained"),
        ("same-subject", "same-subject-told"),
    ],
)
def test_a_formal_signal_calls_for_its_measure_and_names_no_item(measures, signal, measure):
    found = assessment(signals=(signal, "other"))
    advice = advise(meeting(), found, measures, date(2026, 12, 1))
    called_for = {one.measure: one.items for one in (*advice.suggestions, *advice.more)}

    assert called_for[measure] == ()


def test_a_measure_names_only_the_items_that_it_is_for():
    found = assessment(
        ("i7", Level.MODERATE, Category.WELFARE), ("i9", Level.HIGH, Category.VALUES)
    )
    (webcast,) = advise(meeting(), found, written(ONE), WEEK_BEFORE).suggestions

    assert webcast.items == ("9",)


def test_an_item_without_a_number_is_named_by_its_title():
    found = assessment(("i", Level.HIGH, Category.WELFARE))
    (webcast,) = advise(meeting(), found, written(ONE), WEEK_BEFORE).suggestions

    assert webcast.items == ("Ärende ",)


def test_a_suggestion_says_how_and_on_what_ground():
    (webcast,) = advise(meeting(), SCHOOL, written(ONE), WEEK_BEFORE).suggestions

    assert (webcast.how, webcast.ground) == ("Ring teknikern.", "Programmets eget förslag")


# When


@pytest.mark.parametrize(
    ("today", "timeliness"),
    [
        (date(2026, 12, 7), Timeliness.IN_TIME),
        (date(2026, 12, 8), Timeliness.START_NOW),
        (date(2026, 12, 10), Timeliness.START_NOW),
        (date(2026, 12, 11), Timeliness.TOO_LATE),
    ],
)
def test_a_measure_is_in_time_until_it_has_to_begin_and_late_after_its_day(today, timeliness):
    advice = advise(meeting(), SCHOOL, written(ONE), today)
    (webcast,) = (*advice.suggestions, *advice.too_late)

    assert (webcast.begin, webcast.due) == (date(2026, 12, 8), date(2026, 12, 10))
    assert webcast.timeliness is timeliness


@pytest.mark.parametrize(
    ("today", "suggested", "late"),
    [
        (date(2026, 12, 7), ["Faktablad"], []),
        (date(2026, 12, 8), ["Kort text"], [("Faktablad", "Kort text")]),
        (date(2026, 12, 11), ["En mening"], [("Faktablad", "En mening")]),
        (date(2026, 12, 12), [], [("Faktablad", "")]),
    ],
    ids=["in time", "one step", "two steps", "nothing fits"],
)
def test_what_is_too_late_is_replaced_by_what_still_fits(today, suggested, late):
    advice = advise(meeting(), SCHOOL, written(CHAIN), today)

    assert [one.text for one in advice.suggestions] == suggested
    assert [(one.text, one.instead) for one in advice.too_late] == late
    assert all(one.items == ("7",) for one in (*advice.suggestions, *advice.too_late))


def test_a_stand_in_of_two_measures_is_suggested_once_for_the_items_of_both():
    text = CHAIN.replace("levels: [high]", "levels: [high]\n    categories: [welfare]").replace(
        "    due: 4\n", "    due: 4\n    levels: [high]\n    categories: [values]\n"
    )
    found = assessment(("i7", Level.HIGH, Category.WELFARE), ("i9", Level.HIGH, Category.VALUES))
    (one,) = advise(meeting(), found, written(text), date(2026, 12, 11)).suggestions

    assert (one.text, one.items) == ("En mening", ("7", "9"))


def test_stand_ins_of_several_files_that_run_in_a_ring_come_to_an_end():
    first, second, _ = written(CHAIN)
    ring = (first, second.model_copy(update={"instead": first.id}))
    advice = advise(meeting(), SCHOOL, ring, date(2026, 12, 12))

    assert [one.instead for one in advice.too_late] == [""]


@pytest.mark.parametrize(
    ("days", "possible", "late"),
    [
        (21, {"presidium-review", "riskguiden", "why-now", "room"}, set()),
        (
            12,
            {"why-now", "arenas", "fact-sheet", "room", "dialogue-shown", "police-informed"},
            {"riskguiden", "presidium-review"},
        ),
        (
            3,
            {"why-now-short", "room-chairs", "dialogue-told", "security-today", "police-today"},
            {"why-now", "arenas", "room", "order-rules", "dialogue-shown", "police-informed"},
        ),
    ],
    ids=["T-21", "T-12", "T-3"],
)
def test_what_is_possible_shrinks_as_the_meeting_draws_near(measures, days, possible, late):
    today = MONDAY - timedelta(days=days)
    advice = advise(meeting(), SCHOOL, measures, today, CLOSED)

    assert possible <= fitting(advice)
    assert late <= ids(advice.too_late)
    assert not ids(advice.too_late) & fitting(advice)


@pytest.mark.parametrize(
    ("days", "phases"),
    [(0, {Phase.DURING, Phase.AFTER}), (-1, {Phase.AFTER}), (-300, set())],
    ids=["today", "yesterday", "long ago"],
)
def test_a_meeting_today_or_in_the_past_gets_only_what_is_left(measures, days, phases):
    advice = advise(meeting(), ALL_KINDS, measures, MONDAY - timedelta(days=days), CLOSED)

    assert {one.phase for one in (*advice.suggestions, *advice.more)} == phases
    assert Phase.BEFORE not in {one.phase for one in advice.too_late}
    assert advice.rescreen == ()


def test_whoever_was_exposed_is_followed_up_for_two_weeks_and_not_before_the_meeting(measures):
    def told(today: date) -> tuple[date, Timeliness]:
        advice = advise(meeting(), SCHOOL, measures, today, CLOSED)
        (one,) = (one for one in advice.suggestions if one.measure == "follow-up")
        return one.begin, one.timeliness

    assert told(date(2026, 12, 12)) == (MONDAY, Timeliness.IN_TIME)
    assert told(MONDAY) == (MONDAY, Timeliness.START_NOW)
    assert told(date(2026, 12, 28)) == (MONDAY, Timeliness.START_NOW)


@pytest.mark.parametrize("start", [Moment(), Moment(day=date.min), Moment(day=date.max)])
def test_a_meeting_whose_day_is_unknown_gives_measures_without_a_day(measures, start):
    advice = advise(meeting(start=start), SCHOOL, measures, WEEK_BEFORE)

    assert {(one.begin, one.due, one.timeliness) for one in advice.suggestions} == {
        (None, None, Timeliness.IN_TIME)
    }
    assert (advice.too_late, advice.rescreen, advice.dates) == ((), (), ())


@given(
    held=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    ahead=st.integers(-40, 40),
    holidays=st.frozensets(st.dates(date(2024, 1, 1), date(2032, 12, 31)), max_size=40),
)
def test_work_before_a_meeting_begins_and_ends_on_working_days(held, ahead, holidays):
    measures = load_once()
    today = held - timedelta(days=ahead)
    advice = advise(meeting(start=Moment(day=held)), ALL_KINDS, measures, today, holidays)

    for one in (*advice.suggestions, *advice.more, *advice.too_late):
        assert one.begin <= one.due
        assert (one.timeliness is Timeliness.TOO_LATE) is (one.due < today)
        if one.phase is Phase.BEFORE:
            assert is_working_day(one.due, holidays)
            assert is_working_day(one.begin, holidays)
            assert one.due < held


@cache
def load_once() -> tuple[Measure, ...]:
    """Return the measures; hypothesis wants no fixture that lives for one example."""
    return load_measures()


# Balance


def test_a_plan_of_protection_alone_is_pointed_out(measures):
    advice = advise(meeting(), SCHOOL, measures, WEEK_BEFORE)
    protection = [one for one in advice.suggestions if one.kind is MeasureKind.PROTECTION]

    assert balance(protection).msgid == ONLY_PROTECTION
    assert balance(()) is None


def test_the_last_of_seven_protective_measures_makes_room_for_one_that_explains():
    guard = ONE.replace("kind: design", "kind: protection").replace("due: 4", "due: 5")
    guards = [written(guard.replace("webcast", f"guard-{number}"))[0] for number in "abcdefg"]
    explain = written(ONE.replace("levels", "priority: 3\n    levels"))[0]
    advice = advise(meeting(), SCHOOL, (*guards, explain), date(2026, 12, 1))

    assert len(advice.suggestions) == MOST
    assert advice.suggestions[0].measure == "webcast"
    assert ids(advice.more) == {"guard-g"}


def answered(measure: str, *, answer: bool, minute: int) -> MeasureAnswered:
    at = datetime(2026, 12, 8, 9, minute)
    return MeasureAnswered(at=at, role=Role.CHAIR, measure=measure, answer=answer)


def test_the_last_answer_tells_what_has_been_agreed(measures):
    advice = advise(meeting(), SCHOOL, measures, WEEK_BEFORE)
    entries = (
        answered("why-now", answer=True, minute=1),
        answered("police-informed", answer=True, minute=2),
        answered("why-now", answer=False, minute=3),
    )
    found = agreed(advice.suggestions, entries)

    assert ids(found) == {"police-informed"}
    assert balance(found).msgid == ONLY_PROTECTION
