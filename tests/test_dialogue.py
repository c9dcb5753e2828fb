"""Dialogue is advised on by how far a matter has come, and never right before a decision."""

import pytest
import yaml
from planned import paper_text, planned

from agenda_risk.agenda.proposals import points
from agenda_risk.brief import raised
from agenda_risk.dialogue import Pretest, advice_on, dialogue_of
from agenda_risk.errors import FaultsError
from agenda_risk.models import Brief, Dialogue, Matter, Stage
from agenda_risk.render.dialogue import dialogue_paper
from agenda_risk.render.law import line_of
from agenda_risk.shipped import load_screen, path_of
from agenda_risk.stages import parse_stages
from agenda_risk.translate import translator

SAY = translator("sv")
CLOSURE = "Avveckling av Norrby skola"
STAGES = {
    "Uppdrag att utreda framtida skolstruktur": Stage.COMMISSION,
    "Beslut om samråd för detaljplan för Ängsparken": Stage.CONSULTATION,
    "Granskning av detaljplan för höghus vid stranden": Stage.REVIEW,
    "Antagande av detaljplan för park vid Kvarnen efter samråd": Stage.DECISION,
    CLOSURE: Stage.DECISION,
    "Svar på motion om förbud mot böneutrop": Stage.ANSWER,
    "Svar på medborgarförslag om att bevara Norrby skola": Stage.ANSWER,
    "Anmälan av motion om att bevara Norrby skola": Stage.RAISED,
    "Yttrande över remiss om ny vindpark": Stage.REFERRAL,
    "Genomförande av stängning av biblioteket i Lillsund": Stage.IMPLEMENTATION,
    "Svar på motion från Karin Ek (SD) om moskén i Granvik": Stage.ANSWER,
}


def first(brief: Brief) -> Dialogue:
    (item, _assessment), *_ = raised(brief)
    return dialogue_of(brief, item.id)


@pytest.mark.parametrize(("title", "stage"), STAGES.items(), ids=list(STAGES))
def test_the_title_tells_the_stage(title, stage):
    assert first(planned(title)).stage is stage


def proposal(text: str) -> str:
    summary = "Sammanfattning av ärendet\nElever blir färre."
    return f"1. {CLOSURE}\nFörslag till beslut\n{text}\n{summary}\n"


@pytest.mark.parametrize(
    ("body", "text", "stage"),
    [
        ("Barn- och utbildningsnämnden", "Nämnden föreslår kommunfullmäktige besluta att skolan "
         "avvecklas.", Stage.PROPOSAL),
        ("Kommunfullmäktige", "Kommunstyrelsen föreslår kommunfullmäktige besluta att skolan "
         "avvecklas.", Stage.DECISION),
        ("Kommunfullmäktige", "Skolan avvecklas. Nämnden får i uppdrag att utreda husets framtid.",
         Stage.DECISION),
    ],
    ids=["a committee proposes", "the assembly decides", "an assignment goes with the decision"],
)  # fmt: skip
def test_the_proposal_tells_who_decides(body, text, stage):
    assert first(planned(CLOSURE, body=body, texts=proposal(text))).stage is stage


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("matter", list(Matter))
def test_forms_of_dialogue_are_offered_only_where_there_is_time(stage, matter):
    advice = advice_on(Dialogue(item="i", stage=stage, matter=matter))

    early = {Stage.COMMISSION, Stage.RAISED, Stage.INFORMATION}
    assert bool(advice.forms) == (stage in early and matter is Matter.OPEN)


def test_before_a_decision_one_looks_back_and_forward():
    told = paper_text(dialogue_paper(planned(CLOSURE), SAY))

    assert "för sent att börja en dialog före det här sammanträdet" in told
    assert "steg 5, beslut om genomförande" in told
    assert "(steg 6)" in told
    assert "återremiss" not in told.lower()


def test_dialogue_in_the_papers_is_quoted_with_names_masked():
    held = "En medborgardialog hölls i oktober med Anna Lindqvist."
    texts = f"1. {CLOSURE}\nSammanfattning av ärendet\n{held}\n"

    told = paper_text(dialogue_paper(planned(CLOSURE, texts=texts), SAY))

    assert "Möte eller dialog: ”En medborgardialog hölls i oktober med N.N." in told
    assert "Lindqvist" not in told


def test_silent_papers_do_not_mean_that_no_dialogue_was_held():
    told = paper_text(dialogue_paper(planned(CLOSURE), SAY))

    assert "Det betyder inte att ingen har förts" in told


@pytest.mark.parametrize(
    "pretest", [Pretest(can_be_influenced=False), Pretest(True, False), Pretest(False, False)]
)
def test_a_no_in_the_pretest_means_information_and_no_dialogue(pretest):
    advice = advice_on(Dialogue(item="i", stage=Stage.COMMISSION), pretest)

    assert not advice.forms
    assert not advice.asks
    assert any("Hold no citizens’ dialogue" in line.msgid for line in advice.lines)


def test_two_yes_in_the_pretest_leave_the_advice_and_ask_no_more():
    dialogue = Dialogue(item="i", stage=Stage.COMMISSION)

    assert advice_on(dialogue, Pretest(True, True)) == advice_on(dialogue)._replace(asks=False)


@pytest.mark.parametrize(
    "title", [title for title in STAGES if "detaljplan" in title], ids=lambda title: title[:20]
)
def test_a_plan_has_its_own_consultation_and_gets_no_second_one(title):
    advice = advice_on(first(planned(title)))

    told = " ".join(str(line_of(line, SAY)) for line in advice.lines)
    assert "samrådet" in told.lower() or "granskas" in told
    assert not advice.forms
    assert not advice.asks


def test_a_single_partys_matter_gets_no_dialogue_and_nothing_of_it_is_told():
    title = "Föreläggande med vite mot Kalle Storberg, fastigheten Lillsund 3:14"
    texts = f"1. {title}\nSammanfattning av ärendet\nEtt dialogmöte hölls om skrotbilarna.\n"

    told = paper_text(dialogue_paper(planned(title, body="Byggnadsnämnden", texts=texts), SAY))

    assert "inget att föra medborgardialog om" in told
    assert not any(word in told for word in ("Storberg", "3:14", "skrotbilarna"))


def test_without_stages_an_authoritys_decision_is_taken_to_be_a_single_partys():
    brief = planned("Föreläggande med vite, Lillsund 3:14", body="Byggnadsnämnden")

    assert first(brief.model_copy(update={"dialogues": ()})).matter is Matter.SINGLE


def test_an_agenda_without_raised_items_says_so():
    assert "Inget ärende lyfts fram" in paper_text(dialogue_paper(planned("Upprop"), SAY))


def guide() -> dict:
    return yaml.safe_load(path_of("stages.yaml").read_text("utf-8"))


def test_groups_are_kept_for_rules_that_exist():
    assert set(guide()["matters"]) <= {rule.id for rule in load_screen().rules.rules}


def test_no_group_is_a_person_a_party_or_a_faith():
    groups = [group for one in guide()["matters"].values() for group in one.get("groups", ())]
    groups += [group for one in guide()["groups"].values() for group in one]

    banned = (
        "parti",
        "troende",
        "muslim",
        "kristn",
        "jud",
        "invandr",
        "flykting",
        "namn",
        "sverige",
    )
    assert not [group for group in groups if any(word in group.lower() for word in banned)]


def test_a_lexicon_that_does_not_exist_is_told_with_its_line():
    text = "stages:\n  - {stage: decision, when: sv/stage/nothing}\ntraces: []\n"

    with pytest.raises(FaultsError) as error:
        parse_stages(text, "stages.yaml", {"sv/stage/adoption"})

    assert [(one.line, one.fields["value"]) for one in error.value.faults] == [
        (2, "sv/stage/nothing")
    ]


PROPOSALS = {
    "Skolan läggs ned.": ["Skolan läggs ned."],
    "Förslag till beslut Skolan läggs ned.": ["Skolan läggs ned."],
    "Förslag till beslut i social- och omsorgsnämnden Aspen stängs.": ["Aspen stängs."],
    "Styrelsen föreslår följande. 1. A stängs. 2. B öppnas.": [
        "Styrelsen föreslår följande.", "1. A stängs.", "2. B öppnas.",
    ],
    "Motionen avslås. Reservation Tore Lidhem (GF) reserverade sig.": ["Motionen avslås."],
    "1. A stängs.\nTjänsteskrivelse\nBilaga": ["1. A stängs."],
    "Avgiften är 1. 5 kronor.": ["Avgiften är 1. 5 kronor."],
    "": [],
    "Förslag till beslut": ["Förslag till beslut"],
    "\n \n": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), PROPOSALS.items())
def test_the_points_of_a_proposal_stand_apart(text, told):
    assert [text[start:end] for start, end in points(text)] == told
