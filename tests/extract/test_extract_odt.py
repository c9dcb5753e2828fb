import pytest
from sample_files import OPEN, odt, read, zipped

from agenda_risk.errors import BrokenFileError, PasswordError, UnknownFormatError


def text_of(text: str, styles: str = "", **more: str) -> str:
    return read(odt(text, styles, **more), "kallelse.odt").text


def items(*texts: str, more: str = "") -> str:
    found = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
    return f'<text:list text:style-name="L" {more}>{found}</text:list>'


def numbered(more: str = 'style:num-suffix="."', number_format: str = "1") -> str:
    levels = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="{number_format}" '
        f"{more}/>"
        for level in (1, 2)
    )
    return f'<text:list-style style:name="L">{levels}</text:list-style>'


def test_heads_and_feet_of_pages_stand_apart_from_the_text():
    page = (
        "<style:footer><text:p>Box 12</text:p></style:footer>"
        "<style:header><text:p>Ekby kommun</text:p><text:p>Byggnadsnämnden</text:p></style:header>"
    )
    styles = (
        f"<office:document-styles {OPEN}><office:master-styles><style:master-page>{page}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )

    document = read(odt("<text:p>Kallelse</text:p>", **{"styles.xml": styles}), "kallelse.odt")

    assert document.text == "Kallelse\n"
    assert document.edges == "Ekby kommun\nByggnadsnämnden\nBox 12\n"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(
            "<text:h>Kallelse</text:h><text:p>Plats</text:p>", "Kallelse\nPlats", id="lines"
        ),
        pytest.param('<text:p>a<text:s text:c="3"/>b</text:p>', "a   b", id="spaces"),
        pytest.param("<text:p>a<text:tab/>b</text:p>", "a b", id="tab"),
        pytest.param("<text:p>a\n b</text:p>", "a  b", id="line end of the source"),
        pytest.param("<text:p>a<text:line-break/>b</text:p>", "a\nb", id="line break"),
        pytest.param("<text:p>a<text:span>b</text:span>c</text:p>", "abc", id="span"),
        pytest.param("<text:p><text:a>länk</text:a></text:p>", "länk", id="link"),
        pytest.param(
            "<text:p>a<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>"
            "</text:p>",
            "a",
            id="note",
        ),
        pytest.param(
            "<text:p>a<office:annotation><text:p>x</text:p></office:annotation></text:p>",
            "a",
            id="comment",
        ),
        pytest.param(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>x</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes><text:p>a</text:p>",
            "a",
            id="deleted",
        ),
        pytest.param(
            '<text:p>a<text:span text:style-name="Dold">x</text:span></text:p>', "a", id="hidden"
        ),
        pytest.param(
            '<text:section text:display="none"><text:p>x</text:p></text:section>'
            "<text:section><text:p>a</text:p></text:section>",
            "a",
            id="hidden section",
        ),
        pytest.param(
            "<text:p>a<draw:frame><draw:text-box><text:p>ruta</text:p></draw:text-box></draw:frame>"
            "</text:p>",
            "a\nruta",
            id="text box",
        ),
    ],
)
def test_a_text_shows_what_a_reader_sees(xml, text):
    styles = (
        '<style:style style:name="Dold"><style:text-properties text:display="none"/></style:style>'
    )

    assert text_of(xml, styles) == f"{text}\n"


def test_an_open_document_is_known_by_its_content():
    assert read(odt(""), "kallelse").media_type == "application/vnd.oasis.opendocument.text"


def test_items_are_numbered_as_their_list_is():
    assert text_of(items("Val", "Budget"), numbered()) == "1. Val\n2. Budget\n"


def test_items_with_bullets_have_no_number():
    assert text_of(items("Val")) == "Val\n"


@pytest.mark.parametrize(
    ("number_format", "more", "label"),
    [
        ("a", 'style:num-suffix=")"', "a) "),
        ("I", 'style:num-suffix="."', "I. "),
        ("1", 'style:num-prefix="§ "', "§ 1 "),
        ("1", 'text:start-value="5"', "5 "),
        ("1", 'style:num-list-format="Ärende %1%:"', "Ärende 1: "),
    ],
)
def test_numbers_are_written_in_their_format(number_format, more, label):
    assert text_of(items("x"), numbered(more, number_format)) == f"{label}x\n"


def test_lists_within_lists_count_on_their_own():
    inner = items("b", "c")
    outer = items("a", "d").replace("a</text:p>", f"a</text:p>{inner}")
    styles = numbered('style:num-suffix="." text:display-levels="2"')

    assert text_of(outer + outer, styles) == "1. a\n1.1. b\n1.2. c\n2. d\n" * 2


def test_a_list_may_go_on_from_an_earlier_one():
    going_on = items("b", more='text:continue-numbering="true"')

    assert text_of(items("a") + "<text:p/>" + going_on, numbered()) == "1. a\n\n2. b\n"


def test_an_item_may_be_given_its_number():
    given = items("a", "b").replace("<text:list-item>", '<text:list-item text:start-value="7">', 1)

    assert text_of(given, numbered()) == "7. a\n8. b\n"


def test_headings_are_numbered_as_the_outline_is():
    styles = (
        f"<office:document-styles {OPEN}><office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="§ "/>'
        "</text:outline-style></office:styles></office:document-styles>"
    )
    heading = '<text:h text:outline-level="1">Val</text:h>'

    assert text_of(heading * 2, **{"styles.xml": styles}) == "§ 1 Val\n§ 2 Val\n"


def test_a_row_is_one_line_with_its_cells_apart():
    xml = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Bred</text:p>'
        "</table:table-cell>"
        "<table:covered-table-cell/><table:table-cell><text:p>a</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>Val</text:p><text:p>av justerare</text:p></table:table-cell>"
        "<table:covered-table-cell/><table:table-cell><text:p>b</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )

    assert text_of(xml) == "Bred\ta\nVal\vav justerare\t\tb\n"


def test_soft_page_breaks_begin_pages():
    xml = (
        "<text:p>ett</text:p><text:soft-page-break/><text:p>två<text:soft-page-break/>tre</text:p>"
    )

    document = read(odt(xml), "kallelse.odt")

    assert document.text == "ett\ntvåtre\n"
    assert document.page_starts == (0, 4, 7)


LOCK = (
    f"<manifest:manifest {OPEN}><manifest:file-entry><manifest:encryption-data/>"
    "</manifest:file-entry></manifest:manifest>"
)


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        pytest.param(
            odt("", **{"META-INF/manifest.xml": LOCK}), PasswordError, "locked", id="locked"
        ),
        pytest.param(odt("<text:p>"), BrokenFileError, "damaged inside", id="bad markup"),
        pytest.param(odt("", **{"content.xml": "<x/>"}), BrokenFileError, "damaged", id="no text"),
        pytest.param(
            zipped(
                {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}
            ),
            UnknownFormatError,
            "a spreadsheet",
            id="spreadsheet",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(content, error, sentence):
    with pytest.raises(error, match=rf"kallelse\.odt .*{sentence}"):
        read(content, "kallelse.odt")


def test_a_page_may_begin_between_rows():
    rows = [
        f"<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell>"
        "<table:table-cell/></table:table-row>"
        for text in "ab"
    ]

    document = read(
        odt(f"<table:table>{'<text:soft-page-break/>'.join(rows)}</table:table>"), "a.odt"
    )

    assert document.text == "a\t\nb\t\n"
    assert document.page_starts == (0, 3)


def test_the_header_of_a_list_has_no_number():
    xml = items("a").replace(
        "<text:list-item>",
        "<text:list-header><text:p>h</text:p></text:list-header><text:list-item>",
    )

    assert text_of(xml, numbered()) == "h\n1. a\n"


def test_a_text_without_a_stated_type_is_known_by_its_name():
    assert read(odt("<text:p>a</text:p>", mimetype=""), "kallelse.odt").text == "a\n"
