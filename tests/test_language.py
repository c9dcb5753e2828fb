"""A text in a language without a lexicon is never judged as if it were Swedish."""

import pytest

from agenda_risk.language import language_of, parse_languages
from agenda_risk.shipped import path_of

LANGUAGES = parse_languages((path_of("lexicons") / "_languages.txt").read_text("utf-8"))
TEXTS = {
    "sv": "Kommunstyrelsen föreslår att planen antas och att den gäller från och med den 1 juni. "
    "Ärendet har inte varit på remiss, men det är av vikt för alla som bor vid sjön. ",
    "en": "The committee is asked to note the report and to agree that the plan is adopted. "
    "This is the first of the reports on the matter from the board. ",
    "fi": "Kaupunginhallitus päättää, että esitys on asian mukaan oikea ja että liite on osa "
    "kunnan päätöstä. Asia ei ole uusi, tai se on jo käsitelty sekä kokous pidetty. ",
    "no": "Kommunen har ikke vedtatt saken, og det ble fra møtet sagt at den er til behandling "
    "etter ferien. Saken er ikke av ny dato og det er til stede et flertall. ",
    "de": "Der Rat beschließt, dass die Vorlage nicht von der Verwaltung zu ändern ist und mit dem "
    "Haushalt für das Jahr bei den Ausschüssen beraten wird. ",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_recognised(language):
    assert language_of(TEXTS[language] * 2, LANGUAGES, "sv") == language


def test_a_list_of_titles_is_taken_for_swedish():
    assert language_of("Upprop\nVal av justerare\nMotion om cykelväg", LANGUAGES, "sv") == "sv"


def test_swedish_with_an_english_appendix_is_swedish():
    assert language_of(TEXTS["sv"] * 4 + TEXTS["en"] * 3, LANGUAGES, "sv") == "sv"


def test_an_english_agenda_is_not_screened_and_says_so(agenda_risk, tmp_path):
    lines = "\n".join(f"{number}. Report on matter {number}" for number in range(1, 6))
    text = f"Town Council\nAGENDA\n2026-12-01\n\n{lines}\n\n{TEXTS['en'] * 4}"
    (tmp_path / "agenda.txt").write_text(text)

    done = agenda_risk("scan", "agenda.txt", "--language", "en")

    assert done.returncode == 4
    assert "not screened" in done.stdout
    assert "Need for preparation: low" not in done.stdout.replace("\u00a0", " ")
