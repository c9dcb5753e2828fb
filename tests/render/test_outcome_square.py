"""The sheet leads to the form where it is told how the meeting went, if it has an address."""

from io import BytesIO

import pypdfium2
import pytest
from crowded import crowded_brief
from docx import Document
from pypdfium2 import raw

from agenda_risk.render.brief_docx import as_docx
from agenda_risk.render.brief_pdf import as_pdf
from agenda_risk.render.extent import Extent
from agenda_risk.render.html import as_html
from agenda_risk.render.paper import Line, Paper, Section, Square
from agenda_risk.render.paper_html import as_html as paper_as_html
from agenda_risk.render.paper_text import as_text
from agenda_risk.render.pdf import as_pdf as paper_as_pdf

ADDRESS = "https://moten.granvik.example/u/KqJ2nBv0Zr8wYx1uT4sPfA"


def lines_of(pdf: bytes) -> list[str]:
    texts = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return [" ".join(text.replace("\ufffe", "").split()) for text in texts]


@pytest.mark.parametrize(("raised", "length"), [(0, 20), (1, 300), (3, 500), (60, 500)])
def test_the_sheet_with_the_square_is_still_one_page_that_loses_nothing(raised, length):
    pages = lines_of(as_pdf(crowded_brief(raised, length), "sv", outcome=ADDRESS))

    assert "Ordförandens underskrift" in pages[0]
    assert "skanna koden" in pages[0]
    assert "Bilaga ·" in pages[1]


def test_the_pdf_with_the_square_keeps_to_both_standards(brief):
    pdf = as_pdf(brief, "sv", outcome=ADDRESS)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf


def test_the_page_draws_the_square_and_tells_where_it_leads(brief):
    written = as_html(brief, "sv", outcome=ADDRESS)

    assert f'aria-label="Qr-kod till formuläret om hur mötet gick: {ADDRESS}"' in written
    assert 'viewBox="0 0 ' in written


def test_word_has_the_square_as_a_picture_that_is_described(brief):
    written = Document(BytesIO(as_docx(brief, "sv", outcome=ADDRESS)))

    (picture,) = written.inline_shapes
    assert ADDRESS in picture._inline.docPr.get("descr")


@pytest.mark.parametrize("extent", [Extent.OPEN, Extent.OPERATIONAL])
def test_what_can_be_released_leads_to_no_form(brief, extent):
    assert ADDRESS not in as_html(brief, "sv", extent, ADDRESS)


def test_without_an_address_there_is_no_square(brief):
    pictures = pypdfium2.PdfDocument(as_pdf(brief, "sv"))[0].get_objects(
        filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM]
    )

    assert list(pictures) == []
    assert "viewBox" not in as_html(brief, "sv")


def test_any_paper_may_hold_a_square():
    square = Square(ADDRESS, "Kod till formuläret", (Line("Hur gick det?", "Svara."),))
    paper = Paper("sv", "Efter mötet", (Section("", (square,)),))

    assert ADDRESS in as_text(paper)
    assert 'aria-label="Kod till formuläret"' in paper_as_html(paper)
    assert "Hur gick det?" in lines_of(paper_as_pdf(paper))[0]
