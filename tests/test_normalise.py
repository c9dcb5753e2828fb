"""Texts are shown whole, and every character keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.models import Document
from agenda_risk.normalise import fold, passage, tidy


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("ned-\nläggning", "nedläggning", id="hyphen at the end of a line"),
        pytest.param("ned-  \r\n   läggning", "nedläggning", id="with spaces, CRLF and indent"),
        pytest.param("ned\u00adläggning", "nedläggning", id="soft hyphen"),
        pytest.param("ned\ufffe\r\nläggning", "nedläggning", id="pdfium's hyphen, U+FFFE"),
        pytest.param("ned\x02läggning", "nedläggning", id="pdfium's hyphen, U+0002"),
        pytest.param("skol-\noch förskola", "skol- och förskola", id="suspended hyphen"),
        pytest.param("kultur\ufffeoch fritid", "kultur- och fritid", id="suspended, pdfium"),
        pytest.param("LVU-\nbeslut", "LVU-beslut", id="hyphen after an abbreviation stays"),
        pytest.param("ska\u030a la", "skå la", id="combining ring"),
        pytest.param("e\ufb03e", "effie", id="ligature"),
        pytest.param("två\n  ord\u00a0här", "två ord här", id="line break and no-break space"),
        pytest.param("ett\n \n\ntvå", "ett\ntvå", id="an empty line is a new line"),
        pytest.param(" \t\n", "", id="nothing but space"),
    ],
)
def test_texts_are_shown_whole(written, shown):
    assert tidy(written)[0] == shown


@given(st.text(alphabet="abåÖ-\u00ad\ufffe\u030a \n\t\r\ufb01.,1", max_size=60))
def test_every_letter_shown_stands_where_it_says(written):
    document = Document(id="d", name="d", media_type="", sha256="", text="§§§" + written)

    found = passage(document, 3, len(document.text))

    for place, letter in enumerate(found.text):
        if letter.isalnum() and letter not in "fiåÖ":
            assert document.text[found.source(place)] == letter


@given(st.text(max_size=40))
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


def test_what_is_folded_is_lower_case():
    assert fold("NEDLÄGGNING Å İ") == "nedläggning å İ"
