from datetime import date

import pytest

from agenda_risk.advise import MOST, advise, due_day
from agenda_risk.errors import RulesError
from agenda_risk.measures import parse_measures
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Body,
    Category,
    Level,
    MeasureKind,
    Meeting,
    MeetingAssessment,
    MeetingState,
    Moment,
    Passage,
    Phase,
    Publicity,
    Timeliness,
)
from agenda_risk.shipped import load_measures

MONDAY = date(2026, 12, 14)
WEEK_BEFORE = date(2026, 12, 7)
ONE = """
- id: webcast
  text: Ordna webbsändning
  kind: design
  phase: before
  owner: premises
  days: 4
  levels: [high]
  ground: SKR 2019
"""


def meeting(**changes) -> Meeting:
    items = tuple(
        AgendaItem(id=f"i{number}", number=number, title=Passage(text=f"Ärende {number}"))
        for number in ("7", "9", "")
    )
    start = Moment(day=MONDAY)
    return Meeting(body=Body(name="fullmäktige"), items=items, start=start).model_copy(
        update=changes
    )


def assessment(*found: tuple[str, Level, Category]) -> MeetingAssessment:
    items = tuple(
        Assessment(item=item, level=level, categories=(category,))
        for item, level, category in found
    )
    return MeetingAssessment(level=Level.HIGH, items=items)


def ids(suggestions) -> set[str]:
    return {suggestion.measure for suggestion in suggestions}


@pytest.fixture(scope="module")
def measures():
    return load_measures()


SCHOOL = assessment(("i7", Level.HIGH, Category.WELFARE))


def test_nothing_raised_needs_no_measures(measures):
    calm = assessment(("i7", Level.LOW, Category.WELFARE))

    assert advise(meeting(), calm, measures, WEEK_BEFORE) == ()


def test_a_cancelled_meeting_needs_no_measures(measures):
    cancelled = meeting(state=MeetingState.CANCELLED)

    assert advise(cancelled, SCHOOL, measures, WEEK_BEFORE) == ()


def test_at_most_seven_measures_are_suggested(measures):
    found = assessment(("i7", Level.HIGH, Category.AUTHORITY), ("i9", Level.HIGH, Category.VALUES))

    assert len(advise(meeting(), found, measures, WEEK_BEFORE)) == MOST == 7


def test_dialogue_comes_before_protection(measures):
    kinds = [one.kind for one in advise(meeting(), SCHOOL, measures, WEEK_BEFORE)]

    assert kinds == sorted(kinds, key=list(MeasureKind).index)
    assert kinds[0] is MeasureKind.DIALOGUE


def test_protection_never_stands_alone(measures):
    for level in (Level.MODERATE, Level.HIGH):
        for category in Category:
            found = assessment(("i7", level, category))
            kinds = {one.kind for one in advise(meeting(), found, measures, WEEK_BEFORE)}
            assert kinds & {MeasureKind.COMMUNICATION, MeasureKind.DESIGN}, (level, category)


def test_seven_measures_for_all_kinds_of_decision_still_follow_up_on_people(measures):
    found = assessment(
        ("i7", Level.HIGH, Category.AUTHORITY),
        ("i9", Level.HIGH, Category.VALUES),
        ("i", Level.HIGH, Category.WELFARE),
    )

    assert "follow-up" in ids(advise(meeting(), found, measures, WEEK_BEFORE))


def test_the_police_are_informed_only_where_the_level_is_high(measures):
    moderate = assessment(("i7", Level.MODERATE, Category.WELFARE))

    assert "police-informed" in ids(advise(meeting(), SCHOOL, measures, WEEK_BEFORE))
    assert "police-informed" not in ids(advise(meeting(), moderate, measures, WEEK_BEFORE))


def test_a_decision_about_one_person_is_not_explained_on_the_web(measures):
    authority = assessment(("i7", Level.HIGH, Category.AUTHORITY))
    found = ids(advise(meeting(), authority, measures, WEEK_BEFORE))

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
def test_an_audience_is_planned_for_unless_the_meeting_is_closed(measures, publicity, is_suggested):
    found = advise(meeting(publicity=publicity), SCHOOL, measures, WEEK_BEFORE)

    assert ("order-rules" in ids(found)) is is_suggested


def test_a_measure_names_only_the_items_that_it_is_for():
    found = assessment(
        ("i7", Level.MODERATE, Category.WELFARE), ("i9", Level.HIGH, Category.VALUES)
    )
    (webcast,) = advise(meeting(), found, parse_measures(ONE, "one.yaml"), WEEK_BEFORE)

    assert webcast.items == ("9",)


def test_an_item_without_a_number_is_named_by_its_title():
    found = assessment(("i", Level.HIGH, Category.WELFARE))
    (webcast,) = advise(meeting(), found, parse_measures(ONE, "one.yaml"), WEEK_BEFORE)

    assert webcast.items == ("Ärende ",)


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2026, 12, 9), False), (date(2026, 12, 10), False), (date(2026, 12, 11), True)],
)
def test_a_measure_is_late_the_day_after_it_was_due(today, late):
    (webcast,) = advise(meeting(), SCHOOL, parse_measures(ONE, "one.yaml"), today)

    assert webcast.due == date(2026, 12, 10)
    assert (webcast.timeliness is Timeliness.TOO_LATE) is late


def test_a_meeting_without_a_day_gives_measures_without_a_day():
    found = advise(meeting(start=Moment()), SCHOOL, parse_measures(ONE, "one.yaml"), WEEK_BEFORE)

    assert [(one.due, one.timeliness) for one in found] == [(None, Timeliness.IN_TIME)]


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (4, date(2026, 12, 10)),
        (2, date(2026, 12, 11)),  # Saturday becomes Friday
        (1, date(2026, 12, 11)),  # so does Sunday
        (0, MONDAY),
        (-1, date(2026, 12, 15)),
        (-5, date(2026, 12, 19)),  # after the meeting a Saturday stays
    ],
)
def test_work_before_the_meeting_is_due_on_a_weekday(days, due):
    assert due_day(MONDAY, days) == due


# The catalogue


def test_the_catalogue_never_suggests_what_the_program_must_not(measures):
    never = ("säkerhetskontroll", "legitimation", "namnlist", "visiter", "väktar", "stängda dörrar")
    texts = " ".join(measure.text.lower() for measure in measures)

    assert not [word for word in never if word in texts]


def test_dialogue_looks_back_or_forward_but_is_not_held_before_the_meeting(measures):
    before = {
        one.id for one in measures if one.kind is MeasureKind.DIALOGUE and one.phase is Phase.BEFORE
    }

    assert before == {"dialogue-shown"}


def test_the_catalogue_stands_in_the_order_in_which_measures_are_considered(measures):
    kinds = [list(MeasureKind).index(measure.kind) for measure in measures]

    assert kinds == sorted(kinds)


def test_each_day_fits_its_phase(measures):
    before = {measure.id for measure in measures if measure.phase is Phase.BEFORE}

    assert before == {measure.id for measure in measures if measure.days > 0}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("days: 4", "dagar: 4"), "There is no key “dagar” here."),
        (("days: 4", "dayz: 4"), "There is no key “dayz” here. Did you mean “days”?"),
        (("days: 4", "days: soon"), "Should be a whole number, not “soon”."),
        (("[high]", "[huge]"), "“huge” is none of none, low, moderate, high."),
        (("[high]", "[]"), "Should not be empty."),
        (
            ("kind: design", "kind: force"),
            "“force” is none of dialogue, communication, design, order, protection, support, "
            "follow-up.",
        ),
        (("- id: webcast\n ", "-"), "local.yaml:2:3: The key “id” is missing."),
        (("days: 4", ""), "The key “days” is missing."),
        ((ONE, "- 3"), "local.yaml:1:3: Should be keys with values"),
        ((ONE, "a: 3"), "local.yaml:1:1: Should be a list: [one, two]"),
        ((ONE, "- a: [3"), "local.yaml:2:1: The list that begins with [ on line 1"),
        ((ONE, ONE + ONE), "The id “webcast” is taken; it stands on line 2 too."),
    ],
)
def test_a_fault_in_a_file_of_measures_is_named(change, told):
    with pytest.raises(RulesError) as caught:
        parse_measures(ONE.replace(*change), "local.yaml")

    assert told in str(caught.value)
