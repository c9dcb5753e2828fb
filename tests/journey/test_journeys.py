"""A brief tells where a case was first seen, and where it is expected next, in every format."""

import json
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from made_town import AU, BOARD, COUNCIL, SCHOOL, SCHOOLS, briefs, meeting, meetings
from pypdfium2 import PdfDocument

from agenda_risk.models import BodyKind, Mark, Stage
from agenda_risk.render.formats import Asked, written
from agenda_risk.render.journey import lines
from agenda_risk.translate import translator

SV = translator("sv")
FIRST = (
    "Sågs första gången i barn- och utbildningsnämnden den 12 oktober 2026, 63 dagar före beslutet."
)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


@pytest.fixture(scope="module")
def town():
    return briefs(*meetings())


def told(brief, number: str) -> list[str]:
    (item,) = (one for one in brief.meeting.items if one.number == number)
    return [plain(line) for line in lines(brief, item.id, SV)]


def journey(brief, number: str):
    (item,) = (one for one in brief.meeting.items if one.number == number)
    return next(one for one in brief.journeys if one.item == item.id)


def test_the_council_is_told_where_the_case_was_first_seen(town):
    assert told(town[4], "2") == [FIRST]


def test_a_case_goes_from_committee_to_council(town):
    way = journey(town[4], "2")

    assert [one.body.name for one in way.earlier] == [SCHOOLS, AU, BOARD]
    assert [one.stage for one in way.earlier] == [Stage.COMMISSION, Stage.PROPOSAL, Stage.PROPOSAL]
    assert not way.is_likely


def test_what_went_on_to_a_body_above_was_not_decided_below():
    board, _council = briefs(
        meeting(BOARD, date(2026, 12, 1), (SCHOOL, "KS 2026/412", "")),
        meeting(COUNCIL, date(2026, 12, 14), (SCHOOL, "KS 2026/412", "")),
    )

    way = journey(board, "1")
    assert (way.here.stage, way.later[0].stage) == (Stage.PROPOSAL, Stage.DECISION)


def test_what_only_titles_tell_is_said_to_be_likely(town):
    first, mark = told(town[4], "3")

    assert first.startswith("Troligen (rubrikerna liknar varandra, diarienumret är inte gemensamt)")
    assert mark == "Ärendet återremitterades på vägen."
    assert journey(town[4], "3").here.marks == (Mark.RETURNED,)


def test_the_first_sighting_says_that_a_dialogue_still_fits(town):
    first, later = told(town[1], "1")

    assert first.startswith("Ärendet syns för första gången")
    assert first.endswith("Inget är beslutat än: här finns det fortfarande tid för dialog.")
    assert later == (
        "Ärendet står också på dagordningen i kommunstyrelsens arbetsutskott den 10 november 2026."
    )


def test_a_decision_is_never_told_to_have_room_for_a_dialogue():
    _old, new = briefs(
        meeting(BOARD, date(2026, 3, 2), ("Upprop", "", "")),
        meeting(COUNCIL, date(2026, 12, 14), (SCHOOL, "KS 2026/412", "")),
    )

    (line,) = told(new, "1")
    assert "första gången" in line
    assert "dialog" not in line


def test_what_was_sent_back_has_been_seen_somewhere_and_is_no_first_sighting():
    _old, new = briefs(
        meeting(BOARD, date(2026, 3, 2), ("Upprop", "", "")),
        meeting(COUNCIL, date(2026, 12, 14), (f"{SCHOOL} (återremitterat ärende)", "", "")),
    )

    assert told(new, "1") == []


def test_nothing_is_said_of_first_sightings_where_little_is_known():
    _old, new = briefs(
        meeting(BOARD, date(2026, 12, 1), ("Upprop", "", "")),
        meeting(COUNCIL, date(2026, 12, 14), (SCHOOL, "KS 2026/412", "")),
    )

    assert told(new, "1") == []


def test_the_council_is_expected_next_where_its_meeting_is_known():
    proposal = "Kommunstyrelsen föreslår kommunfullmäktige att lägga ned skolan."
    board, _council = briefs(
        meeting(BOARD, date(2026, 12, 1), (SCHOOL, "KS 2026/412", proposal)),
        meeting(COUNCIL, date(2026, 12, 14), ("Upprop", "", "")),
    )

    awaited = journey(board, "1").awaited
    assert (awaited.body.kind, awaited.day) == (BodyKind.ASSEMBLY, date(2026, 12, 14))
    assert told(board, "1")[-1].startswith(
        "Väntas härnäst i kommunfullmäktige den 14 december 2026"
    )


@pytest.mark.parametrize(
    ("proposal", "coming"),
    [
        ("Kommunstyrelsen lägger ned skolan.", COUNCIL),  # nothing is proposed to anybody
        ("Kommunstyrelsen föreslår kommunfullmäktige att lägga ned skolan.", SCHOOLS),
    ],
)
def test_nothing_is_expected_without_a_reason(proposal, coming):
    board, _other = briefs(
        meeting(BOARD, date(2026, 12, 1), (SCHOOL, "KS 2026/412", proposal)),
        meeting(coming, date(2026, 12, 14), ("Upprop", "", "")),
    )

    assert journey(board, "1").awaited is None


def test_the_level_is_the_same_with_and_without_a_journey(town):
    alone = briefs(meetings()[4])

    assert alone[0].assessment == town[4].assessment
    assert alone[0].journeys == ()


def test_two_towns_in_one_folder_are_two():
    one, other = briefs(
        meeting(SCHOOLS, date(2026, 10, 12), (SCHOOL, "KS 2026/412", "")),
        meeting(COUNCIL, date(2026, 12, 14), (SCHOOL, "KS 2026/412", ""), town="Ekmarks kommun"),
    )

    assert not journey(other, "1").earlier
    assert not journey(one, "1").later


@pytest.mark.parametrize("form", ["text", "html"])
def test_formats_for_the_screen_tell_it(town, form):
    text = plain(written(town[4], Asked(form, "sv")).decode("utf-8"))

    assert FIRST in text
    assert "Ärendets väg: punkt 2" in text or "ÄRENDETS VÄG: PUNKT 2" in text


def test_the_pdf_tells_it_on_its_first_and_only_sheet(town):
    pdf = PdfDocument(written(town[4], Asked("pdf", "sv")))
    first, second = (plain(pdf[place].get_textpage().get_text_range()) for place in (0, 1))
    pdf.close()

    assert "63 dagar före beslutet" in first
    assert "Datum" in first
    assert "Sida 2" in second


def test_word_tells_it(town):
    document = Document(BytesIO(written(town[4], Asked("docx", "sv"))))

    assert FIRST in plain(" ".join(one.text for one in document.paragraphs))
    assert any("numret BUN 2026/44" in cell.text for table in document.tables
               for row in table.rows for cell in row.cells)  # fmt: skip


def test_programs_get_it_in_json(town):
    told = json.loads(written(town[4], Asked("json", "sv")))["journeys"]

    assert [one["item"] for one in told] == ["2", "3"]
    assert [stop["case_number"] for stop in told[0]["stops"]] == [
        "BUN 2026/44", "KS 2026/412 (BUN 2026/44)", "KS 2026/0412", "2026/KS 412",
    ]  # fmt: skip
    assert told[1]["stops"][0]["likeness"] >= 0.8


def test_a_title_in_a_journey_is_masked():
    letter = "Skrivelse från Anna Andersson om nedläggning av Björkängens skola"

    first, second = briefs(
        meeting(SCHOOLS, date(2026, 10, 12), (letter, "BUN 2026/4", "")),
        meeting(COUNCIL, date(2026, 12, 14), (SCHOOL, "BUN 2026/4", "")),
    )

    assert "Andersson" not in journey(second, "1").earlier[0].title
    assert first.journeys
