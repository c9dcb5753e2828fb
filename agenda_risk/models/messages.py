"""What is told to people outside the login: that a meeting wants preparing, and where to read on.

No title, no measure and no name of a person is ever part of it, but for the chair's sheet where an
organisation has it sent along. Of a case it is told where it was seen, never what it is about.
"""

from datetime import date, datetime, time
from enum import StrEnum

from agenda_risk.models.dialogues import Stage
from agenda_risk.models.journeys import Mark
from agenda_risk.models.values import Level, Model


class Event(StrEnum):
    """What happened to a meeting that somebody wants to hear of."""

    RAISED = "raised"  # something in it is raised, for the first time
    MORE = "more"  # more is raised than was told, or higher
    LESS = "less"  # less is raised than was told, or lower
    CALM = "calm"  # nothing is raised any more
    FIRST = "first"  # a case in it is seen for the first time, and nothing is decided yet
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSING = "missing"  # its system lists it no longer: nobody knows whether it is held
    RESTORED = "restored"  # it was cancelled or missing, and is not any more
    READY = "ready"  # its brief waits for the chair
    CHANGED = "changed"  # the agenda has changed since the chair went through it
    TOMORROW = "tomorrow"
    UNDECIDED = "undecided"  # measures wait for the chair's yes or no
    UNTOLD = "untold"  # nobody has said how it went


class KnownBy(StrEnum):
    """By what it is known that a case is on the agenda of a meeting."""

    HERE = "here"  # it is the meeting that is told of
    NUMBER = "number"
    TITLE = "title"  # likely, no more
    RULE = "rule"  # it is expected there as a rule, and the agenda is not known yet


class Sitting(Model):
    """A meeting that has, had or will have a case on its agenda; *body* is its name."""

    body: str
    day: date
    known_by: KnownBy


class ToldCase(Model):
    """The case of an item, without its title: where it was seen, and what is expected of it.

    *first* is where it was first seen before this meeting. *is_new* if it is seen here for the
    first time, as far as is known; both are missing where too little is known. *stage* and *marks*
    are of this meeting. *coming* is where it is next, *decision* where it is expected to be
    decided, *days_left* until then from the day on which this is told. *is_partial* where bodies
    were left out that the reader may not read of.
    """

    level: Level
    first: Sitting | None = None
    is_new: bool = False
    stage: Stage | None = None
    marks: tuple[Mark, ...] = ()
    coming: Sitting | None = None
    decision: Sitting | None = None
    days_left: int | None = None
    is_partial: bool = False


class Told(Model):
    """One meeting in a message: *event* is what happened to it, *was* the day it is moved from.

    *level* is that of the meeting, and *raised* counts its items; *link* leads to the meeting
    within the login. *cases* are those of the raised items that the reader wants to hear of, and
    of those that are seen for the first time. *sequence* grows with each change, as calendars want
    it, and *at* is when it was last changed.
    """

    event: Event
    meeting: int
    organisation: str
    body: str
    day: date | None
    clock: time | None = None
    was: date | None = None
    level: Level
    raised: int
    link: str
    cases: tuple[ToldCase, ...] = ()
    sequence: int = 0
    at: datetime | None = None


class Sheet(Model):
    """The chair's sheet as a PDF called *name*."""

    name: str
    content: bytes


class Purpose(StrEnum):
    """Why a message is sent."""

    DIGEST = "digest"  # what a subscription asked for, gathered
    NOTICE = "notice"  # one thing, to whom it belongs
    HEARTBEAT = "heartbeat"  # nothing to tell, and all is well


class Message(Model):
    """A message to one reader; *id* never changes, however often it is sent.

    *why* says in the reader's language what they subscribe to or which role they have, *coverage*
    how far was looked; *manage* leads to the subscription, *stop* ends it without a login. Only
    mail takes the *sheet* along.
    """

    id: str
    purpose: Purpose
    language: str
    made: datetime
    told: tuple[Told, ...]
    why: str
    coverage: str = ""
    manage: str = ""
    stop: str = ""
    sheet: Sheet | None = None


class Feed(Model):
    """Meetings for a program that comes back for more: a calendar, or a reader of news.

    *id* never changes, *address* is where the feed is, and *home* where people read on. Each
    meeting stands in it once, as it was told last.
    """

    id: str
    name: str
    language: str
    address: str
    home: str
    made: datetime
    told: tuple[Told, ...]
