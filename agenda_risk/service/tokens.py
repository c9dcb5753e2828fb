"""Addresses that need no login: to stop messages, and to fetch a feed or a calendar.

They are made from the number of what they belong to and a secret of the service, as the links for
telling how a meeting went are: so an owner can look them up again, and nothing has to be kept.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import NamedTuple

from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.secrets import known_secret, secret_called
from agenda_risk.store.subscriptions import Subscription, subscription_numbered

_SIGNED_WITH = "subscription links"
_BYTES = 16  # bytes of the secret: 128 bits
SUBSCRIPTION, USER, FEED = "s", "u", "f"


class Stopped(NamedTuple):
    """What an address stops: one subscription, or all notices that go with a user's roles."""

    kind: str
    number: int


class Signer:
    """Makes and knows addresses with the secret of the service."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def stop(self, subscription: int | None, user: int) -> str:
        """Return what stops a subscription or, without one, the notices of *user*."""
        kind, number = (SUBSCRIPTION, subscription) if subscription else (USER, user)
        return self._signed(f"{kind}{number}")

    def feed(self, one: Subscription) -> str:
        """Return under what the feed of a subscription is fetched, until it gets another turn."""
        return self._signed(f"{FEED}{one.id}-{one.turn}")

    def stopped(self, token: str) -> Stopped | None:
        """Return what *token* stops, if it is one of ours."""
        told = self._known(token)
        if not told or told[0] not in {SUBSCRIPTION, USER}:
            return None
        return Stopped(told[0], int(told[1:]))

    def fed(self, token: str) -> tuple[int, int] | None:
        """Return the number and the turn of the subscription whose feed *token* is."""
        told = self._known(token)
        if not told or told[0] != FEED:
            return None
        number, turn = told[1:].split("-")
        return int(number), int(turn)

    def _known(self, token: str) -> str:
        told, _, _mac = token.rpartition(".")
        is_ours = token.isascii() and hmac.compare_digest(self._signed(told), token)
        return told if is_ours else ""

    def _signed(self, told: str) -> str:
        made = hmac.new(self._key, told.encode(), sha256).digest()[:_BYTES]
        return f"{told}.{urlsafe_b64encode(made).decode().rstrip('=')}"


def signer(desk: Desk) -> Signer:
    """Return what signs with the secret of the service, which is made where there is none."""
    with desk.store.reading() as connection:
        key = known_secret(connection, _SIGNED_WITH)
    if key is None:
        with desk.store.writing() as connection:
            key = secret_called(connection, _SIGNED_WITH)
    return Signer(key)


def feed_behind(connection: Connection, signed: Signer, token: str) -> Subscription | None:
    """Return the subscription whose feed *token* is, where that still holds."""
    told = signed.fed(token)
    found = subscription_numbered(connection, told[0]) if told else None
    return found if found and told and found.turn == told[1] else None
