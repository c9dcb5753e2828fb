import pytest
from sample_files import read

from agenda_risk.errors import BrokenFileError


def text_of(body: str) -> str:
    return read(f"<html><body>{body}</body></html>".encode(), "kallelse.html").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<h1>Kallelse</h1><p>Plats</p>", "Kallelse\nPlats", id="blocks"),
        pytest.param("<div>a<div>b</div>c</div>", "a\nb\nc", id="blocks within"),
        pytest.param("a<br>b", "a\nb", id="line break"),
        pytest.param("<p>a\n  b <b>c</b>\td</p>", "a b c d", id="white space"),
        pytest.param("<p>1&nbsp;240</p>", "1\u00a0240", id="fixed space"),
        pytest.param("<pre>a\n b</pre>", "a\nb", id="as typed"),
        pytest.param("<ul><li>Val</li><li>Budget</li></ul>", "Val\nBudget", id="bullets"),
        pytest.param("<ol><li>Val</li><li>Budget</li></ol>", "1. Val\n2. Budget", id="numbers"),
        pytest.param("<ol><li><p>Val</p></li></ol>", "1. Val", id="numbers of blocks"),
        pytest.param("<ol><li><b></b> Val</li><li></li></ol>", "1. Val", id="numbers of empties"),
        pytest.param("<ol><li><i hidden>x</i>Val</ol>", "1. Val", id="numbers of the shown"),
        pytest.param("<ol><li>\x01&#2;Val</ol>", "1. \ufffd\ufffdVal", id="controls"),
        pytest.param('<ol start="7"><li>Val</li><li>x</li></ol>', "7. Val\n8. x", id="start"),
        pytest.param('<ol type="a"><li>Val</li></ol>', "a. Val", id="letters"),
        pytest.param(
            '<ol><li>a</li><li value="5">b</li><li>c</li></ol>', "1. a\n5. b\n6. c", id="given"
        ),
        pytest.param("<ol><li>1. Val</li><li>§ 2 x</li></ol>", "1. Val\n§ 2 x", id="typed numbers"),
        pytest.param("<nav>x</nav><script>x</script><style>x</style>a", "a", id="not shown"),
        pytest.param('<p hidden>x</p><p style="display: none">x</p>a', "a", id="hidden"),
        pytest.param("a<!-- x --><?x ?>b", "ab", id="comments"),
        pytest.param("<title>x</title>a", "a", id="title"),
    ],
)
def test_a_page_shows_what_a_browser_would(body, text):
    assert text_of(body) == f"{text}\n"


def test_a_row_is_one_line_with_its_cells_apart():
    rows = (
        "<table><caption>Ärenden</caption><tr><th>Nr</th><th>Ärende</th></tr>"
        "<tr><td>1</td><td>Val<br>av <b>justerare</b></td></tr><tr hidden><td>x<td>x</tr>"
        "<tr><td></td><td> </td></tr></table>efter"
    )

    assert text_of(rows) == "Ärenden\nNr\tÄrende\n1\tVal\vav justerare\nefter\n"


def test_a_table_that_lays_out_the_page_is_walked_through():
    page = "<table><tr><td>meny<td><p>a</p><table><tr><td>1<td>Val</table></table>"

    assert text_of(page) == "meny\na\n1\tVal\n"


def test_a_table_of_one_cell_only_frames_its_lines():
    assert text_of("<table><tr><td><p>a</p><p>b</p></table>") == "a\nb\n"


META = '<html><meta charset="{}"><p>Möte om skolan</p></html>'


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param("<p>Möte om skolan".encode(), "", id="utf-8"),
        pytest.param("<p>Möte om skolan".encode("cp1252"), "", id="windows-1252"),
        pytest.param("\ufeff<p>Möte om skolan".encode("utf-16"), "", id="mark"),
        pytest.param(META.format("utf-8").encode(), "text/html; charset=utf-8", id="both"),
        pytest.param(META.format("iso-8859-1").encode("cp1252"), "", id="meta"),
        pytest.param(META.format("utf-8").encode("cp1252"), "", id="wrong meta"),
        pytest.param(
            META.format("macintosh").encode("mac-roman"),
            'text/html; charset="unheard"',
            id="old mac",
        ),
        pytest.param(
            META.format("utf-8").encode("iso-8859-15"),
            "text/html;charset=ISO-8859-15",
            id="header over meta",
        ),
        pytest.param(
            b"<?xml version='1.0' encoding='utf-8'?>"
            + "<html><p>Möte om skolan</p></html>".encode(),
            "application/xhtml+xml",
            id="xhtml",
        ),
    ],
)
def test_the_encoding_is_found(content, media_type):
    assert read(content, "möte.html", media_type).text == "Möte om skolan\n"


@pytest.mark.parametrize(
    "content",
    [b"<!DOCTYPE html><p>a", b"\n<!-- x --><html><p>a", b"\xef\xbb\xbf<div><p>a", b"<h2>a</h2>"],
)
def test_html_is_known_by_its_content(content):
    assert read(content, "kallelse").media_type == "text/html"


def test_html_without_marks_is_known_by_its_name():
    assert read("Möte <i>x</i>".encode(), "a.htm").text == "Möte x\n"


def test_an_empty_page_has_no_text():
    assert read(b"<!-- -->", "a.html").text == ""


def test_layers_without_end_are_told():
    assert "inne" in text_of("<font>" * 500 + "inne")
    with pytest.raises(BrokenFileError, match="too many layers"):
        text_of("<div>" * 5_000 + "inne")
