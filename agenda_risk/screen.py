"""Which rules fire on an item, and on which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from functools import cached_property, lru_cache
from typing import NamedTuple

from agenda_risk.conditions import Hits, could_hold, procedure_mark, satisfy, satisfy_beside
from agenda_risk.language import Languages, language_of
from agenda_risk.match import Hit, Matcher
from agenda_risk.models import (
    AgendaItem,
    Document,
    Factor,
    Finding,
    Level,
    Meeting,
    Notice,
    Part,
    Passage,
    Publicity,
    Term,
)
from agenda_risk.normalise import fold
from agenda_risk.overlay import Overlay, changed_locally
from agenda_risk.rules import Rule, RuleFactor, RuleSet, Scope

_MOST_TEXTS = 256
_MOST_NAMES = 4_096
_DECIDING = (Part.TITLE, Part.PROPOSAL, Part.SUMMARY)

_WEIGHTS = {Part.TITLE: 0, Part.PROPOSAL: 0, Part.SUMMARY: 1, Part.BODY: 2, Part.ATTACHMENT: 2}

_EXCLUDED: dict[bool | None, Publicity] = {True: Publicity.CLOSED, False: Publicity.PUBLIC}


class Text(NamedTuple):
    """One text of an item, and the words of lexicons that stand in it."""

    part: Part
    passage: Passage
    hits: Hits


class Screen:
    """Holds the rules, the words they look for, and what local overlays change.

    *notices* tell what of the overlays no longer holds.
    """

    def __init__(
        self,
        rules: RuleSet,
        matcher: Matcher,
        overlays: tuple[Overlay, ...] = (),
        notices: tuple[Notice, ...] = (),
        languages: Languages | None = None,
    ) -> None:
        self.rules = rules
        self._languages = languages or {}
        self.notices = notices
        self._matcher = matcher
        # What is told of an item looks at the same texts as what is found in it.
        self._hits = lru_cache(_MOST_TEXTS)(matcher.hits)
        self._likely = lru_cache(_MOST_NAMES)(self._could_fire)
        self._overlays = overlays

    @property
    def matcher(self) -> Matcher:
        """Return what finds the words of the lexicons."""
        return self._matcher

    def finding_by(self, find: Callable[[str], Hits]) -> Screen:
        """Return this screen with its words found by *find*, which does it for many texts at once.

        What is found must be what ``matcher.hits`` finds.
        """
        other = copy(self)
        other._hits = lru_cache(_MOST_TEXTS)(find)
        return other

    def make_ready(self) -> None:
        """Load what reads damaged words, which is else loaded when the first one is met."""
        self._matcher.repair()

    @property
    def lexicons(self) -> frozenset[str]:
        """Return the names of the lexicons that are looked for."""
        return frozenset(self._matcher.lexicons)

    @cached_property
    def lemmas(self) -> dict[str, tuple[str, ...]]:
        """Return the words of each lexicon, in the order in which they were written."""
        terms = {(term.lexicon, term.line, term.lemma) for term in self._matcher.terms()}
        found: dict[str, list[str]] = {}
        for name, _line, lemma in sorted(terms):
            found.setdefault(name, []).append(lemma)
        return {name: tuple(words) for name, words in found.items()}

    def reads(self, meeting: Meeting) -> bool:
        """Tell whether there is a lexicon of the language that *meeting* is written in."""
        written_for = self._written_for
        texts = [document.text for document in meeting.documents]
        titles = [item.title.text for item in meeting.items]
        if not self._languages or not written_for:
            return True
        text = "\n".join(texts) or "\n".join(titles)
        return language_of(text, self._languages, written_for[0]) in written_for

    @cached_property
    def _written_for(self) -> list[str]:
        """Return the languages that there are lexicons of."""
        return sorted({name.partition("/")[0] for name in self._matcher.lexicons})

    def findings(self, item: AgendaItem, meeting: Meeting) -> tuple[Finding, ...]:
        """Return what the rules find in *item*, the gravest first, and the title before papers.

        What stands in the rest of its papers counts only where title, proposal and summary are
        silent.
        """
        first = self._found(self.texts(item, _DECIDING), item, meeting)
        found = first or self._found(self.texts(item), item, meeting)
        return tuple(sorted(found, key=_weight))

    def _found(self, texts: tuple[Text, ...], item: AgendaItem, meeting: Meeting) -> list[Finding]:
        documents = {document.id: document for document in meeting.documents}
        names = frozenset(hit.lexicon for text in texts for hit in text.hits)
        return [
            changed_locally(finding, item, self._overlays)
            for rule in self._likely(names)
            if in_scope(rule.scope, meeting)
            for finding in self._fire(rule, texts, meeting, documents)
        ]

    def _could_fire(self, names: frozenset[str]) -> tuple[Rule, ...]:
        """Return the rules that hits of the lexicons called *names* may make fire."""
        return tuple(rule for rule in self.rules.rules if could_hold(rule.when, names))

    def texts(self, item: AgendaItem, wanted: tuple[Part, ...] = tuple(Part)) -> tuple[Text, ...]:
        """Return the *wanted* texts of *item* that are not empty, the weightiest first."""
        all_parts = (
            (Part.TITLE, item.title),
            (Part.PROPOSAL, item.proposal),
            (Part.SUMMARY, item.summary),
            (Part.BODY, item.body),
        )
        parts = [(part, passage) for part, passage in all_parts if part in wanted]
        found = {part: self._hits(passage.text) for part, passage in parts if passage}
        title = found.get(Part.TITLE, ())
        shown = self._procedures(title) if title else self._untold_procedures
        return tuple(
            Text(part, passage, (*found[part], *shown)) for part, passage in parts if passage
        )

    def words_of_title(self, item: AgendaItem) -> Hits:
        """Return the words of lexicons in the title of *item*."""
        return self._hits(item.title.text)

    @cached_property
    def _untold_procedures(self) -> Hits:
        """Return which procedures a title shows in which there is no word of a lexicon."""
        return self._procedures(())

    def _procedures(self, title: Hits) -> Hits:
        """Return which procedures the hits in *title* show, each as a hit on no words.

        An adoption is a decision too.
        """
        names = {name for name, when in self.rules.procedures.items() if satisfy(when, title)}
        shown = names if names - {"adoption"} else names | {"decision"}
        return tuple(map(procedure_mark, sorted(shown)))

    def factors(self, rule: Rule, meeting: Meeting) -> tuple[RuleFactor, ...]:
        """Return the factors that may move *rule* in *meeting*."""
        wanted = [factor for factor in self.rules.factors if factor.id not in rule.ignores]
        return tuple(
            factor for factor in (*wanted, *rule.factors) if in_scope(factor.scope, meeting)
        )

    def _fire(
        self,
        rule: Rule,
        texts: tuple[Text, ...],
        meeting: Meeting,
        documents: dict[str, Document],
    ) -> Iterator[Finding]:
        """Yield the finding of *rule* in the weightiest part where it fires, if it does."""
        for text in texts:
            if text.part not in (*rule.scope.parts, Part.BODY):
                continue
            hits = satisfy(rule.when, text.hits)
            if hits and not (rule.unless and satisfy(rule.unless, text.hits) is not None):
                moved_by = self._factors(rule, text, texts, meeting)
                factors = tuple(pair for pair in moved_by if moves(*pair, text.part))
                yield _finding(rule, text, hits, factors, documents)
                return

    def _factors(
        self, rule: Rule, found_in: Text, texts: tuple[Text, ...], meeting: Meeting
    ) -> Iterator[tuple[RuleFactor, Factor]]:
        documents = {document.id: document for document in meeting.documents}
        for factor in self.factors(rule, meeting):
            for text, hits in met_for(factor, rule, found_in, texts):
                terms = terms_of(text, hits, documents)
                yield factor, Factor(step=factor.step, why=factor.why, terms=terms)


def met_for(
    factor: RuleFactor, rule: Rule, found_in: Text, texts: tuple[Text, ...]
) -> tuple[tuple[Text, Hits], ...]:
    """Return where *factor* holds for what *rule* found in one of *texts*, or nothing."""
    if not factor.same_sentence:
        return met(factor, texts)
    if found_in.part not in factor.parts:
        return ()
    lowers = factor.step <= 0
    hits = satisfy_beside(factor.when, rule.when, found_in.hits, everywhere=lowers)
    return () if hits is None else ((found_in, hits),)


def met(factor: RuleFactor, texts: tuple[Text, ...]) -> tuple[tuple[Text, Hits], ...]:
    """Return the first of *texts* in which *factor* holds with its words, or nothing.

    One that must stand beside what a rule found holds in none by itself.
    """
    parts = () if factor.same_sentence else factor.parts
    read = (text for text in texts if text.part in parts)
    found = ((text, satisfy(factor.when, text.hits)) for text in read)
    return next((((text, hits),) for text, hits in found if hits is not None), ())


def moves(factor: RuleFactor, told: Factor, part: Part) -> bool:
    """Tell whether *factor*, which was met as *told*, moves what was found in *part*.

    What lowers must weigh as much as what it lowers: a word in the summary takes nothing from what
    the title or the proposed decision says.
    """
    if part not in factor.moves:
        return False
    found = [term.part for term in told.terms]
    return factor.step > 0 or not found or _WEIGHTS[found[0]] <= _WEIGHTS[part]


def in_scope(scope: Scope, meeting: Meeting) -> bool:
    """Tell whether a rule with *scope* holds for *meeting*."""
    name = fold(meeting.body.name) if scope.named or scope.not_named else ""
    return (
        (not scope.organisations or meeting.organisation.kind in scope.organisations)
        and (not scope.bodies or meeting.body.kind in scope.bodies)
        and meeting.body.kind not in scope.not_bodies
        and (not scope.named or any(part in name for part in scope.named))
        and not any(part in name for part in scope.not_named)
        and meeting.publicity != _EXCLUDED.get(scope.public)
    )


def _weight(finding: Finding) -> tuple[int, int]:
    """Return what the gravest findings have least of: the level, then where the words stand."""
    return -finding.level.rank, list(Part).index(finding.part)


def _finding(
    rule: Rule,
    text: Text,
    hits: Hits,
    factors: tuple[tuple[RuleFactor, Factor], ...],
    documents: dict[str, Document],
) -> Finding:
    level = moved(rule.level, [factor for factor, _ in factors])
    return Finding(
        rule=rule.id,
        title=rule.title,
        why=rule.why,
        category=rule.category,
        level=min(level, ceiling(text.part, hits), key=lambda one: one.rank),
        base_level=rule.level,
        part=text.part,
        terms=terms_of(text, hits, documents),
        factors=tuple(told for _, told in factors),
    )


def ceiling(part: Part, hits: Hits) -> Level:
    """Return the highest level that words in *part* may set by themselves.

    The title and the proposed decision say what is decided. A summary does so where an act and its
    object stand in one sentence. Elsewhere words are too often about something else.
    """
    if part in (Part.TITLE, Part.PROPOSAL):
        return Level.HIGH
    is_act_and_object = len({hit.lexicon for hit in hits}) > 1
    return Level.HIGH if part is Part.SUMMARY and is_act_and_object else Level.LOW


def moved(level: Level, factors: list[RuleFactor]) -> Level:
    """Return *level* after the strongest raise, the strongest lowering and every ceiling."""
    steps = [factor.step for factor in factors]
    rank = level.rank + max([0, *steps]) + min([0, *steps])
    ceilings = [factor.to.rank for factor in factors if factor.to]
    return Level.of_rank(min([max(rank, Level.LOW.rank), *ceilings]))


def terms_of(text: Text, hits: Hits, documents: dict[str, Document]) -> tuple[Term, ...]:
    """Return *hits* of *text* as they are quoted, in order and each once."""
    unique = sorted(set(hits), key=lambda hit: (hit.start, hit.end, hit.lexicon, hit.lemma))
    return tuple(_term(text, hit, documents) for hit in unique)


def _term(text: Text, hit: Hit, documents: dict[str, Document]) -> Term:
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
