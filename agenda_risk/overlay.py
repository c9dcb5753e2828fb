"""Local overlays: what an organisation changes in the rules, who says so, why, and until when."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, NamedTuple, Self, TypeVar
from unicodedata import normalize

from pydantic import Field, model_validator

from agenda_risk.faults import is_known, refusal
from agenda_risk.lexicon import Term
from agenda_risk.models import AgendaItem, Category, Finding, Level, Model, Notice
from agenda_risk.normalise import fold
from agenda_risk.rules import Condition, Day, Rule, RuleSet, merge_rules
from agenda_risk.translate import N_

RuleName = Annotated[str, is_known("rule")]
Words = Annotated[str, Field(min_length=1)]

_OWN_RULE = N_("A local rule of {owner}.")
_OWN_WORDS = N_("Added locally by {owner}. Reason: {reason}.")
_OFF = N_("Changed locally: the rule is switched off by {owner}. Reason: {reason}.")
_EXEMPT = N_("Changed locally: this item is exempted by {owner}. Reason: {reason}.")
_SET = {
    Level.NONE: N_("Changed locally: the level is set to none by {owner}. Reason: {reason}."),
    Level.LOW: N_("Changed locally: the level is set to low by {owner}. Reason: {reason}."),
    Level.MODERATE: N_(
        "Changed locally: the level is set to moderate by {owner}. Reason: {reason}."
    ),
    Level.HIGH: N_("Changed locally: the level is set to high by {owner}. Reason: {reason}."),
}
_WORDS_TITLE = N_("Words that matter locally")
LISTS = {"levels": "levels", "off": "off", "exceptions": "exceptions", "raise_": "raise"}


class Change(Model):
    """A local decision: why, by whom (else the owner of the overlay), and its last day."""

    reason: Words
    owner: str = ""
    until: Day | None = None


class LevelChange(Change):
    """The level of a rule, instead of its own."""

    rule: RuleName
    level: Level


class SwitchedOff(Change):
    """A rule that raises nothing here."""

    rule: RuleName


class Exemption(Change):
    """Items on which a rule gives *to* at the most: by words of the title, or by case number."""

    rule: RuleName
    title_contains: Annotated[str, Field(min_length=3)] = ""
    case_number: Words = ""
    to: Level = Level.NONE

    @model_validator(mode="after")
    def _names_items(self) -> Self:
        if bool(self.title_contains) == bool(self.case_number):
            raise refusal("keys", ("title_contains", "case_number"))
        return self


class LocalWords(Change):
    """Words, written as in a lexicon, that give an item *level* here."""

    words: Annotated[tuple[Words, ...], Field(min_length=1)]
    level: Level
    category: Category = Category.OTHER


About = TypeVar("About", LevelChange, SwitchedOff, Exemption)


class Overlay(Model):
    """What is changed locally; the shipped files are never edited."""

    overlay: Words
    owner: Words
    date: Day | None = None
    rules: tuple[Rule, ...] = ()
    levels: tuple[LevelChange, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    raise_: tuple[LocalWords, ...] = Field((), alias="raise")


class Local(NamedTuple):
    """An overlay as it holds today, the terms of its words, and what of it has expired."""

    overlay: Overlay
    terms: tuple[Term, ...]
    notices: tuple[Notice, ...]


def current(overlay: Overlay, today: date) -> Overlay:
    """Return *overlay* without what expired before *today*."""
    kept = {
        field: tuple(change for change in getattr(overlay, field) if holds(change, today))
        for field in LISTS
    }
    return overlay.model_copy(update=kept)


def apply_overlay(rules: RuleSet, overlay: Overlay) -> RuleSet:
    """Return *rules* with the rules, the words and the levels of *overlay*."""
    words = tuple(_rule_of(overlay, number, rules) for number in range(len(overlay.raise_)))
    own = RuleSet(version=overlay.overlay, rules=(*overlay.rules, *words))
    merged = merge_rules(rules, own)
    levels = {change.rule: change.level for change in overlay.levels}
    changed = tuple(
        rule.model_copy(update={"level": levels.get(rule.id, rule.level)}) for rule in merged.rules
    )
    return merged.model_copy(update={"rules": changed})


def changed_locally(finding: Finding, item: AgendaItem, overlays: Iterable[Overlay]) -> Finding:
    """Return *finding* on *item* as *overlays* have it, with what they changed and why."""
    for overlay in overlays:
        for ceiling, notice in _changes(finding.rule, item, overlay):
            level = min(finding.level, ceiling, key=lambda one: one.rank)
            told = (*finding.overlay, notice)
            finding = finding.model_copy(update={"level": level, "overlay": told})
    return finding


def _changes(rule: str, item: AgendaItem, overlay: Overlay) -> Iterator[tuple[Level, Notice]]:
    """Yield the highest level that each change leaves, and what is said of it."""
    yield from ((Level.HIGH, notice) for notice in _added(rule, overlay))
    for change in _about(rule, overlay.levels):
        yield Level.HIGH, _notice(_SET[change.level], change, overlay)
    for off in _about(rule, overlay.off):
        yield Level.NONE, _notice(_OFF, off, overlay)
    for exempt in _about(rule, overlay.exceptions):
        if _is_exempt(item, exempt):
            msgid = _SET[exempt.to] if exempt.to.rank else _EXEMPT
            yield exempt.to, _notice(msgid, exempt, overlay)


def _added(rule: str, overlay: Overlay) -> Iterator[Notice]:
    """Yield that *rule* itself is of the overlay, where it is."""
    if any(own.id == rule for own in overlay.rules):
        yield Notice(msgid=_OWN_RULE, document=overlay.overlay, fields={"owner": overlay.owner})
    for number, words in enumerate(overlay.raise_):
        if rule_id(overlay, number) == rule:
            yield _notice(_OWN_WORDS, words, overlay)


def _about(rule: str, changes: tuple[About, ...]) -> Iterator[About]:
    return (change for change in changes if change.rule == rule)


def _is_exempt(item: AgendaItem, exempt: Exemption) -> bool:
    if exempt.case_number:
        return _bare(exempt.case_number) == _bare(item.case_number)
    return fold(exempt.title_contains) in fold(item.title.text)


def _bare(case_number: str) -> str:
    return re.sub(r"\s|^dnr:?", "", case_number.lower())


def _notice(msgid: str, change: Change, overlay: Overlay) -> Notice:
    said = {"owner": change.owner or overlay.owner, "reason": change.reason.rstrip(". ")}
    return Notice(msgid=msgid, document=overlay.overlay, fields={**said})


def holds(change: Change, today: date) -> bool:
    """Tell whether *change* still holds on *today*."""
    return change.until is None or today <= change.until


def _rule_of(overlay: Overlay, number: int, rules: RuleSet) -> Rule:
    """Return the rule that finds the words; no factor moves the level that was decided for them."""
    words = overlay.raise_[number]
    return Rule(
        id=rule_id(overlay, number),
        title=_WORDS_TITLE,
        category=words.category,
        level=words.level,
        why=words.reason,
        when=Condition(lexicon=rule_id(overlay, number)),
        ignores=tuple(factor.id for factor in rules.factors),
        author=words.owner or overlay.owner,
    )


def rule_id(overlay: Overlay, number: int) -> str:
    """Return the id of the rule, and the name of the lexicon, of local words."""
    plain = normalize("NFKD", overlay.overlay.lower()).encode("ascii", "ignore").decode()
    return f"local-{re.sub('[^a-z0-9]+', '-', plain).strip('-')}-{number + 1}"
