"""Whatever comes in, a Document or a ReadError comes out."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_files import in_list, odt, read, read_json, table, word

from agenda_risk.errors import ReadError
from agenda_risk.models import Document, Meeting

PAYLOADS = Path(__file__).parents[3] / "shared" / "systems" / "payloads" / "documents"
MARKS = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"]
PREFIXES = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"<html",
    b"<?xml",
    b"{",
    b"\xd0\xcf\x11\xe0",
    *MARKS,
]
NAMES = ["a", "a.pdf", "a.docx", "a.odt", "a.html", "a.txt", "a.json", "a.doc"]
WHOLE = [
    word(in_list(1, "x") + table([in_list(1, "y")] * 2), '<w:num w:numId="1"/>'),
    odt("<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"),
    "<html><meta charset='utf-8'><table><tr><td>å<td><ol><li>x</ol></table>".encode(),
]


def outcome(content: bytes, name: str) -> Document | ReadError:
    try:
        return read(content, name)
    except ReadError as error:
        return error


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PREFIXES), st.binary(max_size=300), st.sampled_from(NAMES))
def test_rubbish_is_read_or_refused(prefix, rest, name):
    assert isinstance(outcome(prefix + rest, name), Document | ReadError)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_rubbish_that_begins_as_a_pdf_is_read_or_refused(rest):
    assert isinstance(outcome(b"%PDF-1.7\n" + rest, "a.pdf"), Document | ReadError)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 10_000),
    st.sampled_from(NAMES),
)
def test_damaged_files_are_read_or_refused(whole, changes, cut, name):
    content = bytearray(whole)
    for place, value in changes:
        content[place % len(content)] = value
    del content[max(cut, 1) :]

    assert isinstance(outcome(bytes(content), name), Document | ReadError)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["body", "items", "title", "date", "organisation", "x"]), inner
        )
    ),
)


@settings(max_examples=200, deadline=None)
@given(VALUES | st.binary(max_size=100))
def test_any_json_is_read_or_refused(value):
    try:
        result: Meeting | ReadError = read_json(value)
    except ReadError as error:
        result = error

    assert isinstance(result, Meeting | ReadError)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_kept(text):
    found = outcome(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"), "a.txt")

    assert isinstance(found, ReadError) or found.page_starts == tuple(sorted(found.page_starts))


@pytest.mark.skipif(not PAYLOADS.is_dir(), reason=f"the saved documents are not at {PAYLOADS}")
@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("*.*")), ids=lambda path: path.name)
def test_a_real_document_is_read(path):
    found = outcome(path.read_bytes(), path.name)

    assert isinstance(found, Document)
    assert len(found.text) > 500


def test_no_reader_is_loaded_before_its_format_is_met():
    import subprocess  # noqa: PLC0415

    code = (
        "import sys, agenda_risk.extract; print({'lxml', 'docx', 'pypdfium2'} & set(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "set()"
