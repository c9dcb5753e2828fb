"""The brief as PDF: one page for the chair, then the annex."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from crowded import crowded_brief, findings
from granvik import brief_of
from pypdfium2 import raw

from agenda_risk.assess import assess, assess_meeting
from agenda_risk.models import AgendaItem, BodyKind, Finding, Level, MeetingState, Part
from agenda_risk.render.brief_pdf import as_pdf
from agenda_risk.render.extent import Extent
from agenda_risk.stamp import find_stamp, stamp_of

HOSTILE = {
    "typst": '#panic("ran") #read("/etc/passwd") $x^2$ `raw` *b* @ref <label> // /* [',
    "html": "<script>alert(1)</script><b>x</b> &amp; &#0;",
    "direction": "\u202eomvänt \u200f עברית مرحبا",
    "emoji": "Skolan 😀👩‍👩‍👧 läggs ned ✅",
    "json": '"}],"cards":[{"\\u0000',
    "one word": "skolnedläggning" * 34,
}

HERE = Path(__file__).parent
FOLDERS = (HERE, HERE.parent)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [spaced(page.get_textpage().get_text_bounded()) for page in document]


def spaced(text: str) -> str:
    """Return *text* on one line, words that were cut at its end put together."""
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u00ad", ""))


def where(pdf: bytes, words: str) -> list[int]:
    return [number for number, text in enumerate(pages(pdf), 1) if words in text]


def test_the_sheet_reads_in_order(brief):
    first = pages(as_pdf(brief, "sv"))[0]

    order = (
        "Säkerhetsblad till ordföranden",
        "Kommunfullmäktige",
        "Behov av förberedelser",
        "Kort sagt",
        "Ärenden att förbereda",
        "avveckla Björkängens skola",
        "Övriga 12 ärenden",
        "Kallelsen visar inte allt",
        "Åtgärder att ta ställning till",
        "Före mötet",
        "Under och efter mötet",
        "När du leder mötet",
        "Viktiga nummer",
        "Ordförandens underskrift",
    )
    places = [first.index(words) for words in order]
    assert places == sorted(places)


def test_each_page_says_who_decides_what_was_read_and_its_number(brief):
    found = pages(as_pdf(brief, "sv"))

    for number, text in enumerate(found, 1):
        assert f"Sida {number} av {len(found)}" in text
        assert "Du beslutar." in text
        assert brief.provenance.inputs[0][1][:12] in text


def test_the_pdf_keeps_to_both_standards_and_is_dated_when_it_was_made(brief):
    pdf = as_pdf(brief, "sv")

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"2026-12-07" in pdf


def test_the_same_brief_gives_the_same_bytes(brief):
    assert as_pdf(brief, "sv") == as_pdf(brief, "sv")


SEVERAL = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:]
from crowded import crowded_brief, findings
from agenda_risk.render.brief_pdf import as_pdf

held = []
for number in range(8):
    as_pdf(crowded_brief(5, 90 + number), "sv")
    held.append(int(Path("/proc/self/statm").read_text().split()[1]))
print((held[-1] - held[1]) * 4096 // 1_000_000)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not told here")
def test_what_one_sheet_took_is_not_held_for_the_next():
    done = subprocess.run(
        [sys.executable, "-c", SEVERAL, *map(str, FOLDERS)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert int(done.stdout) < 60


def test_all_letters_are_in_the_file(brief):
    document = pypdfium2.PdfDocument(as_pdf(brief, "sv"))
    fonts = {
        raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one.raw))
        for page in document
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    }

    assert fonts == {1}


@pytest.mark.parametrize(
    ("raised", "length"),
    [(0, 20), (1, 500), (2, 160), (3, 90), (3, 300), (3, 500), (4, 90), (60, 500)],
)
def test_the_sheet_is_one_page_and_loses_nothing(raised, length):
    pdf = as_pdf(crowded_brief(raised, length), "sv")
    first = pages(pdf)[0]

    assert [f"Åtgärd {number}." in first for number in range(7)] == [True] * 7
    assert sum(f"{number}: Avveckl" in first for number in range(1, 61)) >= min(raised, 3)
    assert where(pdf, "Ordförandens underskrift") == [1]
    assert where(pdf, "Bilaga ·") == [2]


def test_items_beyond_the_third_stand_in_the_annex_and_the_sheet_says_so():
    pdf = as_pdf(crowded_brief(60), "sv")
    found = pages(pdf)

    assert "Ytterligare 57 ärenden att förbereda står i bilagan" in found[0]
    rest = " ".join(found[1:])
    assert all(f"Punkt {number}: " in rest for number in range(4, 61))


def test_the_highest_items_stand_on_the_sheet():
    brief = crowded_brief(5)
    first, *rest = brief.assessment.items
    lower = first.model_copy(update={"level": Level.MODERATE})
    mixed = brief.assessment.model_copy(update={"items": (lower, *rest)})

    page = pages(as_pdf(brief.model_copy(update={"assessment": mixed}), "sv"))[0]

    cards = page.split("Ärenden att förbereda")[1]
    assert "1: Avveckl" not in cards
    assert "4: Avveckl" in cards


@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_no_title_breaks_the_page(word):
    pdf = as_pdf(crowded_brief(3, word=word), "sv")

    assert where(pdf, "Ordförandens underskrift") == [1]
    assert where(pdf, "Bilaga ·") == [2]


def test_a_title_is_printed_as_it_stands():
    assert '#panic("ran")' in pages(as_pdf(crowded_brief(1, word=HOSTILE["typst"]), "sv"))[0]


def test_a_meeting_without_day_place_or_organisation_fits_too(meeting, measures):
    bare = meeting.model_copy(
        update={"start": meeting.start.model_copy(update={"day": None, "clock": None}), "place": ""}
    )
    pdf = as_pdf(brief_of(bare, measures), "sv")

    assert where(pdf, "Kontrollera: var hålls mötet?") == [1]
    assert where(pdf, "Ordförandens underskrift") == [1]


def test_a_very_long_name_of_a_body_fits_too(meeting, measures):
    long = meeting.body.model_copy(
        update={"name": "Gemensamma nämnden för familjerätt " * 8, "kind": BodyKind.COMMITTEE}
    )
    pdf = as_pdf(brief_of(meeting.model_copy(update={"body": long}), measures), "sv")

    assert where(pdf, "Ordförandens underskrift") == [1]


def test_a_meeting_that_is_cancelled_has_no_empty_headings(meeting, measures):
    off = brief_of(meeting.model_copy(update={"state": MeetingState.CANCELLED}), measures)
    written = as_pdf(off.model_copy(update={"suggestions": ()}), "sv")

    assert where(written, "Mötet är inställt.") == [1]
    assert where(written, "Åtgärder att ta ställning till") == []
    assert where(written, "När du leder mötet") == []


def test_an_english_brief_is_in_english(brief):
    first = pages(as_pdf(brief, "en"))[0]

    assert "Safety sheet for the chair" in first
    assert "Page 1 of" in first


# Parts


def test_the_operational_annex_begins_on_a_page_of_its_own(brief):
    found = pages(as_pdf(brief, "sv"))

    (page,) = [text for text in found if "Operativ bilaga" in text]
    assert page.startswith("Operativ bilaga")
    assert "Hemvägen" in page


def test_the_open_part_tells_neither_protection_nor_contacts(brief):
    whole, opened = (" ".join(pages(as_pdf(brief, "sv", one))) for one in (Extent.ALL, Extent.OPEN))

    for words in ("Informera kommunpolisen", "Viktiga nummer", "Operativ bilaga", "Hemvägen"):
        assert words in whole
        assert words not in opened
    assert "Sekretess prövas för varje uppgift" in opened
    assert "Om mötet störs" in opened


def test_the_operational_part_tells_no_reasons(brief):
    text = " ".join(pages(as_pdf(brief, "sv", Extent.OPERATIONAL)))

    assert "Informera kommunpolisen" in text
    assert "stämpla den inte" in text
    assert "Därför syns" not in text
    assert "avveckla" not in text


def test_follow_up_days_are_those_of_borlange(brief):
    text = " ".join(pages(as_pdf(brief, "sv")))

    for day in (date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 28), date(2027, 12, 14)):
        assert f"{day.day} december {day.year}" in text


@pytest.mark.parametrize("count", [1, 40])
def test_the_stamp_can_be_found_again_on_each_page(brief, count):
    inputs = tuple((f"{number}.pdf", f"{number:02x}" * 32) for number in range(count))
    versions = {"lexicons": "2faacdc0", "measures": "6c91bb6d", "check": "c3c99ffba158"}
    made = brief.provenance.model_copy(update={"inputs": inputs, **versions})
    stamped = brief.model_copy(update={"provenance": made})

    found = pages(as_pdf(stamped, "sv"))

    assert {find_stamp(text) for text in found} == {stamp_of(stamped)}
    assert "Bilaga ·" in found[1]


def test_where_one_reason_has_room_it_is_the_gravest_that_says_more_than_the_title():
    crowded = crowded_brief(3)
    items = crowded.meeting.items
    found = tuple(assess(item, told_twice(item)) for item in items)
    brief = crowded.model_copy(update={"assessment": assess_meeting(crowded.meeting, found)})

    first = pages(as_pdf(brief, "sv"))[0]

    assert first.count("Av förslaget") == 3
    assert "Av rubriken" not in first
    assert "Av texten" not in first
    assert first.count("och 2 skäl till") == 3


def told_twice(item: AgendaItem) -> tuple[Finding, ...]:
    """Return what title, proposal and summary show; the summary less than the others."""
    told = (
        ("Av rubriken", Part.TITLE, Level.HIGH),
        ("Av förslaget", Part.PROPOSAL, Level.HIGH),
        ("Av texten", Part.SUMMARY, Level.MODERATE),
    )
    return tuple(_found(item, *one) for one in told)


def _found(item: AgendaItem, title: str, part: Part, level: Level) -> Finding:
    first = findings(item)[0]
    terms = tuple(term.model_copy(update={"part": part}) for term in first.terms)
    told = {"title": title, "part": part, "level": level, "terms": terms}
    return first.model_copy(update=told)
