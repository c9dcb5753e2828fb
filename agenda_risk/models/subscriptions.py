"""What people want to hear of, how a meeting stands, and what has happened to it."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from agenda_risk.models.messages import Event
from agenda_risk.models.values import Category, Level, Model


class Channel(StrEnum):
    """The way by which somebody is told."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    CHAT = "chat"
    FEED = "feed"
    CALENDAR = "calendar"

    @property
    def is_sent(self) -> bool:
        """Tell whether messages are sent; the others are fetched by the reader's own program."""
        return self not in {Channel.FEED, Channel.CALENDAR}


class Rhythm(StrEnum):
    """How often somebody is told."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"


Word = Annotated[str, Field(min_length=1, max_length=100)]


class Wanted(Model):
    """Which meetings somebody wants to hear of; what is empty limits nothing.

    A raised item is wanted if it is of one of the *categories*, at least on the *lowest* level and
    has one of the *words* in its masked title; a meeting if it has such an item, is one of the
    bodies (by number) and not more than *ahead* days away. From the level *first* on, cases are
    told that are seen for the first time while nothing is decided; without it none are.
    """

    bodies: tuple[int, ...] = ()
    categories: tuple[Category, ...] = ()
    lowest: Level = Level.MODERATE
    first: Level | None = None
    words: Annotated[tuple[Word, ...], Field(max_length=50)] = ()
    ahead: Annotated[int, Field(ge=1, le=400)] | None = None


class RaisedItem(NamedTuple):
    """A raised item; *rank* is that of its level, *title* is masked.

    A meeting that is raised without any of its items, by formal signals, has one without a key.
    """

    key: str
    rank: int
    categories: tuple[str, ...]
    title: str


class FirstItem(NamedTuple):
    """An item of a case that is seen for the first time while nothing is decided, raised or not.

    *name* is the key that the item had then: it stays when the title is changed.
    """

    name: str
    item: RaisedItem


class Situation(NamedTuple):
    """How a meeting stands, as far as people are told.

    *state* is empty where it is held, else cancelled or missing; *sequence* grows with each change.
    *at* is when it last changed. *level* is a rank. *is_ready* once its brief was told of;
    *changed* is the version of its file that the chair was last told of as changed. *firsts* are
    the items whose cases are seen for the first time.
    """

    meeting: int
    body: int
    sequence: int
    at: datetime
    day: date | None
    clock: time | None
    state: str
    level: int
    raised: tuple[RaisedItem, ...]
    is_ready: bool = False
    changed: int = 0
    firsts: tuple[FirstItem, ...] = ()


class Happening(NamedTuple):
    """What happened to a meeting, and how it stood then; *was* is the day it is moved from."""

    event: Event
    meeting: int
    body: int
    day: date | None
    clock: time | None
    was: date | None
    level: int
    raised: int
    sequence: int
