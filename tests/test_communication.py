"""The fact sheet tells what the agenda says and asks for the rest; nobody is named or addressed."""

from datetime import date

import pytest
from planned import paper_text, planned

from agenda_risk.brief import raised
from agenda_risk.communication import (
    When,
    after_decision,
    days_around,
    media_sheet,
    steps,
    voices,
)
from agenda_risk.fact_sheet import fact_sheet
from agenda_risk.models import (
    Brief,
    Contact,
    Dialogue,
    Matter,
    Passage,
    Profile,
    Publicity,
    Role,
    Stage,
)
from agenda_risk.own_channels import moderation
from agenda_risk.render.communication import fact_sheet_paper, media_paper, sections
from agenda_risk.render.law import line_of
from agenda_risk.render.paper import Paper
from agenda_risk.sheets import CONTACT, DECIDED, FOLLOW, FactSheet, Gap, Quoted
from agenda_risk.translate import translator

SAY = translator("sv")
CLOSURE = "Avveckling av Norrby skola"
PROPOSAL = (
    "Kommunstyrelsen föreslår att kommunfullmäktige beslutar följande. 1. Norrby skola avvecklas "
    "den 30 juni 2027. 2. Eleverna erbjuds plats i Lillsund. Reservation Tore Lidhem (GF) "
    "reserverade sig."
)
SUMMARY = "Elevantalet har minskat från 94 till 61. Rektor Karin Holm har yttrat sig."
ORDER = "Föreläggande med vite mot Kalle Storberg, fastigheten Lillsund 3:14"
ORDER_TEXTS = f"""1. {ORDER}
Förslag till beslut
Kalle Storberg ska ta bort sexton bilar.
Sammanfattning av ärendet
Kalle Storberg har ställt upp sexton bilar på Lillsund 3:14.
"""


def closure(**changes) -> Brief:
    """Return the brief on a closure, with a proposal in two points."""
    brief = planned(CLOSURE, **changes)
    (item,) = brief.meeting.items
    texts = {"proposal": Passage(text=PROPOSAL), "summary": Passage(text=SUMMARY)}
    meeting = brief.meeting.model_copy(update={"items": (item.model_copy(update=texts),)})
    return brief.model_copy(update={"meeting": meeting})


def order() -> Brief:
    return planned(ORDER, body="Byggnadsnämnden", texts=ORDER_TEXTS)


def sheet_of(brief: Brief) -> FactSheet:
    return fact_sheet(brief, raised(brief)[0][0])


def told_under(brief: Brief, heading: str) -> tuple:
    return next(part.told for part in sheet_of(brief).parts if part.heading == heading)


def published(brief: Brief) -> str:
    return paper_text(fact_sheet_paper(brief, raised(brief)[0][0], SAY))


def test_a_sheet_has_the_seven_headings_in_order():
    paper = fact_sheet_paper(closure(), raised(closure())[0][0], SAY)

    assert [section.heading for section in paper.sections] == [
        "Varför nu?",
        "Bakgrund",
        "Vad beslutas",
        "Vad beslutas inte",
        "Vad händer sedan",
        "Så kan du följa eller påverka",
        "Kontakt",
    ]


def test_what_is_decided_is_quoted_point_by_point_without_what_stands_beside():
    proposed, *told = told_under(closure(), DECIDED)
    quoted = [one.text for one in told]

    assert "inte beslutat" in proposed.said(SAY)
    assert quoted[1:] == [
        "1. Norrby skola avvecklas den 30 juni 2027.",
        "2. Eleverna erbjuds plats i Lillsund.",
    ]


@pytest.mark.parametrize("make", [closure, order])
def test_no_name_of_the_agenda_is_published(make):
    told = published(make())

    assert not [name for name in ("Lidhem", "Holm", "Storberg") if name in told]


def test_where_the_agenda_is_silent_the_sheet_asks_and_stays_a_draft():
    brief = planned(CLOSURE)
    paper = fact_sheet_paper(brief, raised(brief)[0][0], SAY)

    assert told_under(brief, DECIDED) == (Gap("what is proposed, in plain words"),)
    assert paper.mark == "utkast"
    assert "Skriv: vad som föreslås, med enkla ord." in paper_text(paper)


@pytest.mark.parametrize(
    "word", ["risk", "behov av förberedelser", "måttlig", "hot", "säkerhet", "regel"]
)
def test_a_sheet_does_not_tell_how_the_item_was_judged(word):
    assert word not in published(closure()).lower()


def test_a_single_partys_matter_gets_general_information_and_not_even_its_meeting():
    told = published(order())

    assert "Allmän information" in told
    assert "Vi kommenterar inte enskilda ärenden." in told
    hidden = ("Lillsund", "3:14", "bilar", "10 december", "Byggnadsnämnden")
    assert not [one for one in hidden if one in told]


WAYS = {
    "open": ({"publicity": Publicity.PUBLIC}, Profile(), "The meeting is open to all."),
    "closed": (
        {"publicity": Publicity.CLOSED},
        Profile(),
        "The meeting is not open to the public.",
    ),
    "unknown": (
        {"publicity": Publicity.UNKNOWN},
        Profile(),
        "whether the meeting is open to the public",
    ),
    "on the web": ({}, Profile(webcast=True), "It is broadcast on the web."),
}


@pytest.mark.parametrize(("changes", "profile", "text"), WAYS.values(), ids=list(WAYS))
def test_the_ways_to_follow_are_those_that_are_known(changes, profile, text):
    brief = closure(profile=profile)
    meeting = brief.meeting.model_copy(update=changes)

    told = told_under(brief.model_copy(update={"meeting": meeting}), FOLLOW)

    assert text in [getattr(one, "msgid", getattr(one, "ask", "")) for one in told]


def test_no_broadcast_is_spoken_of_where_there_is_none():
    assert "webben" not in published(closure(profile=Profile(webcast=False)))


def test_question_time_and_citizens_proposals_are_told_only_where_the_agenda_has_them():
    bare = published(closure())
    rich = published(
        planned(CLOSURE, "Allmänhetens frågestund", "Medborgarförslag om fler papperskorgar")
    )

    assert "frågestund" not in bare
    assert "medborgarförslag" not in bare.lower()
    assert "Allmänhetens frågestund står på dagordningen." in rich
    assert "Du kan lämna medborgarförslag." in rich


def test_the_contact_is_the_function_of_the_profile():
    contact = Contact(title="kommunikationsavdelningen", phone="0980-319 200")
    brief = closure(profile=Profile(contacts={Role.COMMUNICATOR: contact}))

    (reached,) = told_under(brief, CONTACT)

    assert (reached.role, reached.ways) == (Role.COMMUNICATOR, ("0980-319 200",))
    assert "Kommunikationsavdelningen 0980-319 200" in published(brief)


def test_a_long_background_is_cut_after_a_sentence():
    sentence = "Skolan har stått här länge och många har gått i den. "
    brief = planned(CLOSURE, texts=f"1. {CLOSURE}\nSammanfattning av ärendet\n{sentence * 300}\n")

    (quoted,) = told_under(brief, "Background")

    assert isinstance(quoted, Quoted)
    assert len(quoted.text) < 460
    assert quoted.text.endswith("gått i den.")


@pytest.mark.parametrize("matter", list(Matter))
def test_at_least_two_functions_speak(matter):
    speaking = voices(Dialogue(item="i", stage=Stage.DECISION, matter=matter))

    assert len({voice.role for voice in speaking}) >= 2


def test_no_elected_person_speaks_of_a_single_partys_matter():
    speaking = voices(Dialogue(item="i", stage=Stage.DECISION, matter=Matter.SINGLE))

    assert {Role.CHAIR, Role.DEPUTY, Role.PRESIDIUM}.isdisjoint(one.role for one in speaking)


DAYS = {
    "thursday": (date(2026, 12, 10), date(2026, 12, 4), date(2026, 12, 11)),
    "monday": (date(2026, 12, 14), date(2026, 12, 9), date(2026, 12, 15)),
    "friday": (date(2026, 12, 11), date(2026, 12, 4), date(2026, 12, 14)),
    "saturday": (date(2026, 12, 12), date(2026, 12, 7), date(2026, 12, 14)),
}


@pytest.mark.parametrize(("meeting", "before", "after"), DAYS.values(), ids=list(DAYS))
def test_the_days_before_and_after_are_weekdays(meeting, before, after):
    days = days_around(meeting)

    assert (days[When.FACTS], days[When.DAY_AFTER]) == (before, after)
    assert When.APPEAL not in days


def test_days_that_are_known_come_before_those_that_are_reckoned():
    known = {When.FACTS: date(2026, 12, 3), When.APPEAL: date(2027, 1, 15)}

    plan = steps(closure(), known)

    assert [plan[0].day, plan[-1].day] == [date(2026, 12, 3), date(2027, 1, 15)]


def test_what_should_have_been_told_already_is_told_at_once():
    brief = closure()
    late = brief.provenance.model_copy(update={"made": date(2026, 12, 9)})

    paper = media_paper(brief.model_copy(update={"provenance": late}), SAY)

    assert "genast" in paper_text(paper)


def test_a_meeting_without_a_day_has_a_plan_without_days():
    brief = closure()
    start = brief.meeting.start.model_copy(update={"day": None, "clock": None})
    meeting = brief.meeting.model_copy(update={"start": start})

    plan = steps(brief.model_copy(update={"meeting": meeting}))

    assert {step.day for step in plan} == {None}


def test_the_media_sheet_says_what_nobody_comments_on_and_answers_no_critic():
    told = paper_text(media_paper(closure(), SAY))

    assert "Enskilda personer" in told
    assert "aldrig riktat till den som har kritiserat" in told
    assert "JO dnr 6018-2015" in told


def test_nothing_is_published_of_a_single_partys_matter():
    told = paper_text(media_paper(order(), SAY))

    assert "Publicera inget om just det här" in told
    assert "vad som beslutades" not in told
    assert "3:14" not in told
    assert len(media_sheet(order()).voices) == 2


def test_own_channels_answer_and_watch_nobody():
    rules = [
        one.said(SAY) for one in moderation(closure(profile=Profile(moderation="Svar {8–16}.")))
    ]

    assert rules[0] == "Svar {8–16}."
    assert any("Sök inte efter personer" in rule for rule in rules)
    assert any("Kritik och hårda ord" in rule for rule in rules)


AFTER = {
    "decision": (Stage.DECISION, Matter.OPEN, "13\u00a0kap. 1\u00a0§", True),
    "plan": (Stage.DECISION, Matter.PLAN, "13\u00a0kap. 1\u00a0§", False),
    "single": (Stage.DECISION, Matter.SINGLE, "13\u00a0kap. 1\u00a0§", False),
    "proposal": (Stage.PROPOSAL, Matter.OPEN, "avgörs inget slutligt", True),
    "question": (Stage.DEBATE, Matter.OPEN, "13\u00a0kap. 1\u00a0§", False),
}


@pytest.mark.parametrize(("stage", "matter", "text", "is_told"), AFTER.values(), ids=list(AFTER))
def test_how_to_appeal_is_told_only_where_it_holds(stage, matter, text, is_told):
    told = after_decision(Dialogue(item="i", stage=stage, matter=matter))

    whole = " ".join(str(line_of(one, SAY)) for one in told if not isinstance(one, Gap))
    assert (text in whole) == is_told


def test_the_annex_has_nothing_where_nothing_is_raised():
    assert sections(planned("Upprop"), SAY) == ()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_annex_names_nobody_and_suggests_no_control(language):
    say = translator(language)
    annex = Paper(language, "", sections(closure(), say) + sections(order(), say))

    told = paper_text(annex).lower()

    banned = (
        "lidhem",
        "storberg",
        "3:14",
        "väktare",
        "legitim",
        "återremiss",
        "namnlista",
        "guards",
    )
    assert not [word for word in banned if word in told]
