"""Words are written into an overlay as a person would write them, and nothing there is lost."""

from datetime import date

import pytest
import yaml

from agenda_risk.errors import FaultsError
from agenda_risk.models import Level
from agenda_risk.own_words import OwnWords, example, with_words, words_of
from agenda_risk.shipped import load_screen

TODAY = date(2026, 11, 29)
WORDS = OwnWords(("Högåsen",), Level.MODERATE, "Mötet stördes i våras")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "overlay: Granvik\nowner: kansliet\n",
        "overlay: Granvik\nowner: kansliet\nraise: []  # inga än\n",
        "overlay: Granvik\nowner: kansliet\nraise:  # våra\n# först\n- words: [Norrby]\n"
        "  level: high\n  reason: Tvist\n",
        "overlay: Granvik\nraise:\n    - words: [Norrby]\n      level: high\n      reason: Tvist\n"
        "owner: kansliet\n",
    ],
    ids=["nothing", "no list", "an empty list", "at the edge", "far in"],
)
def test_words_are_added_to_any_plain_overlay_and_what_stands_there_stays(text):
    made = with_words(text, WORDS, "Granvik", "kansliet")

    told, before = yaml.safe_load(made), yaml.safe_load(text) or {}
    assert told["raise"][0] == {"words": ["Högåsen"], "level": "moderate", "reason": WORDS.reason}
    assert told["raise"][1:] == (before.get("raise") or [])
    assert ("#" in made) == ("#" in text)
    screen = load_screen(own=made, today=TODAY)
    assert WORDS.reason in {rule.why for rule in screen.rules.rules}


def test_words_in_another_form_are_told_as_a_fault_and_nothing_is_lost():
    text = "overlay: G\nowner: k\nraise: [{words: [Norrby], level: high, reason: Tvist}]\n"

    made = with_words(text, WORDS, "G", "k")

    assert made.startswith(text)
    with pytest.raises(FaultsError):
        load_screen(own=made, today=TODAY)


def test_an_example_is_yaml_whatever_the_title_holds():
    title = 'Motion: "Ny väg" – #1 \\ i Norrby'

    assert yaml.safe_load(example("roads", title)) == [
        {"id": "roads", "examples": {"hit": [title]}}
    ]


def test_words_are_whole_and_masks_are_none_of_them():
    found = words_of("Motion av N.N. (S) om gatubelysning, Högåsen-Norrby 2026 i by")

    assert found == ("Motion", "gatubelysning", "Högåsen-Norrby")
