"""Choose the measures that fit a meeting, and say when each is due."""

from collections.abc import Iterable
from datetime import date, timedelta

from agenda_risk.measures import Measure
from agenda_risk.models import (
    Assessment,
    MeasureKind,
    Meeting,
    MeetingAssessment,
    MeetingState,
    Publicity,
    Suggestion,
    Timeliness,
)

MOST = 7
_ORDER = list(MeasureKind)
_SATURDAY = 5


def advise(
    meeting: Meeting, assessment: MeetingAssessment, measures: Iterable[Measure], today: date
) -> tuple[Suggestion, ...]:
    """Return the measures to take a stand on, from dialogue to support, seven at most."""
    if meeting.state is MeetingState.CANCELLED:
        return ()
    fitting = [
        (measure, concerned)
        for measure in measures
        if (concerned := _concerned(measure, meeting, assessment))
    ]
    chosen = sorted(fitting, key=lambda pair: pair[0].priority)[:MOST]
    return tuple(
        _suggestion(measure, concerned, meeting, today)
        for measure, concerned in sorted(chosen, key=lambda pair: _ORDER.index(pair[0].kind))
    )


def _concerned(
    measure: Measure, meeting: Meeting, assessment: MeetingAssessment
) -> tuple[str, ...]:
    """Return the numbers of the raised items that *measure* is for; a title where none is."""
    if measure.only_public and meeting.publicity is Publicity.CLOSED:
        return ()
    fitting = {found.item for found in assessment.raised() if _fits(measure, found)}
    return tuple(item.number or str(item.title) for item in meeting.items if item.id in fitting)


def _fits(measure: Measure, found: Assessment) -> bool:
    """Tell whether *measure* is meant for the level and the categories of an item."""
    wanted = not measure.categories or set(measure.categories) & set(found.categories)
    return found.level in measure.levels and bool(wanted)


def _suggestion(
    measure: Measure, concerned: tuple[str, ...], meeting: Meeting, today: date
) -> Suggestion:
    """Return *measure* as suggested for the items *concerned* of *meeting*."""
    due = due_day(meeting.start.day, measure.days)
    return Suggestion(
        measure=measure.id,
        text=measure.text,
        kind=measure.kind,
        phase=measure.phase,
        owner=measure.owner,
        items=concerned,
        due=due,
        timeliness=Timeliness.TOO_LATE if due and due < today else Timeliness.IN_TIME,
        ground=measure.ground,
    )


def due_day(meeting_day: date | None, days: int) -> date | None:
    """Return the day *days* before the meeting; one before it is moved back to a weekday."""
    if meeting_day is None:
        return None
    due = meeting_day - timedelta(days=days)
    if days > 0 and due.weekday() >= _SATURDAY:
        due -= timedelta(days=due.weekday() - _SATURDAY + 1)
    return due
