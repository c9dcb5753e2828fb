"""Gather for each subscription what is new to it, and put that into the outbox.

What a subscription hears is told from how meetings stand and from what it has heard before, so
whatever was missed in between, one look makes it whole. What it has heard and the letter to it are
kept in one transaction, for a few subscriptions at a time.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from time import sleep
from typing import NamedTuple

from agenda_risk.access import Right
from agenda_risk.models import Happening, Purpose, Rhythm, Situation
from agenda_risk.news import Heard, happening, heard, is_within, news, next_morning
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.outbox import NewLetter, put_letters
from agenda_risk.store.situations import (
    coming_situations,
    last_happening,
    meetings_since,
    situations_of,
)
from agenda_risk.store.subscriptions import (
    Next,
    Reader,
    Subscription,
    due_subscriptions,
    heard_by,
    move_on,
    put_heard,
    readers,
    unchanged,
    waiting_subscriptions,
)

AT_A_TIME = 50  # so that no page waits long
MOST_TOLD = 200
_SECOND = timedelta(seconds=1)
_BREATH = 0.1  # seconds between two batches, in which pages get their turn to write


class _Batch(NamedTuple):
    """Subscriptions to look at together; *whole* if all that is coming is looked through."""

    subscriptions: tuple[Subscription, ...]
    situations: tuple[Situation, ...]
    whole: bool
    last: int


class _New(NamedTuple):
    """What is new to a subscription about one meeting, and what it has heard afterwards."""

    told: tuple[Happening, ...]
    heard: Heard


class _Found(NamedTuple):
    """What is new to a subscription by the number of the meeting, and how it goes on."""

    subscription: Subscription
    new: Mapping[int, _New]
    letters: tuple[NewLetter, ...]
    next: Next


def gather(desk: Desk) -> int:
    """Put into the outbox what subscriptions are to be told now, and return how many letters.

    What takes long is done while others may write.
    """
    total = 0
    while True:
        with desk.store.reading() as connection:
            found = _found(connection, desk)
        if not found:
            return total
        with desk.store.writing() as connection:
            total += _put(connection, found, desk.now())
        if len(found) == AT_A_TIME:
            sleep(_BREATH)


def _found(connection: Connection, desk: Desk) -> tuple[_Found, ...]:
    batch, now = _batch(connection, desk), desk.now()
    people = readers(connection, (one.user for one in batch.subscriptions))
    numbers = [one.id for one in batch.subscriptions]
    known = heard_by(connection, numbers, (one.meeting for one in batch.situations))
    found = []
    for one in batch.subscriptions:
        reader = people.get(one.user)
        every = _new(one, batch.situations, known[one.id], desk.today)
        new = dict(islice(_readable(every, reader), MOST_TOLD))
        is_more = len(new) == MOST_TOLD
        after = _next(one, batch, now, is_more=is_more)
        found.append(_Found(one, new, tuple(_letters(one, batch, new, reader)), after))
    return tuple(found)


def _put(connection: Connection, found: tuple[_Found, ...], now: datetime) -> int:
    """Keep what was *found*, save for subscriptions that somebody has changed in between."""
    still = unchanged(connection, (one.subscription for one in found))
    kept = [one for one in found if one.subscription.id in still]
    after = {
        (one.subscription.id, meeting): each.heard
        for one in kept
        for meeting, each in one.new.items()
    }
    put_heard(connection, after)
    move_on(connection, {one.subscription.id: one.next for one in kept})
    return put_letters(connection, [each for one in kept for each in one.letters], now)


def _batch(connection: Connection, desk: Desk) -> _Batch:
    now, last = desk.now(), last_happening(connection)
    due = due_subscriptions(connection, now, AT_A_TIME)
    if due:
        return _Batch(due, coming_situations(connection, desk.today), True, last)
    waiting = waiting_subscriptions(connection, last, AT_A_TIME)
    if not waiting:
        return _Batch((), (), False, last)
    meetings = meetings_since(connection, min(one.past for one in waiting))
    return _Batch(waiting, situations_of(connection, meetings), False, last)


def _new(
    one: Subscription,
    situations: Iterable[Situation],
    known: Mapping[int, Heard],
    today: date,
) -> Iterator[tuple[Situation, _New]]:
    """Yield what is new to a subscription, meeting by meeting."""
    wanted = one.terms.wanted
    for situation in situations:
        before = known.get(situation.meeting)
        is_over = situation.day is not None and situation.day < today
        if is_over or (before is None and not is_within(situation, wanted, today)):
            continue
        now = heard(situation, wanted)
        was = before.day if before else None
        told = tuple(happening(event, situation, was) for event in news(before, now))
        if told:
            firsts = now.firsts | (before.firsts if before else frozenset())
            yield situation, _New(told, now._replace(firsts=firsts))


def _readable(
    found: Iterable[tuple[Situation, _New]], reader: Reader | None
) -> Iterator[tuple[int, _New]]:
    """Yield of what was *found* that which *reader* may read."""
    for situation, new in found:
        if reader and reader.visitor.may(Right.READ, situation.body):
            yield situation.meeting, new


def _letters(
    one: Subscription, batch: _Batch, new: Mapping[int, _New], reader: Reader | None
) -> Iterator[NewLetter]:
    told = tuple(each for found in new.values() for each in found.told)
    is_heartbeat = batch.whole and one.terms.heartbeat and one.terms.rhythm is not Rhythm.AT_ONCE
    if reader is None or not (told or is_heartbeat):
        return
    # Each look has a time or a last happening of its own, so no other letter has this name.
    mark = f"t{one.due:%Y%m%dT%H%M%S%f}" if batch.whole else f"h{batch.last}"
    purpose = Purpose.DIGEST if told else Purpose.HEARTBEAT
    name = f"s{one.id}-{mark}"
    yield NewLetter(name, one.id, one.user, one.terms.channel, purpose, told)


def _next(one: Subscription, batch: _Batch, now: datetime, *, is_more: bool) -> Next:
    """Return when a subscription is looked at next; at once where there is more to tell."""
    if is_more:
        return Next(max(one.due, now) + _SECOND, one.past)
    due = next_morning(one.terms.rhythm, now) if batch.whole else one.due
    return Next(due, batch.last)
