"""A message for another program."""

import json
from datetime import date, time
from importlib.resources import files

import jsonschema_rs
import pytest
from told import EVERY, FULL, MOVED, SEEN, message, told

from agenda_risk.models import Event, Level, Purpose
from agenda_risk.render.message_json import as_json

SCHEMA = json.loads((files("agenda_risk.render") / "message.schema.json").read_text("utf-8"))
KEEPS = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("event", list(Event))
def test_every_message_keeps_to_the_schema(event, purpose):
    told_of = told(event, day=None if event is Event.MOVED else date(2026, 12, 14))

    KEEPS.validate(json.loads(as_json(message(told_of, purpose=purpose))))


@pytest.mark.parametrize("level", list(Level))
def test_every_level_keeps_to_the_schema(level):
    KEEPS.validate(json.loads(as_json(message(told(level=level), language="en"))))


def test_the_schema_refuses_what_does_not_belong():
    body = json.loads(as_json(message(FULL)))
    body["data"]["meetings"][0]["title"] = "Nedläggning av skolan"

    assert not KEEPS.is_valid(body)


def test_a_meeting_is_told_in_fields():
    (meeting,) = json.loads(as_json(message(MOVED)))["data"]["meetings"]

    assert meeting == {
        "event": "moved",
        "meeting": 3,
        "organisation": "Granviks kommun",
        "body": "kommunstyrelsen",
        "day": "2026-12-09",
        "time": "13:00",
        "moved_from": "2026-12-08",
        "level": "low",
        "raised": 0,
        "cases": [],
        "link": "https://moten.granvik.example/mote/3",
        "sequence": 2,
    }


def test_a_case_is_told_in_fields():
    body = json.loads(as_json(message(SEEN)))
    new, school, wind = body["data"]["meetings"][0]["cases"]

    KEEPS.validate(body)
    assert (new["is_new"], new["stage"], new["first_seen"]) == (True, "commission", None)
    assert school == {
        "level": "high",
        "is_new": False,
        "first_seen": {
            "body": "Barn- och utbildningsnämnden", "day": "2026-10-12", "known_by": "number",
        },
        "stage": "decision",
        "marks": ["returned"],
        "next": None,
        "decision": {"body": "kommunfullmäktige", "day": "2026-12-14", "known_by": "here"},
        "days_left": 7,
        "is_partial": False,
    }  # fmt: skip
    assert wind["first_seen"]["known_by"] == "title"
    assert wind["next"]["known_by"] == "rule"


def test_the_schema_refuses_the_title_of_a_case():
    body = json.loads(as_json(message(SEEN)))
    body["data"]["meetings"][0]["cases"][0]["title"] = "Nedläggning av skolan"

    assert not KEEPS.is_valid(body)


def test_the_same_message_is_always_the_same_bytes():
    assert as_json(message(*EVERY)) == as_json(message(*EVERY))


def test_links_that_need_no_login_stay_within():
    assert b"avsluta" not in as_json(message(FULL))


def test_the_time_is_that_of_swedish_clocks():
    summer = told(day=date(2026, 6, 1), clock=time.fromisoformat("16:00+00:00"))

    assert json.loads(as_json(message(summer)))["data"]["meetings"][0]["time"] == "18:00"
