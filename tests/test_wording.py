"""How the program speaks Swedish: plainly, in one way, and never of what it does not suggest."""

import re

import pytest
import yaml
from compile_catalogues import ROOT, catalogue

from agenda_risk.render.law import law
from agenda_risk.shipped import path_of

MOST_WORDS = 28
OFFICIALESE = (
    "i syfte att", "i enlighet med", "vidta", "erhåll", "ombesörj", "avseende", "beträffande",
    "härvid", "jämte", "föreligg", "tillse", "erforder", "erfordr", "nyttja", "inkomm", "huruvida",
    "vederbörande", "samtliga", "medelst", "angående", "rörande", "utifrån", "säkerställ",
    "implementera", "adressera",
)  # fmt: skip
# Words that judge people or make a reader afraid; risk is told as need for preparation.
ALARMING = (
    "riskpoäng", "hotbild", "trigg", "flagga", "rättshaverist", "bråkstak", "aktivist", "mobb",
    "pöbel", "riskperson", "extremist",
)  # fmt: skip
# What only a translation from English would say.
TRANSLATED = (
    "[Ss]ätt upp", "uppsatt", "Vems organ", "har redan varit", "[Dd]u hör av oss", "ett eget fel",
    "Tomt betyder så", "alla ärenden har inte",
)  # fmt: skip
# What is suggested nowhere; where the law is told, some of it has to be named.
NEVER = (
    "namnlist", "legitimera", "legitimation", "anmälningslist", "lyckta dörr", "stäng dörr",
    "senarelägg", "kortare varsel", "porta", "avvisa besökare", "visitera", "metalldetektor",
    "väktar", "avslå motion", "bifalla", "dra tillbaka ärendet", "lyft ut", "flytta ärendet",
    "återremittera ärendet", "bordlägg ärendet",
)  # fmt: skip
NEVER_BUT = re.compile(r"Väktare och den egna personalen får det inte")
IMPERATIVES = {
    "Ajournera", "Anteckna", "Be", "Berätta", "Bestäm", "Dela", "Erbjud", "Fråga", "Följ",
    "Förklara", "Förvarna", "Ge", "Gå", "Hjälp", "Håll", "Informera", "Kontrollera", "Lägg", "Läs",
    "Låt", "Nå", "Ordna", "Planera", "Pröva", "Publicera", "Påminn", "Ring", "Räkna", "Samordna",
    "Skicka", "Ställ", "Säg", "Sök", "Ta", "Tala", "Utse", "Var", "Öppna",
}  # fmt: skip
TYPOGRAPHY = {
    "sen for sedan": r"\bsen\b",
    "a time with a colon": r"\bkl\.?.?\d\d?:\d\d",
    "a number that parts from its paragraph sign": r"\d (§|kap\.)",
    "a number of the police that parts": r"114 14",
    "an English quotation mark": "[“‘]",
    "a space before a sign": r" [,.;:!?](\s|$)",
}


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


def measures() -> list[dict[str, str]]:
    return yaml.safe_load(path_of("measures.yaml").read_text("utf-8"))["measures"]


def said() -> list[str]:
    """Return all that the program says in Swedish in its own words, titles of rules apart."""
    found = [one.string for one in catalogue("sv") if one.id]
    code = [text for one in found for text in ((one,) if isinstance(one, str) else one)]
    told = [text for one in measures() for text in (one["text"], one["how"])]
    return [*code, *told, *(one.text for one in (*law().statements, *law().questions))]


SAID = said()
NO_LAW = sorted(set(SAID) - {one.text for one in law().statements})


@pytest.mark.parametrize("word", OFFICIALESE + ALARMING)
def test_no_swedish_text_is_officialese_or_alarming(word):
    assert [text for text in SAID if re.search(rf"\b{word}", text.lower())] == []


def test_a_body_is_an_organ_and_not_always_a_committee():
    said_of_bodies = [
        f"{one.string}" for one in catalogue("sv") if re.search(r"\bbod(y|ies)\b", f"{one.id}")
    ]

    assert [text for text in said_of_bodies if re.search(r"\bnämnd", text)] == []


@pytest.mark.parametrize("word", TRANSLATED)
def test_no_swedish_text_is_english_in_disguise(word):
    assert [text for text in SAID if re.search(rf"\b{word}", text)] == []


@pytest.mark.parametrize("word", NEVER)
def test_what_is_never_suggested_is_named_only_where_the_law_is_told(word):
    told = [NEVER_BUT.sub("", text).lower() for text in NO_LAW]

    assert [text for text in told if re.search(rf"\b{word}", text)] == []


@pytest.mark.parametrize("pattern", TYPOGRAPHY.values(), ids=list(TYPOGRAPHY))
def test_swedish_is_set_as_swedes_set_it(pattern):
    shell = re.compile(r"--\w|\[|tecken|YAML|JSON")

    assert [one for one in SAID if re.search(pattern, one) and not shell.search(one)] == []


def test_nothing_that_is_said_reads_as_no_risk():
    calm = [text for text in SAID if re.search(r"utan risk|ingen risk|riskfri|ofarlig", text)]

    assert calm
    assert [text for text in calm if "betyder inte" not in text] == []


def test_a_measure_begins_with_what_to_do():
    assert [one["text"] for one in measures() if one["text"].split()[0] not in IMPERATIVES] == []


def test_how_to_do_it_is_told_in_short_sentences():
    sentences = [one for each in measures() for one in re.split(r"(?<=[.?!]) ", each["how"])]

    assert [one for one in sentences if len(one.split()) > MOST_WORDS] == []


def test_no_measure_repeats_in_how_what_it_says_in_text():
    assert [one["id"] for one in measures() if one["how"].startswith(one["text"])] == []


@pytest.mark.parametrize("name", ["elected-protection", "elected-training"])
def test_the_limit_of_a_duty_stands_in_its_sentence(name):
    told = law().statement(name).text

    assert "inte för fritidspolitiker" in told or "men inte fritidspolitiker" in told
    assert told.count(".") == 1


def test_whoever_answers_at_any_hour_is_called_the_same_everywhere():
    assert [text for text in SAID if "tjänsteman i beredskap" in text.lower()] == []


def test_the_texts_are_where_they_are_looked_for():
    assert len(SAID) > 1000
    assert (ROOT / "rules.yaml").is_file()
