"""Tell why an item got its level, what would change it, and which rules came near."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda_risk.assess import assess, not_screened, why_not_screened
from agenda_risk.bodies import body_named
from agenda_risk.conditions import satisfy
from agenda_risk.lexicon import Term as Lexeme
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Finding,
    Level,
    Meeting,
    Model,
    Organisation,
    OrganisationKind,
    Passage,
    Term,
)
from agenda_risk.near_misses import NearMiss, near_misses
from agenda_risk.rules import RuleFactor
from agenda_risk.screen import Screen, Text, ceiling, in_scope, met, met_for, moved, terms_of

_MOST_NEAR = 3


class Turn(Model):
    """A circumstance that would give the item another level.

    One that *holds* would have to be gone, with its words in *terms*; else it would have to be
    there, told by a word of one of *lexicons*.
    """

    level: Level
    why: str
    holds: bool
    terms: tuple[Term, ...] = ()
    lexicons: tuple[str, ...] = ()


class Lid(Model):
    """A circumstance that holds whatever else stands there, and the highest level it leaves."""

    level: Level
    why: str
    terms: tuple[Term, ...]


class Explanation(Model):
    """Why one item got its level, and why no other.

    *findings* hold also those that a factor brought down to none. *capped* are the rules whose
    level is lower because of the part that their words stand in.
    """

    item: AgendaItem
    meeting: Meeting
    assessment: Assessment
    findings: tuple[Finding, ...] = ()
    capped: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    nearest: tuple[NearMiss, ...] = ()
    lids: tuple[Lid, ...] = ()


def given_meeting(
    title: str,
    body: str = "",
    text: str = "",
    kind: OrganisationKind = OrganisationKind.UNKNOWN,
) -> Meeting:
    """Return a meeting with one item, which was given as texts and stands in no document."""
    item = AgendaItem(id="1", number="1", title=Passage(text=title), summary=Passage(text=text))
    return Meeting(body=body_named(body), organisation=Organisation(kind=kind), items=(item,))


def explain(item: AgendaItem, meeting: Meeting, screen: Screen) -> Explanation:
    """Return why *item* of *meeting* got its level, and which rules came near."""
    why = why_not_screened(item, readable=screen.reads(meeting))
    if why:
        return Explanation(item=item, meeting=meeting, assessment=not_screened(item, why))
    findings = screen.findings(item, meeting)
    assessment = assess(item, findings)
    texts = screen.texts(item)
    fired = {finding.rule for finding in findings}
    near = near_misses(screen, texts, meeting, fired)
    firings = tuple(_firings(findings, texts, meeting, screen))
    return Explanation(
        item=item,
        meeting=meeting,
        assessment=assessment,
        findings=findings,
        capped=tuple(one.finding.rule for one in firings if one.is_capped),
        turns=tuple(_turns(firings, assessment.level)),
        nearest=tuple(_above(near, assessment.level))[:_MOST_NEAR],
        lids=tuple(_lids(screen.rules.factors, texts, meeting)),
    )


class _Firing(NamedTuple):
    """A finding with what its level came of, so that it can be reckoned anew."""

    finding: Finding
    level: Level
    limit: Level
    present: dict[str, tuple[RuleFactor, tuple[Term, ...]]]
    absent: dict[str, RuleFactor]

    @property
    def factors(self) -> list[RuleFactor]:
        """Return the factors that hold."""
        return [factor for factor, _ in self.present.values()]

    @property
    def is_capped(self) -> bool:
        """Tell whether the part that the words stand in keeps the level down."""
        return moved(self.level, self.factors).rank > self.limit.rank

    def without(self, factor_id: str) -> Level:
        """Return the level, were there not this factor."""
        return self._reckoned([factor for factor in self.factors if factor.id != factor_id])

    def with_also(self, factor_id: str) -> Level:
        """Return the level, were there this factor too."""
        added = [self.absent[factor_id]] if factor_id in self.absent else []
        return self._reckoned([*self.factors, *added])

    def _reckoned(self, factors: list[RuleFactor]) -> Level:
        """Return the level with *factors*; what was changed locally stays the highest."""
        highest = self.finding.level if self.finding.overlay else self.limit
        return min(moved(self.level, factors), highest, key=_rank)


def _firings(
    findings: Iterable[Finding], texts: tuple[Text, ...], meeting: Meeting, screen: Screen
) -> Iterator[_Firing]:
    rules = {rule.id: rule for rule in screen.rules.rules}
    documents = {document.id: document for document in meeting.documents}
    for finding in findings:
        rule = rules[finding.rule]
        found_in = next(text for text in texts if text.part is finding.part)
        present = {
            factor.id: (factor, terms_of(text, hits, documents))
            for factor in screen.factors(rule, meeting)
            for text, hits in met_for(factor, rule, found_in, texts)
        }
        absent = {one.id: one for one in screen.factors(rule, meeting) if one.id not in present}
        limit = ceiling(finding.part, satisfy(rule.when, found_in.hits) or ())
        yield _Firing(finding, rule.level, limit, present, absent)


def _turns(firings: tuple[_Firing, ...], level: Level) -> Iterator[Turn]:
    """Yield what would change *level*: each factor gone that lowers, each absent that raises."""
    present = {
        factor.id: (factor, terms) for one in firings for factor, terms in one.present.values()
    }
    for factor, terms in present.values():
        turned = _highest(one.without(factor.id) for one in firings)
        if turned != level:
            yield Turn(level=turned, why=factor.why, holds=True, terms=terms)
    absent = {factor.id: factor for one in firings for factor in one.absent.values()}
    for factor in absent.values():
        turned = _highest(one.with_also(factor.id) for one in firings)
        if turned.rank > level.rank:
            lexicons = tuple(factor.when.lexicons())
            yield Turn(level=turned, why=factor.why, holds=False, lexicons=lexicons)


def _lids(
    factors: Iterable[RuleFactor], texts: tuple[Text, ...], meeting: Meeting
) -> Iterator[Lid]:
    """Yield the factors that hold an item down, whichever rule fires."""
    documents = {document.id: document for document in meeting.documents}
    lids = [factor for factor in factors if factor.to and in_scope(factor.scope, meeting)]
    for factor in lids:
        for text, hits in met(factor, texts):
            terms = terms_of(text, hits, documents)
            yield Lid(level=factor.to or Level.NONE, why=factor.why, terms=terms)


def _above(near: Iterable[NearMiss], level: Level) -> Iterator[NearMiss]:
    """Yield those of *near* that would have given more than *level*."""
    return (miss for miss in near if miss.level.rank > level.rank)


def _highest(levels: Iterable[Level]) -> Level:
    return max(levels, key=_rank, default=Level.NONE)


def _rank(level: Level) -> int:
    return level.rank


def words_by_lexicon(terms: Iterable[Lexeme]) -> dict[str, tuple[str, ...]]:
    """Return the lemmas of each lexicon, in the order in which they stand."""
    found: dict[str, dict[str, None]] = {}
    for term in terms:
        found.setdefault(term.lexicon, {})[term.lemma] = None
    return {lexicon: tuple(lemmas) for lexicon, lemmas in found.items()}
