"""Where law stands on a page, whom it is said to reach, and that its wording is told."""

from datetime import date

import pytest
from planned import basis, paper_text, planned

from agenda_risk.brief import raised
from agenda_risk.models import Body, BodyKind, Brief, Profile, Publicity, Stage
from agenda_risk.pipeline import Occasion, brief_on
from agenda_risk.render.communication import fact_sheet_paper, media_paper
from agenda_risk.render.dialogue import dialogue_paper
from agenda_risk.render.gaps import gaps_paper
from agenda_risk.render.paper import Paper
from agenda_risk.render.riskguide import riskguide_paper
from agenda_risk.render.steering_draft import steering_draft
from agenda_risk.render.text import as_text
from agenda_risk.translate import translator

SAY = translator("sv")
TITLE = "Avveckling av Norrby skola"
WORDING = "Kontrollera mot den lag som gäller nu."
CONSULT, REACH = "samråda med Polismyndigheten", "gäller bara sammanträden som är offentliga"
ASSEMBLY = Body(name="Kommunfullmäktige", kind=BodyKind.ASSEMBLY)
COMMITTEE = Body(name="Socialnämnden", kind=BodyKind.COMMITTEE)
RESIDENTS = Body(name="Dialogmöte om skolan", kind=BodyKind.OTHER)
HELD = {
    "fullmäktige": (ASSEMBLY, Publicity.PUBLIC, "", CONSULT),
    "a committee behind closed doors": (COMMITTEE, Publicity.CLOSED, "", REACH),
    "a committee of which nothing is known": (COMMITTEE, Publicity.UNKNOWN, "", REACH),
    "a committee that is open, nobody knows why": (COMMITTEE, Publicity.PUBLIC, "", REACH),
    "a committee that was opened": (COMMITTEE, Publicity.PUBLIC, "Beslut 14 mars", CONSULT),
    "a meeting with residents": (RESIDENTS, Publicity.PUBLIC, "Inbjudan", REACH),
}


def told(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def held(body: Body, publicity: Publicity, ground: str = "", day: int = 1) -> Brief:
    facts = {"body": body, "publicity": publicity, "publicity_ground": ground}
    meeting = planned(TITLE).meeting.model_copy(update=facts)
    return brief_on(meeting, basis(), Occasion(date(2026, 12, day), frozenset()))


def sheet(brief: Brief) -> Paper:
    return fact_sheet_paper(brief, raised(brief)[0][0], SAY)


@pytest.mark.parametrize(("body", "publicity", "ground", "words"), HELD.values(), ids=list(HELD))
def test_the_sheet_tells_of_consulting_the_police_only_where_the_act_reaches(
    body, publicity, ground, words
):
    text = told(as_text(held(body, publicity, ground), "sv"))

    assert [one for one in (CONSULT, REACH) if one in text] == [words]


def test_a_meeting_with_residents_is_not_told_that_it_is_too_late_for_dialogue():
    brief = held(RESIDENTS, Publicity.PUBLIC)

    assert [one.stage for one in brief.dialogues] == [Stage.CONSULTATION]
    assert "för sent att börja en dialog" not in paper_text(dialogue_paper(brief, SAY))


PAGES = {
    "profile": lambda: paper_text(gaps_paper(Profile(), date(2026, 12, 1), SAY)),
    "steering draft": lambda: steering_draft(Profile(), SAY),
    "fact sheet": lambda: paper_text(sheet(planned(TITLE))),
    "media": lambda: paper_text(media_paper(planned(TITLE), SAY)),
    "dialogue": lambda: paper_text(dialogue_paper(planned(TITLE), SAY)),
    "riskguide": lambda: paper_text(riskguide_paper(planned(TITLE), SAY)),
    "brief": lambda: as_text(planned(TITLE), "sv"),
}


@pytest.mark.parametrize("make", PAGES.values(), ids=list(PAGES))
def test_every_page_with_law_says_to_check_the_statute_in_force(make):
    assert WORDING in told(make())


def test_a_proposal_is_never_told_as_a_decision():
    brief = planned(TITLE, texts=f"1. {TITLE}\nFörslag till beslut\nNorrby skola läggs ned.\n")
    sheets = [sheet(brief), media_paper(brief, SAY)]

    assert all("Det är inte beslutat." in paper_text(sheet) for sheet in sheets)


def test_after_the_meeting_what_is_still_worth_doing_is_told_to_be_done_now():
    text = told(as_text(held(ASSEMBLY, Publicity.PUBLIC, day=14), "sv"))
    late = text.partition("DET SOM SKULLE HA VARIT KLART")[2].partition("DAGAR SOM LAGEN")[0]

    assert "nästa steg för dem som berörs: skulle ha varit klart fre 11 dec. Gör det nu" in late
    assert "vem som går sist: skulle ha varit klart tors 10 dec. -" in late


def test_what_holds_for_some_of_the_items_is_told_once_with_their_numbers():
    brief = planned(TITLE, "Avveckling av Sundby skola", "Svar på motion om förbud mot böneutrop")
    text = paper_text(dialogue_paper(brief, SAY)).replace("\u00a0", " ")

    assert text.count("Det är för sent att börja en dialog") == 1
    assert "Punkt 1 och 2: Det är för sent att börja en dialog" in text


def test_one_item_alone_has_all_its_advice_under_its_own_heading():
    text = paper_text(dialogue_paper(planned(TITLE), SAY))

    assert "flera ärenden" not in text.lower()
    assert "SKR:s förtest" in text
