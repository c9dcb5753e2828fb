"""Choose the measures that fit a meeting, and say what is still possible and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from agenda_risk.deadlines import (
    Holidays,
    begin_day,
    due_day,
    legal_days,
    meeting_day,
    rescreen_days,
    timeliness,
)
from agenda_risk.measures import Measure, kinds_of
from agenda_risk.models import (
    Assessment,
    Entry,
    LegalDay,
    MeasureKind,
    Meeting,
    MeetingAssessment,
    MeetingState,
    Notice,
    Phase,
    Suggestion,
    Timeliness,
)
from agenda_risk.translate import N_

MOST = 7
ONLY_PROTECTION = N_(
    "The plan holds only protection. That keeps people at a distance; it does not lessen what they"
    " are angry about. Add something early that explains or involves (SKR 2019, ch. 4: positive"
    " and negative security)."
)

_ORDER = list(MeasureKind)
# SKR's positive security: early, and towards those who are affected.
_POSITIVE = {MeasureKind.DIALOGUE, MeasureKind.COMMUNICATION, MeasureKind.DESIGN}


class Advice(NamedTuple):
    """What is suggested, what fits too, what it is too late for, and days to remember.

    *suggestions* and *more* stand from dialogue to follow-up, *too_late* the most important first.
    """

    suggestions: tuple[Suggestion, ...] = ()
    more: tuple[Suggestion, ...] = ()
    too_late: tuple[Suggestion, ...] = ()
    rescreen: tuple[date, ...] = ()
    dates: tuple[LegalDay, ...] = ()


@dataclass(frozen=True)
class _Fit:
    """A measure that is called for, for which items (ids), and when."""

    measure: Measure
    items: frozenset[str]
    priority: int
    begin: date | None
    due: date | None
    timeliness: Timeliness

    @property
    def is_late(self) -> bool:
        return self.timeliness is Timeliness.TOO_LATE


def advise(
    meeting: Meeting,
    assessment: MeetingAssessment,
    measures: Iterable[Measure],
    today: date,
    holidays: Holidays = frozenset(),
) -> Advice:
    """Return what to take a stand on before *meeting*: seven measures at most, and the rest.

    A measure that it is too late for is replaced by the one that still fits in its place. On the
    day of the meeting only what is done during and after it is left, and then only what is after.
    """
    if meeting.state is MeetingState.CANCELLED:
        return Advice()
    case = _Case(meeting, assessment, {one.id: one for one in measures}, today, holidays)
    called_for = case.called_for()
    late = [fit for fit in called_for if fit.is_late]
    usable = _without_twins([fit for fit in called_for if not fit.is_late] + case.stand_ins(late))
    chosen = _chosen(usable)
    return Advice(
        suggestions=tuple(case.suggestion(fit) for fit in usable if fit in chosen),
        more=tuple(case.suggestion(fit) for fit in usable if fit not in chosen),
        too_late=tuple(case.suggestion(fit) for fit in sorted(late, key=_rank)),
        rescreen=rescreen_days(meeting, today, holidays),
        dates=legal_days(meeting, holidays),
    )


def balance(suggestions: Iterable[Suggestion]) -> Notice | None:
    """Return what to tell the chair of a plan that only protects, or None where it does more.

    Give it what is suggested, or of that what has been agreed to.
    """
    kinds = {suggestion.kind for suggestion in suggestions}
    return Notice(msgid=ONLY_PROTECTION) if _only_protects(kinds) else None


def agreed(suggestions: Iterable[Suggestion], entries: Iterable[Entry]) -> tuple[Suggestion, ...]:
    """Return those of *suggestions* to which the chair's last answer was yes."""
    answers = {one.measure: one.answer for one in entries if one.kind == "measure-answered"}
    return tuple(one for one in suggestions if answers.get(one.measure))


def _only_protects(kinds: set[MeasureKind]) -> bool:
    return MeasureKind.PROTECTION in kinds and not kinds & _POSITIVE


def _chosen(usable: list[_Fit]) -> list[_Fit]:
    """Return the seven of *usable* that matter most; the last makes room where all protect."""
    ranked = sorted(usable, key=_rank)
    chosen, rest = ranked[:MOST], ranked[MOST:]
    positive = next((fit for fit in rest if fit.measure.kind in _POSITIVE), None)
    if positive and _only_protects({fit.measure.kind for fit in chosen}):
        return [*chosen[:-1], positive]
    return chosen


def _rank(fit: _Fit) -> tuple[int, int]:
    return fit.priority, _ORDER.index(fit.measure.kind)


def _without_twins(fits: list[_Fit]) -> list[_Fit]:
    """Return *fits* with each measure once, for all items and as important as any says; by kind."""
    found: dict[str, _Fit] = {}
    for fit in fits:
        same = found.get(fit.measure.id, fit)
        found[fit.measure.id] = _Fit(
            fit.measure,
            same.items | fit.items,
            min(same.priority, fit.priority),
            fit.begin,
            fit.due,
            fit.timeliness,
        )
    return sorted(found.values(), key=lambda fit: _ORDER.index(fit.measure.kind))


@dataclass(frozen=True)
class _Case:
    """A meeting, the measures there are, and the day on which one looks at both."""

    meeting: Meeting
    assessment: MeetingAssessment
    measures: dict[str, Measure]
    today: date
    holidays: Holidays

    def called_for(self) -> list[_Fit]:
        """Return the measures that the items or the signals of the meeting call for."""
        if not self.assessment.level.is_raised:
            return []
        return [
            self._fit(measure, items, measure.priority)
            for measure in self.measures.values()
            if (items := self._items(measure)) or self._is_signalled(measure)
            if self._is_open(measure)
        ]

    def stand_ins(self, late: Iterable[_Fit]) -> list[_Fit]:
        """Return what can still be done in place of what is *late*."""
        found = (self._stand_in(fit) for fit in late)
        return [fit for fit in found if fit]

    def suggestion(self, fit: _Fit) -> Suggestion:
        """Return *fit* as it is told."""
        stand_in = self._stand_in(fit) if fit.is_late else None
        return Suggestion(
            measure=fit.measure.id,
            text=fit.measure.text,
            how=fit.measure.how,
            kind=fit.measure.kind,
            phase=fit.measure.phase,
            owner=fit.measure.owner,
            items=self._named(fit.items),
            begin=fit.begin,
            due=fit.due,
            timeliness=fit.timeliness,
            instead=stand_in.measure.text if stand_in else "",
            ground=fit.measure.ground.text,
        )

    def _stand_in(self, late: _Fit) -> _Fit | None:
        """Return the first in the chain of what stands in for *late* that is not late as well."""
        passed = {late.measure.id}
        name = late.measure.instead
        while name in self.measures and name not in passed:
            passed.add(name)
            fit = self._fit(self.measures[name], late.items, late.priority)
            if not fit.is_late and self._is_open(fit.measure):
                return fit
            name = fit.measure.instead
        return None

    def _fit(self, measure: Measure, items: frozenset[str], priority: int) -> _Fit:
        held = meeting_day(self.meeting)
        if held is None:
            return _Fit(measure, items, priority, None, None, Timeliness.IN_TIME)
        due = due_day(held, measure.due, self.holidays)
        begin = begin_day(due, measure.takes, self.holidays)
        if measure.due <= 0:  # what comes after the meeting does not begin before it
            begin = max(begin, held)
        return _Fit(measure, items, priority, begin, due, timeliness(begin, due, self.today))

    def _items(self, measure: Measure) -> frozenset[str]:
        raised = self.assessment.raised()
        return frozenset(found.item for found in raised if _is_for(measure, found))

    def _is_signalled(self, measure: Measure) -> bool:
        return bool(set(measure.signals) & set(self.assessment.signal_ids))

    def _is_open(self, measure: Measure) -> bool:
        """Tell whether *measure* is for such a meeting, and its time is not wholly over."""
        is_meant = not measure.meetings or bool(set(measure.meetings) & kinds_of(self.meeting))
        return is_meant and measure.phase in self._phases()

    def _phases(self) -> set[Phase]:
        held = meeting_day(self.meeting)
        if held is None or self.today < held:
            return set(Phase)
        return {Phase.DURING, Phase.AFTER} if self.today == held else {Phase.AFTER}

    def _named(self, items: frozenset[str]) -> tuple[str, ...]:
        """Return the numbers of *items* in the order of the agenda; a title where there is none."""
        found = (item for item in self.meeting.items if item.id in items)
        return tuple(item.number or str(item.title) for item in found)


def _is_for(measure: Measure, found: Assessment) -> bool:
    """Tell whether *measure* is meant for the level and the categories of an item."""
    is_of_kind = not measure.categories or bool(set(measure.categories) & set(found.leading))
    return found.level in measure.levels and is_of_kind
