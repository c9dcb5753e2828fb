"""A paper as text, HTML, PDF and Word."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from papers import PAPER

from agenda_risk.errors import ReadError, RefusedError
from agenda_risk.render.docx import as_docx
from agenda_risk.render.glyphs import fonts
from agenda_risk.render.paper import Line, Paper, Prose, Section, Table, shares
from agenda_risk.render.paper_html import as_html
from agenda_risk.render.paper_text import as_text
from agenda_risk.render.pdf import as_pdf

HOSTILE = {
    "typst": '#panic("ran") $x^2$ `raw` *b* _i_ @ref <label> \\ // /* [',
    "markup": "<script>alert(1)</script> {{ 7*7 }} {% x %} &amp;",
    "signs": "\u202eomvänt\u202c \u200fעברית 😀 \ufffe \ue0f1 e\u0301 \ud800",
    "control": "a\x00b\x1b[31mc\x0bd",
    "long": "skola" * 500,
    "empty": "",
}


def with_text(text: str) -> Paper:
    return replace(
        PAPER, title=text or "x", sections=(Section(text, (Prose((Line(text, text),)),)),)
    )


def words(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def rows_of(written) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]


# Text and HTML


def test_a_paper_reads_from_top_to_foot_as_text():
    written = as_text(PAPER)

    places = [
        written.index(words)
        for words in (
            "(Utkast)",
            "VARFÖR NU?",
            "1. Först",
            "2. Sedan",
            "Växeln",
            "1. Börjar",
            "....",
            "Du beslutar.",
        )
    ]
    assert places == sorted(places)


def text_of(*blocks):
    return as_text(Paper("sv", "Titel", (Section("Rubrik", blocks),)), width=40)


def test_a_cell_that_is_too_long_goes_on_below():
    rows = (("Barn- och utbildningsnämndens ordförande", "Avveckling av Björkängens skola"),)

    assert (
        "Barn- och            Avveckling av\nutbildningsnämndens  Björkängens skola\nordförande\n"
    ) in text_of(Table(head=("Vem", "Rubrik"), rows=rows))


def test_a_table_whose_words_do_not_fit_side_by_side_is_told_row_by_row():
    rows = (("Verksamhetslokalförsörjningsplan", "Kommunfullmäktigeberedningen"),)

    assert "* Verksamhetslokalförsörjningsplan\n  Vem: Kommunfullmäktigeberedningen" in text_of(
        Table(head=("Vad", "Vem"), rows=rows)
    )


def test_a_page_has_one_first_heading_and_names_what_its_cells_head():
    page = as_html(PAPER)

    assert page.count("<h1>") == 1
    assert page.count('<th scope="col">') == 3
    assert page.count('<th scope="row">') == 2
    assert page.count("<ol>") == 2


# PDF


def test_a_pdf_is_tagged_and_keeps_to_both_standards():
    pdf = as_pdf(PAPER)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"/Marked true" in pdf
    assert b"/Lang(sv)" in pdf.replace(b"/Lang (", b"/Lang(")


def test_a_pdf_numbers_its_pages_and_begins_a_new_one_where_told():
    pages = [
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(as_pdf(PAPER))
    ]

    assert ["Sida 1 av 2" in pages[0], "Sida 2 av 2" in pages[1]] == [True, True]
    assert "Att fylla i" in pages[1]


def test_every_letter_that_is_said_to_be_drawn_can_be_drawn():
    ranges = (one.split("-") for one in (fonts() / "coverage.txt").read_text().split())
    letters = "".join(
        chr(code) for low, high in ranges for code in range(int(low, 16), int(high, 16) + 1)
    )

    assert as_pdf(with_text(letters))


# Word


def test_a_word_document_has_title_language_headings_and_rows_that_repeat():
    written = Document(BytesIO(as_docx(PAPER)))

    assert written.core_properties.title == f"{PAPER.title} (Utkast)"
    languages = {one.get(qn("w:val")) for one in written.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    headings = [one.text for one in written.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["Varför nu?", "Vem svarar", "Att fylla i"]
    assert len(list(written.element.iter(qn("w:tblHeader")))) == 1
    assert ["Föräldrar ringer", "Växeln", "Före kl.\u00a016.00"] in rows_of(written)


def test_an_english_word_document_says_so():
    written = Document(BytesIO(as_docx(replace(PAPER, language="en"))))

    assert {one.get(qn("w:val")) for one in written.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_each_numbered_list_begins_with_one():
    written = Document(BytesIO(as_docx(PAPER)))
    listed = [one for one in written.paragraphs if one.style.name == "List Number"]

    numbers = [one._p.pPr.numPr.numId.val for one in listed]
    assert numbers[0] == numbers[1] != numbers[2]


# An organisation's own template


def template(*paragraphs: str) -> bytes:
    written = Document()
    for text in paragraphs:
        written.add_paragraph(text)
    content = BytesIO()
    written.save(content)
    return content.getvalue()


def test_a_template_holds_the_sections_where_it_says():
    own = template("Granviks kommun", "{{ title }} {{ mark }}", "{{ sheet }}", "Sist")

    written = Document(BytesIO(as_docx(PAPER, own, {"body": "Kommunfullmäktige"})))

    texts = [one.text for one in written.paragraphs if one.text]
    assert texts[:3] == ["Granviks kommun", f"{PAPER.title} Utkast", "Varför nu?"]
    assert texts[-2:] == ["Du beslutar. Det kan missa saker.", "Sist"]
    assert ["Föräldrar ringer", "Växeln", "Före kl.\u00a016.00"] in rows_of(written)


def test_a_template_without_a_place_for_the_sections_has_them_last():
    written = Document(BytesIO(as_docx(PAPER, template("{{ title }}"))))

    assert [one.text for one in written.paragraphs][:2] == [PAPER.title, "Varför nu?"]


def test_a_text_is_not_run_as_a_template():
    written = as_docx(with_text("{{ 7*7 }} <w:p/> &"), template("{{ title }}"))

    assert "{{ 7*7 }} <w:p/> &" in Document(BytesIO(written)).paragraphs[0].text


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.format.__globals__ }}",
        "{{ secret }}",
        "{{ title",
        "{% for x in range(10**9) %}x{% endfor %}",
        "{{ 1/0 }}",
        "{% include 'x' %}",
        "{{ title + 1 }}",
        "{% for a in 'x' * 99999 %}{% for b in 'x' * 99999 %}{% endfor %}{% endfor %}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ title|center(1000000000) }}",
        "{{ lipsum(n=100000) }}",
    ],
)
def test_a_template_that_asks_for_more_than_the_fields_is_refused(text):
    with pytest.raises(RefusedError, match="The Word template"):
        as_docx(PAPER, template(text))


def bomb() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", compression=8) as packed:
        packed.writestr("word/document.xml", b" " * 50_000_000)
    return content.getvalue()


def spoilt(content: bytes) -> bytes:
    """Return a zip whose members are there, but can no longer be unpacked."""
    place = content.index(b"word/document.xml") + 40
    return content[:place] + bytes(60) + content[place + 60 :]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"%PDF-1.7", template("x")[:900], bomb(), spoilt(template("x"))],
    ids=["empty", "head", "pdf", "cut", "bomb", "spoilt"],
)
def test_what_is_no_word_document_is_refused_in_one_sentence(content):
    with pytest.raises(ReadError, match="The Word template"):
        as_docx(PAPER, content)


# Hostile texts


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("write", [as_text, as_html, as_pdf, as_docx])
def test_no_text_breaks_a_paper(write, text):
    assert write(with_text(text))


@pytest.mark.parametrize("name", ["typst", "markup"])
def test_markup_in_a_text_is_printed_and_not_read(name):
    text = HOSTILE[name]

    assert text.split()[0] in words(as_pdf(with_text(text)))
    assert "<script" not in as_html(with_text(text))


def test_the_longest_word_of_a_heading_has_room_beside_wide_columns():
    table = Table(
        head=("Punkt", "Rubrik", "Skäl", "Kommentar"),
        rows=(("7", "ord " * 40, "ord " * 40, "ord " * 40),),
    )

    first, *others = shares(table)

    assert first / (first + sum(others)) * 105 >= len("Punkt") + 1
