"""Help pages and templates are there in both languages, and say the same."""

import re
from io import BytesIO

import pytest
from docx import Document

from agenda_risk.access import Standing
from agenda_risk.web.guides import GUIDES, TEMPLATES, guide, guide_paper


def shape(name: str, language: str) -> list[str]:
    return re.findall(r"<(h2|li|tr|p|table)>", guide(name, language).html)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_the_same_parts_in_both_languages(name):
    assert shape(name, "sv") == shape(name, "en") != []
    assert guide(name, "sv").title != guide(name, "en").title


@pytest.mark.parametrize("name", GUIDES)
def test_a_stranger_may_read_every_guide(visit, name):
    page = visit().get(f"/hjalp/{name}")

    assert page.status_code == 200
    assert guide(name, "sv").title in page.text


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_comes_as_word_with_its_open_questions(visit, name):
    answer = visit(Standing.READER).get(f"/hjalp/{name}/word")

    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = " ".join([*(one.text for one in document.paragraphs), *cells])
    assert told.count("[") == told.count("]") >= 4
    assert "**" not in told


@pytest.mark.parametrize("name", ["", "hemligt", "../sv/sekreterare", "sekreterare/word"])
def test_what_is_no_guide_is_not_there(visit, name):
    assert visit().get(f"/hjalp/x{name}").status_code == 404


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("sv", ["e-postadress", "bevakar", "Meddelanden som har skickats", "90 dagar"]),
        ("en", ["e-mail address", "subscribes", "Messages that were sent", "90 days"]),
    ],
)
def test_the_data_that_are_kept_of_those_who_use_the_service_are_named(language, named):
    told = guide("konsekvensbedomning", language).html

    assert [one for one in named if one not in told] == []


def test_no_guide_is_lost_on_the_way_to_paper():
    paper = guide_paper("gallringsbeslut", "sv", "Utkast")

    headings = [section.heading for section in paper.sections]
    assert paper.title == "Gallringsbeslut: mall"
    assert headings == [""]
    assert len(paper.sections[0].blocks) == 3
