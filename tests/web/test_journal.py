"""What the service writes of requests holds nothing of persons and no secrets."""

import json

import pytest

from agenda_risk.access import Standing
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions


@pytest.fixture
def app(desk):
    return make_app(desk, WebOptions(journal=True))


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_written_of_by_its_route_and_its_account(visit, capsys):
    visit(Standing.READER).get("/hjalp/sekreterare?q=Anna+Andersson")

    (line,) = lines(capsys)
    assert (line["route"], line["status"], line["actor"]) == ("/hjalp/{name}", 200, "user:1")
    assert "Andersson" not in json.dumps(line)


def test_an_address_that_leads_nowhere_is_not_written_down(visit, capsys):
    visit().get("/ingenstans/Anna-Andersson")

    (line,) = lines(capsys)
    assert line["status"] == 404
    assert "Anna" not in json.dumps(line)
