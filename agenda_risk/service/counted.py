"""Count what takes long to count once, until something is done in the store."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.log import last_entry

_Counted = TypeVar("_Counted")

# What is done to accounts, keys and messages: no figure counts it.
_BESIDES = frozenset(
    {
        "account-added", "account-closed", "account-opened", "address-set", "exported",
        "feed-renewed", "key-added", "key-revoked", "letter-tried-again", "logged-in",
        "logged-out", "login-limit-reached", "login-link-made", "login-refused",
        "notices-stopped", "password-changed", "roles-changed", "subscribed",
        "subscription-changed", "subscription-paused", "subscription-resumed", "unsubscribed",
    }
)  # fmt: skip


def counted(desk: Desk, key: Hashable, count: Callable[[Connection], _Counted]) -> _Counted:
    """Return what *count* finds in the store, called by *key*, which names the count too.

    Whatever changes a figure stands in the log, so what was counted at its last entry holds.
    What *key* names must tell apart the bodies that somebody may see: roles are not figures.
    """
    with desk.store.reading() as connection:
        whole = (key, last_entry(connection, _BESIDES))
        found: _Counted = desk.counts.get(whole, lambda: count(connection))
        return found
