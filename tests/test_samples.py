"""The three samples are read and judged as a person reads and judges them."""

import json
from pathlib import Path

import pytest

from agenda_risk.agenda import read_agenda
from agenda_risk.extract import extract
from agenda_risk.fetch import get_file
from agenda_risk.pipeline import screen_meeting
from agenda_risk.samples import SAMPLES
from agenda_risk.shipped import load_screen, path_of

EXPECTED = json.loads(Path(__file__).with_name("samples").joinpath("expected.json").read_text())
NAMES = [name for name, _day, _about in SAMPLES]


def read(name):
    return read_agenda(extract(get_file(str(path_of("samples") / name))))


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_read_as_it_stands(name):
    meeting = read(name)

    told = [
        {
            "number": item.number,
            "title": item.title.text,
            "case_number": item.case_number,
            "kind": item.kind.value,
        }
        for item in meeting.items
    ]
    assert told == [
        {key: item[key] or "" for key in ("number", "title", "case_number", "kind")}
        for item in EXPECTED[name]
    ]


@pytest.mark.parametrize(("name", "day"), [(name, day) for name, day, _about in SAMPLES])
def test_the_day_of_the_meeting_is_read(name, day):
    assert read(name).start.day == day


@pytest.mark.parametrize("name", NAMES)
def test_what_a_person_would_raise_is_raised_and_nothing_else(name):
    meeting = read(name)

    raised = {found.item for found in screen_meeting(meeting, load_screen()).raised()}

    told = [item.title.text for item in meeting.items if item.id in raised]
    assert told == [item["title"] for item in EXPECTED[name] if item["raised"]]


def test_the_page_of_the_list_is_known_in_the_pdf():
    meeting = read("kommunfullmaktige.pdf")

    pages = [
        document.page_at(item.title.source(0))
        for document in meeting.documents
        for item in meeting.items
    ]
    assert pages == [item["page"] for item in EXPECTED["kommunfullmaktige.pdf"]]
