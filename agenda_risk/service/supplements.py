"""Join a supplementary list to the agenda of its meeting that is kept already."""

from collections.abc import Iterable
from typing import NamedTuple

from agenda_risk.errors import ConflictError
from agenda_risk.mask import masked
from agenda_risk.merge import with_supplement
from agenda_risk.models import ItemKind, ItemState, Meeting
from agenda_risk.service.desk import Desk
from agenda_risk.service.uploads import UPLOADS
from agenda_risk.store import Seen, known_sources, seen_meeting
from agenda_risk.supplementary import said_supplement


class Namesake(NamedTuple):
    """A kept meeting of the same body on the same day, and the name of its source."""

    meeting: int
    source: str

    @property
    def is_fetched(self) -> bool:
        """Tell whether a source gives it, so that what is sent in here is no version of it."""
        return self.source != UPLOADS.name


class Supplement(NamedTuple):
    """What joining an agenda to *version* of the one that is kept comes to.

    *added* are the titles of its items that are new, masked; *stays* counts those that are kept,
    and *replaced* those that would stand instead, without the *gone* ones. *is_likely* where it
    looks like a list of late items alone, and not like the whole agenda once more.
    """

    version: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    stays: int
    replaced: int
    is_likely: bool


def is_upload(desk: Desk, seen: Seen) -> bool:
    """Tell whether people have sent in what was *seen*, and no source gives it."""
    return any(one.id == seen.source for one in known_sources(desk.store) if one.source == UPLOADS)


def supplement(desk: Desk, meeting: Meeting, known: Iterable[Namesake]) -> Supplement | None:
    """Return what joining *meeting* to the one of *known* comes to.

    None where it lists nothing, and where it adds nothing and nothing would go if it stood instead.
    """
    seen = kept_among(desk, known)
    if seen is None:
        return None
    stays, added = matters(seen.meeting), added_by(seen.meeting, meeting)
    sent = len(matters(meeting))
    is_likely = bool(said_supplement(meeting)) or holds_few(seen.meeting, meeting)
    gone = added_by(meeting, seen.meeting)
    found = Supplement(seen.version, added, gone, len(stays), sent, is_likely)
    return found if added or 0 < sent < len(stays) else None


def added_by(kept: Meeting, later: Meeting) -> tuple[str, ...]:
    """Return the titles, masked, of the items that *later* would add to those of *kept*."""
    titles = matters(with_supplement(kept, later))[len(matters(kept)) :]
    return tuple(map(masked, titles))


def holds_few(kept: Meeting, later: Meeting) -> bool:
    """Tell whether *later* lists less than half of what *kept* does, as late items alone do."""
    known = len(matters(later)) - len(added_by(kept, later))
    return 2 * known < len(matters(kept))


def joined(desk: Desk, meeting: Meeting, known: Iterable[Namesake], version: int) -> Meeting:
    """Return *meeting* joined to the one among *known* that is kept.

    Raises ConflictError where that is no longer the *version* that was shown.
    """
    seen = kept_among(desk, known)
    if seen is None or seen.version != version:
        raise ConflictError("Somebody else has changed the meeting in between. Look at it again.")
    return with_supplement(seen.meeting, meeting)


def kept_among(desk: Desk, known: Iterable[Namesake]) -> Seen | None:
    """Return the one among *known* that people have sent in and that has an agenda."""
    numbers = [one.meeting for one in known if not one.is_fetched]
    seen = seen_meeting(desk.store, numbers[0]) if numbers else None
    return seen if seen and matters(seen.meeting) else None


def matters(meeting: Meeting) -> list[str]:
    """Return the titles of the items of *meeting*, without those that have been taken off it."""
    return [
        item.title.text
        for item in meeting.items
        if item.kind is ItemKind.ITEM and item.state is not ItemState.WITHDRAWN
    ]
