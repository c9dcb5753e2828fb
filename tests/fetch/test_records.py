import pytest

from agenda_risk.errors import AnswerError
from agenda_risk.extract.answers import xml_in
from agenda_risk.extract.records import Record, is_same_host, record_in, record_of, whole
from agenda_risk.models import Page

PAGE = Page(url="https://granvik.example/api/list", content=b"")


def page(content):
    return PAGE.model_copy(update={"content": content})


def test_what_is_missing_or_of_another_kind_is_empty():
    found = Record({"a": None, "b": [1], "c": {"d": 1}, "e": True})

    assert [found.text(key) for key in ("a", "b", "c", "e", "f")] == [""] * 5
    assert (found.record("b"), found.records("a"), found.flag("a")) == (Record(), (), None)


def test_one_object_where_a_list_was_promised_is_a_list_of_one():
    assert Record({"a": {"b": "c"}}).records("a") == (Record({"b": "c"}),)


def test_the_first_text_that_is_there_is_taken():
    assert Record({"a": " ", "b": 7, "c": "x"}).text("a", "b", "c") == "7"


@pytest.mark.parametrize(
    ("said", "flag"), [(True, True), ("False", False), (1, True), ("0", False), ("maybe", None)]
)
def test_yes_and_no_are_known_however_they_are_written(said, flag):
    assert Record({"a": said}).flag("a") is flag


def test_what_no_text_can_hold_is_left_out():
    assert Record({"a": "Nor\ud800rby\x00"}).text("a") == "Norrby"


def test_elements_of_one_name_are_a_list():
    root = xml_in(page(b"<a><b>1</b><b>2</b><c><d>x</d></c></a>"))

    found = record_of(root)
    assert (found.texts("b"), found.record("c").text("d")) == (("1", "2"), "x")


def test_a_list_is_no_object():
    with pytest.raises(AnswerError):
        record_in(page(b"[]"))


@pytest.mark.parametrize("written", ["", "javascript:void(0)", "http://[", "mailto:a@b.example"])
def test_a_link_that_leads_nowhere_is_none(written):
    assert whole(PAGE, written) == ""


def test_a_link_is_whole():
    assert whole(PAGE, "../a.pdf") == "https://granvik.example/a.pdf"


def test_no_host_is_not_the_same_as_no_host():
    assert is_same_host("https://a.example/x", "https://a.example/y")
    assert not is_same_host("", "")
