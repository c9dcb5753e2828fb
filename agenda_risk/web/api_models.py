"""What the interface for programs takes and answers."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agenda_risk.models import Level
from agenda_risk.single_items import SingleItem


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ItemsIn(_In):
    """Items to screen, without their meetings."""

    items: list[SingleItem] = Field(min_length=1, max_length=1000)


class ItemsOut(BaseModel):
    """What was found in each item, in the order in which they came."""

    items: list[dict[str, Any]]


class LinkIn(_In):
    """The address of an agenda; *keep* where its meeting is to stay."""

    url: str = Field(min_length=8, max_length=2000, pattern=r"^https?://")
    keep: bool = False


class AgendaIn(_In):
    """An agenda that is sent as JSON, in the form that the README describes."""

    agenda: dict[str, Any]
    keep: bool = False


class TakenOut(BaseModel):
    """The *brief* follows brief.schema.json; *meeting* is the number of a kept meeting."""

    meeting: int | None
    brief: dict[str, Any]


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
    """Kept meetings, in order of time."""

    meetings: list[MeetingOut]


class PanelOut(BaseModel):
    """The address of a panel, to be shown in a frame until it *expires*."""

    url: str
    expires: datetime


class EventIn(BaseModel):
    """Word from a meeting system: an agenda is published, at an address or as JSON."""

    type: Literal["agenda.published", "agenda.changed"]
    url: str = Field(default="", max_length=2000)
    agenda: dict[str, Any] | None = None


class EventOut(BaseModel):
    """What came of it."""

    meeting: int
    level: Level
    raised: int


class Fault(BaseModel):
    """Why something was not done."""

    detail: str
