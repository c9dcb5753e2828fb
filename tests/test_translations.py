import re
from datetime import date, time
from io import BytesIO

import pytest
import yaml
from babel.messages.mofile import read_mo
from compile_catalogues import ROOT, catalogue, compiled, po_path, texts_in_code

from agenda_risk.errors import AgendaRiskError
from agenda_risk.measures import parse_measures
from agenda_risk.render.law import law
from agenda_risk.translate import translator

FIELD = re.compile(r"\{(\w+)[^}]*\}")
MAKE = "run: python tests/compile_catalogues.py"


def texts_in_data() -> set[str]:
    """Return the Swedish texts of the shipped measures, rules and law."""
    path = ROOT / "agenda_risk" / "measures.yaml"
    measures = parse_measures(path.read_text(encoding="utf-8"), path.name).measures
    told = {text for one in measures for text in (one.text, one.how, one.ground.text)}
    told |= {one.text for one in (*law().statements, *law().questions)}
    rules = yaml.safe_load((ROOT / "rules.yaml").read_text(encoding="utf-8"))
    stages = yaml.safe_load((path.parent / "stages.yaml").read_text(encoding="utf-8"))
    return told | set(texts_of_rules(rules or {})) | set(texts_of_stages(stages))


def texts_of_stages(stages: dict) -> list[str]:
    by_rule = [group for one in stages["matters"].values() for group in one.get("groups", ())]
    by_category = [group for groups in stages["groups"].values() for group in groups]
    return [trace["title"] for trace in stages["traces"]] + by_rule + by_category


def texts_of_rules(rules: dict) -> list[str]:
    found = [factor["why"] for factor in rules.get("factors", ())]
    found += [signal["title"] for signal in rules.get("signals", ())]
    for rule in rules.get("rules", ()):
        found += [rule["title"], rule["why"]]
        found += [factor["why"] for factor in rule.get("factors", ())]
    return found


def translated(language: str) -> set[str]:
    """Return the msgids, also those of plurals, that the catalogue has a text for."""
    return {
        msgid
        for message in catalogue(language)
        if all(texts(message.string))
        for msgid in texts(message.id)
    }


def texts(found: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(found) if isinstance(found, tuple | list) else (found,)


def test_every_english_text_in_the_code_has_a_swedish_one():
    known = translated("sv")
    gaps = {text: where for text, where in texts_in_code().items() if text not in known}

    assert gaps == {}


def test_every_swedish_text_in_data_has_an_english_one():
    assert texts_in_data() - translated("en") == set()


def test_no_catalogue_holds_a_text_that_is_no_longer_said():
    assert translated("sv") - {""} - set(texts_in_code()) == set()
    assert translated("en") - {""} - texts_in_data() == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_translation_fills_the_same_fields(language):
    wrong = [
        message.id
        for message in catalogue(language)
        for text in texts(message.string)
        if message.id and not fields(text) <= fields(*texts(message.id))
    ]

    assert wrong == []


def fields(*found: str) -> set[str]:
    return {name for text in found for name in FIELD.findall(text)}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_compiled_catalogue_is_in_step(language):
    written = po_path(language).with_suffix(".mo").read_bytes()

    assert said_by(written) == said_by(compiled(language)), MAKE


def said_by(mo: bytes) -> list[tuple[object, object]]:
    """Return what a compiled catalogue says; its head names the version of what compiled it."""
    found = [(message.id, message.string) for message in read_mo(BytesIO(mo)) if message.id]
    return sorted(found, key=str)


# What a translator says


def test_dates_are_written_as_swedes_write_them():
    say = translator("sv")

    assert say.day(date(2026, 12, 14)) == "måndag 14\u00a0december 2026"
    assert say.short_day(date(2026, 3, 5)) == "tors\u00a05\u00a0mars"
    assert say.plain_day(date(2026, 5, 1)) == "1\u00a0maj 2026"
    assert say.clock(time(18)) == "kl.\u00a018.00"


def test_dates_are_written_in_english():
    say = translator("en")

    assert say.day(date(2026, 12, 14)) == "Monday 14\u00a0December 2026"
    assert say.clock(time(9, 5)) == "at 09:05"


@pytest.mark.parametrize(
    ("words", "listed"),
    [([], ""), (["7"], "7"), (["7", "9"], "7 och 9"), (["7", "9", "12"], "7, 9 och 12")],
)
def test_words_are_listed_as_in_a_sentence(words, listed):
    assert translator("sv").listed(words) == listed


@pytest.mark.parametrize(("count", "said"), [(1, "en sida."), (2, "2 sidor."), (0, "0 sidor.")])
def test_a_plural_goes_with_its_count(count, said):
    assert translator("sv").plural("one page.", "{count} pages.", count) == said


def test_a_text_without_fields_keeps_its_braces():
    assert translator("sv")("{braces} that nobody knows") == "{braces} that nobody knows"


def test_no_text_stays_no_text():
    assert translator("sv")("") == ""


def test_swedish_data_is_said_as_it_stands_in_swedish_and_put_into_english():
    text = "Informera kommunpolisen om mötet"

    assert translator("sv")(text) == text
    assert translator("en")(text) == "Inform the local police about the meeting"


def test_an_unknown_language_is_refused():
    with pytest.raises(AgendaRiskError, match=r"There is no translation into fi\."):
        translator("fi")
