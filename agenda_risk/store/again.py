"""Know meetings again that their system tells otherwise: moved, taken away, with another id."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.models import ItemKind, Meeting, MeetingState, Notice
from agenda_risk.normalise import fold
from agenda_risk.store import tables
from agenda_risk.store.keeping import Kept, identity, keep
from agenda_risk.store.listing import Seen, seen_among, system_ids
from agenda_risk.store.opening import Store
from agenda_risk.translate import N_

_MEETINGS = tables.meetings
_TAKEN_AWAY = N_("The system has taken the meeting away. Ask whether it is held.")


class Moved(NamedTuple):
    """A known meeting as it stands after what was told of it elsewhere, and what is new in it."""

    meeting: Meeting
    kept: Kept


def keep_elsewhere(
    store: Store, source: int, elsewhere: Iterable[Meeting], since: date, at: datetime
) -> tuple[Moved, ...]:
    """Keep and return what became of meetings that were known to be held from *since* on.

    *elsewhere* are meetings that the source numbered *source* lists on days that were not asked
    for, or as taken away; of those that are not known nothing is kept. Only the day, the time and
    whether it is held are taken from them: their agendas were not looked at.
    """
    told = {identity(one): one for one in elsewhere if one.id}
    known = seen_among(store, source, told)
    upcoming = [one for one in known if one.meeting.start.day and one.meeting.start.day >= since]
    after = [_after(one, told[identity(one.meeting)]) for one in upcoming]
    return tuple(Moved(one, keep(store, source, one, at)) for one in after)


def _after(seen: Seen, now: Meeting) -> Meeting:
    meeting = seen.meeting
    if now.start.day and now.start.day != meeting.start.day:
        meeting = meeting.model_copy(update={"start": now.start, "end": now.end})
    if now.state is MeetingState.CANCELLED and meeting.state is not MeetingState.CANCELLED:
        taken = (Notice(msgid=_TAKEN_AWAY),) if now.start.day is None else ()
        notices = (*meeting.notices, *taken)
        return meeting.model_copy(update={"state": now.state, "notices": notices})
    return meeting


def know_again(store: Store, source: int, listed: Collection[Meeting]) -> None:
    """Give meetings that were known before their agenda was published the id that they have now.

    Some systems give a meeting its id, or another one, with its agenda (Public 360). It is known
    again by body and day, where only one meeting that is no longer listed, and only one new, has
    them, and where no agenda of it was known.
    """
    ids = {identity(one) for one in listed}
    old = {name for _number, of, name in system_ids(store) if of == source}
    new = _alone(one for one in listed if one.id and identity(one) not in old)
    if not new:
        return
    days = {one.start.day for one in new.values()}
    gone = _alone(
        one.meeting for one in _unpublished(store, source, days) if identity(one.meeting) not in ids
    )
    with store.writing() as connection:
        for matter in new.keys() & gone.keys():
            place = (_MEETINGS.c.source_id == source) & (
                _MEETINGS.c.system_id == identity(gone[matter])
            )
            values = {"system_id": identity(new[matter])}
            connection.execute(_MEETINGS.update().where(place).values(**values))


def _alone(meetings: Iterable[Meeting]) -> dict[tuple[str, date], Meeting]:
    """Return *meetings* by body and day, without those that share them."""
    several = [((fold(one.body.name), one.start.day), one) for one in meetings if one.start.day]
    count = Counter(key for key, _one in several)
    return {(key[0], key[1]): one for key, one in several if key[1] and count[key] == 1}


def _unpublished(store: Store, source: int, days: Collection[date | None]) -> list[Seen]:
    """Return the meetings on *days* that are not missing, and that no agenda was known of."""
    place = (_MEETINGS.c.source_id == source) & _MEETINGS.c.missing.is_(None)
    with store.reading() as connection:
        asked = sa.select(_MEETINGS.c.system_id).where(place & _MEETINGS.c.day.in_(days))
        ids = set(connection.scalars(asked))
    known = seen_among(store, source, ids)
    return [
        one for one in known if not any(item.kind is ItemKind.ITEM for item in one.meeting.items)
    ]
