"""The decision, section by section: the order holds, and what is not allowed cannot be made."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import (
    LETTER,
    SCHOOL,
    SECURITY,
    SOURCE,
    at,
    by,
    consulted,
    draft,
    ended,
    item,
    meeting,
    no,
    prepared,
    threatened,
    yes,
)
from pydantic import ValidationError

from agenda_risk.errors import RefusedError
from agenda_risk.law import decision as acts
from agenda_risk.law.missing import Gap, changed_since, is_stale, missing
from agenda_risk.law.named import Change
from agenda_risk.law.ruling import decided, lapsed, ruling, with_note
from agenda_risk.law.sections import Danger, Decision, PerformerKind, Ruling, Step
from agenda_risk.models import Body, BodyKind, Moment, Publicity, Role
from agenda_risk.translate import translator

# What is missing, and who decides


def test_everything_is_missing_from_an_empty_draft():
    assert missing(draft()) == tuple(Gap)


def test_the_chair_decides_when_all_that_is_needed_is_there():
    made = decided(consulted(), meeting(), yes())

    assert made.is_yes
    assert missing(made) == ()


def test_the_deputy_decides_when_the_deputy_is_to_chair_this_meeting():
    assert decided(consulted(), meeting(), yes(Role.DEPUTY, is_to_chair=True)).is_yes


def test_a_decision_not_to_check_needs_reasons_only():
    made = decided(draft(), meeting(), no())

    assert not made.is_yes
    assert made.ruling.reasons


def test_the_consultation_may_be_held_on_the_day_of_the_decision():
    same = acts.with_consultation(
        prepared(), date(2026, 12, 10), "Lokalpolisen", "Stöd", by(Role.SECURITY, 10, 9)
    )

    assert decided(same, meeting(), yes()).is_yes


# What is refused, in both languages


def consultation(decision: Decision, day: int = 9, **texts: str) -> Decision:
    texts = {"unit": "Lokalpolisen", "outcome": "Stöd", **texts}
    return acts.with_consultation(
        decision, date(2026, 12, day), texts["unit"], texts["outcome"], by(Role.SECURITY, 9)
    )


def without(gap: str) -> Decision:
    """Return a draft that has all but the section *gap*."""
    empty = () if gap in {"circumstances", "considered"} else None
    dropped = {"consultation": None} if gap == "circumstances" else {}
    return consulted().model_copy(update={gap: empty, **dropped})


REFUSED = {
    "no premises": (
        lambda: decided(without("premises"), meeting(), yes()),
        "The premises are missing",
        "Lokalerna saknas",
    ),
    "no circumstance": (
        lambda: decided(without("circumstances"), meeting(), yes()),
        "A concrete circumstance is missing",
        "En konkret omständighet saknas",
    ),
    "no crime": (
        lambda: decided(without("crime_feared"), meeting(), yes()),
        "The crime that is feared is missing",
        "Det saknas vilket brott som befaras",
    ),
    "no proportionality": (
        lambda: decided(without("considered"), meeting(), yes()),
        "Why milder steps are not enough is missing",
        "Det saknas varför mildare åtgärder inte räcker",
    ),
    "no consultation": (
        lambda: decided(prepared(), meeting(), yes()),
        "The consultation with Polismyndigheten is missing",
        "Samrådet med Polismyndigheten saknas",
    ),
    "consultation written after the decision": (
        lambda: decided(consulted(), meeting(), yes(day=8)),
        "The consultation comes before the decision",
        "Samrådet ska komma före beslutet",
    ),
    "the security coordinator": (
        lambda: yes(Role.SECURITY, is_to_chair=True),
        "Only who chairs, or is to chair",
        "Bara den som är eller ska vara ordförande",
    ),
    "a deputy who does not chair": (
        lambda: yes(Role.DEPUTY),
        "only when the deputy is to chair this very meeting",
        "bara om vice ordföranden ska leda just det här mötet",
    ),
    "no reasons": (
        lambda: ruling(is_yes=False, reasons=" ", by=by(Role.CHAIR, 10)),
        "Something has to be written here",
        "Här måste något stå",
    ),
    "decided twice": (
        lambda: decided(decided(consulted(), meeting(), no()), meeting(), yes()),
        "The decision has been made",
        "Beslutet är fattat",
    ),
    "changed after the decision": (
        lambda: consultation(decided(consulted(), meeting(), no())),
        "The decision has been made",
        "Beslutet är fattat",
    ),
    "decided for another day": (
        lambda: decided(consulted(), meeting(start=Moment(day=date(2026, 12, 15))), yes()),
        "The meeting is another than when the draft was made",
        "Mötet har ändrats sedan utkastet gjordes",
    ),
    "decided after the meeting": (
        lambda: decided(consulted(), meeting(), yes(day=15)),
        "The meeting has been held",
        "Mötet har redan hållits",
    ),
    "a draft after the meeting": (
        lambda: acts.begin(meeting(), acts.Profile(), by(Role.CHAIR, 15)),
        "The meeting has been held",
        "Mötet har redan hållits",
    ),
    "consultation without circumstance": (
        lambda: consultation(draft()),
        "First somebody has to record a concrete circumstance",
        "Först måste någon anteckna en konkret omständighet",
    ),
    "consultation to come": (
        lambda: consultation(threatened(), day=10),
        "A consultation is written down when it has been held",
        "Ett samråd skrivs in när det har hållits",
    ),
    "consultation without outcome": (
        lambda: consultation(threatened(), outcome=""),
        "Something has to be written here",
        "Här måste något stå",
    ),
    "a police officer's name": (
        lambda: consultation(threatened(), unit="Kommunpolis Anna Berg"),
        "name a person",
        "nämna en person",
    ),
    "no danger": (
        lambda: acts.with_crime_feared(threatened(), [], "Mordbrand"),
        "what the crime would endanger",
        "vad brottet skulle hota",
    ),
    "a crime without circumstance": (
        lambda: acts.with_crime_feared(draft(), [Danger.LIFE], "Mordbrand"),
        "record a concrete circumstance",
        "anteckna en konkret omständighet",
    ),
    "guards of a company": (
        lambda: acts.with_performer(draft(), PerformerKind.GUARD_UNDER_POLICE, "Två väktare"),
        "Only a police officer, or a public order guard led by one",
        "Bara en polis, eller en ordningsvakt som en polis leder",
    ),
    "a person exempt": (
        lambda: acts.with_exemption(draft(), "Anna Berg", "Väntad gäst"),
        "name a person",
        "nämna en person",
    ),
    "information after the meeting": (
        lambda: acts.with_public_information(draft(), date(2026, 12, 15), "Webben", "Kontroll"),
        "Visitors are told before the meeting",
        "Besökarna ska få veta det före mötet",
    ),
    "lapsed before the meeting": (
        lambda: lapsed(decided(consulted(), meeting(), yes()), by(Role.CLERK, 13)),
        "lapses with the meeting, which has not been held",
        "mötet har inte hållits ännu",
    ),
    "nothing to lapse": (
        lambda: lapsed(consulted(), by(Role.CLERK, 15)),
        "Nothing has been decided",
        "Inget är beslutat",
    ),
    "a note before it has lapsed": (
        lambda: with_note(decided(consulted(), meeting(), yes()), 0, 0, by(Role.CLERK, 15)),
        "noted after the meeting",
        "antecknas efter mötet",
    ),
    "a note without a check": (
        lambda: with_note(decided(draft(), meeting(), no()), 0, 0, by(Role.CLERK, 15)),
        "No check was decided",
        "Ingen kontroll beslutades",
    ),
    "fewer than none": (
        lambda: with_note(ended(), -1, 0, by(Role.CLERK, 15)),
        "cannot be below zero",
        "kan inte vara mindre än noll",
    ),
}


@pytest.mark.parametrize(("act", "english", "swedish"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_allowed_is_refused_in_one_sentence(act, english, swedish):
    with pytest.raises(RefusedError) as caught:
        act()

    assert caught.value.exit_code == 23
    assert english in caught.value.said(translator("en"))[0]
    assert swedish in caught.value.said(translator("sv"))[0]


# What a changed meeting does to a draft

CHANGED = {
    Change.DAY: {"start": Moment(day=date(2026, 12, 15), clock=meeting().start.clock)},
    Change.CLOCK: {"start": Moment(day=date(2026, 12, 14))},
    Change.PLACE: {"place": "Folkets hus"},
    Change.PUBLICITY: {"publicity": Publicity.PARTLY},
    Change.BODY: {"body": Body(name="Regionfullmäktige", kind=BodyKind.ASSEMBLY)},
    Change.AGENDA: {"items": (item("7", SCHOOL), item("9", "Vindkraft på Högåsen"))},
}


@pytest.mark.parametrize(("change", "facts"), CHANGED.items(), ids=CHANGED)
def test_a_draft_is_stale_when_the_meeting_changes_and_what_changed_is_told(change, facts):
    assert changed_since(draft(), meeting(**facts)) == (change,)


def test_a_draft_is_stale_when_another_decision_is_proposed():
    items = (item("7", SCHOOL, proposal="Skolan blir kvar."), *meeting().items[1:])

    assert is_stale(draft(), meeting(items=items))


def test_a_draft_is_stale_when_the_day_is_not_known_any_more():
    assert is_stale(draft(), meeting(start=Moment()))


def test_a_draft_holds_while_nothing_changes():
    assert not is_stale(consulted(), meeting())


def test_a_new_draft_keeps_what_is_known_and_drops_the_consultation():
    moved = draft(meeting(place="Folkets hus"))

    again = acts.begun_again(consulted(), moved)

    assert again.circumstances == consulted().circumstances
    assert (again.consultation, again.premises) == (None, None)
    assert missing(again) == (Gap.PREMISES, Gap.CONSULTATION, Gap.RULING)


def test_a_decision_that_was_made_can_be_begun_again():
    again = acts.begun_again(decided(consulted(), meeting(), yes()), draft())

    assert again.ruling is None
    assert again.premises


def test_other_premises_need_another_consultation():
    moved = acts.with_premises(consulted(), "Biblioteket", "Huvudentrén", ["Foajén"])

    assert moved.consultation is None
    assert acts.with_premises(consulted(), "Sessionssalen", "Huvudentrén", ["Foajén"]).consultation


def test_what_is_said_again_of_a_step_replaces_what_was_said():
    twice = acts.with_proportionality(prepared(), Step.HOSTS, "De är för få.")
    more = acts.with_proportionality(twice, Step.INFORMATION, "Den når inte alla.")

    assert [one.step for one in more.considered] == [Step.INFORMATION, Step.HOSTS]
    assert more.considered[1].why == "De är för få."


def test_the_draft_before_is_never_changed():
    before = threatened()
    consulted(before)

    assert before == threatened()


# What cannot be made, whoever writes the file


def test_a_decision_is_read_back_as_it_was():
    assert Decision.model_validate_json(ended().model_dump_json()) == ended()


def edited(**parts: object) -> dict:
    return {**decided(consulted(), meeting(), yes()).model_dump(), **parts}


FORGED = {
    "no consultation": edited(consultation=None),
    "no circumstance": edited(circumstances=()),
    "a circumstance elsewhere only": edited(
        circumstances=[{**consulted().circumstances[0].model_dump(), "kind": "attack-elsewhere"}]
    ),
    "a topic": edited(
        circumstances=[{**consulted().circumstances[0].model_dump(), "kind": "topic"}]
    ),
    "no premises": edited(premises=None),
    "nothing considered": edited(considered=()),
    "a consultation afterwards": edited(
        consultation={**consulted().consultation.model_dump(), "recorded_at": at(11)}
    ),
    "decided by another role": edited(ruling={**yes().model_dump(), "role": "security"}),
    "decided by a deputy who does not chair": edited(
        ruling={**yes().model_dump(), "role": "deputy"}
    ),
    "a closed meeting": edited(reach={"answer": "no", "why": []}),
    "a meeting that nobody knows": edited(reach={"answer": "ask", "why": []}),
    "two days": edited(
        meeting={**draft().meeting.model_dump(), "day": ["2026-12-14", "2026-12-15"]}
    ),
    "a note before the end": edited(
        note={"found": 0, "refused": 0, "recorded_by": "clerk", "recorded_at": at(15)}
    ),
    "a time without offset": edited(begun="2026-12-08T10:00:00"),
    "a visitor's name": edited(visitors=["Anna Berg"]),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_what_is_not_allowed_cannot_be_read_from_a_file(forged):
    with pytest.raises(ValidationError):
        Decision.model_validate(forged)


def test_only_who_chairs_makes_a_ruling():
    with pytest.raises(ValidationError):
        Ruling(is_yes=True, reasons="Skäl", role=Role.DIRECTOR, at=at(10), is_to_chair=True)


# No order of steps leads past the consultation

STEPS = {
    "premises": lambda one: acts.with_premises(one, "Sessionssalen", "Huvudentrén"),
    "elsewhere": lambda one: acts.with_circumstance(
        one, "attack-elsewhere", date(2026, 12, 7), (SOURCE, LETTER), SECURITY
    ),
    "threat": threatened,
    "crime": lambda one: acts.with_crime_feared(one, [Danger.LIFE], "Mordbrand"),
    "step": lambda one: acts.with_proportionality(one, Step.HOSTS, "De är för få."),
    "consultation": consultation,
    "yes": lambda one: decided(one, meeting(), yes()),
    "yes by the clerk": lambda one: decided(one, meeting(), yes(Role.CLERK)),
    "yes by the deputy": lambda one: decided(one, meeting(), yes(Role.DEPUTY, is_to_chair=True)),
    "no": lambda one: decided(one, meeting(), no()),
    "again": lambda one: acts.begun_again(one, draft()),
    "lapsed": lambda one: lapsed(one, by(Role.CLERK, 15)),
    "note": lambda one: with_note(one, 0, 0, by(Role.CLERK, 15)),
}


@settings(max_examples=300)
@given(st.lists(st.sampled_from(list(STEPS)), max_size=14))
def test_no_order_of_steps_gives_a_check_without_consultation(names):
    decision = draft()
    for name in names:
        try:
            decision = STEPS[name](decision)
        except RefusedError:
            continue
        if decision.is_yes:
            assert decision.consultation.recorded_at <= decision.ruling.at
            assert decision.ruling.role in {Role.CHAIR, Role.DEPUTY}
            assert any(one.kind != "attack-elsewhere" for one in decision.circumstances)
        assert decision.consultation is None or decision.circumstances
        assert decision.note is None or decision.lapsed


# What is taken back


def test_a_circumstance_that_is_taken_back_takes_the_consultation_on_it_along():
    taken = acts.without_circumstance(consulted(), 1)

    assert (taken.circumstances, taken.consultation) == ((), None)
    assert Gap.CONSULTATION in missing(taken)


def test_an_exemption_that_is_taken_back_leaves_the_rest():
    exempted = acts.with_exemption(consulted(), "Personalen", "Sköter webbsändningen")

    assert acts.without_exemption(exempted, 1) == consulted()


@pytest.mark.parametrize("place", [0, 2, -1])
def test_what_is_not_there_cannot_be_taken_back(place):
    with pytest.raises(RefusedError):
        acts.without_circumstance(threatened(), place)


def test_after_the_decision_nothing_is_taken_back():
    with pytest.raises(RefusedError):
        acts.without_circumstance(decided(consulted(), meeting(), yes()), 1)


def test_milder_steps_that_are_left_out_have_not_been_considered():
    both = acts.with_milder_steps(threatened(), {Step.HOSTS: "a b", Step.INFORMATION: "c d"})
    one = acts.with_milder_steps(both, {Step.HOSTS: "e f"})

    assert [(step.step, step.why) for step in both.considered] == [
        (Step.INFORMATION, "c d"),
        (Step.HOSTS, "a b"),
    ]
    assert [(step.step, step.why) for step in one.considered] == [(Step.HOSTS, "e f")]
