"""Tell a program that comes back for more how the coming meetings stand: calendars, and readers.

Nothing waits in the outbox for these: each time all that is coming is told as it stands.
"""

from collections.abc import Iterator
from datetime import date

from agenda_risk.access import Right
from agenda_risk.errors import MissingInputError
from agenda_risk.models import Event, Feed, Happening, Situation, Told, Wanted
from agenda_risk.news import CANCELLED, MISSING, happening, heard, is_within
from agenda_risk.service.cases import Cases
from agenda_risk.service.composing import MANAGED_AT, Reached, say_to, told_of
from agenda_risk.service.desk import Desk
from agenda_risk.service.tokens import Signer, feed_behind
from agenda_risk.store import Connection
from agenda_risk.store.screened import bodies
from agenda_risk.store.situations import coming_situations, last_news
from agenda_risk.store.subscriptions import Reader, Subscription, readers

_STATES = {CANCELLED: Event.CANCELLED, MISSING: Event.MISSING}


def feed_of(desk: Desk, signed: Signer, token: str, reached: Reached, address: str) -> Feed:
    """Return what *token* leads to, fetched from *address*.

    Raises MissingInputError where it leads nowhere: the subscription is gone or silent, its feed
    has another address, or its owner may no longer log in.
    """
    with desk.store.reading() as connection:
        one = feed_behind(connection, signed, token)
        people = readers(connection, (one.user,)) if one else {}
        if one is None or one.paused or one.terms.channel.is_sent or one.user not in people:
            raise MissingInputError("The link leads nowhere, or holds no longer.")
        told = tuple(_told(connection, desk, one, people[one.user], reached))
    say = say_to(people[one.user], reached)
    return Feed(
        id=f"{one.id}",
        name=say("Meetings to prepare"),
        language=say.language,
        address=address,
        home=f"{reached.address}{MANAGED_AT}",
        made=desk.now(),
        told=told,
    )


def _told(
    connection: Connection, desk: Desk, one: Subscription, reader: Reader, reached: Reached
) -> Iterator[Told]:
    """Yield how the coming meetings stand; the days that are left would not stay true."""
    coming = [
        each
        for each in coming_situations(connection, desk.today)
        if reader.visitor.may(Right.READ, each.body) and _is_told(each, one, desk)
    ]
    news = last_news(connection, [each.meeting for each in coming])
    names = {each.id: each for each in bodies(connection, {each.body for each in coming})}
    wanted, among = one.terms.wanted, reader.visitor.bodies(Right.READ)
    found = ((_happening(each, news.get(each.meeting), wanted), each) for each in coming)
    at = {each.meeting: each.at for each in coming}
    hour = desk.here.replace(minute=0, second=0, microsecond=0)  # as often as feeds are fetched
    for each, cases in Cases(connection, desk, among, hour).beside(found, wanted):
        lasting = tuple(case.model_copy(update={"days_left": None}) for case in cases)
        yield told_of(each, names, reached.address, lasting, at[each.meeting])


def _happening(
    each: Situation, last: tuple[Event, date | None] | None, wanted: Wanted
) -> Happening:
    event, was = last or (Event.RAISED, None)
    if event in {Event.RAISED, Event.MORE} and heard(each, wanted).firsts:
        event = Event.FIRST
    return happening(_STATES.get(each.state, event), each, was)


def _is_told(each: Situation, one: Subscription, desk: Desk) -> bool:
    wanted = one.terms.wanted
    told = heard(each, wanted)
    return is_within(each, wanted, desk.today) and bool(told.ranks or told.firsts)
