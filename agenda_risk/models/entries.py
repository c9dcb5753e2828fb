"""What people do to a meeting by hand: each entry has a time and a role, and is never changed."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from agenda_risk.models.profiles import Role
from agenda_risk.models.values import Level, Model, Publicity


class Act(Model):
    """Something a person did, when, and in which role; *version* is the agenda it was done to."""

    at: datetime
    role: Role
    version: int = 1


class ItemAdded(Act):
    """An item was added that the agenda does not show: a question, an occasion."""

    kind: Literal["item-added"] = "item-added"
    item: str
    title: str
    level: Level
    reason: str


class LevelSet(Act):
    """The level of an item was set by hand.

    *item* is the key of the matter, *number* and *title* are as they stood then, and *content* is
    the hash of its texts, by which it is seen whether they have changed since.
    """

    kind: Literal["level-set"] = "level-set"
    item: str
    number: str = ""
    title: str = ""
    content: str = ""
    was: Level
    level: Level
    reason: str


class MeasureAnswered(Act):
    """The chair said yes or no to a measure."""

    kind: Literal["measure-answered"] = "measure-answered"
    measure: str
    text: str = ""
    answer: bool
    reason: str = ""


class PublicitySet(Act):
    """It was told whether the public may attend, and on what ground."""

    kind: Literal["publicity-set"] = "publicity-set"
    publicity: Publicity
    ground: str


class PretestAnswered(Act):
    """The chair answered the two questions that come before any dialogue; None is no answer.

    *item* is the key of the matter, *title* as it stood then.
    """

    kind: Literal["pretest-answered"] = "pretest-answered"
    item: str
    title: str
    can_be_influenced: bool | None = None
    willing: bool | None = None


class Reviewed(Act):
    """The chair or the deputy has gone through the agenda: *genomgången*."""

    kind: Literal["reviewed"] = "reviewed"


class Undone(Act):
    """The entry with the number *entry*, counted from 1, no longer holds."""

    kind: Literal["undone"] = "undone"
    entry: int
    reason: str = ""


Entry = Annotated[
    ItemAdded | LevelSet | MeasureAnswered | PretestAnswered | PublicitySet | Reviewed | Undone,
    Field(discriminator="kind"),
]
