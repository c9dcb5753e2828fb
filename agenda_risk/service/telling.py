"""Note what has happened to a meeting, within the transaction that keeps what was found in it.

What is noted here reaches subscriptions later; notices that go with a role wait in the outbox at
once. Nothing is noted of meetings that have been held.
"""

from collections.abc import Iterator
from datetime import datetime

from agenda_risk.access import Standing
from agenda_risk.by_hand import reviewed
from agenda_risk.mask import masked
from agenda_risk.matters import keyed_items
from agenda_risk.meeting_file import MeetingFile, difference, is_changed_since_review
from agenda_risk.models import (
    Brief,
    Channel,
    Event,
    Happening,
    Level,
    Purpose,
    RaisedItem,
    Situation,
)
from agenda_risk.news import CANCELLED, MISSING, happening, heard, news
from agenda_risk.service.desk import Desk
from agenda_risk.service.first_sightings import first_items, outdate_later
from agenda_risk.status import Status, status_of
from agenda_risk.store import Connection, Seen
from agenda_risk.store.outbox import NewLetter, put_letters, readers_of
from agenda_risk.store.situations import happen, put_situation, situation_of

_STATES = {Status.CANCELLED: CANCELLED, Status.MISSING: MISSING}
_CHAIR = (Standing.CHAIR,)
NOTICES: dict[Event, tuple[Standing, ...]] = {
    Event.READY: _CHAIR,
    Event.CHANGED: _CHAIR,
    Event.TOMORROW: _CHAIR,
    Event.UNDECIDED: _CHAIR,
    Event.UNTOLD: (Standing.CHAIR, Standing.CLERK),
}


def note_news(
    connection: Connection, desk: Desk, seen: Seen, brief: Brief, told: tuple[int, MeetingFile]
) -> None:
    """Note what is new in the meeting that was *seen*, of which the *brief* was made.

    *told* is the number of its body, and its file.
    """
    body, file = told
    outdate_later(connection, desk, seen.number)
    before = situation_of(connection, seen.number)
    situation = _situation(seen, brief, body, before)
    is_coming = situation.day is None or situation.day >= desk.today
    if is_coming and _is_known(seen, brief):
        firsts = first_items(connection, desk, seen.number, _found(brief, Level.LOW))
        situation = situation._replace(firsts=firsts)
    now = _numbered(situation, before, desk.now())
    found = [*_news(before, now), *_notices(before, now, status_of(seen), file)]
    if is_coming:
        for event, mark in found:
            tell_of(connection, desk, happening(event, now, before.day if before else None), mark)
    events = {event for event, _mark in found if is_coming}
    is_ready = Event.READY in events or bool(before and before.is_ready)
    version = len(file.versions) if Event.CHANGED in events else now.changed
    put_situation(connection, now._replace(is_ready=is_ready, changed=version))


def tell_of(connection: Connection, desk: Desk, told: Happening, mark: str) -> bool:
    """Keep what is *told*, with the notices of it, unless the same, by its *mark*, was told."""
    number = happen(connection, told, mark, desk.now())
    if number is None:
        return False
    readers = readers_of(connection, told.body, NOTICES.get(told.event, ()))
    letters = (_notice(number, user, told) for user in readers)
    put_letters(connection, letters, desk.now())
    return True


def _notice(number: int, user: int, told: Happening) -> NewLetter:
    name = f"u{user}-h{number}"
    return NewLetter(name, None, user, Channel.MAIL, Purpose.NOTICE, (told,))


def _news(before: Situation | None, now: Situation) -> Iterator[tuple[Event, str]]:
    for event in news(heard(before) if before else None, heard(now)):
        yield event, f"{now.sequence}"
    known = {one.name for one in before.firsts} if before else set()
    for one in now.firsts:
        if one.name not in known:
            yield Event.FIRST, one.name


def _notices(
    before: Situation | None, now: Situation, status: Status, file: MeetingFile
) -> Iterator[tuple[Event, str]]:
    """Yield what the chair is told: that the brief is there, and that it is another than read."""
    if status is not Status.PUBLISHED:
        return
    if before is None or not before.is_ready:
        yield Event.READY, ""
    last, version = reviewed(file.entries), len(file.versions)
    is_new = now.changed < version and is_changed_since_review(file)
    if last and is_new and any(difference(file, last.version)):
        yield Event.CHANGED, f"{version}"


def _numbered(now: Situation, before: Situation | None, at: datetime) -> Situation:
    """Return *now* with the number that follows *before*, where anything differs."""
    if before is None:
        return now._replace(at=at)
    known = {name: getattr(before, name) for name in ("sequence", "at", "is_ready", "changed")}
    same = now._replace(**known)
    return same if same == before else same._replace(sequence=before.sequence + 1, at=at)


def _situation(seen: Seen, brief: Brief, body: int, before: Situation | None) -> Situation:
    status, start = status_of(seen), brief.meeting.start
    raised = _raised(brief)
    if before and not _is_known(seen, brief):
        raised = _kept(before.raised, () if status in _STATES else raised)
    level = max([brief.assessment.level.rank, *(one.rank for one in raised)])
    return Situation(
        meeting=seen.number,
        body=body,
        sequence=0,
        at=seen.changed,
        day=start.day,
        clock=start.clock.replace(tzinfo=None) if start.clock else None,
        state=_STATES.get(status, ""),
        level=level,
        raised=raised,
        firsts=before.firsts if before else (),
    )


def _is_known(seen: Seen, brief: Brief) -> bool:
    """Tell whether the agenda is out, and what is on it could be read."""
    return status_of(seen) is Status.PUBLISHED and brief.assessment.readable


def _kept(before: tuple[RaisedItem, ...], now: tuple[RaisedItem, ...]) -> tuple[RaisedItem, ...]:
    """Return what was raised before, with what is now: what could not be read is not gone."""
    return tuple({one.key: one for one in (*before, *now)}.values())


def _raised(brief: Brief) -> tuple[RaisedItem, ...]:
    """Return the raised items of *brief*; where only the meeting is raised, one without a key."""
    items = tuple(_found(brief, Level.MODERATE).values())
    rank = brief.assessment.level.rank
    if items or rank < Level.MODERATE.rank:
        return items
    return (RaisedItem("", rank, (), ""),)


def _found(brief: Brief, lowest: Level) -> dict[str, RaisedItem]:
    """Return the items of *brief* from the *lowest* level on, by their keys."""
    return {
        key: RaisedItem(
            key,
            one.level.rank,
            tuple(dict.fromkeys(category.value for category in one.leading)),
            masked(item.title.text),
        )
        for key, item in keyed_items(brief.meeting)
        if (one := brief.assessment.of(item.id)) and one.level.rank >= lowest.rank
    }
