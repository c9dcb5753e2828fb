"""How a case travels from body to body until it is decided."""

from datetime import date, timedelta
from enum import StrEnum

from agenda_risk.models.dialogues import Stage
from agenda_risk.models.values import Body, Level, Model

# What was not seen in so short a time may have been dealt with just before.
_LONG_ENOUGH = timedelta(days=60)


class Mark(StrEnum):
    """What has happened to an item before it stands on an agenda, or there."""

    ADJOURNED = "adjourned"
    RETURNED = "returned"
    RECALLED = "recalled"


class Stop(Model):
    """A case on the agenda of one meeting.

    *meeting* and *key* are the caller's own names of the meeting and the item; *title* is masked.
    *likeness*, from 0 to 1, is that of the titles where no number ties it to the case: then it is
    likely, no more. *result* is what the meeting did instead of deciding, *until* the day that it
    put the matter off to.
    """

    meeting: str = ""
    key: str = ""
    body: Body
    day: date
    number: str = ""
    title: str
    case_number: str = ""
    level: Level = Level.NONE
    stage: Stage | None = None
    marks: tuple[Mark, ...] = ()
    result: Mark | None = None
    until: date | None = None
    likeness: float | None = None


class Awaited(Model):
    """The meeting at which a case is expected next.

    That it comes up there is a rule of thumb; the day is that of a meeting that is known. *because*
    is what was done with it last, if not a proposal; *is_told* where that named the day.
    """

    body: Body
    day: date
    because: Mark | None = None
    is_told: bool = False


class Journey(Model):
    """The way of the case of one item of a meeting, as far as it is known.

    *here* is the item itself. *since* is the first day of which anything is known in the
    organisation. *is_partial* where bodies were left out that the reader may not read of.
    """

    item: str
    here: Stop
    earlier: tuple[Stop, ...] = ()
    later: tuple[Stop, ...] = ()
    awaited: Awaited | None = None
    since: date | None = None
    is_partial: bool = False

    @property
    def first(self) -> Stop:
        """Return where the case was first seen."""
        return self.earlier[0] if self.earlier else self.here

    @property
    def is_new(self) -> bool:
        """Tell whether the case is seen for the first time, where enough is known to say so."""
        if self.earlier or self.here.marks or self.since is None:
            return False
        return self.here.day - self.since >= _LONG_ENOUGH

    @property
    def is_likely(self) -> bool:
        """Tell whether some of it is likely only."""
        return any(one.likeness is not None for one in (*self.earlier, *self.later))
