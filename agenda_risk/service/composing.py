"""Make the message that a letter of the outbox becomes when it is sent.

What holds then counts, not what held when the letter was made: a meeting that has been held, a
role that was lost and a subscription that was paused are left out.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from agenda_risk.access import STANDINGS, Right
from agenda_risk.models import (
    Channel,
    Event,
    Happening,
    Level,
    Message,
    Purpose,
    Situation,
    Told,
    ToldCase,
    Wanted,
)
from agenda_risk.render.words import LEVELS
from agenda_risk.service.cases import Cases
from agenda_risk.service.coverage import Coverage
from agenda_risk.service.desk import Desk
from agenda_risk.service.telling import NOTICES
from agenda_risk.service.tokens import Signer
from agenda_risk.store import Connection
from agenda_risk.store.outbox import Letter
from agenda_risk.store.screened import BodyRow, bodies
from agenda_risk.store.situations import situations_of
from agenda_risk.store.subscriptions import (
    Reader,
    Subscription,
    readers,
    subscription_numbered,
)
from agenda_risk.translate import LANGUAGES, Translator, translator

MANAGED_AT = "/bevakningar"
_BEFORE = frozenset({Event.TOMORROW})
_AFTER = frozenset({Event.UNTOLD})
# What is asked for beside the page of the meeting.
_FORMS = {Event.UNTOLD: "/utfall"}


class Reached(NamedTuple):
    """How the service is reached from outside, and its own language."""

    address: str = ""
    language: str = "sv"


class By(NamedTuple):
    """What messages are made with: what signs, how the service is reached, how far it looked."""

    signed: Signer
    reached: Reached
    coverage: Coverage


class Composed(NamedTuple):
    """A message and where it goes."""

    message: Message
    channel: Channel
    destination: str


class _Behind(NamedTuple):
    """Who a letter goes to, and the subscription that it comes from, if any."""

    reader: Reader
    subscription: Subscription | None


def composed(connection: Connection, desk: Desk, letter: Letter, by: By) -> Composed | None:
    """Return what *letter* says now and where it goes; none where nothing of it holds any more."""
    behind = _behind(connection, letter)
    if behind is None:
        return None
    subscription = behind.subscription
    wanted = subscription.terms.wanted if subscription else Wanted()
    told = _told(connection, desk, letter, behind)
    if not told and letter.purpose is not Purpose.HEARTBEAT:
        return None
    say = say_to(behind.reader, by.reached)
    named = {*wanted.bodies, *(one.body for one, _cases in told)}
    names = {one.id: one for one in bodies(connection, named)}
    base = by.reached.address
    message = Message(
        id=letter.name,
        purpose=letter.purpose,
        language=say.language,
        made=letter.made,
        told=tuple(told_of(one, names, base, cases) for one, cases in told),
        why=_why_subscribed(wanted, names, say)
        if subscription
        else _why_notified((one for one, _cases in told), behind.reader, names, say),
        coverage="" if letter.purpose is Purpose.NOTICE else by.coverage.said(connection, say),
        manage=f"{base}{MANAGED_AT}" if base else "",
        stop=f"{base}{MANAGED_AT}/stopp/{by.signed.stop(letter.subscription, letter.user)}"
        if base
        else "",
    )
    return Composed(message, letter.channel, _destination(letter, behind))


def told_of(
    one: Happening,
    names: Mapping[int, BodyRow],
    base: str,
    cases: tuple[ToldCase, ...],
    at: datetime | None = None,
) -> Told:
    """Return what is told of a happening, with the names of its body and a link under *base*.

    *at* is when the meeting last changed, where that is known.
    """
    body = names[one.body]
    return Told(
        event=one.event,
        meeting=one.meeting,
        organisation=body.organisation,
        body=body.name,
        day=one.day,
        clock=one.clock,
        was=one.was,
        level=Level.of_rank(one.level),
        raised=one.raised,
        cases=cases,
        link=f"{base}/mote/{one.meeting}{_FORMS.get(one.event, '')}" if base else "",
        sequence=one.sequence,
        at=at,
    )


def say_to(reader: Reader, reached: Reached) -> Translator:
    """Return what says things in the language of *reader*, else in that of the service."""
    wanted = (reader.user.language, reached.language)
    return translator(next(one for one in (*wanted, "sv") if one in LANGUAGES))


def _behind(connection: Connection, letter: Letter) -> _Behind | None:
    reader = readers(connection, (letter.user,)).get(letter.user)
    if reader is None:
        return None
    if letter.subscription is None:
        return _Behind(reader, None) if reader.user.notices else None
    found = subscription_numbered(connection, letter.subscription)
    return _Behind(reader, found) if found and found.paused is None else None


def _told(
    connection: Connection, desk: Desk, letter: Letter, behind: _Behind
) -> tuple[tuple[Happening, tuple[ToldCase, ...]], ...]:
    """Return what still holds of *letter*, with the cases that the reader wants to hear of."""
    wanted = behind.subscription.terms.wanted if behind.subscription else Wanted()
    standing = _standing(connection, desk, letter, behind)
    cases = Cases(connection, desk, behind.reader.visitor.bodies(Right.READ))
    return tuple(cases.beside(standing, wanted))


def _standing(
    connection: Connection, desk: Desk, letter: Letter, behind: _Behind
) -> tuple[tuple[Happening, Situation], ...]:
    now = {
        one.meeting: one for one in situations_of(connection, {one.meeting for one in letter.told})
    }
    return tuple(
        (one, now[one.meeting])
        for one in letter.told
        if one.meeting in now
        and _is_current(one, now[one.meeting], desk.today)
        and _may_hear(one, behind.reader)
    )


def _is_current(told: Happening, now: Situation, today: date) -> bool:
    """Tell whether there is still a use in hearing what was *told*."""
    if told.event in _AFTER or now.day is None:
        return True
    if told.event in _BEFORE:
        return now.day == today + timedelta(days=1) and not now.state
    return now.day >= today


def _may_hear(told: Happening, reader: Reader) -> bool:
    if told.event in NOTICES:
        return bool(set(reader.visitor.standings(told.body)) & set(NOTICES[told.event]))
    return reader.visitor.may(Right.READ, told.body)


def _destination(letter: Letter, behind: _Behind) -> str:
    if letter.channel is Channel.MAIL or behind.subscription is None:
        return behind.reader.user.address
    return behind.subscription.terms.destination


def _why_subscribed(wanted: Wanted, names: Mapping[int, BodyRow], say: Translator) -> str:
    """Say what somebody subscribes to, without their own words: those may tell of a matter."""
    own = [names[one].name for one in wanted.bodies if one in names]
    told = say(
        "you subscribe to {bodies}, from the level {level}.",
        bodies=say.listed(own) if own else say("all bodies that you may read"),
        level=say(LEVELS[wanted.lowest]),
    )
    if wanted.first:
        more = say(
            "You also want to hear of cases that are seen for the first time, from the level "
            "{level}.",
            level=say(LEVELS[wanted.first]),
        )
        told = f"{told} {more}"
    if wanted.words or wanted.categories:
        told = f"{told} {say('Your own words or kinds of matters narrow it down.')}"
    return told


def _why_notified(
    told: Iterable[Happening], reader: Reader, names: Mapping[int, BodyRow], say: Translator
) -> str:
    (one, *_rest) = told
    held = reader.visitor.standings(one.body)
    standing = next(each for each in NOTICES[one.event] if each in held)
    return say(
        "you are {role} in {body}.",
        role=say(STANDINGS[standing]).lower(),
        body=names[one.body].name,
    )
