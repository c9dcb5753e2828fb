from datetime import date, time

import pytest
from sample_files import read_json

from agenda_risk.errors import BrokenFileError, EmptyAgendaError
from agenda_risk.models import BodyKind, MeetingState, Moment, OrganisationKind, Publicity

ITEM = {"title": "Val av justerare"}
MEETING = {"body": "Kommunfullmäktige", "items": [ITEM]}


def test_every_key_finds_its_place():
    item = {
        "number": "§ 1",
        "title": "Nedläggning av Norrby skola",
        "case_number": "KS 2026/12",
        "presenter": "skolchefen",
        "proposal": "Skolan läggs ned.",
        "summary": "Antalet elever sjunker.",
        "body": "Ärendet.",
    }
    meeting = read_json(
        {
            "organisation": {"name": "Norrby kommun", "kind": "kommun"},
            "body": "Barn- och utbildningsnämnden",
            "date": "2026-12-14",
            "time": "18:00",
            "end": "20:30",
            "place": "Sal A",
            "public": True,
            "items": [item],
        }
    )
    (found,) = meeting.items

    assert meeting.organisation.kind is OrganisationKind.MUNICIPALITY
    assert meeting.body.kind is BodyKind.COMMITTEE
    assert meeting.start == Moment(day=date(2026, 12, 14), clock=time(18))
    assert (meeting.end, meeting.place) == (time(20, 30), "Sal A")
    assert meeting.publicity is Publicity.PUBLIC
    assert (found.number, found.case_number, found.presenter) == ("§ 1", "KS 2026/12", "skolchefen")
    assert [str(found.title), str(found.proposal), str(found.summary), str(found.body)] == [
        item["title"],
        item["proposal"],
        item["summary"],
        item["body"],
    ]


def test_body_and_items_are_enough():
    meeting = read_json(MEETING)

    assert meeting.id == "kommunfullmaktige"
    assert [item.id for item in meeting.items] == ["kommunfullmaktige-1"]
    assert [document.name for document in meeting.documents] == ["möte.json"]


def test_a_number_may_be_written_as_a_number():
    assert read_json(MEETING | {"items": [ITEM | {"number": 7}]}).items[0].number == "7"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Regionfullmäktige", BodyKind.ASSEMBLY),
        ("Kommunstyrelsen", BodyKind.BOARD),
        ("Socialnämnden", BodyKind.COMMITTEE),
        ("Kommunstyrelsens arbetsutskott", BodyKind.SUBCOMMITTEE),
        ("Fullmäktiges valberedning", BodyKind.PREPARATORY),
        ("Rådet för trygghet", BodyKind.OTHER),
    ],
)
def test_the_name_of_a_body_tells_its_kind(body, kind):
    assert read_json(MEETING | {"body": body}).body.kind is kind


@pytest.mark.parametrize(
    ("more", "publicity", "ground"),
    [
        ({}, Publicity.PUBLIC, "fullmäktige"),
        ({"public": False}, Publicity.CLOSED, ""),
        ({"body": "Kommunstyrelsen"}, Publicity.UNKNOWN, ""),
        ({"body": "Kommunstyrelsen", "public": True}, Publicity.PUBLIC, ""),
    ],
)
def test_fullmaktige_is_public_unless_said_otherwise(more, publicity, ground):
    meeting = read_json(MEETING | more)

    assert (meeting.publicity, meeting.publicity_ground) == (publicity, ground)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"items": [ITEM]}, 'möte.json has no "body".'),
        ({"body": "Kommunstyrelsen"}, 'möte.json has no "items".'),
        (MEETING | {"items": [ITEM, {}]}, 'möte.json has no "items[1].title".'),
        (MEETING | {"items": [{"title": ""}]}, '"items[0].title" in möte.json is empty.'),
        (MEETING | {"items": [{"title": 4}]}, '"items[0].title" in möte.json should be a text.'),
        (
            MEETING | {"items": [ITEM | {"number": 1.5}]},
            '"items[0].number" in möte.json should be a text.',
        ),
        (MEETING | {"body": ["a"]}, '"body" in möte.json should be a text.'),
        (MEETING | {"items": ITEM}, '"items" in möte.json should be a list.'),
        (MEETING | {"public": "ja"}, '"public" in möte.json should be true or false.'),
        (MEETING | {"time": "18.00"}, '"time" in möte.json should be a time such as 18:00.'),
        (
            MEETING | {"date": "14 december"},
            '"date" in möte.json should be a day such as 2026-12-14.',
        ),
        (
            MEETING | {"organisation": {"kind": "stad"}},
            '"organisation.kind" in möte.json should be one of kommun, region, kommunalforbund '
            "and unknown.",
        ),
        (
            MEETING | {"state": "inställt"},
            '"state" in möte.json should be one of planned, moved and cancelled.',
        ),
        ([ITEM], '"{ }" in möte.json should be an object with keys.'),
        (
            MEETING | {"boddy": 1},
            'möte.json has an unknown key, "boddy". Did you mean "body"?',
        ),
        (
            MEETING | {"items": [ITEM | {"titel": "x"}]},
            'möte.json has an unknown key, "items[0].titel". Did you mean "title"?',
        ),
        (
            MEETING | {"organisation": {"nam": ""}},
            'möte.json has an unknown key, "organisation.nam". Did you mean "name"?',
        ),
        (MEETING | {"xyzzy": 1}, 'möte.json has an unknown key, "xyzzy".'),
        (b'{"body":\n "a" "b"}', "möte.json is not valid JSON at line 2, column 6."),
        (b"[" * 100_000, "möte.json has brackets within brackets too deeply."),
        (b'{"a": "\\"' * 100_000, "möte.json is not valid JSON"),
    ],
)
def test_a_mistake_is_told_with_its_place(value, sentence):
    with pytest.raises(BrokenFileError) as caught:
        read_json(value)

    assert str(caught.value).startswith(sentence)


def test_a_cancelled_meeting_needs_no_items():
    meeting = read_json(MEETING | {"items": [], "state": "cancelled"})

    assert (meeting.state, meeting.items) == (MeetingState.CANCELLED, ())


def test_an_agenda_without_items_is_told():
    with pytest.raises(EmptyAgendaError, match="holds no agenda item"):
        read_json(MEETING | {"items": []})


def test_brackets_in_a_text_are_no_layers():
    assert read_json(MEETING | {"place": "[" * 50}).place == "[" * 50


def test_signs_that_cannot_be_written_are_replaced():
    content = b'{"body": "a\\u0000", "items": [{"title": "b\\ud800"}]}'

    meeting = read_json(content)

    assert (meeting.body.name, str(meeting.items[0].title)) == ("a\ufffd", "b\ufffd")


def test_a_number_without_end_is_a_mistake_like_others():
    with pytest.raises(BrokenFileError, match=r'"place" .* should be a text'):
        read_json(b'{"body": "a", "items": [], "place": ' + b"1." + b"0" * 9_000 + b"}")
