"""Try every rule on its own examples."""

from collections.abc import Iterator

from agenda_risk.assess import assess
from agenda_risk.models import (
    AgendaItem,
    Body,
    BodyKind,
    Finding,
    Meeting,
    Model,
    Organisation,
    OrganisationKind,
    Passage,
)
from agenda_risk.near_misses import NearMiss, lacks
from agenda_risk.rules import Rule, Scope
from agenda_risk.screen import Screen


class Failed(Model):
    """An example that a rule does not do right.

    Of one that should hit, *lacked* tells what was missing; of one that should miss, *finding*
    tells which words made the rule fire.
    """

    rule: str
    text: str
    lacked: NearMiss | None = None
    finding: Finding | None = None


class Proof(Model):
    """What came of trying all examples."""

    tried: int
    failed: tuple[Failed, ...]


def prove(screen: Screen) -> Proof:
    """Return which examples of the rules of *screen* fail."""
    rules = screen.rules.rules
    tried = sum(len(rule.examples.hit) + len(rule.examples.miss) for rule in rules)
    failed = tuple(found for rule in rules for found in _failed(rule, screen))
    return Proof(tried=tried, failed=failed)


def _failed(rule: Rule, screen: Screen) -> Iterator[Failed]:
    for text in rule.examples.hit:
        meeting = _meeting(text, rule.scope)
        if _fired(rule, meeting, screen) is None:
            lacked = lacks(screen, rule, screen.texts(meeting.items[0]), meeting)
            yield Failed(rule=rule.id, text=text, lacked=lacked)
    for text in rule.examples.miss:
        finding = _fired(rule, _meeting(text, rule.scope), screen)
        if finding:
            yield Failed(rule=rule.id, text=text, finding=finding)


def _fired(rule: Rule, meeting: Meeting, screen: Screen) -> Finding | None:
    (item,) = meeting.items
    found = assess(item, screen.findings(item, meeting)).findings
    return next((finding for finding in found if finding.rule == rule.id), None)


def _meeting(title: str, scope: Scope) -> Meeting:
    """Return a meeting within *scope*, of a municipal assembly where it sets no limit."""
    kind = next(iter(scope.organisations), OrganisationKind.MUNICIPALITY)
    held_by = next(iter(scope.bodies), BodyKind.ASSEMBLY)
    name = next(iter(scope.named), "Kommunfullmäktige")
    return Meeting(
        body=Body(name=name, kind=held_by),
        organisation=Organisation(name="Granviks kommun", kind=kind),
        items=(AgendaItem(id="1", title=Passage(text=title)),),
    )
