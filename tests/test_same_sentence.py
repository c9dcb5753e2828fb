"""A circumstance may have to stand in the sentence of what it moves."""

import pytest

from agenda_risk.explain import explain
from agenda_risk.lexicon import parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.models import AgendaItem, Body, Level, Meeting, Passage
from agenda_risk.rules import parse_rules
from agenda_risk.screen import Screen

LEXICONS = {"sv/act/closing": "-nedläggning-\navveckling", "sv/object/school": "-skola-"}
LEXICONS |= {"sv/soft/delayed": "senareläggning\nuppskjuta (v)", "sv/soft/crowd": "-protest-"}
RULES = """
version: "1"
factors:
  - id: delayed
    when: sv/soft/delayed
    step: -1
    same_sentence: true
    parts: [title, proposal]
    why: Det skjuts upp.
  - id: crowd
    when: sv/soft/crowd
    step: 1
    same_sentence: true
    parts: [proposal]
    why: Många har protesterat.
rules:
  - id: closure
    title: Skola läggs ned
    category: welfare
    level: moderate
    why: Det märks.
    when: {sentence: [sv/act/closing, sv/object/school]}
    examples: {hit: [Nedläggning av skola], miss: [Skola]}
"""
TERMS = [term for name, text in LEXICONS.items() for term in parse_lexicon(name, text, {})]
SCREEN = Screen(parse_rules(RULES, "rules.yaml", LEXICONS), Matcher(TERMS))


def meeting_on(proposal, title="Skola i Norrby"):
    item = AgendaItem(id="1", title=Passage(text=title), proposal=Passage(text=proposal))
    return Meeting(body=Body(name="Kommunstyrelsen"), items=(item,))


def finding_in(proposal, title="Skola i Norrby"):
    meeting = meeting_on(proposal, title)
    (finding,) = SCREEN.findings(meeting.items[0], meeting)
    return finding


@pytest.mark.parametrize(
    ("proposal", "level"),
    [
        pytest.param("Nedläggning av Norrby skola.", Level.MODERATE, id="nothing"),
        pytest.param("Senareläggning av nedläggning av skolan.", Level.LOW, id="same sentence"),
        pytest.param(
            "Nedläggning av skolan. Senareläggning av badhuset.",
            Level.MODERATE,
            id="another sentence",
        ),
        pytest.param(
            "Senareläggning av nedläggning av skolan. Avveckling av Norrby skola.",
            Level.MODERATE,
            id="one sentence of two",
        ),
        pytest.param(
            "Senareläggning av nedläggning av skolan. Uppskjuta avveckling av Norrby skola.",
            Level.LOW,
            id="both sentences",
        ),
        pytest.param("Protester mot nedläggning av skolan.", Level.HIGH, id="raises"),
        pytest.param(
            "Nedläggning av skolan. Protester mot badhuset.",
            Level.MODERATE,
            id="raises elsewhere only",
        ),
        pytest.param(
            "Avveckling av Norrby skola. Protester mot nedläggning av skolan.",
            Level.HIGH,
            id="one sentence is enough to raise",
        ),
    ],
)
def test_a_factor_of_the_same_sentence_moves_what_stands_there(proposal, level):
    assert finding_in(proposal).level == level


def test_words_in_another_part_are_in_no_sentence_of_the_finding():
    title = "Senareläggning av mötet"

    assert finding_in("Nedläggning av skolan.", title).level == Level.MODERATE


def test_the_words_of_the_factor_are_told():
    finding = finding_in("Senareläggning av nedläggning av skolan. Uppskjuta budgeten.")

    (factor,) = finding.factors
    assert [term.text for term in factor.terms] == ["Senareläggning"]


def test_an_explanation_reckons_with_the_sentence():
    lowered, other = (
        meeting_on(text)
        for text in (
            "Senareläggning av nedläggning av skolan.",
            "Nedläggning av skolan. Senareläggning av badhuset.",
        )
    )

    told = [explain(meeting.items[0], meeting, SCREEN) for meeting in (lowered, other)]

    assert [(turn.level, turn.why) for turn in told[0].turns if turn.holds] == [
        (Level.MODERATE, "Det skjuts upp.")
    ]
    assert not [turn for turn in told[1].turns if turn.holds]
