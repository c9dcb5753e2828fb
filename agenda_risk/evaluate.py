"""Measure how well rules find what two people raised.

Recall counts the items that both people raised; precision counts an item as right where either of
them raised it. By that measure each person alone scores 1.00. Strict F1 is the mean against each
person alone; their agreement with each other is its ceiling.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from agenda_risk.baselines import Baseline, baselines
from agenda_risk.figures import Figures, agreement, case, figures, interval
from agenda_risk.gold import (
    AgendaKind,
    GoldAgenda,
    GoldAgendaItem,
    GoldItem,
    Screened,
    screen_agenda,
)
from agenda_risk.models import Category, Level, Model
from agenda_risk.screen import Screen

_ITEMS_OF_AN_AGENDA = 25


class Strict(Model):
    """F1 against each person alone, and of the two people with each other."""

    each: tuple[float, float]
    between: float

    @property
    def mean(self) -> float:
        """Return the mean against the two people."""
        return sum(self.each) / 2


class RuleFigures(Model):
    """How often a rule fired, and was right or wrong where it raised an item."""

    rule: str
    fired: int
    right: int
    wrong: int


class Change(Model):
    """An item that another rule set puts at another level."""

    gold: GoldItem
    before: Level
    now: Level

    @property
    def kind(self) -> str:
        """Return whether the item is newly raised, no longer raised or at another level."""
        if self.before.is_raised == self.now.is_raised:
            return "level"
        return "new" if self.now.is_raised else "gone"


class Comparison(Model):
    """The figures of another rule set, and the items on which the two differ."""

    figures: Figures
    changes: tuple[Change, ...]


class Astray(Model):
    """An item of a whole agenda that was raised in vain or missed."""

    agenda: str
    item: GoldAgendaItem
    level: Level


class AgendaFigures(Model):
    """How whole agendas of one kind came out; without *recall* where there is nothing to find."""

    kind: AgendaKind
    agendas: int
    items: int
    false_alarms: int
    per_agenda: float
    recall: float | None
    astray: tuple[Astray, ...] = ()


class Evaluation(Model):
    """All figures of one rule set on labelled items.

    *confusion* counts, for each of our levels, how often a person said 0, 1, 2 and 3.
    """

    items: int
    raised: int
    figures: Figures
    low: Figures
    high: Figures
    strict: Strict
    categories: dict[Category, Figures]
    rules: tuple[RuleFigures, ...]
    confusion: dict[Level, tuple[int, int, int, int]]
    per_meeting: tuple[int, float, int]
    top: tuple[int, int]
    baselines: tuple[Baseline, ...] = ()
    false_alarms: tuple[Screened, ...] = ()
    misses: tuple[Screened, ...] = ()


class Results(Model):
    """All that one run measured; *against* is the name of the other rule set."""

    evaluation: Evaluation
    comparison: Comparison | None = None
    against: str = ""
    agendas: tuple[AgendaFigures, ...] = ()


def evaluate(rows: Sequence[Screened], words: Iterable[str] = ()) -> Evaluation:
    """Return the figures of *rows*; *words* are what a plain list would look for."""
    cases = [case(row.is_raised, row.gold.raised_by) for row in rows]
    low, high = interval(cases)
    return Evaluation(
        items=len(rows),
        raised=sum(row.is_raised for row in rows),
        figures=figures(cases),
        low=low,
        high=high,
        strict=_strict(rows),
        categories={category: _of_category(category, rows) for category in Category},
        rules=_of_rules(rows),
        confusion={level: _said(level, rows) for level in Level},
        per_meeting=_per_meeting(rows),
        top=_top(rows),
        baselines=baselines([row.gold for row in rows], words),
        false_alarms=tuple(row for row in rows if row.is_raised and not row.gold.raised_by),
        misses=tuple(row for row in rows if not row.is_raised and row.gold.raised_by == 2),
    )


def compare(rows: Sequence[Screened], before: Sequence[Screened]) -> Comparison:
    """Return the figures of *before*, and the items that *rows* puts at another level."""
    changes = (
        Change(gold=row.gold, before=old.found.level, now=row.found.level)
        for row, old in zip(rows, before, strict=True)
        if row.found.level != old.found.level
    )
    cases = [case(old.is_raised, old.gold.raised_by) for old in before]
    return Comparison(figures=figures(cases), changes=tuple(changes))


def evaluate_agendas(agendas: Iterable[GoldAgenda], screen: Screen) -> tuple[AgendaFigures, ...]:
    """Return how whole *agendas* come out, for each kind of them."""
    known = tuple(agendas)
    kinds = (kind for kind in AgendaKind if any(one.kind is kind for one in known))
    return tuple(
        _of_agendas(kind, [one for one in known if one.kind is kind], screen) for kind in kinds
    )


def _strict(rows: Sequence[Screened]) -> Strict:
    ours = [row.is_raised for row in rows]
    one, other = ([row.gold.labels[who].is_raised for row in rows] for who in (0, 1))
    each = (agreement(ours, one), agreement(ours, other))
    return Strict(each=each, between=agreement(one, other))


def _of_category(category: Category, rows: Sequence[Screened]) -> Figures:
    said = (
        (
            category in row.found.categories,
            [category in label.categories for label in row.gold.labels],
        )
        for row in rows
    )
    return figures([(ours, all(people), any(people)) for ours, people in said])


def _of_rules(rows: Sequence[Screened]) -> tuple[RuleFigures, ...]:
    """Return the figures of every rule that fired, the one most often wrong first."""
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row in rows:
        fired.update({finding.rule for finding in row.found.findings})
        raised = {one.rule for one in row.found.findings if one.level.is_raised}
        (right if row.gold.raised_by else wrong).update(raised)
    found = (
        RuleFigures(rule=rule, fired=count, right=right[rule], wrong=wrong[rule])
        for rule, count in fired.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.wrong, -one.fired, one.rule)))


def _said(level: Level, rows: Sequence[Screened]) -> tuple[int, int, int, int]:
    said = Counter(
        label.level for row in rows if row.found.level is level for label in row.gold.labels
    )
    return said[0], said[1], said[2], said[3]


def _per_meeting(rows: Sequence[Screened]) -> tuple[int, float, int]:
    """Return the fewest, the median and the most items raised in a meeting."""
    counts = Counter({row.gold.meeting: 0 for row in rows})
    counts.update(row.gold.meeting for row in rows if row.is_raised)
    found = sorted(counts.values()) or [0]
    return found[0], median(found), found[-1]


def _top(rows: Sequence[Screened]) -> tuple[int, int]:
    """Return how many of the items that both people put highest were raised, and of how many."""
    highest = [row for row in rows if all(label.level == 3 for label in row.gold.labels)]
    return sum(row.is_raised for row in highest), len(highest)


def _of_agendas(kind: AgendaKind, agendas: list[GoldAgenda], screen: Screen) -> AgendaFigures:
    rows = [
        Astray(agenda=agenda.id, item=item, level=level)
        for agenda in agendas
        for item, level in screen_agenda(agenda, screen)
    ]
    wanted = [row.level.is_raised for row in rows if row.item.raised]
    alarms = sum(row.level.is_raised for row in rows if not row.item.raised)
    return AgendaFigures(
        kind=kind,
        agendas=len(agendas),
        items=len(rows),
        false_alarms=alarms,
        per_agenda=alarms * _ITEMS_OF_AN_AGENDA / max(1, len(rows)),
        recall=sum(wanted) / len(wanted) if wanted else None,
        astray=tuple(row for row in rows if row.level.is_raised != row.item.raised),
    )
