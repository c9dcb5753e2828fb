"""The shipped rules reach what a chair needs, and the rules themselves are in order."""

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "gold" / "dev.jsonl"
ITEM = {"id": "a-1", "organisation_kind": "kommun", "body": "KS", "title": "Upprop", "context": ""}


def told(agenda_risk, *arguments):
    return json.loads(agenda_risk("evaluate", *arguments, "--format", "json").stdout)


def test_whole_agendas_are_raised_where_the_proposal_tells_and_not_where_papers_alarm(
    agenda_risk, tmp_path
):
    label = {"level": 0, "categories": []}
    (tmp_path / "one.jsonl").write_text(json.dumps(ITEM | {"labels": [label, label]}) + "\n")

    kinds = told(agenda_risk, "one.jsonl", "--agendas", HERE / "agendas.jsonl")["agendas"]

    assert {kind["kind"] for kind in kinds} == {"neutral", "alarming"}
    assert all(kind["per_agenda"] <= 1.5 for kind in kinds)
    assert all(kind["recall"] >= 0.8 for kind in kinds if kind["kind"] == "neutral")


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled development set is not here")
def test_the_development_set(agenda_risk):
    found = told(agenda_risk, SHARED)

    assert found["figures"]["recall"] >= 0.85
    assert found["figures"]["precision"] >= 0.70
    assert found["strict"]["mean"] >= 0.70
    assert found["top"][0] == found["top"][1]


def test_other_wordings_of_many_kinds_of_decision_are_told_from_routine(agenda_risk):
    figures = told(agenda_risk, HERE / "kinds.jsonl")["figures"]

    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.90


@pytest.mark.parametrize("command", ["test", "lint"])
def test_the_shipped_rules_are_in_order(agenda_risk, command):
    done = agenda_risk("rules", command)

    assert done.returncode == 0, done.stdout
