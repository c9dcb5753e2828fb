"""Faults in rules and lexicons that no error tells are found, with file and line."""

import json

import pytest
from town import LEXICONS, RULES, terms, town

from agenda_risk.lint import Place, Words, lint, words_in
from agenda_risk.shipped import path_of

WORDS = Words(never_alone=("muslim", "romer", "vänsterpartiet"), loaded=("hot mot sverige",))
PLACES = {"school-closure": Place("rules.yaml", 8), "bell": Place("rules.yaml", 16)}
USED = RULES.replace("when: sv/kind/motion", "when: {any: [sv/kind/motion, sv/kind/party]}")


def faults(rules=USED, **changed):
    """Return the faults as lines; *changed* replaces the text of a lexicon of topics."""
    lexicons = LEXICONS | {f"sv/topic/{name}": text for name, text in changed.items()}
    found = lint(town(rules, lexicons).rules, terms(lexicons), WORDS, PLACES)
    return [fault.said(lambda msgid, **fields: msgid.format(**fields)) for fault in found]


def test_rules_without_faults_are_silent():
    assert faults() == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(
            "hit: [Böneutrop i Norrby], ", "", "rule bell has no example that hits", id="no hit"
        ),
        pytest.param(", miss: [Bön]", "", "rule bell has no example that misses", id="no miss"),
        pytest.param("why: Frågan väcker känslor.", 'why: " "', "bell does not say why", id="why"),
        pytest.param(
            "title: Böneutrop", "title: En Skola stängs", "same title as school-closure", id="title"
        ),
        pytest.param(
            "why: Frågan väcker", "why: Ett hot mot Sverige väcker", "loaded word", id="loaded"
        ),
        pytest.param(
            "when: sv/topic/bell",
            "when: sv/topic/bell\n    unless: {any: [sv/topic/bell, sv/topic/tax]}",
            "“unless” forbids",
            id="cancels itself",
        ),
        pytest.param(
            "when: sv/topic/bell",
            "when: sv/topic/bell\n    scope: {bodies: [namnd], not_bodies: [namnd]}",
            "shuts out every meeting",
            id="no body left",
        ),
        pytest.param(
            "when: sv/topic/bell",
            "when: sv/topic/bell\n    scope: {named: [byggnad], not_named: [bygg]}",
            "shuts out every meeting",
            id="no name left",
        ),
    ],
)
def test_a_fault_in_a_rule_is_told_with_its_place(before, after, said):
    (fault,) = faults(USED.replace(before, after))

    assert fault.startswith("rules.yaml:16:")
    assert said in fault


def test_a_lexicon_that_no_rule_uses_is_told():
    (fault,) = faults(RULES.replace("    unless: sv/kind/party\n", ""))

    assert fault == "lexicons/sv/kind/party.txt: no rule uses the lexicon sv/kind/party"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("böneutrop\nbön\nbön\n", "“bön” stands on line 2 too", id="twice"),
        pytest.param("böneutrop\nrop : bön, bön\n", "“bön” stands twice on the line", id="again"),
        pytest.param("böneutrop\nrop : bön ! bön\n", "“bön” can never match", id="excepted"),
        pytest.param("böneutrop\nrop : bönen varje dag ! bön\n", "never match", id="phrase"),
        pytest.param("böneutrop\nrop, skrik, bön\n", "never match as it is", id="comma"),
        pytest.param("böneutrop\nmuslimerna (=)\n", "never alone", id="group"),
        pytest.param("böneutrop\nnärvaro : romer\n", "“romer” names a group", id="variant"),
        pytest.param("böneutrop\nvänsterpartiet\n", "a party", id="party"),
    ],
)
def test_a_fault_in_a_term_is_told_with_its_line(text, said):
    (fault,) = faults(bell=text)

    assert fault.startswith(f"lexicons/sv/topic/bell.txt:{2 + text.count('bön' + chr(10)) // 2}:")
    assert said in fault


@pytest.mark.parametrize(
    "text",
    [
        "-bön- ! bönen",
        "LOV (x)",
        "mottagande … muslimer",
        "bön ! långbön",
        "kalla … upp|ut",
        "lov-",
    ],
)
def test_a_term_that_can_match_is_no_fault(text):
    assert faults(bell=f"böneutrop\n{text}\n") == []


def test_a_rule_all_of_whose_words_are_excepted_can_never_fire():
    found = faults(bell="böneutrop ! böneutrop\n")

    assert any("rule bell can never fire: its words never match" in fault for fault in found)


@pytest.mark.parametrize(
    "when",
    [
        "{any: [sv/topic/bell, sv/topic/tax]}",
        "{all: [sv/topic/tax], none: [sv/topic/bell]}",
        "{near: [sv/topic/tax, sv/act/closing]}",
    ],
)
def test_a_rule_with_another_way_to_fire_is_no_fault(when):
    rules = USED.replace("when: sv/topic/bell", f"when: {when}\n    unless: sv/topic/bell")

    assert not any("can never fire" in fault for fault in faults(rules))


def test_words_are_read_from_lines_and_commas():
    assert words_in("# Grupper\nmuslim, Jude # också\n\nromer\n") == ("muslim", "jude", "romer")


def test_the_shipped_lists_name_groups_and_loaded_words():
    folder = path_of("lexicons") / "sv"

    never_alone = words_in((folder / "_never_alone.txt").read_text("utf-8"))
    loaded = words_in((folder / "_loaded.txt").read_text("utf-8"))
    assert {"muslim", "romer", "flykting", "homosexuell", "moderaterna"} <= set(never_alone)
    assert {"islamisering", "massinvandring"} <= set(loaded)


OWN = """version: "egen"
rules:
- id: own
  title: Massinvandring
  category: other
  level: low
  why: Det händer.
  when: sv/act/closing
"""


def test_faults_in_own_rules_end_with_twenty_and_name_file_and_line(agenda_risk, tmp_path):
    (tmp_path / "egna.yaml").write_text(OWN, "utf-8")

    done = agenda_risk("rules", "lint", "--rules", "egna.yaml")

    assert done.returncode == 20
    assert "egna.yaml:3:1: regeln own har inget exempel som ska träffa\n" in done.stdout
    assert "regeln own använder ett laddat ord: massinvandring" in done.stdout


def test_faults_are_told_in_json(agenda_risk, tmp_path):
    (tmp_path / "egna.yaml").write_text(OWN, "utf-8")

    done = agenda_risk("rules", "lint", "--rules", "egna.yaml", "--format", "json")

    told = [one for one in json.loads(done.stdout)["faults"] if one["file"] == "egna.yaml"]
    assert {one["line"] for one in told} == {3}
