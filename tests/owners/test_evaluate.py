"""The figures of rules on labelled items, and what is said of each wrong one."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from town import RULES, WORDS, town

from agenda_risk.baselines import subject_words
from agenda_risk.evaluate import Results, compare, evaluate, evaluate_agendas
from agenda_risk.figures import agreement, figures
from agenda_risk.gold import AgendaKind, GoldAgenda, GoldItem, screen_gold
from agenda_risk.models import Category, Level
from agenda_risk.render.evaluation import as_text
from agenda_risk.render.evaluation_json import as_json

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
ROWS = [
    ("m1-1", "Nedläggning av Norrby skola", (3, 3), ["welfare"]),
    ("m1-2", "Böneutrop i Norrby", (2, 1), ["values"]),
    ("m1-3", "Upprop", (0, 0), []),
    ("m2-1", "Norrby skolas framtid", (2, 2), ["welfare"]),
    ("m2-2", "Böneutrop, frågor och svar", (0, 1), []),
    ("m2-3", "Cykelställ", (2, 3), ["other"]),
]


def gold(item_id, title, levels, categories):
    labels = [{"level": level, "categories": categories} for level in levels]
    return {"id": item_id, "body": "Kommunfullmäktige", "title": title, "labels": labels}


GOLD = [GoldItem.model_validate(gold(*row)) for row in ROWS]
AGENDA = {
    "id": "n1",
    "kind": "neutral",
    "organisation": {"name": "Granvik", "kind": "kommun"},
    "body": "Kommunfullmäktige",
    "date": "2026-12-01",
    "items": [
        {"number": "1", "title": "Upprop", "raised": False, "level": "none"},
        {
            "number": "2",
            "title": "Lokaler",
            "proposal": "Avveckling av skola",
            "raised": True,
            "level": "high",
        },
        {"number": "3", "title": "Skolans kök", "raised": True, "level": "moderate"},
        {"number": "4", "title": "Böneutrop", "raised": False, "level": "low"},
    ],
}


def evaluated(rules=RULES):
    return evaluate(screen_gold(GOLD, town(rules)), subject_words(WORDS))


def shown(language="sv", **results):
    given = {"evaluation": evaluated()} | results
    return as_text(Results(**given), language, WORDS, misses=True)


# Figures


def test_precision_counts_either_and_recall_counts_both():
    told = evaluated().figures

    assert (told.precision, told.recall) == (2 / 3, 1 / 3)
    assert told.f1 == pytest.approx(4 / 9)


def test_without_items_the_figures_are_nothing():
    assert figures([]).model_dump() == {"precision": 0, "recall": 0, "f1": 0}
    assert evaluate(()).per_meeting == (0, 0, 0)


def test_intervals_hold_the_figure_and_do_not_change():
    first, second = evaluated(), evaluated()

    assert first.low.f1 <= first.figures.f1 <= first.high.f1
    assert (first.low, first.high) == (second.low, second.high)


def test_strict_f1_is_against_each_person_alone():
    strict = evaluated().strict

    assert strict.each == (4 / 7, 2 / 6)
    assert strict.between == 6 / 7
    assert strict.mean == (4 / 7 + 2 / 6) / 2


def test_agreement_is_symmetric():
    one, other = [True, True, False], [True, False, False]

    assert agreement(one, other) == agreement(other, one) == 2 / 3


def test_rules_are_counted_where_they_fired_the_wrong_first():
    told = [(one.rule, one.fired, one.right, one.wrong) for one in evaluated().rules]

    assert told == [("bell", 2, 1, 1), ("school-closure", 1, 1, 0)]


def test_categories_count_both_people_and_either():
    welfare = evaluated().categories[Category.WELFARE]

    assert (welfare.precision, welfare.recall) == (1.0, 0.5)


def test_levels_are_set_against_what_each_person_said():
    confusion = evaluated().confusion

    assert confusion[Level.HIGH] == (1, 2, 1, 2)
    assert confusion[Level.NONE] == (2, 0, 3, 1)


def test_meetings_are_told_by_the_beginning_of_the_id():
    told = evaluated()

    assert (told.per_meeting, told.raised, told.top) == ((1, 1.5, 2), 3, (1, 1))


def test_plain_words_are_measured_beside():
    whole, part = evaluated().baselines

    assert (whole.name, part.name) == ("whole word", "part of a word")
    assert (whole.raised, part.raised) == (4, 5)


def test_words_of_acts_and_procedures_name_no_subject():
    lexicons = {"sv/act/closing": ("nedläggning",), "sv/procedure/x": ("motion",)}

    assert subject_words(lexicons | {"sv/object/x": ("skola", "val … av")}) == ("skola",)


# What went wrong


def test_false_alarms_and_misses_are_listed():
    told = evaluated()

    assert [row.gold.id for row in told.false_alarms] == ["m2-2"]
    assert [row.gold.id for row in told.misses] == ["m2-1", "m2-3"]


def test_a_false_alarm_is_told_with_its_words_and_a_miss_with_what_was_missing():
    text = shown()

    assert re.search(r"m2-2 Böneutrop, frågor och svar\n +\[bell\] ”Böneutrop”\n", text)
    assert re.search(r"m2-1 Norrby skolas framtid\n +\[school-closure\] ”skolas” finns", text)
    assert re.search(r"m2-3 Cykelställ\n +Inget ord i någon regel står där\.\n", text)


def test_a_miss_that_was_lowered_is_told_with_the_words_that_lowered_it():
    row = gold("m-1", "Upprop mot böneutrop", (2, 2), [])
    rows = screen_gold([GoldItem.model_validate(row)], town())

    text = shown(evaluation=evaluate(rows))

    assert "[bell] ”böneutrop” – inget, sänkt av ”Upprop”." in text


def test_the_sheet_is_said_in_english():
    text = shown("en")

    assert text.startswith("RAISED OR NOT (WITH 95 % INTERVALS)\n  precision    0.67  (")
    assert "3 of 6 items raised (50.0%); 1 in vain, 2 missed" in text


def test_many_rules_are_cut_with_a_word_of_where_the_rest_is():
    told = evaluated()
    many = told.model_copy(update={"rules": told.rules * 8})

    assert "… och 4 till med --format json" in shown(evaluation=many)


# Other rules


def changes(before):
    rows = screen_gold(GOLD, town())
    return compare(rows, screen_gold(GOLD, town(before)))


def test_the_same_rules_change_nothing():
    assert changes(RULES).changes == ()


def test_what_other_rules_put_elsewhere_is_told():
    closing = "{sentence: [sv/act/closing, sv/object/school]}"
    before = RULES.replace(closing, "sv/object/school").replace(
        "level: high\n    why: Frågan", "level: low\n    why: Frågan"
    )

    comparison = changes(before)

    assert [(one.gold.id, one.kind) for one in comparison.changes] == [
        ("m1-2", "new"),
        ("m2-1", "gone"),
        ("m2-2", "new"),
    ]
    text = shown(comparison=comparison, against="fjol.yaml")
    assert "fjol.yaml: precision 1.00" in text
    assert "m2-1 Norrby skolas framtid: högt → inget (personerna sa måttligt och måttligt)" in text


def test_a_level_that_moves_without_raising_is_told_apart():
    before = RULES.replace("level: high\n    why: Frågan", "level: moderate\n    why: Frågan")

    assert {one.kind for one in changes(before).changes} == {"level"}


# Whole agendas


def test_whole_agendas_count_false_alarms_per_25_items():
    (told,) = evaluate_agendas([GoldAgenda.model_validate(AGENDA)], town())

    assert (told.kind, told.items, told.false_alarms) == (AgendaKind.NEUTRAL, 4, 1)
    assert (told.per_agenda, told.recall) == (6.25, 0.5)
    assert [row.item.number for row in told.astray] == ["3", "4"]


def test_where_there_is_nothing_to_find_no_recall_is_told():
    agenda = AGENDA | {"kind": "alarming", "items": AGENDA["items"][:1]}

    agendas = evaluate_agendas([GoldAgenda.model_validate(agenda)], town())

    assert agendas[0].recall is None
    assert "0.00 falsklarm per 25 ärenden\n" in shown(agendas=agendas)


def test_items_gone_astray_are_listed():
    text = shown(agendas=evaluate_agendas([GoldAgenda.model_validate(AGENDA)], town()))

    assert "n1, 3. Skolans kök – missat" in text
    assert "n1, 4. Böneutrop – lyft i onödan" in text


def test_json_holds_the_figures_and_the_ids():
    results = Results(
        evaluation=evaluated(),
        comparison=changes(RULES.replace("level: high", "level: low")),
        against="x",
        agendas=evaluate_agendas([GoldAgenda.model_validate(AGENDA)], town()),
    )

    told = json.loads(as_json(results))

    assert told["schema"] == "agenda-risk/evaluation/1"
    assert [row["id"] for row in told["misses"]] == ["m2-1", "m2-3"]
    assert told["against"]["changes"][0]["kind"] == "new"
    assert told["agendas"][0]["recall"] == 0.5


# At the command line


@pytest.fixture
def gold_file(tmp_path):
    path = tmp_path / "guld.jsonl"
    lines = (json.dumps(gold(*row), ensure_ascii=False) for row in ROWS)
    path.write_text("\n".join(lines) + "\n\n", "utf-8")
    return path


def test_the_command_prints_the_figures(agenda_risk, gold_file, tmp_path):
    (tmp_path / "hela.jsonl").write_text(json.dumps(AGENDA), "utf-8")

    done = agenda_risk("evaluate", gold_file, "--agendas", "hela.jsonl", "--misses")

    assert done.returncode == 0, done.stderr
    assert "strikt F1" in done.stdout
    assert "neutrala dagordningar: 1 med 4 ärenden" in done.stdout


@pytest.mark.parametrize("in_folder", [False, True], ids=["file", "folder"])
def test_the_command_compares_with_other_rules(agenda_risk, gold_file, tmp_path, in_folder):
    folder = tmp_path / "fjol"
    (folder / "lexicons" / "sv" / "act").mkdir(parents=True)
    (folder / "lexicons" / "sv" / "act" / "closing.txt").write_text("cykelställ\n", "utf-8")
    (folder / "rules.yaml").write_text(
        'version: "1"\nrules:\n- {id: one, title: T, category: other, level: high, why: W,'
        " when: sv/act/closing}\n",
        "utf-8",
    )
    against = folder if in_folder else folder / "rules.yaml"

    done = agenda_risk("evaluate", gold_file, "--against", against, "--format", "json")

    told = json.loads(done.stdout)["against"]
    gone = [one["id"] for one in told["changes"] if one["kind"] == "gone"]
    assert gone == (["m2-3"] if in_folder else [])


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "1", "title": "T", "labels": []}',
        '{"id": "1", "title": "T", "labels": [{"level": 4}, {"level": 0}]}',
        '{"id": "1", "title": "T", "labels": [{"level": 1, "categories": ["x"]}, {"level": 0}]}',
    ],
    ids=["cut", "a list", "no labels", "level too high", "no such category"],
)
def test_a_line_that_is_no_labelled_item_is_told_by_number(agenda_risk, gold_file, line):
    text = gold_file.read_text("utf-8")
    gold_file.write_text(text + line + "\n", "utf-8")

    done = agenda_risk("evaluate", gold_file)

    assert done.returncode == 14
    assert "guld.jsonl, rad 8:" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_without_labelled_items_is_refused(agenda_risk, tmp_path):
    (tmp_path / "tom.jsonl").write_text("\n", "utf-8")

    done = agenda_risk("evaluate", "tom.jsonl")

    assert (done.returncode, done.stderr.count("\n")) == (14, 1)


def test_the_figures_equal_those_of_the_measure_that_was_given():
    if not (SHARED / "evaluate.py").exists():
        pytest.skip("the gold set and its measure are not beside the program")
    command = Path(sys.executable).with_name("agenda-risk")
    dev = SHARED / "dev.jsonl"

    given = _output(sys.executable, SHARED / "evaluate.py", dev, "--agenda-risk", command)
    told = json.loads(_output(command, "evaluate", dev, "--format", "json"))

    low, high = told["low"], told["high"]
    for name in ("precision", "recall", "f1"):
        value = f"{told['figures'][name]:.2f}  (95 % {low[name]:.2f}-{high[name]:.2f})"
        assert re.search(rf"^{name} +{re.escape(value)}$", given, re.MULTILINE | re.IGNORECASE)
    one, other = told["strict"]["each"]
    people = f"{one:.2f}, {other:.2f}; the two with each other: {told['strict']['between']:.2f}"
    assert f"strict F1 {told['strict']['mean']:.2f}  (against each person: {people})" in given
    for category, own in told["categories"].items():
        value = f"precision {own['precision']:.2f} recall {own['recall']:.2f}"
        assert re.search(rf"^{category} +{value} ", given, re.MULTILINE)
    raised, (found, count) = f"raised {told['raised']} of {told['items']}", told["top"]
    assert f"{raised}; of {count} items that both put at level 3, {found} raised" in given


def _output(*arguments):
    done = subprocess.run(
        [str(argument) for argument in arguments], capture_output=True, text=True, check=True
    )
    return done.stdout
