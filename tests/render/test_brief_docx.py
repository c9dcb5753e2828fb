"""The brief as a Word document, and as a calendar and a few lines to paste."""

import shutil
import subprocess
from io import BytesIO

import icalendar
import pytest
from docx import Document
from docx.oxml.ns import qn
from granvik import brief_of

from agenda_risk.models import MeetingState
from agenda_risk.render.brief_docx import as_docx
from agenda_risk.render.calendar import as_ics
from agenda_risk.render.extent import Extent
from agenda_risk.render.paste import as_paste

SOFFICE = shutil.which("soffice")


def test_the_brief_opens_with_headings_language_and_rows_that_repeat(brief):
    written = Document(BytesIO(as_docx(brief, "sv")))

    assert written.core_properties.title == "Kommunfullmäktige måndag 14\u00a0december 2026"
    assert written.core_properties.language == "sv-SE"
    headings = [one.text for one in written.paragraphs if one.style.name == "Heading 1"]
    assert headings[:3] == ["Kort sagt", "Ärenden att förbereda", "Övriga ärenden"]
    assert "Operativ bilaga" in headings
    rows = [table.rows[0] for table in written.tables if len(table.columns) > 2]
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows)


def test_a_template_of_the_organisation_is_filled(brief):
    own = Document()
    own.add_paragraph("{{ organisation }}: {{ body }}, {{ date }}, behov: {{ level }}")
    own.add_paragraph("{{ sheet }}")
    content = BytesIO()
    own.save(content)

    written = Document(BytesIO(as_docx(brief, "sv", template=content.getvalue())))

    assert written.paragraphs[0].text == (
        "Granviks kommun: Kommunfullmäktige, måndag 14\u00a0december 2026, behov: högt"
    )
    assert written.paragraphs[1].text == "Kort sagt"


def test_a_meeting_that_is_cancelled_has_no_empty_headings(meeting, measures):
    off = brief_of(meeting.model_copy(update={"state": MeetingState.CANCELLED}), measures)
    off = off.model_copy(update={"suggestions": (), "more": (), "too_late": ()})
    written = Document(BytesIO(as_docx(off, "sv")))

    headings = [one.text for one in written.paragraphs if one.style.name == "Heading 1"]
    assert "Kort sagt" in headings
    assert not {"Åtgärder att ta ställning till", "När du leder mötet", "Hemvägen"} & {*headings}


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(brief, tmp_path):
    (tmp_path / "brief.docx").write_bytes(as_docx(brief, "sv"))
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "brief.docx",
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )

    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


# Calendar


def test_the_calendar_holds_measures_days_to_read_again_and_following_up(brief):
    calendar = icalendar.Calendar.from_ical(as_ics(brief, "sv"))
    days = {str(one["summary"]): one["dtstart"].dt.isoformat() for one in calendar.walk("VEVENT")}

    assert days["Läs kallelsen igen"] == "2026-12-11"
    assert days["Informera kommunpolisen om mötet (Säkerhetssamordnaren)"] == "2026-12-09"
    assert any(day == "2027-12-14" for day in days.values())


def test_the_calendar_tells_no_title_of_an_item_and_is_private(brief):
    written = as_ics(brief, "sv").decode()

    assert "Björkängen" not in written
    assert written.count("CLASS:PRIVATE") == written.count("BEGIN:VEVENT")


def test_the_same_brief_gives_the_same_calendar(brief):
    assert as_ics(brief, "sv") == as_ics(brief, "sv")


def test_the_open_calendar_has_no_protection(brief):
    assert "kommunpolisen" in as_ics(brief, "sv").decode()
    assert "kommunpolisen" not in as_ics(brief, "sv", Extent.OPEN).decode()


# To paste


def test_what_is_pasted_has_level_items_measures_and_basis(brief):
    first, level, seven, nine, others, suggested, foot = as_paste(brief, "sv").splitlines()

    assert first.startswith("Säkerhetsgenomgång av kallelsen – Granviks kommun, Kommunfullmäktige")
    assert level.startswith("Behov av förberedelser: högt (2 av 14 ärenden")
    assert seven.startswith("Punkt 7 · KS 2026/412 Avveckling av Björkängens skola – högt.")
    assert nine.startswith("Punkt 9")
    assert "utan risk" in others
    assert suggested == "Föreslagna åtgärder: 7. Ordföranden beslutar senast 9\u00a0december 2026."
    assert foot.startswith("Du beslutar.")
