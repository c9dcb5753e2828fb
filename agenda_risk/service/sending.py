"""Send what waits in the outbox: each letter once, as far as its channel allows.

A letter is held by one worker at a time. Whoever dies while holding it leaves it to be sent again
when the hold has run out, under the same id: if the server had taken it already, and the channel
cannot tell that it is the same, it comes twice. That window cannot be closed from one side.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from agenda_risk.errors import AgendaRiskError, DeliveryError
from agenda_risk.models import Channel, Event, Happening, Message, Purpose, Told
from agenda_risk.service.composing import By, Composed, Reached, composed
from agenda_risk.service.coverage import Coverage
from agenda_risk.service.desk import Desk
from agenda_risk.service.faults import fault_of
from agenda_risk.service.registering import open_sheet
from agenda_risk.service.tokens import Signer, signer
from agenda_risk.store import Connection
from agenda_risk.store.outbox import (
    DROPPED,
    SENT,
    Letter,
    claim,
    drop_old,
    end_letter,
    hand_back,
    put_off,
)
from agenda_risk.store.subscriptions import all_heard, drop_heard, forget_raised

Deliver = Callable[[Message, str], object]

# After how many seconds a letter is tried again: as Standard Webhooks has it, from five seconds
# to a day; then it is dead, and somebody has to look.
WAITS = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
_LONGEST = timedelta(days=1)
_HOLD = timedelta(minutes=15)
_SPARE = timedelta(minutes=2)
_PAUSE = timedelta(minutes=1)
_AT_A_TIME = 10
_SIDE_BY_SIDE = 4
_TROUBLES = 3
_KEPT = timedelta(days=90)
_WITH_SHEET = frozenset({Event.READY, Event.CHANGED, Event.TOMORROW})


class Post(NamedTuple):
    """What letters are sent with: what opens each channel, and how we are reached.

    What is opened delivers message after message to addresses, and raises DeliveryError. Where
    an organisation *attaches* it, the sheet goes along to the chair.
    """

    channels: Mapping[Channel, Callable[[], AbstractContextManager[Deliver]]]
    reached: Reached = Reached()
    attaches: bool = False


class Sent(NamedTuple):
    """How many letters were sent, were dropped since nothing of them holds, and did not arrive."""

    sent: int = 0
    dropped: int = 0
    failed: int = 0


class _Round:
    """One emptying of the outbox; where a server is in trouble, the rest of its letters wait."""

    def __init__(self, desk: Desk, post: Post, signed: Signer) -> None:
        self._desk, self._post = desk, post
        self._by = By(signed, post.reached, Coverage(desk))
        self._troubles: Counter[tuple[Channel, str]] = Counter()
        self._lock = Lock()

    def empty(self) -> Counter[str]:
        """Send letters until none is due, and count what became of them."""
        found = Counter[str]()
        with ExitStack() as open_until_done:
            hand = _Hand(self._post, open_until_done)
            while True:
                now = self._desk.now()
                until = now + _HOLD
                with self._desk.store.writing() as connection:
                    letters = claim(connection, now, until, _AT_A_TIME)
                if not letters:
                    return found
                found.update(self._sent(one, until, hand) for one in letters)

    def _sent(self, letter: Letter, until: datetime, hand: "_Hand") -> str:
        """Send *letter*, which is held *until* then; return what became of it."""
        with self._desk.store.reading() as connection:
            made = composed(connection, self._desk, letter, self._by)
        if made is None:
            return self._ended(letter, DROPPED)
        now, server = self._desk.now(), _server(made)
        if self._troubles[server] >= _TROUBLES or now >= until - _SPARE:
            with self._desk.store.writing() as connection:
                hand_back(connection, letter.id, now + _PAUSE)
            return "waiting"
        try:
            hand.deliver(letter, self._whole(made))
        except DeliveryError as error:
            return self._failed(letter, server, error)
        with self._lock:
            self._troubles[server] = 0
        return self._ended(letter, SENT, made.message.told)

    def _whole(self, made: Composed) -> Composed:
        """Return what was *made* with the sheet that goes along, if one does.

        Raises DeliveryError where it cannot be written.
        """
        if not self._post.attaches or made.channel is not Channel.MAIL:
            return made
        message = made.message
        meetings = [one.meeting for one in message.told if one.event in _WITH_SHEET]
        if message.purpose is not Purpose.NOTICE or not meetings:
            return made
        try:
            sheet = open_sheet(self._desk, meetings[0], message.language)
        except AgendaRiskError as error:  # this letter waits, and no other for it
            fields: dict[str, Any] = error.fields
            raise DeliveryError(error.msgid, **fields) from error
        return made._replace(message=message.model_copy(update={"sheet": sheet}))

    def _ended(self, letter: Letter, state: str, told: Iterable[Told] = ()) -> str:
        """Note that *letter* is done with; of what was not *told* nothing has been heard."""
        untold = {one.meeting for one in letter.told} - {one.meeting for one in told}
        with self._desk.store.writing() as connection:
            end_letter(connection, letter.id, state, self._desk.now())
            if letter.subscription:
                _unhear(connection, letter.subscription, letter.told, untold)
        return state

    def _failed(self, letter: Letter, server: tuple[Channel, str], error: DeliveryError) -> str:
        if not error.is_final:
            with self._lock:
                self._troubles[server] += 1
        now = self._desk.now()
        with self._desk.store.writing() as connection:
            put_off(connection, letter.id, _next_try(letter, error, now), fault_of(error), now)
        return "failed"


class _Hand:
    """One of those who send side by side; what it has opened stays so until all is sent."""

    def __init__(self, post: Post, open_until_done: ExitStack) -> None:
        self._post, self._stack = post, open_until_done
        self._open: dict[Channel, Deliver] = {}

    def deliver(self, letter: Letter, made: Composed) -> None:
        """Deliver what was *made* of *letter*. Raises DeliveryError."""
        if letter.tries > len(WAITS) + 1:
            raise DeliveryError("The program ended each time it was sending this.", is_final=True)
        if made.channel not in self._post.channels:
            raise DeliveryError("The channel {channel} is not set up.", channel=made.channel.value)
        if not made.destination:
            raise DeliveryError("There is no address to send to.", is_final=True)
        if made.channel not in self._open:
            opened = self._post.channels[made.channel]()
            self._open[made.channel] = self._stack.enter_context(opened)
        self._open[made.channel](made.message, made.destination)


def _unhear(
    connection: Connection, subscription: int, told: Iterable[Happening], untold: set[int]
) -> None:
    """Let *subscription* be as if it had not heard of what is *untold* of all that is *told*."""
    new = {one.meeting for one in told if one.event is Event.FIRST} & untold
    drop_heard(connection, [(subscription, one) for one in new])
    known = all_heard(connection, subscription) if untold - new else {}
    forget_raised(
        connection, subscription, {one: known[one] for one in untold - new if one in known}
    )


def send_due(desk: Desk, post: Post) -> Sent:
    """Send all letters that are due, a few side by side, and return what became of them."""
    one_round = _Round(desk, post, signer(desk))
    with ThreadPoolExecutor(_SIDE_BY_SIDE, "outbox") as hands:
        work = [hands.submit(one_round.empty) for _ in range(_SIDE_BY_SIDE)]
    found = sum((each.result() for each in work), Counter[str]())
    return Sent(found[SENT], found[DROPPED], found["failed"])


def forget_sent(desk: Desk) -> None:
    """Forget what was sent long ago."""
    now = desk.now()
    with desk.store.writing() as connection:
        drop_old(connection, now - _KEPT)


def _next_try(letter: Letter, error: DeliveryError, now: datetime) -> datetime | None:
    """Return when *letter* is tried again: later and later, and not before the server wants it."""
    if error.is_final or letter.tries > len(WAITS):
        return None
    wanted = timedelta(seconds=max(WAITS[letter.tries - 1], error.after or 0))
    return now + min(wanted, _LONGEST)


def _server(made: Composed) -> tuple[Channel, str]:
    """Return what stands for the server that a message goes to: all mail goes to one."""
    is_mail = made.channel is Channel.MAIL
    return made.channel, "" if is_mail else urlsplit(made.destination).netloc or made.destination
