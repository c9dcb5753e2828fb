import pytest
from sample_files import bare_pdf, locked_pdf, pdf, read

from agenda_risk.errors import BrokenFileError, PasswordError, ScannedDocumentError
from agenda_risk.extract import pdf as pdf_reader

TWO_PAGES = pdf("Kallelse till nämnden\n\n1. Val av justerare\n#pagebreak()\nBeslutsförslag på åäö")
WORDS = b"BT /F1 12 Tf 20 200 Td (Val av justerare) Tj ET"
PICTURE = b"0 0 100 100 re f"
EMPTY = b" "


def test_the_text_of_each_page_is_read():
    document = read(TWO_PAGES, "kallelse.pdf")

    assert document.text == ("Kallelse till nämnden\n1. Val av justerare\nBeslutsförslag på åäö\n")
    assert document.media_type == "application/pdf"


def test_an_offset_is_traced_to_its_page():
    document = read(TWO_PAGES, "kallelse.pdf")

    assert document.page_at(document.text.index("justerare")) == 1
    assert document.page_at(document.text.index("Beslutsförslag")) == 2


def test_a_page_with_a_picture_alone_is_told():
    document = read(bare_pdf(WORDS, PICTURE, EMPTY, WORDS), "kallelse.pdf")

    assert document.blank_pages == (2,)
    assert document.page_at(document.text.rindex("Val")) == 4


def test_a_pdf_is_known_by_its_content_whatever_its_name_is():
    assert read(TWO_PAGES, "kallelse.txt").media_type == "application/pdf"


def test_a_few_bytes_before_the_pdf_do_no_harm():
    assert "justerare" in read(b"\r\n" + TWO_PAGES, "kallelse.pdf").text


def test_scanned_pages_are_told_from_text():
    with pytest.raises(ScannedDocumentError, match=r"skannad\.pdf holds pictures of pages"):
        read(bare_pdf(PICTURE, PICTURE), "skannad.pdf")


def test_empty_pages_are_told_from_pictures():
    with pytest.raises(ScannedDocumentError, match="nothing but empty pages"):
        read(bare_pdf(EMPTY), "tom.pdf")


def test_a_locked_pdf_is_told():
    with pytest.raises(PasswordError, match=r"hemlig\.pdf is locked with a password"):
        read(locked_pdf(), "hemlig.pdf")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.7\nrubbish", id="rubbish"),
        pytest.param(TWO_PAGES[:300], id="cut short"),
        pytest.param(bare_pdf(), id="no pages"),
    ],
)
def test_a_damaged_pdf_is_told(content):
    with pytest.raises(BrokenFileError, match=r"trasig\.pdf is damaged or cut short"):
        read(content, "trasig.pdf")


@pytest.mark.slow
def test_a_pdf_that_unpacks_to_gigabytes_stops_its_own_process_only():
    from zlib import compress  # noqa: PLC0415

    packed = compress(compress(compress(b" " * 10**9, 9), 9), 9)
    content = bare_pdf(packed).replace(
        b"<</Length %d>>" % len(packed),
        b"<</Length %d/Filter[/FlateDecode/FlateDecode/FlateDecode]>>" % len(packed),
    )

    with pytest.raises((BrokenFileError, ScannedDocumentError)):
        read(content, "bomb.pdf")


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_reader, "SECONDS", 0)

    with pytest.raises(pdf_reader.TooLargeError, match="more than 0 seconds"):
        read(TWO_PAGES, "kallelse.pdf")
