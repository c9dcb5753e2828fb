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

_NOT_SCREENED = {
    "closed": "The item is closed to the public, so only its heading is shown.",
    "withdrawn": "The item has been withdrawn.",
}


def assess(item: AgendaItem, findings: tuple[Finding, ...]) -> Assessment:
    """Return the assessment of *item*: its level is the highest that any finding gives."""
    level = _highest((finding.level for finding in findings), Level.NONE)
    raised = [finding for finding in findings if finding.level == level != Level.NONE]
    categories = tuple(dict.fromkeys(finding.category for finding in (*raised, *findings)))
    return Assessment(
        item=item.id,
        level=level,
        categories=categories if level != Level.NONE else (),
        findings=findings if level != Level.NONE else (),
    )


def why_not_screened(item: AgendaItem) -> str:
    """Return why *item* is not screened (an English msgid), or nothing when it is."""
    if item.state == ItemState.WITHDRAWN:
        return _NOT_SCREENED["withdrawn"]
    return _NOT_SCREENED["closed"] if item.publicity == "closed" else ""


def not_screened(item: AgendaItem) -> Assessment:
    """Return the assessment of an item that was not screened."""
    why = why_not_screened(item)
    return Assessment(item=item.id, level=Level.NONE, screened=False, why_not_screened=why)


def assess_meeting(meeting: Meeting, items: tuple[Assessment, ...]) -> MeetingAssessment:
    """Return the assessment of *meeting*: the highest level of its items, at least low."""
    level = _highest((item.level for item in items), Level.LOW)
    unread = any(document.blank_pages for document in meeting.documents)
    closed = any(not item.screened for item in items if _is_present(meeting, item.item))
    return MeetingAssessment(
        level=level,
        items=items,
        complete=not (unread or closed),
    )


def _highest(levels: Iterable[Level], least: Level) -> Level:
    return max((*levels, least), key=lambda one: one.rank)


def matters(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the items of *meeting* without its headings."""
    return tuple(item for item in meeting.items if item.kind == ItemKind.ITEM)


def _is_present(meeting: Meeting, item_id: str) -> bool:
    item = next(item for item in meeting.items if item.id == item_id)
    return item.state != ItemState.WITHDRAWN
