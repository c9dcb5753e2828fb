"""Formal signals: what an agenda shows of conflict without naming a subject."""

from collections import Counter
from collections.abc import Iterable

from agenda_risk.conditions import satisfy
from agenda_risk.models import AgendaItem, Meeting
from agenda_risk.rules import Signal
from agenda_risk.screen import Screen


def signals_of(meeting: Meeting, items: Iterable[AgendaItem], screen: Screen) -> tuple[Signal, ...]:
    """Return the formal signals that *meeting* and its *items* show."""
    matters = tuple(items)
    return tuple(
        signal for signal in screen.rules.signals if _shows(signal, meeting, matters, screen)
    )


def _shows(signal: Signal, meeting: Meeting, items: tuple[AgendaItem, ...], screen: Screen) -> bool:
    if signal.extra_meeting:
        return meeting.is_extra
    if signal.state:
        return any(item.state is signal.state for item in items)
    subjects = Counter(subject for item in items for subject in _subjects(signal, item, screen))
    return max(subjects.values(), default=0) >= signal.least


def _subjects(signal: Signal, item: AgendaItem, screen: Screen) -> set[str]:
    """Return what *item* counts for: its subjects, or itself where one item is enough."""
    hits = screen.words_of_title(item)
    if signal.when is None or not satisfy(signal.when, hits):
        return set()
    found = {hit.lexicon for hit in hits if hit.lexicon.startswith(tuple(signal.subjects))}
    return found if signal.subjects else {item.id}
