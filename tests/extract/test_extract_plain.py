import pytest
from sample_files import read

from agenda_risk.errors import (
    BrokenFileError,
    ScannedDocumentError,
    TooLargeError,
    UnknownFormatError,
)
from agenda_risk.extract import LARGEST


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Möte å".encode(), id="utf-8"),
        pytest.param("\ufeffMöte å".encode(), id="utf-8 with mark"),
        pytest.param("Möte å".encode("cp1252"), id="windows-1252"),
        pytest.param("Möte å".encode("utf-16"), id="utf-16"),
        pytest.param("\ufeffMöte å".encode("utf-16-be"), id="utf-16 the other way"),
        pytest.param("Möte å".encode("utf-32"), id="utf-32"),
    ],
)
def test_the_encoding_is_found(content):
    assert read(content, "möte.txt").text == "Möte å"


def test_a_text_is_left_as_it_stands_but_for_its_line_ends():
    assert read(b"1.\tVal \r\n\r\n  2. x\rslut", "a.md").text == "1.\tVal \n\n  2. x\nslut"


def test_form_feeds_part_pages():
    document = read(b"ett\n\ftv\xc3\xa5\ftre\f", "a.txt")

    assert document.text == "ett\ntvå\ntre\n"
    assert [document.page_at(offset) for offset in (0, 4, 8)] == [1, 2, 3]


def test_a_text_without_form_feeds_has_no_pages():
    assert read(b"a", "a.txt").page_at(0) is None


def test_a_document_is_named_by_what_it_holds():
    one, two = read(b"a", "a.txt"), read(b"a", "b.txt")

    assert one.id == two.id == one.sha256[:16]
    assert (one.name, two.name, one.media_type) == ("a.txt", "b.txt", "text/plain")


def test_a_stray_null_is_replaced_and_a_lone_surrogate_too():
    assert read(b"a" * 200 + b"\x00", "a.txt").text.endswith("a\ufffd")
    assert "\ufffd" in read(b"\xff\xfe" + b"a\x00" * 200 + b"\x00\xd8", "a.txt").text


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        pytest.param(b"", BrokenFileError, "is empty", id="empty"),
        pytest.param(bytes(range(256)), UnknownFormatError, "is not text", id="rubbish"),
        pytest.param(b"{\\rtf1 Kallelse}", UnknownFormatError, "is in RTF", id="rtf"),
        pytest.param(b"<?xml version='1.0'?><x/>", UnknownFormatError, "is XML", id="xml"),
        pytest.param(b"\x89PNG\r\n\x1a\n", ScannedDocumentError, "is a picture", id="picture"),
        pytest.param(b"PK\x03\x04rubbish", BrokenFileError, "is damaged", id="zip"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(content, error, sentence):
    with pytest.raises(error, match=rf"möte\.txt {sentence}"):
        read(content, "möte.txt")


def test_a_page_that_says_it_is_a_pdf_but_is_not_is_told():
    with pytest.raises(BrokenFileError, match="should be a PDF file"):
        read(b"Not found", "download?id=3", "application/pdf")


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(TooLargeError, match=r"a\.txt is larger than 100 MB"):
        read(b"a" * (LARGEST + 1), "a.txt")
