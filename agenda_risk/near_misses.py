"""What a rule lacked where it did not fire."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from agenda_risk.conditions import Hits, satisfy
from agenda_risk.models import Level, Meeting, Model, Part, Term
from agenda_risk.rules import Condition, Rule
from agenda_risk.screen import Screen, Text, in_scope, met, moved, terms_of

_WEIGHT = list(Part)


class Lack(StrEnum):
    """In which way something is missing."""

    WORDS = "words"
    SENTENCE = "sentence"
    WITHIN = "within"
    FORBIDDEN = "forbidden"
    SCOPE = "scope"
    PART = "part"
    PROCEDURE = "procedure"
    PAPERS = "papers"


class Need(Model):
    """One thing that a rule lacked: a word of one of *lexicons*, or what *lack* says.

    *near* tells that it has to stand in the same sentence as the rest; *within* how many words
    from it. *words* are those that stand there and should not, or the procedures that the item
    should be one of.
    """

    lack: Lack
    lexicons: tuple[str, ...] = ()
    near: bool = False
    within: int = 0
    words: tuple[str, ...] = ()


class NearMiss(Model):
    """A rule that some words of an item spoke for, and all that it lacked.

    *level* is what the item would have been given by it.
    """

    rule: str
    title: str
    level: Level
    part: Part
    terms: tuple[Term, ...]
    needs: tuple[Need, ...]


class Reach(NamedTuple):
    """How much of a condition is met, by which hits, and what is not."""

    hits: Hits
    needs: tuple[Need, ...]

    @property
    def distance(self) -> tuple[int, int]:
        """Return what orders the nearest first."""
        return len(self.needs), -len({hit.lexicon for hit in self.hits})


def near_misses(
    screen: Screen, texts: tuple[Text, ...], meeting: Meeting, fired: Iterable[str]
) -> tuple[NearMiss, ...]:
    """Return the rules, other than those that *fired*, that words of *texts* speak for.

    The nearest stand first: fewest needs, then the weightiest part, then most kinds of words.
    """
    known = set(fired)
    found = [
        ((len(miss.needs), _WEIGHT.index(miss.part), reach.distance, -miss.level.rank), miss)
        for rule in screen.rules.rules
        if rule.id not in known
        for reach, miss in _of_rule(screen, rule, texts, meeting)
    ]
    return tuple(miss for _, miss in sorted(found, key=lambda one: one[0]))


def lacks(screen: Screen, rule: Rule, texts: tuple[Text, ...], meeting: Meeting) -> NearMiss:
    """Return what *rule* lacked in *texts*, also where no word spoke for it."""
    found = next(_of_rule(screen, rule, texts, meeting), None)
    if found:
        return found[1]
    needs = reach(rule.when, ()).needs
    part = texts[0].part if texts else Part.TITLE
    return NearMiss(
        rule=rule.id, title=rule.title, level=rule.level, part=part, terms=(), needs=needs
    )


def reach(condition: Condition, hits: Hits) -> Reach:
    """Return how far *hits* meet *condition*."""
    if condition.lexicon:
        found = satisfy(condition, hits)
        need = Need(lack=Lack.WORDS, lexicons=(condition.lexicon,))
        return Reach(found, ()) if found else Reach((), (need,))
    if condition.procedure:
        need = Need(lack=Lack.PROCEDURE, words=condition.procedure)
        return Reach((), () if satisfy(condition, hits) is not None else (need,))
    if condition.any:
        return _any(condition.any, hits)
    if condition.sentence:
        return _close(condition, condition.sentence, hits, Need(lack=Lack.SENTENCE))
    if condition.near:
        apart = Need(lack=Lack.WITHIN, within=condition.within)
        return _close(condition, condition.near, hits, apart)
    return _joined(_forbidden(condition.none, hits), _all(condition.all, hits))


def _any(clauses: tuple[Condition, ...], hits: Hits) -> Reach:
    reaches = [reach(clause, hits) for clause in clauses]
    met_ones = [one for one in reaches if not one.needs]
    if met_ones:
        return _joined(*met_ones)
    begun = [one for one in reaches if one.hits]
    if begun:
        return min(begun, key=lambda one: one.distance)
    lexicons = tuple(dict.fromkeys(name for clause in clauses for name in clause.lexicons()))
    return Reach((), (Need(lack=Lack.WORDS, lexicons=lexicons),))


def _all(clauses: tuple[Condition, ...], hits: Hits) -> Reach:
    return _joined(*(reach(clause, hits) for clause in clauses))


def _close(condition: Condition, clauses: tuple[Condition, ...], hits: Hits, apart: Need) -> Reach:
    """Return how far *hits* meet *clauses*, which have to stand close together."""
    found = satisfy(condition, hits)
    if found is not None:
        return Reach(found, ())
    whole = _all(clauses, hits)
    if not whole.needs:
        return Reach(whole.hits, (apart,))
    near = (need.model_copy(update={"near": bool(whole.hits)}) for need in whole.needs)
    return Reach(whole.hits, tuple(near))


def _forbidden(clauses: tuple[Condition, ...], hits: Hits) -> Reach:
    """Return the words that stand in *hits* and should not."""
    found = (satisfy(clause, hits) for clause in clauses)
    lemmas = tuple(dict.fromkeys(hit.lemma for one in found if one for hit in one))
    return Reach((), (Need(lack=Lack.FORBIDDEN, words=lemmas),) if lemmas else ())


def _joined(*reaches: Reach) -> Reach:
    return Reach(
        tuple(hit for one in reaches for hit in one.hits),
        tuple(need for one in reaches for need in one.needs),
    )


def _of_rule(
    screen: Screen, rule: Rule, texts: tuple[Text, ...], meeting: Meeting
) -> Iterator[tuple[Reach, NearMiss]]:
    """Yield the nearest that *rule* came to firing in one of *texts*, if any word spoke for it."""
    reaches = [(text, _in_text(rule, text, meeting)) for text in texts]
    begun = [(text, one) for text, one in reaches if one.hits and one.needs]
    if begun:
        text, one = min(begun, key=lambda pair: pair[1].distance)
        factors = [found for found in screen.factors(rule, meeting) if met(found, texts)]
        yield (
            one,
            NearMiss(
                rule=rule.id,
                title=rule.title,
                level=min(moved(rule.level, factors), _limit(text.part, one), key=_rank),
                part=text.part,
                terms=terms_of(text, one.hits, {one.id: one for one in meeting.documents}),
                needs=one.needs,
            ),
        )


def _in_text(rule: Rule, text: Text, meeting: Meeting) -> Reach:
    unless = (rule.unless,) if rule.unless else ()
    found = _joined(reach(rule.when, text.hits), _forbidden(unless, text.hits))
    outside = [
        Need(lack=lack)
        for lack, is_outside in (
            (Lack.SCOPE, not in_scope(rule.scope, meeting)),
            (Lack.PART, text.part not in (*rule.scope.parts, Part.BODY)),
            (Lack.PAPERS, text.part is Part.BODY),
        )
        if is_outside
    ]
    return Reach(found.hits, (*found.needs, *outside))


def _limit(part: Part, one: Reach) -> Level:
    """Return the highest level that words in *part* could set, were nothing missing."""
    if part is not Part.SUMMARY:
        return Level.HIGH
    kinds = len({hit.lexicon for hit in one.hits}) + sum(bool(need.lexicons) for need in one.needs)
    return Level.HIGH if kinds > 1 else Level.LOW


def _rank(level: Level) -> int:
    return level.rank
