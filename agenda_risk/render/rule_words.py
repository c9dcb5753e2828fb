"""Say in words what a rule looks for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agenda_risk.render.reasons import Lemmas, either, procedure_words
from agenda_risk.rules import Condition, Rule
from agenda_risk.translate import N_, Translator

_SHOWN = 8
_ALTERNATIVES = re.compile(r"\|[^\s|]+")
_GROUPS = {
    "any": N_("At least one of these:"),
    "all": N_("All of these:"),
    "none": N_("None of these:"),
    "sentence": N_("All of these in one sentence:"),
}


class Sought(NamedTuple):
    """Something that has to stand in a text, and what it is made of."""

    text: str
    parts: tuple["Sought", ...] = ()


def sought(condition: Condition, lemmas: Lemmas, say: Translator) -> tuple[Sought, ...]:
    """Return what *condition* looks for; *lemmas* holds the words of each lexicon."""
    if condition.lexicon:
        return (Sought(words_of(condition.lexicon, lemmas, say)),)
    if condition.procedure:
        kinds = either(procedure_words(condition.procedure, say), say)
        return (Sought(say("The title shows {kinds}.", kinds=kinds)),)
    if condition.near:
        told = say("All of these within {count} words:", count=condition.within)
        return (_group(told, condition.near, lemmas, say),)
    return tuple(
        _group(say(told), getattr(condition, key), lemmas, say)
        for key, told in _GROUPS.items()
        if getattr(condition, key)
    )


def words_of(lexicon: str, lemmas: Lemmas, say: Translator) -> str:
    """Return some of the words of *lexicon*, and how many more there are."""
    words = [_ALTERNATIVES.sub("", word) for word in lemmas.get(lexicon, ())]
    shown = ", ".join(words[:_SHOWN])
    left = len(words) - _SHOWN
    if left <= 0:
        return shown
    return say.plural("{words} and one more word", "{words} and {count} more", left, words=shown)


def plain(lemma: str) -> str:
    """Return *lemma* with its alternatives as a person writes them."""
    return lemma.replace("|", " / ")


def shown_lexicons(rule: Rule) -> tuple[str, ...]:
    """Return the lexicons that *rule* looks for, each once."""
    return tuple(dict.fromkeys(_wanted(rule)))


def _wanted(rule: Rule) -> Iterator[str]:
    yield from rule.when.lexicons()
    if rule.unless:
        yield from rule.unless.lexicons()


def _group(told: str, clauses: tuple[Condition, ...], lemmas: Lemmas, say: Translator) -> Sought:
    return Sought(told, tuple(one for clause in clauses for one in sought(clause, lemmas, say)))
