"""A person who writes rules wrong is told all of it at once, in Swedish or English."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic.json_schema import models_json_schema

from agenda_risk.errors import FaultsError, RulesError
from agenda_risk.lexicon_source import checked_lexicon
from agenda_risk.measures import parse_measures
from agenda_risk.overlay import Overlay
from agenda_risk.rules import RuleSet, parse_rules
from agenda_risk.shipped import load_lexicons, load_screen, path_of
from agenda_risk.translate import translator
from agenda_risk.yaml_source import read_yaml
from agenda_risk.yaml_syntax import checked_text, decoded

LEXICONS = {"sv/act/closing", "sv/object/school", "sv/procedure/motion"}
FAULTY = Path(__file__).with_name("faulty-rules.yaml").read_text(encoding="utf-8")
KNOWN = parse_rules(
    """
version: "1"
procedures: {motion: sv/procedure/motion}
factors: [{id: motion, when: sv/procedure/motion, step: -1, why: W}]
""",
    "shipped.yaml",
    LEXICONS,
)


def told(text: str, language: str = "en", read=None) -> list[str]:
    """Return what is said of the file ``egen.yaml`` that holds *text*."""
    with pytest.raises(FaultsError) as caught:
        (read or (lambda: parse_rules(text, "egen.yaml", LEXICONS, KNOWN)))()
    return list(caught.value.said(translator(language)))


# A file with many mistakes, whole


def test_all_mistakes_are_told_in_swedish():
    assert told(FAULTY, "sv") == [
        "egen.yaml:2:1: Här finns ingen nyckel ”autor”. Menade du ”author”?",
        "egen.yaml:4:9: ”Closure” ska bestå av små bokstäver a–z, siffror och bindestreck, och "
        "börja med en bokstav.",
        "egen.yaml:6:15: ”wellfare” är inget av authority, values, welfare, other. Menade du "
        "”welfare”?",
        "egen.yaml:7:5: Här finns ingen nyckel ”levle”. Menade du ”level”?",
        "egen.yaml:8:9: Det står inget efter ”why”.",
        "egen.yaml:9:23: Det finns inget lexikon ”sv/act/closign”. Menade du ”sv/act/closing”?",
        "egen.yaml:9:46: Ska vara en lista: [ett, två], eller ett på varje rad efter -.",
        "egen.yaml:10:15: Det finns ingen faktor ”motoin”. Menade du ”motion”?",
        "egen.yaml:11:11: Ska vara ett datum som 2026-12-31, inte ”i går”.",
        "egen.yaml:13:12: Ska vara en enda text, inte en lista och inte nycklar.",
        "egen.yaml:17:11: Ska ha exakt en av nycklarna lexicon, any, all, none, sentence, near, "
        "procedure.",
        "egen.yaml:18:21: Ska vara true eller false, inte ”kanske”.",
        "egen.yaml:18:38: ”nämnd” är inget av fullmaktige, styrelse, namnd, utskott, beredning, "
        "other. Menade du ”namnd”?",
        "egen.yaml:20:39: ”moton” är inget av decision, motion, interpellation, information, "
        "consultation, adoption, appeal, citizen. Menade du ”motion”?",
        "egen.yaml:20:54: Ska vara högst 2, inte 9.",
        "egen.yaml:21:5: Nyckeln ”why” står två gånger; den första står på rad 16.",
        "egen.yaml:22:5: Nyckeln ”level” saknas.",
        "egen.yaml:22:5: Nyckeln ”why” saknas.",
        "egen.yaml:22:9: Id ”closure” är upptaget; det står redan på rad 12.",
    ]


def test_all_mistakes_are_told_in_english():
    assert told(FAULTY, "en") == [
        "egen.yaml:2:1: There is no key “autor” here. Did you mean “author”?",
        "egen.yaml:4:9: “Closure” should be of small letters a–z, digits and hyphens, beginning "
        "with a letter.",
        "egen.yaml:6:15: “wellfare” is none of authority, values, welfare, other. Did you mean "
        "“welfare”?",
        "egen.yaml:7:5: There is no key “levle” here. Did you mean “level”?",
        "egen.yaml:8:9: Nothing stands after “why”.",
        "egen.yaml:9:23: There is no lexicon “sv/act/closign”. Did you mean “sv/act/closing”?",
        "egen.yaml:9:46: Should be a list: [one, two], or one on each line after -.",
        "egen.yaml:10:15: There is no factor “motoin”. Did you mean “motion”?",
        "egen.yaml:11:11: Should be a date like 2026-12-31, not “i går”.",
        "egen.yaml:13:12: Should be one text, not a list and not keys.",
        "egen.yaml:17:11: Should have exactly one of the keys lexicon, any, all, none, sentence, "
        "near, procedure.",
        "egen.yaml:18:21: Should be true or false, not “kanske”.",
        "egen.yaml:18:38: “nämnd” is none of fullmaktige, styrelse, namnd, utskott, beredning, "
        "other. Did you mean “namnd”?",
        "egen.yaml:20:39: “moton” is none of decision, motion, interpellation, information, "
        "consultation, adoption, appeal, citizen. Did you mean “motion”?",
        "egen.yaml:20:54: Should be at most 2, not 9.",
        "egen.yaml:21:5: The key “why” stands twice; the first is on line 16.",
        "egen.yaml:22:5: The key “level” is missing.",
        "egen.yaml:22:5: The key “why” is missing.",
        "egen.yaml:22:9: The id “closure” is taken; it stands on line 12 too.",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "egen.yaml:1:1: Nyckeln ”version” saknas."), ("en", "key “version” is missing.")],
)
def test_the_command_line_tells_each_mistake_on_a_line_of_its_own(
    agenda_risk, tmp_path, language, said
):
    agenda, own = path_of("samples") / "socialnamnden.docx", tmp_path / "egen.yaml"
    own.write_text("rulez: []")

    done = agenda_risk("scan", agenda, "--rules", own, "--language", language)

    first, second = done.stderr.splitlines()
    assert (done.returncode, said in first, "“rules”" in second or "”rules”" in second) == (
        20,
        True,
        True,
    )


# What is not YAML


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("a: b: c", "1:5: Ett kolon kan inte stå här", id="a colon in a text"),
        pytest.param("? - a\n  b", "3:1: Efter nyckeln saknas kolon", id="no colon"),
        pytest.param("a: b\n- c", "2:1: Indraget stämmer inte", id="a wrong indent"),
        pytest.param("a: [1, 2\nb: 3", "2:2: Listan som börjar med [ på rad 1", id="no ]"),
        pytest.param("a: {b: 1\nc: 2", "2:2: Det som börjar med klammer på rad 1", id="no }"),
        pytest.param('a: "b\nc: d', "1:4: Citattecknet på rad 1", id="no closing quote"),
        pytest.param("a: @b", "1:4: En text kan inte börja med @", id="@"),
        pytest.param("a: `b`", "1:4: En text kan inte börja med `", id="`"),
        pytest.param("a: %b", "1:4: En text kan inte börja med %", id="%"),
        pytest.param("a: *b*", "1:4: En text kan inte börja med *", id="*"),
        pytest.param("a: &b c", "1:4: En text kan inte börja med &", id="&"),
        pytest.param("a: !b c", "1:4: En text kan inte börja med !", id="!"),
        pytest.param("a:\n\t- b", "2:1: Det står en tabb", id="a tab"),
        pytest.param("a:\n  b: 1\n\tc: 2", "3:1: Det står en tabb", id="a tab further down"),
        pytest.param('a: "\\q"', '1:5: Inom "…" inleder \\', id="an unknown escape"),
        pytest.param("a: - b", "1:4: En lista kan inte börja här", id="a list in a line"),
        pytest.param("a: ]", "1:4: Här saknas ett värde", id="a lone bracket"),
        pytest.param("a: b\n--- c", "2:1: --- inleder en andra del", id="two documents"),
        pytest.param("[a]: b", "1:1: En nyckel måste vara en enda text", id="a list as key"),
        pytest.param("", "1:1: Filen är tom", id="nothing"),
        pytest.param("# bara en kommentar", "1:1: Filen är tom", id="only a comment"),
        pytest.param("[" * 100_000, "1:1001: Djupare än 30 nivåer", id="brackets"),
        pytest.param("- " * 100_000, "1:63: Djupare än 30 nivåer", id="hyphens"),
        pytest.param("a: " + "{b: " * 100_000, "Djupare än 30 nivåer", id="curly brackets"),
        pytest.param("text", "1:1: Ska vara nycklar med värden", id="not keys at all"),
    ],
)
def test_what_is_not_yaml_is_told_with_its_place(text, said):
    assert said in "\n".join(told(text, "sv"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("version: å".encode("latin-1"), "f:1:10: Tecknet är inte UTF-8", id="Latin-1"),
        pytest.param(
            b"a: b\n\x00", "f:2:1: Här står ett tecken som inte är text (U+0000)", id="NUL"
        ),
        pytest.param("a: å".encode("utf-16"), "f:1:1: Filen är UTF-16", id="UTF-16"),
        pytest.param(b"%PDF-1.7\n\xe2\xe3\xcf", "f:2:1: Tecknet är inte UTF-8", id="binary"),
        pytest.param(b"a" * 10_000_000, "f: Filen är större än två megabyte", id="ten megabytes"),
    ],
)
def test_what_is_not_text_is_told_with_its_place(content, said):
    (line,) = told("", "sv", read=lambda: decoded(content, "f"))

    assert line.startswith(said)


def test_a_byte_order_mark_is_passed_over():
    assert read_yaml(decoded("\ufeffa: b".encode(), "f"), "f").root.value == {"a": "b"}


@given(st.one_of(st.binary(max_size=200), st.text("ab:-[]{}\"'#&*!|>%@`\t\n ,?~0", max_size=80)))
@example(b"a: &a [*a]")
def test_no_file_leads_to_anything_but_faults_in_it(content):
    raw = content.encode() if isinstance(content, str) else content

    lines = told("", read=lambda: parse_rules(decoded(raw, "f"), "f", LEXICONS))

    assert all(line.startswith("f:") for line in lines)


def test_of_thousands_of_faults_fifty_are_shown():
    lines = told("".join(f"key{number}: 1\n" for number in range(5_000)))

    assert (len(lines), lines[-1]) == (51, "… and 4951 more.")


# What was written stays what was written


def test_texts_stay_as_they_were_written():
    text = "a: no\nb: 18:00\nc: 0123\nd: 1.10\ne: ~\nf: 'null'\ng: on\nh:"

    assert read_yaml(text, "f").root.value == {
        "a": "no",
        "b": "18:00",
        "c": "0123",
        "d": "1.10",
        "e": None,
        "f": "null",
        "g": "on",
        "h": None,
    }


# Lexicons and measures


def test_all_terms_of_a_lexicon_that_cannot_be_read_are_told():
    text = "skola\nby (q)\nsjukhus : kursal (q)"

    lines = told("", "sv", read=lambda: checked_lexicon("sv/x", text, "x.txt", {}))

    assert lines == [
        "x.txt:2:1: Termen ”by (q)” kan inte tolkas.",
        "x.txt:3:11: Termen ”kursal (q)” kan inte tolkas.",
    ]


def test_faults_in_several_lexicons_are_told_together(tmp_path):
    folder = tmp_path / "sv"
    folder.mkdir()
    (folder / "a.txt").write_text("by (q)")
    (folder / "b.txt").write_bytes(b"sj\xf6")

    lines = told("", "sv", read=lambda: load_lexicons(tmp_path))

    assert lines == [
        f"{folder / 'a.txt'}:1:1: Termen ”by (q)” kan inte tolkas.",
        f"{folder / 'b.txt'}:1:3: Tecknet är inte UTF-8; spara filen som UTF-8.",
    ]


def test_faults_in_measures_are_told_like_those_in_rules():
    lines = told("", "sv", read=lambda: parse_measures("measures: [3]\n", "m.yaml"))

    assert (
        "m.yaml:1:12: Ska vara nycklar med värden, var och en på en rad som ”nyckel: värde”."
        in lines
    )


def test_a_rules_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RulesError, match=r"none\.yaml cannot be opened: it is not there"):
        load_screen([tmp_path / "none.yaml"])


# The schema for editors


def test_the_schema_for_editors_is_in_step():
    path = path_of("rules.schema.json")
    _, definitions = models_json_schema([(RuleSet, "validation"), (Overlay, "validation")])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rules of agenda-risk, or a local overlay",
        "if": {"required": ["overlay"]},
        "then": {"$ref": "#/$defs/Overlay"},
        "else": {"$ref": "#/$defs/RuleSet"},
        **definitions,
    }
    written = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if "AGENDA_RISK_REWRITE_GOLDEN" in os.environ:
        path.write_text(written, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == written


def test_the_shipped_rules_name_the_schema_for_editors():
    first = path_of("rules.yaml").read_text(encoding="utf-8").splitlines()[0]

    assert first == "# yaml-language-server: $schema=agenda_risk/rules.schema.json"


def test_only_text_is_checked():
    assert checked_text("å\t\r\n", "f") == "å\t\r\n"


def test_the_faults_of_all_rule_files_are_told_at_once(tmp_path):
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(f'version: "1"\nruels: [{name}]\n', encoding="utf-8")

    with pytest.raises(FaultsError) as caught:
        load_screen([tmp_path / "one.yaml", tmp_path / "two.yaml"])

    assert {Path(fault.file).name for fault in caught.value.faults} == {"one.yaml", "two.yaml"}
