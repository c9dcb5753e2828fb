"""Tell whether a meeting that was seen has an agenda to screen."""

from enum import Enum

from agenda_risk.models import ItemKind, MeetingState
from agenda_risk.store import Seen
from agenda_risk.summons import is_unread
from agenda_risk.translate import N_


class Status(Enum):
    """Whether there is an agenda to screen; if not, why: that is never the same as no need."""

    PUBLISHED = ""
    MISSING = N_("no longer listed by the system: check whether it is held")
    CANCELLED = N_("cancelled")
    UNREAD = N_("the agenda is published, but could not be read: read it yourself")
    UNPUBLISHED = N_("the agenda is not published yet")


def status_of(seen: Seen) -> Status:
    """Return whether the meeting has an agenda to screen."""
    meeting = seen.meeting
    if seen.missing:
        return Status.MISSING
    if meeting.state is MeetingState.CANCELLED:
        return Status.CANCELLED
    if is_unread(meeting):
        return Status.UNREAD
    has_items = any(item.kind is ItemKind.ITEM for item in meeting.items)
    return Status.PUBLISHED if has_items else Status.UNPUBLISHED
