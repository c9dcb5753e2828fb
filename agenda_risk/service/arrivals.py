"""Decide what an agenda that another program sends is to the one that is kept.

What is a supplementary list is added to it, by what its sender or the list itself says; in doubt
it is added too, so that nothing goes that nobody took off.
"""

from enum import StrEnum
from typing import NamedTuple

from agenda_risk.mask import masked
from agenda_risk.merge import as_called_off, calls_off, with_late_items, with_supplement
from agenda_risk.models import Meeting, MeetingState, Notice
from agenda_risk.service.supplements import added_by, holds_few, matters
from agenda_risk.store import Seen
from agenda_risk.supplementary import Said, said_supplement
from agenda_risk.translate import N_

_JUDGED = N_(
    "{name} was added to the agenda that was known, as a supplementary list. Check that no item "
    "was meant to be taken off."
)


class Way(StrEnum):
    """What a sender says that an agenda does to the one that is kept."""

    JOIN = "join"
    REPLACE = "replace"


class Done(StrEnum):
    """What an agenda did to the one that was kept."""

    NEW = "new"
    JOINED = "joined"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Arrival(NamedTuple):
    """The *meeting* to keep after *version* of it, what was *done*, and by which *sign*.

    *words* are those of the sign, *added* and *gone* the titles of items; all are masked.
    """

    meeting: Meeting
    version: int
    done: Done
    sign: str
    words: str = ""
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def arrival(meeting: Meeting, seen: Seen | None, way: Way | None) -> Arrival:
    """Return what *meeting* comes to beside the one that was *seen*, its sender asking for *way*.

    The sign is: asked, first (nothing was kept), same (the very document came before), name,
    heading or group (so the document says), few (it lists less than half of what is kept), whole,
    or cancelled (it only says that no meeting is held).
    """
    if seen is None:
        return Arrival(meeting, 0, Done.NEW, "first", added=tuple(map(masked, matters(meeting))))
    if way is None and is_known(meeting, seen.meeting):
        return unchanged(seen)
    if calls_off(meeting):
        off = as_called_off(seen.meeting, meeting)
        return Arrival(off, seen.version, Done.CANCELLED, "cancelled")
    sign = _sign(meeting, seen.meeting, way)
    is_joined = way is Way.JOIN or (way is None and sign.sign != "whole")
    whole = meeting if way else with_late_items(meeting, seen.meeting)
    after = _joined(seen.meeting, meeting, sign) if is_joined else whole
    done = Done.JOINED if is_joined else Done.REPLACED
    return _told(Arrival(after, seen.version, done, *sign), seen.meeting)


def unchanged(seen: Seen) -> Arrival:
    """Return what comes of a document that came before, to the meeting that was *seen*."""
    return Arrival(seen.meeting, seen.version, Done.UNCHANGED, "same")


def moved(meeting: Meeting, seen: Seen | None) -> Arrival:
    """Return what *meeting* comes to, which says that the one that was *seen* has been moved."""
    came = Arrival(meeting, seen.version if seen else 0, Done.MOVED, "moved")
    return _told(came, seen.meeting) if seen else came


def _sign(meeting: Meeting, kept: Meeting, way: Way | None) -> Said:
    if way:
        return Said("asked", "")
    few = Said("few", "") if holds_few(kept, meeting) else Said("whole", "")
    return said_supplement(meeting) or few


def _joined(kept: Meeting, sent: Meeting, sign: Said) -> Meeting:
    """Return *kept* with what *sent* adds; the other way round where *kept* came too early."""
    if said_supplement(kept) and not said_supplement(sent):
        whole = with_supplement(sent, kept)
        return whole.model_copy(update={"start": sent.start, "place": sent.place or kept.place})
    whole = with_supplement(kept, sent)
    if matters(whole) == matters(kept) and _facts(whole) == _facts(kept):
        return kept
    return whole if sign.sign == "asked" else _noted(whole, sent)


def _noted(whole: Meeting, sent: Meeting) -> Meeting:
    name = next((one.name for one in sent.documents), sent.body.name)
    notice = Notice(msgid=_JUDGED, fields={"name": name})
    return whole.model_copy(update={"notices": (*whole.notices, notice)})


def _facts(meeting: Meeting) -> tuple[object, ...]:
    return meeting.start, meeting.place, [item.proposal.text for item in meeting.items]


def _told(made: Arrival, kept: Meeting) -> Arrival:
    """Return what was *made* with what it did to *kept*."""
    return made._replace(
        done=Done.UNCHANGED if made.meeting == kept else made.done,
        words=masked(made.words),
        added=added_by(kept, made.meeting),
        gone=added_by(made.meeting, kept),
    )


def is_known(meeting: Meeting, kept: Meeting) -> bool:
    """Tell whether *meeting* was read from documents that *kept* was read from too.

    Those say something else again where *kept* was cancelled since.
    """
    if kept.state is MeetingState.CANCELLED and meeting.state is not MeetingState.CANCELLED:
        return False
    known = {one.sha256 for one in kept.documents}
    return bool(meeting.documents) and all(one.sha256 in known for one in meeting.documents)
