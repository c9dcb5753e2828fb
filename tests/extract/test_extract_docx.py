import inspect
import sys
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from sample_files import in_list, paragraph, read, table, word, zipped

from agenda_risk.errors import (
    BrokenFileError,
    PasswordError,
    TooLargeError,
    UnknownFormatError,
)


def text_of(body: str, numbering: str = "", styles: str = "") -> str:
    return read(word(body, numbering, styles), "kallelse.docx").text


def level(depth: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def ground(*levels: str, ground_id: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{ground_id}">{"".join(levels)}</w:abstractNum>'


def numbered(list_id: int, more: str = "", ground_id: int = 0) -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{ground_id}"/>{more}</w:num>'


def test_a_document_made_by_python_docx_is_read():
    made = docx.Document()
    made.add_heading("Kallelse", 1)
    made.add_paragraph("Val av justerare", style="List Number")
    made.add_paragraph("Budget 2027", style="List Number")
    grid = made.add_table(1, 2)
    grid.cell(0, 0).text = "Plats"
    grid.cell(0, 1).text = "Stadshuset\nSal A"
    buffer = BytesIO()
    made.save(buffer)

    document = read(buffer.getvalue(), "kallelse.docx")

    assert document.text == (
        "Kallelse\n1. Val av justerare\n2. Budget 2027\nPlats\tStadshuset\vSal A\n"
    )


def test_heads_and_feet_of_pages_are_kept_apart_from_the_text():
    made = docx.Document()
    made.add_paragraph("Kallelse")
    first, second = made.sections[0], made.add_section()
    second.header.is_linked_to_previous = False
    for section in (first, second):
        section.header.paragraphs[0].text = "Ekby kommun"
    second.header.add_paragraph("Socialnämnden")
    first.footer.paragraphs[0].text = "Box 12, Ekby"
    buffer = BytesIO()
    made.save(buffer)

    document = read(buffer.getvalue(), "kallelse.docx")

    assert document.text.split() == ["Kallelse"]
    assert document.edges == "Ekby kommun\nSocialnämnden\nBox 12, Ekby\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b", id="tab"),
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb", id="line break"),
        pytest.param("<w:r><w:t>a</w:t><w:noBreakHyphen/></w:r>", "a-", id="fixed hyphen"),
        pytest.param("<w:hyperlink><w:r><w:t>länk</w:t></w:r></w:hyperlink>", "länk", id="link"),
        pytest.param("<w:ins><w:r><w:t>ny</w:t></w:r></w:ins>", "ny", id="inserted"),
        pytest.param(
            "<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>y</w:t></w:r>",
            "y",
            id="deleted",
        ),
        pytest.param(
            "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:t>y</w:t></w:r>",
            "y",
            id="moved away",
        ),
        pytest.param(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r>",
            "y",
            id="hidden",
        ),
        pytest.param(
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>y</w:t></w:r>', "y", id="not hidden"
        ),
        pytest.param(
            '<w:r><w:rPr><w:rStyle w:val="Dold"/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r>',
            "y",
            id="hidden by style",
        ),
        pytest.param(
            "<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r>"
            "</w:fldSimple>",
            "7",
            id="field",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent><w:r><w:t>val</w:t></w:r></w:sdtContent></w:sdt>",
            "val",
            id="content control",
        ),
    ],
)
def test_a_paragraph_shows_what_a_reader_sees(body, text):
    styles = '<w:style w:styleId="Dold"><w:rPr><w:vanish/></w:rPr></w:style>'

    assert text_of(f"<w:p>{body}</w:p>", styles=styles) == f"{text}\n"


def test_content_controls_are_walked_through():
    content = paragraph("Val") + table([paragraph("a")] * 2)

    assert text_of(f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>") == "Val\na\ta\n"


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('Ruta')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Text</w:t><mc:AlternateContent><mc:Choice><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert text_of(body) == "Text\nRuta\n"


def test_a_row_is_one_line_with_its_cells_apart():
    cells = [paragraph("1"), paragraph("Val") + paragraph("av justerare"), paragraph("KS 2026/1")]

    assert text_of(table(cells)) == "1\tVal\vav justerare\tKS 2026/1\n"


def test_an_empty_cell_keeps_its_place_and_an_empty_row_is_dropped():
    rows = table(["<w:p/>", paragraph("Val")], ["<w:p/>", "<w:p/>"])

    assert text_of(rows) == "\tVal\n"


def test_a_merged_cell_is_read_once():
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Bred")}'
    top = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Hög")}'
    below = f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}"

    assert text_of(
        table([wide, paragraph("a")], [top, paragraph("b")], [below, paragraph("c")])
    ) == ("Bred\ta\nHög\tb\n\tc\n")


def test_a_table_in_a_cell_stays_in_its_cell():
    inner = table([paragraph("a"), paragraph("b")], [paragraph("c"), paragraph("d")])

    assert text_of(table([paragraph("1"), inner])) == "1\ta b\vc d\n"


def test_a_table_of_one_cell_only_frames_its_lines():
    assert text_of(table([paragraph("Kallelse") + paragraph("Plats")])) == "Kallelse\nPlats\n"


def test_a_deleted_row_is_not_read():
    kept = "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    deleted = kept.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>").replace(">a<", ">b<")

    assert text_of(f"<w:tbl>{kept}{deleted}</w:tbl>") == "a\t\n"


def test_automatic_numbers_are_written_out():
    body = in_list(1, "Val av justerare") + in_list(1, "Budget") + paragraph("Slut")

    assert text_of(body, ground(level(0, "%1.")) + numbered(1)) == (
        "1. Val av justerare\n2. Budget\nSlut\n"
    )


@pytest.mark.parametrize(
    ("number_format", "text", "third"),
    [
        ("decimal", "§ %1", "§ 3 x"),
        ("decimalZero", "%1", "03 x"),
        ("lowerLetter", "%1)", "c) x"),
        ("upperLetter", "%1.", "C. x"),
        ("lowerRoman", "%1.", "iii. x"),
        ("upperRoman", "%1.", "III. x"),
        ("bullet", "•", "x"),
    ],
)
def test_numbers_are_written_in_their_format(number_format, text, third):
    found = text_of(in_list(1, "x") * 3, ground(level(0, text, number_format)) + numbered(1))

    assert found.splitlines()[2] == third


def test_levels_count_within_each_other():
    lists = ground(level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", "lowerLetter"))
    body = "".join(in_list(1, "x", depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2))

    assert text_of(body, lists + numbered(1)).split(" x\n")[:-1] == [
        "1.", "1.1", "1.2", "a)", "b)", "2.", "2.1", "a)",
    ]  # fmt: skip


def test_a_level_that_never_restarts_goes_on():
    going_on = level(1, "§ %2", more='<w:lvlRestart w:val="0"/>')
    body = "".join(in_list(1, "x", depth) for depth in (0, 1, 0, 1))

    assert text_of(body, ground(level(0, "%1."), going_on) + numbered(1)).splitlines()[3] == "§ 2 x"


def test_a_second_list_goes_on_or_starts_anew():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = ground(level(0, "%1.")) + numbered(1) + numbered(2) + numbered(3, restart)

    assert text_of(in_list(1, "a") + in_list(2, "b") + in_list(3, "c"), lists) == (
        "1. a\n2. b\n1. c\n"
    )


def test_a_list_may_change_a_level_of_its_ground():
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "Ärende %1")}</w:lvlOverride>'

    assert text_of(in_list(1, "a"), ground(level(0, "%1.")) + numbered(1, change)) == "Ärende 1 a\n"


def test_numbers_that_come_with_a_style_are_written_out():
    styles = (
        '<w:style w:styleId="Rubrik"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:styleId="Egen"><w:basedOn w:val="Rubrik"/></w:style>'
        '<w:style w:styleId="Under"><w:basedOn w:val="Rubrik"/></w:style>'
    )
    lists = ground(level(0, "%1."), level(1, "%1.%2", more='<w:pStyle w:val="Under"/>'))
    body = paragraph("a", '<w:pStyle w:val="Egen"/>') + paragraph("b", '<w:pStyle w:val="Under"/>')

    assert text_of(body, lists + numbered(1), styles) == "1. a\n1.1 b\n"


def test_a_list_may_point_to_a_style_for_its_levels():
    styles = (
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = ground('<w:numStyleLink w:val="L"/>')
    lists = linked + ground(level(0, "§ %1"), ground_id=1) + numbered(1) + numbered(2, ground_id=1)

    assert text_of(in_list(1, "a"), lists, styles) == "§ 1 a\n"


def test_styles_that_are_based_on_each_other_do_not_hang():
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )

    assert text_of(paragraph("x", '<w:pStyle w:val="A"/>'), styles=styles) == "x\n"


def test_a_deleted_item_takes_no_number():
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    deleted = f"<w:p><w:pPr>{place}</w:pPr><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"

    assert (
        text_of(in_list(1, "a") + deleted + in_list(1, "c"), ground(level(0, "%1.")) + numbered(1))
        == "1. a\n2. c\n"
    )


def test_numbers_count_on_through_tables():
    body = table([in_list(1, ""), paragraph("a")], [in_list(1, "x"), paragraph("b")])

    assert text_of(body, ground(level(0, "%1.")) + numbered(1)) == "1.\ta\n2. x\tb\n"


def test_pages_begin_at_breaks_that_are_told_once_or_twice():
    author = '<w:p><w:r><w:t>ett</w:t><w:br w:type="page"/></w:r></w:p>'
    seen = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r></w:p>"

    document = read(word(author + seen.format("två") + seen.format("tre")), "kallelse.docx")

    assert document.text.split() == ["ett", "två", "tre"]
    assert [document.page_at(document.text.index(word)) for word in ("ett", "två", "tre")] == [
        1,
        2,
        3,
    ]


def test_a_row_that_begins_a_page_is_wholly_on_it():
    seen = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>"

    document = read(word(table([paragraph("1")] * 2, [seen, seen])), "kallelse.docx")

    assert document.text == "1\t1\nb\tb\n"
    assert document.page_starts == (0, 4)


def test_a_document_without_breaks_has_no_pages():
    assert read(word(paragraph("x")), "kallelse.docx").page_starts == ()


def test_a_break_before_a_paragraph_begins_a_page():
    document = read(word(paragraph("a") + paragraph("b", "<w:pageBreakBefore/>")), "kallelse.docx")

    assert document.page_starts == (0, 2)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DEEP = "<w:sdt><w:sdtContent>" * 120 + "</w:sdtContent></w:sdt>" * 120
NESTED = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 80
LOOSE = "http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = "http://purl.oclc.org/ooxml/officeDocument"
PARTS = ZipFile(BytesIO(word(""))).namelist()
ENTITY = '<!DOCTYPE w [<!ENTITY e "x">]><w/>'


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"), PasswordError, "locked", id="locked"
        ),
        pytest.param(
            OLE + "WordDocument".encode("utf-16-le"), UnknownFormatError, "before 2007", id="old"
        ),
        pytest.param(OLE, UnknownFormatError, "an old Office format", id="other old"),
        pytest.param(word("")[:400], BrokenFileError, "damaged or cut short", id="cut short"),
        pytest.param(word("<w:p>"), BrokenFileError, "damaged inside", id="bad markup"),
        pytest.param(
            word("", **{"word/x.xml": ENTITY}), BrokenFileError, "instructions", id="entities"
        ),
        pytest.param(
            zipped({"word/x": ""}), BrokenFileError, "damaged or cut short", id="no parts"
        ),
        pytest.param(
            word("", **{"word/x.bin": bytes(9_000_000)}), TooLargeError, "unpacks to", id="bomb"
        ),
        pytest.param(
            word("", **{f"word/{number}.bin": "" for number in range(2_001)}),
            TooLargeError,
            "unpacks to",
            id="many members",
        ),
        pytest.param(zipped({"xl/x.xml": "<x/>"}), UnknownFormatError, "a spreadsheet", id="xlsx"),
        pytest.param(b"Kallelse till", BrokenFileError, "should be a Word file", id="no zip"),
        pytest.param(b"", BrokenFileError, "is empty", id="empty"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(content, error, sentence):
    with pytest.raises(error, match=rf"kallelse\.docx .*{sentence}"):
        read(content, "kallelse.docx")


def test_a_flipped_bit_is_found():
    content = bytearray(word(paragraph("Kallelse till nämnden")))
    content[content.index(b"word/document.xml") + 40] ^= 255

    with pytest.raises(BrokenFileError, match="damaged"):
        read(bytes(content), "kallelse.docx")


def test_deep_layers_are_walked_through():
    assert read(word(DEEP + paragraph("x")), "kallelse.docx").text == "x\n"


def test_layers_without_end_are_told():
    with pytest.raises(BrokenFileError, match="damaged inside"):
        read(word(DEEP.replace("<w:sdt>", "<w:sdt><w:sdt>")), "kallelse.docx")


def test_rows_and_cells_in_content_controls_are_read():
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = f"<w:tc>{paragraph('b')}</w:tc>"
    row = f"<w:tr><w:tc>{paragraph('a')}</w:tc>{control.format(cell)}</w:tr>"

    assert text_of(f"<w:tbl>{control.format(row)}</w:tbl>") == "a\tb\n"


def test_a_document_in_the_strict_form_is_read():
    content = word(paragraph("Val"))
    members = {name: ZipFile(BytesIO(content)).read(name).decode() for name in PARTS}
    strict = zipped({name: text.replace(LOOSE, STRICT) for name, text in members.items()})

    assert read(strict, "kallelse.docx").text == "Val\n"


def test_a_locked_member_is_told():
    content = bytearray(word(paragraph("Val")))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(PasswordError, match="locked with a password"):
        read(bytes(content), "kallelse.docx")


def test_layers_that_python_cannot_follow_are_told():
    content = word(NESTED)
    read(content, "kallelse.docx")
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 200)
    try:
        with pytest.raises(BrokenFileError, match="too many layers"):
            read(content, "kallelse.docx")
    finally:
        sys.setrecursionlimit(usual)


def test_a_page_that_begins_in_an_empty_row_is_counted():
    seen = "<w:p><w:r><w:lastRenderedPageBreak/></w:r></w:p>"

    document = read(word(table([seen, seen]) + paragraph("b")), "kallelse.docx")

    assert (document.text, document.page_starts) == ("b\n", (0, 0))
