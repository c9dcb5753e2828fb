"""Count what takes long to count once, until something is done in the store."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.log import last_entry

_Counted = TypeVar("_Counted")


def counted(desk: Desk, key: Hashable, count: Callable[[Connection], _Counted]) -> _Counted:
    """Return what *count* finds in the store, called by *key*, which names the count too.

    Whatever changes a figure stands in the log, so what was counted at its last entry holds.
    """
    with desk.store.reading() as connection:
        whole = (key, last_entry(connection))
        found: _Counted = desk.counts.get(whole, lambda: count(connection))
        return found
