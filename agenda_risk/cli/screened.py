"""What is known of a meeting that was fetched, and what its files are called."""

from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from agenda_risk.models import Brief, ItemKind, Meeting, MeetingState
from agenda_risk.recognising import plain_name
from agenda_risk.store import Seen
from agenda_risk.store.keeping import identity
from agenda_risk.summons import is_unread
from agenda_risk.translate import N_


class Status(Enum):
    """Whether there is an agenda to screen; if not, why: that is never the same as no need."""

    PUBLISHED = ""
    MISSING = N_("no longer listed by the system: check whether it is held")
    CANCELLED = N_("cancelled")
    UNREAD = N_("the agenda is published, but could not be read: read it yourself")
    UNPUBLISHED = N_("the agenda is not published yet")


class Screened(NamedTuple):
    """A meeting; *brief* is there where it has an agenda. *id* stays when the meeting is moved."""

    id: str
    source: str
    seen: Seen
    status: Status
    brief: Brief | None


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


def file_id(source: str, meeting: Meeting) -> str:
    """Return the name of the files of *meeting*: its source, body and a hash of its own id."""
    known = sha256(identity(meeting).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(part for part in (source, plain_name(meeting.body.name)[:40], known) if part)
