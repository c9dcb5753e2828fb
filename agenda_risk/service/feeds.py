"""Tell a program that comes back for more how the coming meetings stand: calendars, and readers.

Nothing waits in the outbox for these: each time all that is coming is told as it stands.
"""

from agenda_risk.access import Right
from agenda_risk.errors import MissingInputError
from agenda_risk.models import Event, Feed, Situation, Told
from agenda_risk.news import CANCELLED, MISSING, happening, heard, is_within
from agenda_risk.service.composing import MANAGED_AT, Reached, say_to, told_of
from agenda_risk.service.desk import Desk
from agenda_risk.service.tokens import Signer, feed_behind
from agenda_risk.store.screened import bodies
from agenda_risk.store.situations import coming_situations, last_news
from agenda_risk.store.subscriptions import Subscription, readers

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
        reader, base = people[one.user], reached.address.rstrip("/")
        coming = [
            each
            for each in coming_situations(connection, desk.today)
            if reader.visitor.may(Right.READ, each.body) and _is_told(each, one, desk)
        ]
        news = last_news(connection, [each.meeting for each in coming])
        names = {each.id: each for each in bodies(connection, {each.body for each in coming})}
    say = say_to(reader, reached)
    told: list[Told] = []
    for each in coming:
        event, was = news.get(each.meeting, (Event.RAISED, None))
        event = _STATES.get(each.state, event)
        told.append(told_of(happening(event, each, was), names, base, each.at))
    return Feed(
        id=f"{one.id}",
        name=say("Meetings to prepare"),
        language=say.language,
        address=address,
        home=f"{base}{MANAGED_AT}",
        made=desk.now(),
        told=tuple(told),
    )


def _is_told(each: Situation, one: Subscription, desk: Desk) -> bool:
    wanted = one.terms.wanted
    return is_within(each, wanted, desk.today) and bool(heard(each, wanted).ranks)
