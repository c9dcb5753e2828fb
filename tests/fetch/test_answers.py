import pytest

from agenda_risk.errors import AnswerError, TooLargeError
from agenda_risk.extract.answers import html_in, json_in, plain, text_in, words, xml_in
from agenda_risk.models import Page

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def page(content: bytes, media_type: str = "") -> Page:
    return Page(url="https://granvik.example/a/b", content=content, media_type=media_type)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("Nämnd".encode(), ""),
        ("Nämnd".encode("utf-8-sig"), ""),
        ("Nämnd".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("Nämnd".encode("cp1252"), ""),
    ],
)
def test_text_is_read_in_any_encoding(content, media_type):
    assert text_in(page(content, media_type)) == "Nämnd"


def test_json_with_control_characters_and_a_mark_is_read():
    assert json_in(page('\ufeff{"a": "b\tc"}'.encode())) == {"a": "b\tc"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><script>x()</script><h1>Underh&aring;ll</h1></html>", "Underhåll"),
        (b"", "–"),
        (b"[" * 100_000, "["),
        (b"{", "{"),
    ],
)
def test_what_is_no_json_is_an_error_with_the_servers_words(content, told):
    with pytest.raises(AnswerError, match="is no JSON") as caught:
        json_in(page(content))

    assert told in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"<a>", b"{}", BOMB, b"<html><p>fel</html>"])
def test_what_is_no_plain_xml_is_an_error(content):
    with pytest.raises(AnswerError):
        xml_in(page(content))


@pytest.mark.parametrize(
    ("head", "whole"),
    [
        ("", "https://granvik.example/a/c.pdf"),
        ('<base href="/moten/">', "https://granvik.example/moten/c.pdf"),
    ],
)
def test_links_in_html_are_made_whole(head, whole):
    root = html_in(page(f'<html>{head}<a href="c.pdf">x</a></html>'.encode()))

    assert root.xpath("//a/@href") == [whole]


@pytest.mark.parametrize("content", [b"", b"  ", b"<!-- -->", b"\x00"])
def test_an_empty_page_is_an_error(content):
    with pytest.raises(AnswerError):
        html_in(page(content))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tak &amp;amp; vägg", "Tak & vägg"),
        ("a\u00a0 b\r\n c", "a b c"),
        (None, ""),
        (7, "7"),
        ("Anna &lt; Bo", "Anna < Bo"),
    ],
)
def test_words_are_on_one_line_and_without_entities(written, read):
    assert words(written) == read


def test_paragraphs_of_markup_become_lines():
    assert plain("<p>Skolan <b>avvecklas</b>.</p><p>Beslut</p>") == "Skolan avvecklas.\nBeslut"


def test_a_paragraph_is_one_line_however_its_source_is_wrapped():
    assert plain("<p>To approve\nthe minutes</p>\n<p>Next</p>") == "To approve the minutes\nNext"


def test_a_text_without_markup_keeps_its_lines():
    assert plain("One\r\n\r\nTwo") == "One\nTwo"


def test_the_words_of_an_element_of_xml_are_its_text():
    assert words(xml_in(Page(url="u", content=b"<a>One <b>two</b><!-- no --></a>"))) == "One two"


def named(count: int) -> str:
    return " ".join(f"a{number}" for number in range(count))


@pytest.mark.parametrize(
    "tag",
    [
        f"<p {named(300_000)}>",
        '<p title=">" ' + "".join(f'a{number}="1"' for number in range(300_000)) + ">",
    ],
    ids=["bare", "glued"],
)
def test_a_tag_without_end_is_refused_before_it_is_read(tag):
    with pytest.raises(TooLargeError, match="a tag that has no end"):
        html_in(page(f"<html><body>{tag}Kallelse</p>".encode()))


@pytest.mark.parametrize(
    "markup",
    [
        f"<p data-state='{'{&quot;a&quot;: 1} ' * 20_000}'>Kallelse</p>",
        f"<pre>{'ord = ord ' * 50_000}</pre><p>Kallelse</p>",
        f"<script>{'a = b; ' * 50_000}</script><p>Kallelse</p>",
    ],
    ids=["one long attribute", "a long text", "a script"],
)
def test_what_is_long_and_no_tag_is_read(markup):
    root = html_in(page(f"<html><body>{markup}</body></html>".encode()))

    assert root.xpath("string(//p)") == "Kallelse"
