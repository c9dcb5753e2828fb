"""What people did by hand is told with role, time and reason, in every form."""

from datetime import datetime
from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from agenda_risk.models import (
    Contact,
    ItemAdded,
    Level,
    LevelSet,
    MeasureAnswered,
    Profile,
    Publicity,
    PublicitySet,
    Reviewed,
    Role,
)
from agenda_risk.render.brief_docx import as_docx
from agenda_risk.render.brief_pdf import as_pdf
from agenda_risk.render.extent import Extent
from agenda_risk.render.html import as_html
from agenda_risk.render.text import as_text

AT = datetime(2026, 12, 8, 9, 15)


def text_of_pdf(brief, language, extent=Extent.ALL) -> str:
    document = pypdfium2.PdfDocument(as_pdf(brief, language, extent))
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def text_of_docx(brief, language, extent=Extent.ALL) -> str:
    written = Document(BytesIO(as_docx(brief, language, extent)))
    cells = (cell.text for table in written.tables for row in table.rows for cell in row.cells)
    return " ".join([*(one.text for one in written.paragraphs), *cells])


FORMS = {"text": as_text, "html": as_html, "pdf": text_of_pdf, "docx": text_of_docx}


def told(form: str, brief, extent=Extent.ALL) -> str:
    return " ".join(FORMS[form](brief, "sv", extent).replace("\ufffe", "").split())


@pytest.fixture
def worked(brief):
    """Return a brief that people have worked on."""
    entries = (
        ItemAdded(
            at=AT,
            role=Role.CLERK,
            item="h1",
            title="Manifestation på torget",
            level=Level.MODERATE,
            reason="Anmäld till polisen.",
        ),
        LevelSet(
            at=AT,
            role=Role.SECURITY,
            item="k9",
            title="Vindkraft på Högåsen",
            was=Level.MODERATE,
            level=Level.HIGH,
            reason="Många har hört av sig.",
        ),
        PublicitySet(
            at=AT, role=Role.CLERK, publicity=Publicity.PUBLIC, ground="Fullmäktige är öppet."
        ),
        MeasureAnswered(
            at=AT,
            role=Role.CHAIR,
            measure=brief.suggestions[0].measure,
            answer=False,
            reason="Redan ordnat.",
        ),
        Reviewed(at=AT, role=Role.CHAIR),
    )
    profile = Profile(
        contacts={Role.SECURITY: Contact(title="Trygghetsenheten", phone="0100-12 34 56")},
        duty_number="0100-99 99",
        meeting_point="Torget, norra sidan",
        incident_system="Säkra",
    )
    return brief.model_copy(update={"entries": entries, "profile": profile})


@pytest.mark.parametrize("form", FORMS)
def test_changes_are_told_with_role_time_and_reason(worked, form):
    text = told(form, worked)

    for words in (
        "Manifestation på torget",
        "Många har hört av sig.",
        "8 december 2026 kl. 09.15, Säkerhetssamordnaren:",
        "Genomgången av ordföranden 8 december 2026 kl. 09.15.",
    ):
        assert words in text


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_is_printed_with_its_reason(worked, form):
    assert "Redan ordnat." in told(form, worked)


def test_an_answered_measure_has_no_empty_box_in_text(worked):
    text = told("text", worked)

    assert "Beslut: [ ] Ja [x] Nej Skäl: Redan ordnat." in text


@pytest.mark.parametrize("form", FORMS)
def test_contacts_are_those_of_the_profile(worked, form):
    text = told(form, worked)

    for words in ("Trygghetsenheten", "0100-12 34 56", "0100-99 99", "Torget, norra sidan"):
        assert words in text
    assert "i Säkra." in text


@pytest.mark.parametrize("form", FORMS)
def test_the_open_part_holds_no_number_of_the_profile(worked, form):
    text = told(form, worked, Extent.OPEN)

    assert "0100" not in text
    assert "Torget, norra sidan" not in text
    assert "Redan ordnat." in text


@pytest.mark.parametrize("form", FORMS)
def test_the_support_block_reminds_of_all(brief, form):
    text = told(form, brief)

    assert "Närstående räknas också." in text
    assert "Det påverkar inte hur ärenden bedöms." in text


def test_a_name_in_a_reason_is_masked(brief):
    entry = LevelSet(
        at=AT,
        role=Role.CLERK,
        item="i9Vin",
        was=Level.LOW,
        level=Level.HIGH,
        reason="Samtal från Anna Svensson, 070-123 45 67.",
    )
    text = told("text", brief.model_copy(update={"entries": (entry,)}))

    assert "Svensson" not in text
    assert "070" not in text
