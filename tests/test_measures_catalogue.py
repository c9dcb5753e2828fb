"""What the shipped catalogue holds and never holds, and what is said of a faulty one."""

import json
import os
import re

import pytest

from agenda_risk.errors import FaultsError
from agenda_risk.measures import Catalogue, MeetingKind, kinds_of, merge_measures, parse_measures
from agenda_risk.models import (
    Body,
    BodyKind,
    Level,
    MeasureKind,
    Meeting,
    Phase,
    Publicity,
)
from agenda_risk.shipped import load_measures, load_screen, path_of
from agenda_risk.translate import translator

ONE = """
version: "1"
measures:
  - id: webcast
    text: Ordna webbsändning
    how: Ring teknikern.
    kind: design
    phase: before
    owner: premises
    due: 4
    levels: [high]
    signals: [extra]
    ground: {source: SKR 2019}
"""
SHORT = ONE.partition("measures:\n")[2].replace("webcast", "chairs").replace("due: 4", "due: 1")
TWO = ONE.replace("due: 4", "due: 4\n    instead: chairs") + SHORT
SIGNALS = {"extra", "late"}
# What may be cited: read in the law or in SKR's report, or told by a source that is named.
LAW = (
    r"Kommunallagen 5 kap\. (14|16|37|43|52) §|Kommunallagen 8 kap\. (3|12|14) §"
    r"|Polislagen 13 §|Ordningslagen 2 kap\. 6 §"
)
SOURCES = re.compile(
    r"SKR 2019(, kap\. [1-6].*|, kontaktuppgifter och rapportering)?"
    r"|SKR, (Riskguiden|Medborgardialog i styrning, 2019|frågor och svar 2019-05-16)"
    r"|SKR, medborgardialog i komplexa frågor, steg 6"
    rf"|({LAW})( om fullmäktige| och \d+ kap\. \d+ §)?"
    r"|Härjedalens policy 2019|Säkerhetspolisen, Personlig säkerhet|Programmets eget förslag"
)
NEVER = (
    "säkerhetskontroll", "legitim", "namnlist", "visiter", "väktar", "stängda dörr", "stäng dörr",
    "metalldetektor", "anmälningslista", "utan allmänhet", "lyckta", "senarelägg", "kortare varsel",
    "avslå", "bifall", "dra tillbaka", "lyft ut", "flytta ärendet",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    signals = {signal.id for signal in load_screen().rules.signals}
    path = path_of("measures.yaml")
    return parse_measures(path.read_text(encoding="utf-8"), path.name, signals)


def numbers(catalogue: Catalogue, name: str) -> list[int]:
    parts = (*catalogue.measures, *catalogue.elsewhere)
    return sorted({number for part in parts for number in getattr(part, name)})


# What it holds


def test_every_method_and_every_m_is_covered_or_said_to_be_elsewhere(catalogue):
    assert numbers(catalogue, "methods") == list(range(1, 62))
    assert numbers(catalogue, "m") == list(range(1, 27))


def test_what_is_elsewhere_is_not_covered_by_a_measure_too(catalogue):
    covered = {number for measure in catalogue.measures for number in measure.methods}
    elsewhere = {number for part in catalogue.elsewhere for number in part.methods}

    assert not covered & elsewhere


def test_the_catalogue_stands_in_the_order_in_which_measures_are_considered(catalogue):
    kinds = [list(MeasureKind).index(measure.kind) for measure in catalogue.measures]

    assert kinds == sorted(kinds)
    assert set(kinds) == set(range(len(MeasureKind)))


def test_each_signal_calls_for_something(catalogue):
    called_for = {signal for measure in catalogue.measures for signal in measure.signals}

    assert called_for == {signal.id for signal in load_screen().rules.signals}


def test_texts_fit_a_row_and_how_to_do_it_is_told_in_a_few_sentences(catalogue):
    long = [one.id for one in catalogue.measures if len(one.text) > 70]
    wordy = [one.id for one in catalogue.measures if len(re.findall(r"[.?](?: |$)", one.how)) > 3]

    assert long == ["several-voices", "official-voice"]
    assert wordy == []
    assert not [one.id for one in catalogue.measures if one.text.endswith(".")]
    assert all(one.how.endswith((".", "?")) for one in catalogue.measures)


def test_each_ground_may_be_cited(catalogue):
    grounds = {measure.ground.source for measure in catalogue.measures}

    assert [ground for ground in grounds if not SOURCES.fullmatch(ground)] == []


def test_only_what_someone_is_known_to_do_has_a_name(catalogue):
    own = [one.id for one in catalogue.measures if one.ground.source.startswith("Programmets")]

    assert not [one.id for one in catalogue.measures if one.id in own and one.ground.who]


def test_the_catalogue_never_suggests_what_the_program_must_not(catalogue):
    texts = " ".join(f"{measure.text} {measure.how}".lower() for measure in catalogue.measures)

    assert not [word for word in NEVER if word in texts]


def test_no_dialogue_is_held_before_the_meeting(catalogue):
    before = {
        one.id
        for one in catalogue.measures
        if one.kind is MeasureKind.DIALOGUE and one.phase is Phase.BEFORE
    }

    assert before == {"riskguiden", "dialogue-shown", "open-or-settled"}


def test_no_measure_is_called_for_where_nothing_is_raised(catalogue):
    assert not [one.id for one in catalogue.measures if {Level.NONE, Level.LOW} & set(one.levels)]


# What kind of meeting it is


@pytest.mark.parametrize(
    ("kind", "publicity", "kinds"),
    [
        (BodyKind.ASSEMBLY, Publicity.PUBLIC, {MeetingKind.ASSEMBLY}),
        (BodyKind.ASSEMBLY, Publicity.UNKNOWN, {MeetingKind.ASSEMBLY}),
        (BodyKind.COMMITTEE, Publicity.PARTLY, {MeetingKind.OPEN_COMMITTEE}),
        (BodyKind.BOARD, Publicity.CLOSED, {MeetingKind.CLOSED}),
        (BodyKind.BOARD, Publicity.UNKNOWN, {MeetingKind.OPEN_COMMITTEE, MeetingKind.CLOSED}),
    ],
)
def test_a_meeting_of_unknown_publicity_may_be_open_or_closed(kind, publicity, kinds):
    meeting = Meeting(body=Body(name="b", kind=kind), publicity=publicity)

    assert kinds_of(meeting) == kinds


def test_a_committee_for_dialogue_is_no_dialogue_meeting():
    body = Body(name="Beredningen för medborgardialog", kind=BodyKind.PREPARATORY)

    assert MeetingKind.DIALOGUE not in kinds_of(Meeting(body=body))


# Files of one's own


def test_a_measure_with_a_known_id_replaces_the_shipped_one(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(ONE.replace("webcast", "room"), encoding="utf-8")
    (room,) = (one for one in load_measures([own]) if one.id == "room")

    assert room.text == "Ordna webbsändning"
    assert len(load_measures([own])) == len(load_measures())


def test_a_file_may_name_measures_of_an_earlier_one(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(ONE.replace("due: 4", "due: 4\n    instead: room-chairs"), encoding="utf-8")

    assert load_measures([own])[-1].instead == "room-chairs"


def test_measures_of_two_files_are_merged_by_id():
    first, second = parse_measures(TWO, "a").measures, parse_measures(ONE, "b").measures

    assert [one.id for one in merge_measures(first, second)] == ["webcast", "chairs"]


# Faults


def told(text: str, language: str = "en") -> list[str]:
    with pytest.raises(FaultsError) as caught:
        parse_measures(text, "local.yaml", SIGNALS)
    return list(caught.value.said(translator(language)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("due: 4", "dagar: 4"), "10:5: There is no key “dagar” here."),
        (("due: 4", "dueue: 4"), "10:5: There is no key “dueue” here. Did you mean “due”?"),
        (("due: 4", "due: soon"), "10:10: Should be a whole number, not “soon”."),
        (("due: 4", "due: 61"), "10:10: Should be at most 60, not 61."),
        (("due: 4", "due: 0"), "4:5: What is done before the meeting is due 1 or more"),
        (("before", "during"), "4:5: What is done before the meeting is due 1 or more"),
        (("due: 4", "due: 4\n    takes: -1"), "11:12: Should be at least 0, not -1."),
        (("[high]", "[huge]"), "11:14: “huge” is none of none, low, moderate, high."),
        (
            ("kind: design", "kind: force"),
            "7:11: “force” is none of dialogue, communication, design, order, protection, "
            "support, follow-up.",
        ),
        (("- id: webcast\n   ", "-"), "4:5: The key “id” is missing."),
        (("how: Ring teknikern.", "how:"), ": Nothing stands after “how”."),
        (("Ordna webb", "x" * 91), "5:11: Should be at most 90 characters long."),
        (("[extra]", "[extar]"), "12:15: There is no formal signal “extar”. Did you mean “extra”?"),
        (
            ("due: 4", "due: 4\n    instead: webcats"),
            "11:14: There is no measure “webcats”. Did you mean “webcast”?",
        ),
        (
            ("due: 4", "due: 4\n    instead: webcast"),
            "11:14: “webcast” is not due later than what it stands in for.",
        ),
        (("    levels: [high]\n    signals: [extra]\n", ""), "4:5: Should have levels or signals"),
        (("levels: [high]\n    signals: [extra]", "levels: []"), "4:5: Should have levels or"),
        (("{source: SKR 2019}", "SKR 2019"), "13:13: Should be keys with values"),
        (("{source: SKR 2019}", "{sourse: SKR}"), "There is no key “sourse” here. Did you mean"),
        (("how", "methods: [62]\n    how"), "6:15: Should be at most 61, not 62."),
        ((ONE, ONE + ONE.partition("measures:\n")[2]), "“webcast” is taken; it stands on line 4"),
        ((ONE, "- 3"), "1:1: Should be keys with values"),
        ((ONE, "version: 1\nmeasures: 3"), "2:11: Should be a list: [one, two]"),
        ((ONE, "measures: [3"), "2:1: The list that begins with [ on line 1"),
        ((ONE, ""), "1:1: The file is empty."),
    ],
)
def test_a_fault_in_a_file_of_measures_is_named_at_its_place(change, said):
    assert any(said in line for line in told(ONE.replace(*change, 1)))


def test_all_faults_are_told_at_once_in_swedish():
    text = (
        TWO.replace("instead: chairs", "instead: chair")
        .replace("[extra]", "[lat]", 1)
        .replace("kind: design", "kind: desing", 1)
        .replace("due: 1", "due: ett")
    )

    assert told(text, "sv") == [
        "local.yaml:7:11: ”desing” är inget av dialogue, communication, design, order, "
        "protection, support, follow-up. Menade du ”design”?",
        "local.yaml:11:14: Det finns ingen åtgärd ”chair”. Menade du ”chairs”?",
        "local.yaml:13:15: Det finns ingen formell signal ”lat”. Menade du ”late”?",
        "local.yaml:21:10: Ska vara ett heltal, inte ”ett”.",
    ]


def test_a_stand_in_that_nothing_else_calls_for_is_no_fault():
    alone = TWO.replace(SHORT, SHORT.replace("    levels: [high]\n    signals: [extra]\n", ""))

    assert parse_measures(alone, "local.yaml", SIGNALS).measures[1].levels == ()


def test_huge_and_odd_files_are_told_and_not_run_into():
    many = ONE + SHORT.replace("due: 1", "due: 9" + "9" * 5000)

    assert told(many)


# The schema for editors


def test_the_schema_for_editors_is_in_step():
    path = path_of("measures.yaml").with_name("measures.schema.json")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Catalogue.model_json_schema(),
        "title": "Measures of agenda-risk",
    }
    written = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if "AGENDA_RISK_REWRITE_GOLDEN" in os.environ:
        path.write_text(written, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == written


def test_the_shipped_measures_name_the_schema_for_editors():
    first = path_of("measures.yaml").read_text(encoding="utf-8").splitlines()[0]

    assert first == "# yaml-language-server: $schema=measures.schema.json"
