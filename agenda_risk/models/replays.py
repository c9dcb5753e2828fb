"""What other rules would make of agendas that have been read before."""

from datetime import date
from enum import StrEnum

from agenda_risk.models.values import Level, Model


class Turned(StrEnum):
    """How an item would be told otherwise."""

    NEW = "new"
    GONE = "gone"
    UP = "up"
    DOWN = "down"


class TurnedItem(Model):
    """An item that other rules give another level.

    *rule* and *words* decide the higher of the two levels; *why* is the title of the rule. Texts
    are masked; they are empty where the reader may not read of the body.
    """

    body: str
    day: date | None
    number: str
    title: str
    turned: Turned
    before: Level
    after: Level
    rule: str = ""
    why: str = ""
    words: tuple[str, ...] = ()


class Replay(Model):
    """What would be different, and how much was tried; rules are told by their versions."""

    before: str
    after: str
    meetings: int
    items: int
    turned: tuple[TurnedItem, ...]

    def of(self, turned: Turned) -> tuple[TurnedItem, ...]:
        """Return the items that are *turned* so."""
        return tuple(one for one in self.turned if one.turned is turned)
