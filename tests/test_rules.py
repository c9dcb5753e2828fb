"""The shipped rules do what their examples say, and errors in rules are told."""

import pytest

from agenda_risk.assess import assess
from agenda_risk.bodies import body_named
from agenda_risk.errors import RulesError
from agenda_risk.models import (
    AgendaItem,
    Category,
    Level,
    Meeting,
    Organisation,
    OrganisationKind,
    Part,
    Passage,
)
from agenda_risk.prove import prove
from agenda_risk.rules import merge_rules, parse_rules
from agenda_risk.shipped import load_screen

SCREEN = load_screen()
FAILED = {(failed.rule, failed.text) for failed in prove(SCREEN).failed}
EXAMPLES = [
    pytest.param(rule.id, text, id=f"{rule.id}-{kind}-{text}")
    for rule in SCREEN.rules.rules
    for kind, texts in (("hit", rule.examples.hit), ("miss", rule.examples.miss))
    for text in texts
]


def assessed(title, held_by="Kommunfullmäktige", **parts):
    texts = {part: Passage(text=text) for part, text in parts.items()}
    item = AgendaItem(id="1", title=Passage(text=title), **texts)
    organisation = Organisation(name="Granviks kommun", kind=OrganisationKind.MUNICIPALITY)
    meeting = Meeting(body=body_named(held_by), organisation=organisation, items=(item,))
    return assess(item, SCREEN.findings(item, meeting))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_fires_on_its_hits_and_only_there(rule, text):
    assert (rule, text) not in FAILED


@pytest.mark.parametrize(
    ("title", "level", "category"),
    [
        pytest.param("Nedläggning av Norrby skola", Level.HIGH, Category.WELFARE, id="a decision"),
        pytest.param(
            "Motion om böneutrop", Level.MODERATE, Category.VALUES, id="a motion is lower"
        ),
        pytest.param(
            "Information om Norrby skolas framtid", Level.LOW, Category.WELFARE, id="information"
        ),
        pytest.param("Vitesföreläggande mot N.N.", Level.MODERATE, Category.AUTHORITY, id="a fine"),
        pytest.param("Vindkraft vid Högåsen", Level.HIGH, Category.OTHER, id="outside the three"),
    ],
)
def test_the_kind_of_matter_gives_the_level(title, level, category):
    found = assessed(title)

    assert (found.level, found.categories[0]) == (level, category)


@pytest.mark.parametrize(
    "title",
    ["Upprop", "Val av justerare", "Delegationsbeslut", "Sammanträdestider 2027", "Delårsrapport"],
)
def test_what_belongs_to_every_meeting_has_no_level(title):
    found = assessed(title)

    assert (found.level, found.categories, found.findings) == (Level.NONE, (), ())


def test_a_permit_is_routine_in_the_committee_and_not_in_the_assembly():
    title = "Bygglov för Linden 3"

    levels = [
        assessed(title, held_by).level for held_by in ("Byggnadsnämnden", "Kommunfullmäktige")
    ]

    assert levels == [Level.LOW, Level.MODERATE]


def test_a_neutral_title_is_raised_by_a_telling_proposal():
    proposal = "1. Planen antas. 2. Förskolorna Lärkan och Tallen avvecklas den 30 juni 2027."

    found = assessed("Lokalförsörjningsplan 2027–2031", proposal=proposal)

    assert (found.level, found.findings[0].part) == (Level.HIGH, Part.PROPOSAL)


def test_a_report_whose_proposal_closes_something_is_raised():
    proposal = "Nämnden beslutar att Solgläntans särskilda boende avvecklas."

    assert assessed("Utredning om platser, slutrapport", proposal=proposal).level is Level.HIGH


def test_alarming_words_in_the_papers_give_low_at_the_most():
    body = "I en annan kommun ledde nedläggningen av en skola till hot."

    assert assessed("Omvärldsbevakning", body=body).level is Level.LOW


def test_a_summary_counts_where_act_and_object_stand_in_one_sentence():
    telling = "Förvaltningen föreslår att Norrby skola läggs ned."
    apart = "Frågan gäller Norrby skola. En annan verksamhet läggs ned."

    levels = [assessed("Framställan", summary=text).level for text in (telling, apart)]

    assert levels == [Level.HIGH, Level.NONE]


def test_terms_quote_exactly_what_stands_there():
    title = "Avveckling av Norrby skola"

    (finding, *_) = assessed(title).findings

    assert [title[term.start : term.end] for term in finding.terms] == ["Avveckling", "skola"]


RULES = """
version: "1"
rules:
  - id: closure
    title: T
    category: welfare
    level: high
    why: W
    when: sv/act/closing
"""
LEXICONS = {"sv/act/closing"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(RULES.replace("level:", "levle:"), "mean “level”", id="key misspelt"),
        pytest.param(RULES.replace("high", "huge"), "own.yaml:7:12: “huge”", id="no such level"),
        pytest.param(RULES.replace("act/closing", "akt"), "no lexicon “sv/akt”", id="no lexicon"),
        pytest.param("rules: [", "is missing", id="not YAML"),
        pytest.param("[" * 100, "Nested deeper than 30", id="a bomb of brackets"),
        pytest.param("a: &a [1]\nb: *a", "cannot begin with &", id="aliases"),
        pytest.param("x" * 3_000_000, "larger than two megabytes", id="too large"),
    ],
)
def test_rules_that_cannot_be_used_are_refused_in_one_sentence(text, said):
    with pytest.raises(RulesError, match=said):
        parse_rules(text, "own.yaml", LEXICONS)


def test_rules_of_ones_own_replace_those_of_the_same_id():
    shipped = parse_rules(RULES, "a", LEXICONS)
    own = parse_rules(RULES.replace("high", "low").replace('"1"', '"mine"'), "b", LEXICONS)

    merged = merge_rules(shipped, own)

    assert [(rule.id, rule.level) for rule in merged.rules] == [("closure", Level.LOW)]
    assert merged.version == "1+mine"
