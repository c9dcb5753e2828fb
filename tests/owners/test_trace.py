"""A word is shown with the lines that it stands on and the lines that match it."""

import json

import pytest
from town import terms

from agenda_risk.render.tracing import as_text
from agenda_risk.trace import How, trace

TERMS = terms()


def source(_lexicon, _line):
    return "-nedläggning- : lägga … ned ! kransnedläggning"


@pytest.mark.parametrize(
    ("asked", "how", "piece"),
    [
        pytest.param("nedläggningarna", How.FORM, "nedläggningarna", id="inflected"),
        pytest.param("skolnedläggningen", How.LAST, "nedläggningen", id="last in a compound"),
        pytest.param("nedläggningshot", How.FIRST, "nedläggnings", id="first in a compound"),
        pytest.param("lägga huset ned", How.PHRASE, "lägga huset ned", id="phrase"),
    ],
)
def test_a_match_says_how_it_came(asked, how, piece):
    closing = [one for one in trace(asked, TERMS).matches if one.lexicon == "sv/act/closing"]

    assert [(one.how, one.piece, one.is_excepted) for one in closing] == [(how, piece, False)]


def test_an_exception_is_told_to_hold_a_line_back():
    (match,) = trace("kransnedläggning", TERMS).matches

    assert (match.lexicon, match.line, match.is_excepted) == ("sv/act/closing", 1, True)


def test_a_word_on_a_line_shows_the_whole_line():
    told = trace("nedläggning", TERMS)

    first, second = told.entries
    assert (first.term, second.term) == ("nedläggning", "lägga … ned")
    assert "nedläggningarna" in first.steps[0].alone
    assert "nedläggnings" in first.steps[0].first
    assert "kransnedläggningen" in first.exceptions
    assert second.steps[1].gap == 3


@pytest.mark.parametrize("asked", ["lägga … ned", "VAL … justerare", "böneutrop"])
def test_a_term_is_found_as_it_is_written(asked):
    assert trace(asked, TERMS).entries


def test_a_word_of_no_lexicon_matches_nothing():
    told = trace("glass", TERMS)

    assert (told.entries, told.matches) == ((), ())
    assert "Ingen rad träffar." in as_text(told, "sv", source)


def test_forms_are_shown_by_place():
    shown = as_text(trace("nedläggning", TERMS), "en", source)

    assert shown.startswith("lexicons/sv/act/closing.txt:1: -nedläggning- : lägga … ned ! krans")
    assert "    alone and last in compounds: nedläggning, nedläggningar," in shown
    assert "    first in compounds: nedläggning, " in shown
    assert "    … up to 3 words between …" in shown
    assert "  lexicons/sv/act/closing.txt:1: nedläggning (a form of it)" in shown


def test_a_word_held_back_is_said_to_be():
    shown = as_text(trace("kransnedläggning", TERMS), "en", source)

    assert "(a compound that ends with “nedläggning”) – but an exception holds it back" in shown


def test_the_command_shows_the_line_as_it_was_written(agenda_risk):
    done = agenda_risk("lexicon", "show", "nedläggning")

    assert done.returncode == 0
    assert "lexicons/sv/act/closing.txt:2: -nedläggning-" in done.stdout


def test_the_command_answers_in_json(agenda_risk):
    told = json.loads(agenda_risk("lexicon", "show", "läggas", "ned", "--format", "json").stdout)

    assert told["asked"] == "läggas ned"
    assert "sv/act/closing" in {one["lexicon"] for one in told["matches"]}
