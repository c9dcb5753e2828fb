"""Rules: what kind of decision to look for, why, and how much preparation it may need."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from agenda_risk.errors import RulesError
from agenda_risk.models import BodyKind, Category, Level, Model, OrganisationKind, Part

MAX_BYTES = 2_000_000
MAX_DEPTH = 30


class Condition(Model):
    """What has to stand in a text; exactly one key.

    ``lexicon``: a term of it stands there. ``any``, ``all``, ``none``: of these conditions.
    ``sentence``: all of these within one sentence. ``near``: all of these within ``within`` words.
    """

    lexicon: str = ""
    any: tuple["Clause", ...] = ()
    all: tuple["Clause", ...] = ()
    none: tuple["Clause", ...] = ()
    sentence: tuple["Clause", ...] = ()
    near: tuple["Clause", ...] = ()
    within: int = Field(default=8, ge=1, le=100)

    def lexicons(self) -> Iterator[str]:
        """Yield the lexicons that the condition names."""
        if self.lexicon:
            yield self.lexicon
        for clause in (*self.any, *self.all, *self.none, *self.sentence, *self.near):
            yield from clause.lexicons()


def _clause(written: object) -> object:
    return {"lexicon": written} if isinstance(written, str) else written


Clause = Annotated[Condition, BeforeValidator(_clause)]
Condition.model_rebuild()


class Scope(Model):
    """Where a rule holds; an empty list is no limit."""

    organisations: tuple[OrganisationKind, ...] = ()
    bodies: tuple[BodyKind, ...] = ()
    not_bodies: tuple[BodyKind, ...] = ()
    named: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    parts: tuple[Part, ...] = (Part.TITLE, Part.PROPOSAL, Part.SUMMARY)


class RuleFactor(Model):
    """A circumstance that moves a finding *step* levels up or down.

    It is looked for in *parts*: what an item is stands in its title, while its other texts mention
    much else. ``to`` sets the highest level that is left, instead of a step.
    """

    id: str
    when: Clause
    step: int = Field(default=0, ge=-3, le=2)
    to: Level | None = None
    why: str
    parts: tuple[Part, ...] = (Part.TITLE,)
    scope: Scope = Scope()


class Examples(Model):
    """Titles that the rule must fire on, and titles that it must not."""

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


class Rule(Model):
    """One kind of decision that may draw conflict."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    title: str
    category: Category
    level: Level
    why: str
    when: Clause
    unless: Clause | None = None
    scope: Scope = Scope()
    factors: tuple[RuleFactor, ...] = ()
    ignores: tuple[str, ...] = ()
    status: Literal["experimental", "test", "stable"] = "test"
    false_positives: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    examples: Examples = Examples()

    def lexicons(self) -> Iterator[str]:
        """Yield the lexicons that the rule names."""
        for condition in (self.when, self.unless, *(factor.when for factor in self.factors)):
            if condition:
                yield from condition.lexicons()


class RuleSet(Model):
    """All rules, and the factors that hold for every one of them."""

    version: str
    factors: tuple[RuleFactor, ...] = ()
    rules: tuple[Rule, ...]

    def lexicons(self) -> Iterator[str]:
        """Yield the lexicons that the rules name."""
        for factor in self.factors:
            yield from factor.when.lexicons()
        for rule in self.rules:
            yield from rule.lexicons()


def parse_rules(text: str, source: str, lexicons: set[str]) -> RuleSet:
    """Return the rules written in *text*, which may name only *lexicons*.

    Raises RulesError, naming *source*, where the text cannot be used.
    """
    try:
        rules = RuleSet.model_validate(_load(text, source))
    except ValidationError as error:
        raise RulesError("{source}: {fault}", source=source, fault=_first(error)) from error
    unknown = sorted(set(rules.lexicons()) - lexicons)
    if unknown:
        raise RulesError("{source}: there is no lexicon “{name}”.", source=source, name=unknown[0])
    return rules


def merge_rules(first: RuleSet, second: RuleSet) -> RuleSet:
    """Return *first* with the rules of *second* added; one with a known id replaces the first."""
    rules = {rule.id: rule for rule in (*first.rules, *second.rules)}
    factors = {factor.id: factor for factor in (*first.factors, *second.factors)}
    return RuleSet(
        version=f"{first.version}+{second.version}",
        factors=tuple(factors.values()),
        rules=tuple(rules.values()),
    )


def _load(text: str, source: str) -> Any:
    if len(text) > MAX_BYTES:
        raise RulesError("{source}: the file is larger than two megabytes.", source=source)
    try:
        _check_depth(text, source)
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
        raise RulesError("{where}: this is not valid YAML.", where=where) from error


def _check_depth(text: str, source: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            raise RulesError("{source}: nested too deep, or uses aliases.", source=source)


def _first(error: ValidationError) -> str:
    fault = error.errors()[0]
    return f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
