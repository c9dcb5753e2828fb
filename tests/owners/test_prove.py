"""Rules are tried on their own examples, and what fails is told with its reason."""

import json

import pytest
from town import RULES, town

from agenda_risk.near_misses import Lack
from agenda_risk.prove import prove

OWN = """
version: "egen"
rules:
- id: own
  title: Egen regel
  category: other
  level: high
  why: Det händer här.
  when: {sentence: [sv/act/closing, sv/object/school]}
  examples:
    hit: [Norrby skola får cykelställ]
    miss: [Avveckling av Norrby skola]
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "egna.yaml"
    path.write_text(OWN, "utf-8")
    return path


def test_examples_that_hold_are_counted():
    proof = prove(town())

    assert (proof.tried, proof.failed) == (6, ())


def test_a_hit_that_misses_is_told_with_what_was_lacking():
    rules = RULES.replace("hit: [Nedläggning av Norrby skola]", "hit: [Norrby skola]")

    (failed,) = prove(town(rules)).failed

    assert (failed.rule, failed.text, failed.finding) == ("school-closure", "Norrby skola", None)
    assert [need.lexicons for need in failed.lacked.needs] == [("sv/act/closing",)]


def test_a_hit_without_any_word_of_the_rule_is_told_too():
    rules = RULES.replace("hit: [Nedläggning av Norrby skola]", "hit: [Cykelställ]")

    (failed,) = prove(town(rules)).failed

    assert failed.lacked.terms == ()
    assert {need.lack for need in failed.lacked.needs} == {Lack.WORDS}


def test_a_miss_that_hits_is_told_with_the_words():
    rules = RULES.replace("miss: [Bön]", "miss: [Motion om böneutrop]")

    (failed,) = prove(town(rules)).failed

    assert [term.text for term in failed.finding.terms] == ["böneutrop"]


def test_examples_are_tried_where_the_rule_holds():
    rules = RULES.replace("bodies: [fullmaktige]", "bodies: [namnd], named: [byggnadsnämnd]")

    assert prove(town(rules)).failed == ()


def test_failing_examples_end_with_twenty_and_their_reasons(agenda_risk, own):
    done = agenda_risk("rules", "test", "--rules", own)

    assert done.returncode == 20
    assert "own: ska träffa ”Norrby skola får cykelställ”." in done.stdout
    assert "inget ord i sv/act/closing" in done.stdout
    assert "own: ska inte träffa ”Avveckling av Norrby skola”, men träffade på" in done.stdout
    assert "2 stämmer inte" in done.stdout


def test_failing_examples_are_told_in_json(agenda_risk, own):
    told = json.loads(agenda_risk("rules", "test", "--rules", own, "--format", "json").stdout)

    assert [one["text"] for one in told["failed"]] == [
        "Norrby skola får cykelställ",
        "Avveckling av Norrby skola",
    ]
