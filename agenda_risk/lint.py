"""Look for faults in rules and lexicons that no error tells."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agenda_risk.errors import Fault
from agenda_risk.inflect import forms
from agenda_risk.lexicon import Step, Term
from agenda_risk.match import Matcher
from agenda_risk.normalise import fold
from agenda_risk.rules import Condition, Rule, RuleSet
from agenda_risk.translate import N_

_ANY = "xxx"


class Place(NamedTuple):
    """Where a rule stands."""

    file: str
    line: int = 0


class Words(NamedTuple):
    """Words that may never be a term alone, and words that are not neutral."""

    never_alone: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()


Lexicons = Mapping[str, tuple[Term, ...]]


def lint(
    rules: RuleSet,
    terms: Iterable[Term],
    words: Words,
    places: Mapping[str, Place],
    also_used: Iterable[str] = (),
) -> tuple[Fault, ...]:
    """Return the faults of *rules* and of the lexicons that *terms* stand in.

    *places* tells where each rule stands; lexicons *also_used* are needed for something else.
    """
    lexicons: dict[str, tuple[Term, ...]] = {}
    for term in terms:
        lexicons[term.lexicon] = (*lexicons.get(term.lexicon, ()), term)
    dead = {term for found in lexicons.values() for term in found if not _matches(term)}
    live = {name for name, found in lexicons.items() if not set(found) <= dead}
    return (
        *(fault for rule in rules.rules for fault in _of_rule(rule, words, live, places)),
        *_same_titles(rules, places),
        *_unused({*rules.lexicons(), *also_used}, lexicons),
        *(fault for found in lexicons.values() for fault in _of_lexicon(found, dead, words)),
    )


def words_in(text: str) -> tuple[str, ...]:
    """Return the words that stand in *text*, separated by commas or lines; # begins a remark."""
    lines = (line.partition("#")[0] for line in text.splitlines())
    words = (word.strip() for line in lines for word in line.split(","))
    return tuple(fold(word) for word in words if word)


def _of_rule(
    rule: Rule, words: Words, live: set[str], places: Mapping[str, Place]
) -> Iterator[Fault]:
    place = places.get(rule.id, Place(""))
    for is_faulty, msgid in (
        (not rule.examples.hit, N_("rule {rule} has no example that hits")),
        (not rule.examples.miss, N_("rule {rule} has no example that misses")),
        (not rule.why.strip(), N_("rule {rule} does not say why")),
        (not _can_hold(rule.when, live), N_("rule {rule} can never fire: its words never match")),
        (_is_cancelled(rule), N_("rule {rule} can never fire: “unless” forbids what it looks for")),
        (_is_nowhere(rule), N_("rule {rule} can never fire: its scope shuts out every meeting")),
    ):
        if is_faulty:
            yield _fault(place, msgid, rule=rule.id)
    told = fold(" ".join((rule.title, rule.why, *(factor.why for factor in rule.factors))))
    for word in words.loaded:
        if re.search(rf"\b{re.escape(word)}", told):
            msgid = N_("rule {rule} uses a loaded word: {word}")
            yield _fault(place, msgid, rule=rule.id, word=word)


def _fault(place: Place, msgid: str, **fields: str | int) -> Fault:
    return Fault(place.file, place.line, int(place.line > 0), msgid, fields)


def _same_titles(rules: RuleSet, places: Mapping[str, Place]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for rule in rules.rules:
        other = first.setdefault(fold(rule.title), rule.id)
        if other != rule.id:
            msgid = N_("rule {rule} has the same title as {other}")
            yield _fault(places.get(rule.id, Place("")), msgid, rule=rule.id, other=other)


def _unused(used: set[str], lexicons: Lexicons) -> Iterator[Fault]:
    for name in sorted(set(lexicons) - used):
        yield _fault(Place(_file(name)), N_("no rule uses the lexicon {lexicon}"), lexicon=name)


def _of_lexicon(terms: tuple[Term, ...], dead: set[Term], words: Words) -> Iterator[Fault]:
    alone = {form for word in words.never_alone for form in forms(word)}
    seen: dict[tuple[Step, ...], Term] = {}
    for term in terms:
        place = Place(_file(term.lexicon), term.line)
        first = seen.setdefault(term.steps, term)
        for msgid in (*_twice(term, first), *_never(term, dead), *_alone(term, alone)):
            yield _fault(place, msgid, term=written(term), first=first.line)


def _twice(term: Term, first: Term) -> Iterator[str]:
    if first.line != term.line:
        yield N_("“{term}” stands on line {first} too")
    elif first is not term:
        yield N_("“{term}” stands twice on the line")


def _never(term: Term, dead: set[Term]) -> Iterator[str]:
    if term in dead and term.exceptions:
        yield N_("“{term}” can never match: an exception covers it")
    elif term in dead:
        yield N_("“{term}” can never match as it is written")


def _alone(term: Term, alone: set[str]) -> Iterator[str]:
    if _is_alone(term, alone):
        yield N_("“{term}” names a group, a party or a person: never alone")


def _is_alone(term: Term, never_alone: set[str]) -> bool:
    return len(term.steps) == 1 and any(word.lemma in never_alone for word in term.steps[0].words)


def written(term: Term) -> str:
    """Return *term* in words: lägga … ned|ner."""
    steps = (
        ("… " if step.gap else "") + "|".join(word.lemma for word in step.words)
        for step in term.steps
    )
    return " ".join(steps)


def _matches(term: Term) -> bool:
    """Tell whether *term* matches some text that it is written for."""
    matcher = Matcher((term,))
    return any(matcher.hits(text) for text in _attempts(term))


def _attempts(term: Term) -> Iterator[str]:
    """Yield texts that *term* is written for: its words as they are, and in compounds."""
    longest = max(len(step.words) for step in term.steps)
    for place in range(longest):
        words = [step.words[min(place, len(step.words) - 1)] for step in term.steps]
        plain = " ".join(word.lemma for word in words)
        last = " ".join(_ANY * word.last + word.lemma for word in words)
        first = " ".join(
            min(word.first_parts) + _ANY if word.first else word.lemma for word in words
        )
        yield from (plain, plain.upper(), last, first)


def _can_hold(condition: Condition, live: set[str]) -> bool:
    if condition.lexicon:
        return condition.lexicon in live
    if condition.any:
        return any(_can_hold(clause, live) for clause in condition.any)
    wanted = (*condition.all, *condition.sentence, *condition.near)
    return all(_can_hold(clause, live) for clause in wanted)


def _is_cancelled(rule: Rule) -> bool:
    """Tell whether the words that *rule* needs are also what its ``unless`` forbids."""
    return rule.unless is not None and bool(_needed(rule.when) & _enough(rule.unless))


def _needed(condition: Condition) -> set[str]:
    """Return the lexicons without which *condition* is not met."""
    if condition.lexicon:
        return {condition.lexicon}
    if condition.any:
        return set.intersection(*(_needed(clause) for clause in condition.any))
    wanted = (*condition.all, *condition.sentence, *condition.near)
    return {name for clause in wanted for name in _needed(clause)}


def _enough(condition: Condition) -> set[str]:
    """Return the lexicons of which one word is enough to meet *condition*."""
    if condition.lexicon:
        return {condition.lexicon}
    return {name for clause in condition.any for name in _enough(clause)}


def _is_nowhere(rule: Rule) -> bool:
    scope = rule.scope
    return (
        not scope.parts
        or bool(scope.bodies and set(scope.bodies) <= set(scope.not_bodies))
        or bool(scope.named and all(_is_shut_out(name, scope.not_named) for name in scope.named))
    )


def _is_shut_out(name: str, not_named: tuple[str, ...]) -> bool:
    return any(part in name for part in not_named)


def _file(lexicon: str) -> str:
    return f"lexicons/{lexicon}.txt"
