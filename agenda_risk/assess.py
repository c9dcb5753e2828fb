"""What the findings on an item, and the items of a meeting, add up to."""

from collections.abc import Iterable

from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Finding,
    ItemKind,
    ItemState,
    Level,
    Meeting,
    MeetingAssessment,
)
from agenda_risk.rules import Signal

_SIGNALS_THAT_LIFT = 2
_NOT_SCREENED = {
    "closed": "The item is closed to the public, so only its heading is shown.",
    "withdrawn": "The item has been withdrawn.",
    "language": "The item is not screened: there is no lexicon of its language.",
}


def assess(item: AgendaItem, findings: tuple[Finding, ...]) -> Assessment:
    """Return the assessment of *item*: its level is the highest that any finding gives.

    Where that is none, findings stay only to tell what was changed locally.
    """
    level = _highest((finding.level for finding in findings), Level.NONE)
    raised = [finding for finding in findings if finding.level == level != Level.NONE]
    counted = (*raised, *(finding for finding in findings if finding.level != Level.NONE))
    categories = tuple(dict.fromkeys(finding.category for finding in counted))
    return Assessment(
        item=item.id,
        level=level,
        categories=categories,
        findings=tuple(one for one in findings if level != Level.NONE or one.overlay),
    )


def why_not_screened(item: AgendaItem, *, readable: bool = True) -> str:
    """Return why *item* is not screened (an English msgid), or nothing when it is.

    *readable* tells whether there is a lexicon of the meeting's language.
    """
    if not readable:
        return _NOT_SCREENED["language"]
    if item.state == ItemState.WITHDRAWN:
        return _NOT_SCREENED["withdrawn"]
    return _NOT_SCREENED["closed"] if item.publicity == "closed" else ""


def not_screened(item: AgendaItem, why: str) -> Assessment:
    """Return the assessment of an item that was not screened, and *why*."""
    return Assessment(item=item.id, level=Level.NONE, screened=False, why_not_screened=why)


def assess_meeting(
    meeting: Meeting, items: tuple[Assessment, ...], signals: tuple[Signal, ...] = ()
) -> MeetingAssessment:
    """Return the assessment of *meeting*.

    ==============================  ==========================
    the items and formal *signals*  the meeting
    ==============================  ==========================
    some item moderate or high      the highest of its items
    none raised, two signals        moderate
    none raised, fewer signals      low
    ==============================  ==========================
    """
    highest = _highest((item.level for item in items), Level.LOW)
    unread = any(document.blank_pages for document in meeting.documents)
    closed = any(not item.screened for item in items if _is_present(meeting, item.item))
    return MeetingAssessment(
        level=_highest((highest,), _lifted_by(len(signals))),
        items=items,
        signals=tuple(signal.title for signal in signals),
        signal_ids=tuple(signal.id for signal in signals),
        complete=not (unread or closed),
        readable=all(item.why_not_screened != _NOT_SCREENED["language"] for item in items),
    )


def reassess(
    meeting: Meeting, before: MeetingAssessment, items: tuple[Assessment, ...]
) -> MeetingAssessment:
    """Return the assessment of *meeting* with other *items* and the formal signals of *before*."""
    found = assess_meeting(meeting, items)
    level = _highest((found.level,), _lifted_by(len(before.signals)))
    kept = {"signals": before.signals, "signal_ids": before.signal_ids}
    return found.model_copy(update={"level": level, **kept})


def _lifted_by(signals: int) -> Level:
    return Level.MODERATE if signals >= _SIGNALS_THAT_LIFT else Level.LOW


def _highest(levels: Iterable[Level], least: Level) -> Level:
    return max((*levels, least), key=lambda one: one.rank)


def matters(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the items of *meeting* without its headings."""
    return tuple(item for item in meeting.items if item.kind == ItemKind.ITEM)


def _is_present(meeting: Meeting, item_id: str) -> bool:
    item = next(item for item in meeting.items if item.id == item_id)
    return item.state != ItemState.WITHDRAWN
