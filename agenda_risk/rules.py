"""Rules: what kind of decision to look for, why, and how much preparation it may need."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from agenda_risk.faults import checked, ids, is_known, refusal, with_twins
from agenda_risk.models import (
    BodyKind,
    Category,
    ItemState,
    Level,
    Model,
    OrganisationKind,
    Part,
)
from agenda_risk.yaml_source import Source, read_yaml
from agenda_risk.yaml_syntax import checked_text

ProcedureName = Literal[
    "decision",
    "motion",
    "interpellation",
    "information",
    "consultation",
    "adoption",
    "appeal",
    "citizen",
]
LexiconName = Annotated[str, is_known("lexicon")]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEYS = ("lexicon", "any", "all", "none", "sentence", "near", "procedure")
_TOGETHER = {"all", "none"}


def _day(written: object) -> object:
    if isinstance(written, str) and not _DAY.fullmatch(written):
        raise refusal("date")
    return written


Day = Annotated[datetime.date, BeforeValidator(_day)]


class Condition(Model):
    """What has to stand in a text; exactly one key, or ``all`` and ``none``.

    ``lexicon``: a term of it stands there. ``any``, ``all``, ``none``: of these conditions.
    ``sentence``: all of these within one sentence. ``near``: all of these within ``within`` words.
    ``procedure``: the title shows the item to be one of these; a decision is an adoption or none
    of the others.
    """

    lexicon: LexiconName = ""
    any: tuple["Clause", ...] = ()
    all: tuple["Clause", ...] = ()
    none: tuple["Clause", ...] = ()
    sentence: tuple["Clause", ...] = ()
    near: tuple["Clause", ...] = ()
    within: int = Field(default=8, ge=1, le=100)
    procedure: tuple[Annotated[ProcedureName, is_known("procedure")], ...] = ()

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        """Refuse what would otherwise be passed over in silence."""
        given = {key for key in _KEYS if getattr(self, key)}
        if len(given) != 1 and given != _TOGETHER:
            raise refusal("keys", _KEYS)
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell editors that the name of a lexicon is a condition too."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}

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
    """Where a rule holds; an empty list is no limit.

    *public* limits it to meetings that the public may attend, or may not; a meeting of which that
    is not known is within both.
    """

    organisations: tuple[OrganisationKind, ...] = ()
    bodies: tuple[BodyKind, ...] = ()
    not_bodies: tuple[BodyKind, ...] = ()
    named: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    parts: tuple[Part, ...] = (Part.TITLE, Part.PROPOSAL, Part.SUMMARY)
    public: bool | None = None


class RuleFactor(Model):
    """A circumstance that moves a finding *step* levels up or down.

    It is looked for in *parts*: what an item is stands in its title, while its other texts mention
    much else. It moves what was found in *moves*: a title that says "report" does not make a
    proposal to close a school one. ``to`` sets the highest level that is left, instead of a step.
    What stands only in the papers moves nothing that title, proposal or summary say, and what
    lowers must weigh as much as what it lowers: a summary takes nothing from a title.
    With *same_sentence* its words must stand in the sentence of what was found; what lowers, in
    each sentence that this may rest on.
    """

    id: str
    when: Clause
    step: int = Field(default=0, ge=-3, le=2)
    to: Level | None = None
    why: str
    parts: tuple[Part, ...] = (Part.TITLE,)
    moves: tuple[Part, ...] = tuple(Part)
    same_sentence: bool = False
    scope: Scope = Scope()


class Examples(Model):
    """Titles that the rule must fire on, and titles that it must not."""

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


class Rule(Model):
    """One kind of decision that may draw conflict.

    An *experimental* one runs only where it is asked for. *author*, *date* and *modified* tell who
    wrote it, and when; the engine makes nothing of them.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    title: str
    category: Category
    level: Level
    why: str
    when: Clause
    unless: Clause | None = None
    scope: Scope = Scope()
    factors: tuple[RuleFactor, ...] = ()
    ignores: tuple[Annotated[str, is_known("factor")], ...] = ()
    status: Literal["experimental", "test", "stable"] = "test"
    false_positives: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    examples: Examples = Examples()
    author: str = ""
    date: Day | None = None
    modified: Day | None = None

    def lexicons(self) -> Iterator[str]:
        """Yield the lexicons that the rule names."""
        for condition in (self.when, self.unless, *(factor.when for factor in self.factors)):
            if condition:
                yield from condition.lexicons()


class Signal(Model):
    """Something formal about a meeting that often goes with conflict, whatever the subject.

    Either the meeting is an extra one, or an item has this *state*, or *when* holds for the titles
    of at least *least* items; with *subjects* they must share a lexicon whose name begins so.
    """

    id: str
    title: str
    extra_meeting: bool = False
    state: ItemState | None = None
    when: Clause | None = None
    least: int = Field(default=1, ge=1, le=50)
    subjects: tuple[str, ...] = ()


class RuleSet(Model):
    """All rules, the factors that hold for every one of them, and what tells procedures apart."""

    version: str
    author: str = ""
    date: Day | None = None
    procedures: dict[ProcedureName, Clause] = Field(default_factory=dict)
    factors: tuple[RuleFactor, ...] = ()
    signals: tuple[Signal, ...] = ()
    rules: tuple[Rule, ...] = ()

    def lexicons(self) -> Iterator[str]:
        """Yield the lexicons that the rules name."""
        for clause in (*self.procedures.values(), *(factor.when for factor in self.factors)):
            yield from clause.lexicons()
        for signal in self.signals:
            yield from signal.when.lexicons() if signal.when else ()
        for rule in self.rules:
            yield from rule.lexicons()


_RULES = TypeAdapter(RuleSet)


def parse_rules(
    text: str, source: str, lexicons: Iterable[str], known: RuleSet | None = None
) -> RuleSet:
    """Return the rules written in *text*, which may name only *lexicons*.

    They may also name the factors and procedures of *known*, which they are added to. Raises
    FaultsError, with all that is wrong in the file *source*, where the text cannot be used.
    """
    return checked_rules(read_yaml(checked_text(text, source), source), lexicons, known)


def checked_rules(source: Source, lexicons: Iterable[str], known: RuleSet | None) -> RuleSet:
    """Return the rules in *source*, as parse_rules does."""
    names = names_in(source, lexicons, known)
    unique = with_twins(source, ("rules",), ("factors",), ("signals",))
    return checked(unique, _RULES, RuleSet, names)


def names_in(
    source: Source, lexicons: Iterable[str], known: RuleSet | None
) -> dict[str, frozenset[str]]:
    """Return the names that may be used in *source*: those of *known*, and its own."""
    before = known or RuleSet(version="")
    own = source.part("procedures").keys
    return {
        "lexicon": frozenset(lexicons),
        "rule": frozenset(rule.id for rule in before.rules) | ids(source, "rules"),
        "factor": frozenset(factor.id for factor in before.factors) | ids(source, "factors"),
        "procedure": frozenset(("decision", *before.procedures, *own)),
    }


def merge_rules(first: RuleSet, second: RuleSet) -> RuleSet:
    """Return *first* with the rules of *second* added; one with a known id replaces the first."""
    rules = {rule.id: rule for rule in (*first.rules, *second.rules)}
    factors = {factor.id: factor for factor in (*first.factors, *second.factors)}
    signals = {signal.id: signal for signal in (*first.signals, *second.signals)}
    return RuleSet(
        version=f"{first.version}+{second.version}",
        procedures={**first.procedures, **second.procedures},
        factors=tuple(factors.values()),
        signals=tuple(signals.values()),
        rules=tuple(rules.values()),
    )


def without_experimental(rules: RuleSet) -> RuleSet:
    """Return *rules* without those that are tried out only where they are asked for."""
    kept = tuple(rule for rule in rules.rules if rule.status != "experimental")
    return rules.model_copy(update={"rules": kept})
