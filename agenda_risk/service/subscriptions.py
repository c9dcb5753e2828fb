"""Let people subscribe to what is raised, change that, and stop it."""

from agenda_risk.access import Right, Visitor
from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.models import Channel, Rhythm, Situation
from agenda_risk.news import heard, is_within, next_morning
from agenda_risk.service.desk import Desk
from agenda_risk.service.tokens import SUBSCRIPTION, Signer
from agenda_risk.store import Connection
from agenda_risk.store.accounts import change_user, user_numbered
from agenda_risk.store.log import Deed, log
from agenda_risk.store.screened import bodies
from agenda_risk.store.situations import situations_of
from agenda_risk.store.subscriptions import (
    Subscription,
    Terms,
    add_subscription,
    all_heard,
    change_subscription,
    change_terms,
    forget_raised,
    put_heard,
    remove_subscription,
    subscription_numbered,
    subscriptions_of,
)

MOST = 50
LONGEST_NAME = 100
_PROGRAM = "link"


def subscribe(desk: Desk, visitor: Visitor, terms: Terms) -> int:
    """Keep a subscription of *visitor*, which begins with what is coming; return its number.

    Raises RefusedError where it cannot be: bodies that they may not read, no address, too many.
    """
    user, now = user_of(visitor), desk.now()
    with desk.store.writing() as connection:
        _check(connection, visitor, user, terms)
        if len(subscriptions_of(connection, user)) >= MOST:
            raise RefusedError("You have {most} subscriptions. Take one away first.", most=MOST)
        is_now = terms.rhythm is Rhythm.AT_ONCE
        due = now if is_now else next_morning(terms.rhythm, now)
        number = add_subscription(connection, user, terms, now, due)
        log(connection, Deed(visitor.actor, "subscribed", content=_logged(number, terms)), now)
    return number


def resubscribe(desk: Desk, visitor: Visitor, number: int, terms: Terms) -> None:
    """Let a subscription of *visitor* ask for *terms* from now on.

    What the new terms leave out is forgotten without a message that it is less. Raises what
    subscribe raises, and MissingInputError where they have no such subscription.
    """
    user, now = user_of(visitor), desk.now()
    with desk.store.writing() as connection:
        own_subscription(connection, visitor, number)
        _check(connection, visitor, user, terms)
        is_now = terms.rhythm is Rhythm.AT_ONCE
        due = now if is_now else next_morning(terms.rhythm, now)
        change_terms(connection, number, terms, due)
        _narrow(connection, desk, number, terms)
        deed = Deed(visitor.actor, "subscription-changed", content=_logged(number, terms))
        log(connection, deed, now)


def pause(desk: Desk, visitor: Visitor, number: int, *, is_paused: bool) -> None:
    """Let a subscription of *visitor* be silent, or tell again from what is coming then."""
    now = desk.now()
    with desk.store.writing() as connection:
        one = own_subscription(connection, visitor, number)
        if is_paused:
            _silence(connection, desk, one, visitor.actor)
            return
        is_now = one.terms.rhythm is Rhythm.AT_ONCE
        due = now if is_now else next_morning(one.terms.rhythm, now)
        change_subscription(connection, number, paused=None, due=due)
        log(connection, Deed(visitor.actor, "subscription-resumed", content={"n": number}), now)


def unsubscribe(desk: Desk, visitor: Visitor, number: int) -> None:
    """Take a subscription of *visitor* away."""
    with desk.store.writing() as connection:
        own_subscription(connection, visitor, number)
        remove_subscription(connection, number)
        deed = Deed(visitor.actor, "unsubscribed", content={"n": number})
        log(connection, deed, desk.now())


def renew_feed(desk: Desk, visitor: Visitor, number: int) -> None:
    """Give the feed of a subscription of *visitor* another address; the old one leads nowhere."""
    with desk.store.writing() as connection:
        one = own_subscription(connection, visitor, number)
        change_subscription(connection, number, turn=one.turn + 1)
        deed = Deed(visitor.actor, "feed-renewed", content={"n": number})
        log(connection, deed, desk.now())


def stop(desk: Desk, signed: Signer, token: str) -> None:
    """Stop what *token* stops. Raises MissingInputError where it stops nothing."""
    told = signed.stopped(token)
    with desk.store.writing() as connection:
        if told and told.kind == SUBSCRIPTION:
            one = subscription_numbered(connection, told.number)
            if one:
                _silence(connection, desk, one, _PROGRAM)
                return
        elif told and user_numbered(connection, told.number):
            change_user(connection, told.number, notices=False)
            deed = Deed(_PROGRAM, "notices-stopped", content={"user": told.number})
            log(connection, deed, desk.now())
            return
    raise MissingInputError("The link leads nowhere, or holds no longer.")


def own_subscription(connection: Connection, visitor: Visitor, number: int) -> Subscription:
    """Return a subscription of *visitor*; raises MissingInputError where they have none such."""
    one = subscription_numbered(connection, number)
    if one is None or one.user != user_of(visitor):
        raise MissingInputError("There is no subscription with the number {number}.", number=number)
    return one


def user_of(visitor: Visitor) -> int:
    """Return the number of the user that *visitor* is. Raises RefusedError for a program."""
    kind, _, number = visitor.actor.partition(":")
    if kind != "user":
        raise RefusedError("Only people subscribe.")
    return int(number)


def _silence(connection: Connection, desk: Desk, one: Subscription, actor: str) -> None:
    """Let a subscription be silent; when it tells again, it has heard of nothing raised."""
    if one.paused is None:
        now = desk.now()
        change_subscription(connection, one.id, paused=now)
        forget_raised(connection, one.id, all_heard(connection, one.id))
        log(connection, Deed(actor, "subscription-paused", content={"n": one.id}), now)


def _check(connection: Connection, visitor: Visitor, user: int, terms: Terms) -> None:
    if not terms.name or len(terms.name) > LONGEST_NAME or not terms.name.isprintable():
        raise RefusedError(
            "Write a name for the subscription, of at most {most} characters.", most=100
        )
    wanted = terms.wanted.bodies
    is_known = len(bodies(connection, wanted)) == len(wanted)
    if not is_known or not all(visitor.may(Right.READ, body) for body in wanted):
        raise RefusedError("Choose bodies that you may read.")
    known = user_numbered(connection, user)
    if terms.channel is Channel.MAIL and not (known and known.address):
        raise RefusedError("Write your e-mail address under My account first.")
    if terms.channel in {Channel.WEBHOOK, Channel.CHAT} and not terms.destination:
        raise RefusedError("Choose where the messages go.")


def _narrow(connection: Connection, desk: Desk, number: int, terms: Terms) -> None:
    """Let what was heard be only what *terms* still ask for, where that can be told."""
    before = all_heard(connection, number)
    now: dict[int, Situation] = {one.meeting: one for one in situations_of(connection, before)}
    gone = {
        one.meeting: before[one.meeting]
        for one in now.values()
        if not is_within(one, terms.wanted, desk.today)
    }
    forget_raised(connection, number, gone)
    kept = {}
    for meeting, one in before.items():
        if meeting in now and is_within(now[meeting], terms.wanted, desk.today):
            wanted = heard(now[meeting], terms.wanted).ranks
            ranks = {key: rank for key, rank in one.ranks.items() if key in wanted}
            kept[number, meeting] = one._replace(ranks=ranks)
    put_heard(connection, kept)


def _logged(number: int, terms: Terms) -> dict[str, object]:
    """Return what the log tells of a subscription: not its words, which may tell of a matter."""
    return {"n": number, "channel": terms.channel.value, "rhythm": terms.rhythm.value}
