"""What could hold is asked first, and never rules out what holds."""

import random

import pytest

from agenda_risk.conditions import _met, could_hold, procedure_mark, satisfy
from agenda_risk.match import Hit
from agenda_risk.shipped import load_screen


@pytest.fixture(scope="module")
def rules():
    return load_screen(experimental=True).rules


def conditions_of(rules):
    factors = [*rules.factors, *(factor for rule in rules.rules for factor in rule.factors)]
    return [
        *(rule.when for rule in rules.rules),
        *(rule.unless for rule in rules.rules if rule.unless),
        *(factor.when for factor in factors),
        *rules.procedures.values(),
    ]


def drawn_hits(draw, names):
    marks = [procedure_mark(name) for name in ("decision", "motion", "information")]
    words = [
        Hit(draw.choice(names), "x", place, place + 1, place, place, place // 4)
        for place in range(draw.randrange(9))
    ]
    return (*words, *draw.sample(marks, draw.randrange(3)))


def test_what_is_satisfied_does_not_depend_on_what_is_asked_first(rules):
    draw = random.Random(7)
    met = 0
    for condition in conditions_of(rules):
        names = [*condition.lexicons()][:6] or ["sv/act/closing"]
        for _ in range(40):
            hits = drawn_hits(draw, names)
            expected = _met(condition, hits)
            met += expected is not None
            assert satisfy(condition, hits) == expected
            assert expected is None or could_hold(condition, {hit.lexicon for hit in hits})
    assert met > 1000
