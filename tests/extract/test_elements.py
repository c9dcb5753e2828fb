from agenda_risk.extract import elements
from agenda_risk.extract.answers import json_in
from agenda_risk.models import Page

ROOT = elements.html_or_nothing(
    Page(
        url="https://a.se/x",
        content=b"""<div class="row one"><b class="label">Plats: </b>
        <i class="text">Stadshuset</i></div>
        <div class="row"><b class="label">Datum</b></div><p class="rows">No</p>""",
    )
)


def test_an_element_is_found_by_one_of_its_classes():
    assert elements.first_words(ROOT, "one") == "Plats: Stadshuset"
    assert elements.first(ROOT, "none") is None
    assert elements.first_words(ROOT, "none") == ""


def test_a_part_of_a_class_is_no_class():
    assert elements.has(ROOT, "ro", "row")
    assert not elements.has(ROOT, "ro")


def test_an_element_is_the_first_of_its_own_class():
    row = elements.first(ROOT, "row")

    assert elements.first(row, "one") is row
    assert elements.is_classed(row, "one")


def test_labels_lead_to_their_texts():
    told = elements.labelled(ROOT, "row", "label", "text")

    assert told == {"plats": "Stadshuset", "datum": ""}
    assert elements.one_of(told, ("datum", "plats")) == "Stadshuset"
    assert elements.one_of(told, ("annat",)) == ""


def test_each_run_of_text_is_a_line():
    assert elements.lines_in(ROOT) == "Plats:\nStadshuset\nDatum\nNo"


def test_a_look_into_something_else_finds_nothing():
    page = Page(url="https://a.se", content=b"")

    assert elements.html_or_nothing(page).xpath("//a") == []
    assert elements.if_read(json_in, page) == []
    assert elements.marks_in(Page(url="a", content=b"meetingsplus"), ["plus", "x"]) == ("plus",)


def test_a_value_of_json_is_read_as_text_or_as_objects():
    value = {"a": None, "b": " 7&amp;amp;8 ", "n": 7, "t": True, "list": [1, {"x": 1}], "no": "x"}

    assert elements.text_of(value, "a", "b") == "7&8"
    assert elements.text_of(value, "n") == "7"
    assert elements.text_of(value, "t", "list") == ""
    assert elements.text_of(None, "a") == ""
    assert elements.objects_in(value, "no", "list") == [{"x": 1}]
    assert elements.objects_in([], "list") == []
