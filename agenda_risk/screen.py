"""Which rules fire on an item, and on which words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda_risk.match import Hit, Matcher
from agenda_risk.models import (
    AgendaItem,
    Document,
    Factor,
    Finding,
    Level,
    Meeting,
    Part,
    Passage,
    Term,
)
from agenda_risk.normalise import fold
from agenda_risk.rules import Condition, Rule, RuleFactor, RuleSet, Scope

_DECIDING = (Part.TITLE, Part.PROPOSAL, Part.SUMMARY)

Hits = tuple[Hit, ...]


class _Text(NamedTuple):
    part: Part
    passage: Passage
    hits: Hits


class Screen:
    """Holds the rules and the words they look for."""

    def __init__(self, rules: RuleSet, matcher: Matcher) -> None:
        self.rules = rules
        self._matcher = matcher

    def findings(self, item: AgendaItem, meeting: Meeting) -> tuple[Finding, ...]:
        """Return what the rules find in *item*, the gravest first.

        What stands in the rest of its papers counts only where title, proposal and summary are
        silent.
        """
        texts = tuple(self._texts(item))
        documents = {document.id: document for document in meeting.documents}
        found = [
            finding
            for rule in self.rules.rules
            if in_scope(rule.scope, meeting)
            for finding in self._fire(rule, texts, meeting, documents)
        ]
        deciding = [finding for finding in found if finding.part in _DECIDING]
        return tuple(sorted(deciding or found, key=lambda finding: -finding.level.rank))

    def _texts(self, item: AgendaItem) -> Iterator[_Text]:
        parts = (
            (Part.TITLE, item.title),
            (Part.PROPOSAL, item.proposal),
            (Part.SUMMARY, item.summary),
            (Part.BODY, item.body),
        )
        for part, passage in parts:
            if passage:
                yield _Text(part, passage, self._matcher.hits(passage.text))

    def _fire(
        self,
        rule: Rule,
        texts: tuple[_Text, ...],
        meeting: Meeting,
        documents: dict[str, Document],
    ) -> Iterator[Finding]:
        """Yield the finding of *rule* in the weightiest part where it fires, if it does."""
        for text in texts:
            if text.part not in (*rule.scope.parts, Part.BODY):
                continue
            hits = satisfy(rule.when, text.hits)
            if hits and not (rule.unless and satisfy(rule.unless, text.hits)):
                factors = tuple(self._factors(rule, texts, meeting, documents))
                yield _finding(rule, text, hits, factors, documents)
                return

    def _factors(
        self,
        rule: Rule,
        texts: tuple[_Text, ...],
        meeting: Meeting,
        documents: dict[str, Document],
    ) -> Iterator[tuple[RuleFactor, Factor]]:
        wanted = [factor for factor in self.rules.factors if factor.id not in rule.ignores]
        for factor in (*wanted, *rule.factors):
            if not in_scope(factor.scope, meeting):
                continue
            for text in texts:
                hits = text.part in factor.parts and satisfy(factor.when, text.hits)
                if hits:
                    terms = _terms(text, hits, documents)
                    yield factor, Factor(step=factor.step, why=factor.why, terms=terms)
                    break


def in_scope(scope: Scope, meeting: Meeting) -> bool:
    """Tell whether a rule with *scope* holds for *meeting*."""
    name = fold(meeting.body.name)
    return (
        (not scope.organisations or meeting.organisation.kind in scope.organisations)
        and (not scope.bodies or meeting.body.kind in scope.bodies)
        and meeting.body.kind not in scope.not_bodies
        and (not scope.named or any(part in name for part in scope.named))
        and not any(part in name for part in scope.not_named)
    )


def satisfy(condition: Condition, hits: Hits) -> Hits | None:
    """Return the hits that make *condition* true, or None when it is not true.

    A condition that only forbids is true without hits.
    """
    if condition.lexicon:
        return tuple(hit for hit in hits if hit.lexicon == condition.lexicon) or None
    if condition.any:
        met = [satisfy(clause, hits) for clause in condition.any]
        return tuple(hit for found in met if found for hit in found) or None
    if condition.sentence:
        return _within(condition.sentence, _by_sentence(hits))
    if condition.near:
        return _within(condition.near, _windows(hits, condition.within))
    if any(satisfy(clause, hits) for clause in condition.none):
        return None
    return _all(condition.all, hits)


def _all(clauses: tuple[Condition, ...], hits: Hits) -> Hits | None:
    """Return the hits that make all *clauses* true; two clauses may share a compound word."""
    met = [satisfy(clause, hits) for clause in clauses]
    if any(found is None for found in met):
        return None
    return tuple(hit for found in met if found for hit in found)


def _within(clauses: tuple[Condition, ...], groups: Iterable[Hits]) -> Hits | None:
    return next((met for group in groups if (met := _all(clauses, group))), None)


def _by_sentence(hits: Hits) -> Iterator[Hits]:
    for sentence in sorted({hit.sentence for hit in hits}):
        yield tuple(hit for hit in hits if hit.sentence == sentence)


def _windows(hits: Hits, words: int) -> Iterator[Hits]:
    for anchor in hits:
        yield tuple(
            hit
            for hit in hits
            if hit.sentence == anchor.sentence and 0 <= hit.first - anchor.first <= words
        )


def _finding(
    rule: Rule,
    text: _Text,
    hits: Hits,
    factors: tuple[tuple[RuleFactor, Factor], ...],
    documents: dict[str, Document],
) -> Finding:
    level = _moved(rule.level, [factor for factor, _ in factors])
    return Finding(
        rule=rule.id,
        title=rule.title,
        why=rule.why,
        category=rule.category,
        level=min(level, _ceiling(text.part, hits), key=lambda one: one.rank),
        base_level=rule.level,
        part=text.part,
        terms=_terms(text, hits, documents),
        factors=tuple(told for _, told in factors),
    )


def _ceiling(part: Part, hits: Hits) -> Level:
    """Return the highest level that words in *part* may set by themselves.

    The title and the proposed decision say what is decided. A summary does so where an act and its
    object stand in one sentence. Elsewhere words are too often about something else.
    """
    if part in (Part.TITLE, Part.PROPOSAL):
        return Level.HIGH
    is_act_and_object = len({hit.lexicon for hit in hits}) > 1
    return Level.HIGH if part is Part.SUMMARY and is_act_and_object else Level.LOW


def _moved(level: Level, factors: list[RuleFactor]) -> Level:
    """Return *level* after the strongest raise, the strongest lowering and every ceiling."""
    steps = [factor.step for factor in factors]
    moved = level.rank + max([0, *steps]) + min([0, *steps])
    ceilings = [factor.to.rank for factor in factors if factor.to]
    return Level.of_rank(min([max(moved, Level.LOW.rank), *ceilings]))


def _terms(text: _Text, hits: Hits, documents: dict[str, Document]) -> tuple[Term, ...]:
    unique = sorted(set(hits), key=lambda hit: (hit.start, hit.end))
    return tuple(_term(text, hit, documents) for hit in unique)


def _term(text: _Text, hit: Hit, documents: dict[str, Document]) -> Term:
    document = documents.get(text.passage.document)
    place = text.passage.source(hit.start)
    return Term(
        lexicon=hit.lexicon,
        lemma=hit.lemma,
        part=text.part,
        start=hit.start,
        end=hit.end,
        text=text.passage.text[hit.start : hit.end],
        document=text.passage.document,
        page=document.page_at(place) if document and place is not None else None,
    )
