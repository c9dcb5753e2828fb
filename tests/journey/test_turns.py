"""Minutes and later agendas tell what became of an item: put off, sent back or taken back."""

from datetime import date

import pytest
from made_town import AU, BOARD, COUNCIL, SCHOOL, SCHOOLS, basis, meeting

from agenda_risk.agenda.reader import read_agenda
from agenda_risk.extract import extract
from agenda_risk.models import AgendaItem, Awaited, Mark, Page, Passage, Stage
from agenda_risk.pipeline import Occasion, brief_on, known_of, with_all_journeys, with_journeys
from agenda_risk.render.journey import expected, lines, stage_words
from agenda_risk.translate import translator
from agenda_risk.turns import turn_of

SV = translator("sv")
DAY, TODAY = date(2026, 11, 10), date(2026, 11, 29)
MINUTES = """Granviks kommun
{body}

SAMMANTRÄDESPROTOKOLL
{day}

Plats och tid: Kommunhuset, {day} klockan 09.00–11.30
Paragrafer §§ 1–3

§ 1 Upprop och val av justerare

Beslut
Sammanträdet förklaras öppnat.

§ 2 {title}
Dnr KS 2026/412

{texts}

§ 3 Anmälan av delegationsbeslut

Beslut
Redovisningen godkänns.

Justeras
"""


def plain(text: str) -> str:
    return " ".join(text.split())


def minutes(texts: str, body: str = BOARD, day: date = DAY, title: str = SCHOOL):
    """Return the meeting that was read from minutes, in which an item has *texts*."""
    text = MINUTES.format(texts=texts, body=body, day=day, title=title)
    return read_agenda(extract(Page(url="protokoll.txt", content=text.encode())))


def turn(texts: str):
    read = minutes(texts)
    (item,) = (one for one in read.items if one.title.text == SCHOOL)
    return turn_of(item, read)


@pytest.mark.parametrize(
    ("decision", "result", "until"),
    [
        ("Ärendet bordläggs.", Mark.ADJOURNED, None),
        ("Ärendet bordlägges.", Mark.ADJOURNED, None),
        ("Kommunstyrelsen beslutar att bordlägga ärendet till nästa sammanträde.",
         Mark.ADJOURNED, None),
        ("Kommunstyrelsen beslutade att bordlägga ärendet.", Mark.ADJOURNED, None),
        ("Ärendet bordläggs till den 1 december 2026.", Mark.ADJOURNED, date(2026, 12, 1)),
        ("Ärendet bordläggs till sammanträdet den 12 januari.", Mark.ADJOURNED, date(2027, 1, 12)),
        ("1. Ärendet bordläggs till 2026-12-01.\n2. Paragrafen justeras direkt.",
         Mark.ADJOURNED, date(2026, 12, 1)),
        ("Styrelsen beslutar att återremittera ärendet för en ny kalkyl.", Mark.RETURNED, None),
        ("Ordföranden finner att styrelsen beslutar att ärendet ska återremitteras.",
         Mark.RETURNED, None),
        ("Kommunstyrelsen beslutar om återremiss.", Mark.RETURNED, None),
        ("Ärendet utgår.", Mark.RECALLED, None),
        ("Motionen återtas.", Mark.RECALLED, None),
        ("Skolan läggs ned.", None, None),
        ("Kommunstyrelsen avslår yrkandet om återremiss. Skolan läggs ned.", None, None),
        ("Kommunstyrelsen beslutar att inte återremittera ärendet.", None, None),
        ("Arbetsutskottet föreslår kommunstyrelsen att återremittera ärendet.", None, None),
    ],
)  # fmt: skip
def test_what_minutes_say_that_the_meeting_did(decision, result, until):
    found = turn(f"Kommunstyrelsens beslut\n{decision}\n\nYrkanden\nBifall till förslaget.")

    assert (found.result, found.until) == (result, until)


@pytest.mark.parametrize(
    "moved",
    [
        "Eva Ek (S) yrkar att ärendet återremitteras.",
        "Ordföranden ställer proposition på om ärendet ska avgöras idag eller återremitteras.",
        "Eva Ek (S) reserverar sig mot att ärendet inte bordläggs.",
    ],
)
def test_what_was_only_moved_has_not_happened(moved):
    assert turn(f"Yrkanden\n{moved}\n\nBeslut\nSkolan läggs ned.").marks == ()


@pytest.mark.parametrize(
    ("told", "mark"),
    [
        ("Ärendet bordlades vid styrelsens sammanträde den 10 november.", Mark.ADJOURNED),
        ("Kommunstyrelsen återremitterade ärendet den 10 november 2026.", Mark.RETURNED),
        ("Nämnden beslutade den 3 november att återremittera ärendet.", Mark.RETURNED),
        ("Ärendet tas bort från dagordningen.", Mark.RECALLED),
    ],
)
def test_a_later_agenda_tells_what_was_done_before(told, mark):
    item = AgendaItem(id="1", title=Passage(text=SCHOOL), summary=Passage(text=told))

    assert turn_of(item, meeting(BOARD, DAY))._replace(until=None) == ((mark,), None, None)


def test_papers_that_tell_of_another_matter_are_not_about_this_one():
    told = "Regeringen återremitterade lagrådsremissen 2019. Bordlagda interpellationer är många."
    item = AgendaItem(id="1", title=Passage(text=SCHOOL), summary=Passage(text=told))

    assert turn_of(item, meeting(BOARD, DAY)).marks == ()


@pytest.mark.parametrize(
    "excerpt",
    [
        "Beslut\nSocialnämnden beslutar att återremittera ärendet.",
        "Arbetsutskottets beslut\nArbetsutskottet återremitterar ärendet.",
    ],
)
def test_minutes_of_another_body_are_not_of_this_meeting(excerpt):
    assert turn(excerpt).result is None


def test_minutes_among_the_papers_of_an_agenda_are_not_of_this_meeting():
    item = AgendaItem(
        id="1",
        number="3",
        title=Passage(text=SCHOOL),
        proposal=Passage(text="Skolan läggs ned."),
        body=Passage(text="Tjänsteskrivelse\n\nBeslut\nÄrendet bordläggs."),
    )

    assert turn_of(item, meeting(BOARD, DAY)).result is None


def awaited(here, *coming) -> Awaited | None:
    own = basis(TODAY)
    brief = brief_on(here, own, Occasion(TODAY))
    known = known_of(here, "here", own, brief.assessment)
    (journey,) = with_journeys(brief, "here", known, coming).journeys
    return journey.awaited


def test_what_was_adjourned_to_a_day_is_expected_on_it():
    found = awaited(minutes("Beslut\nÄrendet bordläggs till den 1 december 2026."))

    assert (found.body.name, found.day) == (BOARD, date(2026, 12, 1))
    assert plain(expected(found, SV)) == (
        "Väntas härnäst i kommunstyrelsen den 1 december 2026: dit bordlades ärendet."
    )


def test_what_was_adjourned_is_expected_at_the_next_meeting_of_the_body():
    later = (meeting(body, date(2026, 12, day)) for body, day in
             ((COUNCIL, 2), (BOARD, 8), (BOARD, 15)))  # fmt: skip
    found = awaited(minutes("Beslut\nÄrendet bordläggs."), *later)

    assert (found.body.name, found.day) == (BOARD, date(2026, 12, 8))
    assert "organets nästa kända sammanträde" in expected(found, SV)


def test_the_brief_tells_where_it_was_adjourned():
    own = basis(TODAY)
    board, council = (
        minutes("Beslut\nÄrendet bordläggs."),
        meeting(COUNCIL, date(2026, 12, 14), (SCHOOL, "KS 2026/412", "")),
    )
    made = tuple(brief_on(one, own, Occasion(TODAY)) for one in (board, council))
    brief = with_all_journeys(made, own)[1]

    told = [plain(one) for one in lines(brief, brief.meeting.items[0].id, SV)]
    assert told[1] == "Ärendet bordlades i kommunstyrelsen den 10 november 2026."


def test_what_was_sent_back_is_expected_nowhere():
    council = meeting(COUNCIL, date(2026, 12, 14))

    assert awaited(minutes("Beslut\nÄrendet återremitteras."), council) is None


def test_minutes_that_propose_are_followed_by_who_decides():
    decision = "Beslut\nKommunstyrelsen föreslår kommunfullmäktige att lägga ned skolan."
    found = awaited(minutes(decision), meeting(COUNCIL, date(2026, 12, 14)))

    assert (found.body.name, found.day) == (COUNCIL, date(2026, 12, 14))


def stop(texts: str):
    (found,) = (one.stop for one in known_of(minutes(texts), "m", basis(TODAY))
                if one.stop.title == SCHOOL)  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ("Beslut\nÄrendet bordläggs till den 1 december 2026.",
         "bordlades här till den 1 december 2026"),
        ("Beslut\nÄrendet återremitteras.", "återremitterades här"),
        ("Bakgrund\nÄrendet bordlades den 3 november.\n\nBeslut\nSkolan läggs ned.",
         "beslut, tidigare bordlagt"),
    ],
)  # fmt: skip
def test_a_stop_tells_what_was_done_instead_of_the_stage(texts, words):
    assert plain(stage_words(stop(texts), SV)) == words


@pytest.mark.parametrize(
    ("decision", "stage"),
    [
        ("Nämnden uppdrar åt förvaltningen att se över skolans framtid.", Stage.COMMISSION),
        ("Förslaget skickas ut på remiss.", Stage.CONSULTATION),
        ("Skolan läggs ned.", Stage.DECISION),
    ],
)
def test_minutes_tell_the_stage_by_what_was_decided(decision, stage):
    assert stop(f"Beslut\n{decision}").stage is stage


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Detaljplan för Eken 3 – samråd", Stage.CONSULTATION),
        ("Regional kulturplan, remissversion", Stage.CONSULTATION),
        ("Solcellspark vid Norrby, yttrande", Stage.REFERRAL),
        ("Särskilt yttrande om Norrby skola", Stage.DECISION),
    ],
)
def test_more_titles_tell_the_stage(title, stage):
    read = meeting(SCHOOLS, DAY, (title, "", ""))

    assert [one.stop.stage for one in known_of(read, "m", basis(TODAY))] == [stage]


def test_a_committee_gives_its_opinion_on_a_motion_that_the_board_answers():
    told = ("Yttrande över motion om hundrastgård", "", "")
    stages = [known_of(meeting(body, DAY, told), "m", basis(TODAY))[0].stop.stage
              for body in (SCHOOLS, BOARD)]  # fmt: skip

    assert stages == [Stage.REFERRAL, Stage.ANSWER]


def test_a_motion_that_is_passed_on_is_raised():
    read = minutes(
        "Beslut\nMotionen remitteras till kommunstyrelsen.", COUNCIL, DAY, "Motion om gym"
    )

    assert known_of(read, "m", basis(TODAY))[1].stop.stage is Stage.RAISED


def test_a_title_that_ends_with_consultation_has_no_presenter():
    (item,) = (one for one in minutes("", AU, DAY, "Detaljplan för Eken 3 – samråd").items
               if "Eken" in one.title.text)  # fmt: skip

    assert (item.title.text, item.presenter) == ("Detaljplan för Eken 3 – samråd", "")
