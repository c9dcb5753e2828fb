"""What the interface for programs takes and answers."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from agenda_risk.models import Level
from agenda_risk.service.arrivals import Arrival, Done, Way
from agenda_risk.single_items import SingleItem


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ItemsIn(_In):
    """Items to screen, without their meetings."""

    items: list[SingleItem] = Field(min_length=1, max_length=1000)


class ItemsOut(BaseModel):
    """What was found in each item, in the order in which they came."""

    items: list[dict[str, Any]]


Supplement = Annotated[
    Way | None,
    Field(
        description="What the agenda does to one that is kept of the same meeting: join adds its "
        "items, replace stands instead. Without it, what says that it is a supplementary list, or "
        "lists less than half of what is kept, is added, and items of earlier supplementary lists "
        "stay beside a whole agenda; the answer tells what was done, and by what sign."
    ),
]


class LinkIn(_In):
    """The address of an agenda; *keep* where its meeting is to stay."""

    url: str = Field(min_length=8, max_length=2000, pattern=r"^https?://")
    keep: bool = False
    supplement: Supplement = None


class AgendaIn(_In):
    """An agenda that is sent as JSON, in the form that the README describes."""

    agenda: dict[str, Any]
    keep: bool = False
    supplement: Supplement = None


class ArrivalOut(BaseModel):
    """What a kept agenda did to the one that was there, or was moved to another day by it.

    *sign* tells why: asked (the sender said so), first (nothing was there), same (the very document
    came before), name, heading or group (the document says so, in *words*), few (it lists less than
    half of what was there), whole, moved (it says that the meeting has another day) or
    cancelled (it only says that no meeting is held, and the agenda stays). *added* and
    *gone* are titles of items, masked.
    """

    done: Done
    sign: Literal[
        "asked", "first", "same", "name", "heading", "group", "few", "whole", "moved", "cancelled"
    ]
    words: str
    added: list[str]
    gone: list[str]

    @classmethod
    def of(cls, came: Arrival) -> Self:
        """Return *came* as it is answered."""
        return cls.model_validate(came._asdict() | {"added": [*came.added], "gone": [*came.gone]})


class OtherOut(BaseModel):
    """One more meeting that was sent along; *detail* is why it was not kept, or empty."""

    meeting: int | None
    brief: dict[str, Any]
    arrival: ArrivalOut | None = None
    detail: str = ""


class FailureOut(BaseModel):
    """A file that could not be read beside those that were, and why."""

    name: str
    detail: str


class TakenOut(OtherOut):
    """The *brief* follows brief.schema.json; *meeting* and *arrival* are those of a kept one.

    Files of several meetings give the first here and the rest as *others*, each kept for itself.
    """

    others: list[OtherOut] = []
    failures: list[FailureOut] = []


def place_in_list(text: str) -> tuple[date | None, int]:
    """Return the day and the number that *text* writes; raises ValueError where it does not."""
    day, _, number = text.partition(":")
    return (date.fromisoformat(day) if day else None, int(number))


def _checked(text: str) -> str:
    if text:
        place_in_list(text)
    return text


After = Annotated[
    str,
    Query(
        description="Go on after this place: `next` of the answer before.",
        pattern="^(([0-9]{4}-[0-9]{2}-[0-9]{2})?:[0-9]{1,9})?$",
    ),
    AfterValidator(_checked),
]


class ItemOut(BaseModel):
    """A raised item of a kept meeting."""

    number: str
    title: str
    case_number: str
    level: Level


class MeetingOut(BaseModel):
    """A kept meeting; *status* says why there is no level, *clock* is local: 18:00, or empty."""

    number: int
    organisation: str
    body: str
    day: date | None
    clock: str
    place: str
    version: int
    status: str
    level: Level | None
    items: int
    raised: list[ItemOut]
    is_complete: bool
    measures: int
    answered: int
    reviewed: datetime | None


class MeetingsOut(BaseModel):
    """Kept meetings by day and number, those without a day last.

    *next* is what to ask for as *after* where there are more, else empty.
    """

    meetings: list[MeetingOut]
    next: str


class PanelOut(BaseModel):
    """The address of a panel, to be shown in a frame until it *expires*."""

    url: str
    expires: datetime


class EventIn(BaseModel):
    """Word from a meeting system: an agenda is published, at an address or as JSON."""

    type: Literal["agenda.published", "agenda.changed"]
    url: str = Field(default="", max_length=2000)
    agenda: dict[str, Any] | None = None
    supplement: Supplement = None


class EventOut(BaseModel):
    """What came of it."""

    meeting: int
    level: Level
    raised: int
    arrival: ArrivalOut | None = None


class Fault(BaseModel):
    """Why something was not done."""

    detail: str
