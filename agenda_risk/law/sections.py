"""The decision on one meeting, section by section; what is not allowed cannot be made.

A section that is None has not been written. Nothing is filled in by the program: each text is a
person's own.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import AwareDatetime, Field, model_validator

from agenda_risk.law.circumstances import Circumstance, opens_gate
from agenda_risk.law.named import NamedMeeting, local_day
from agenda_risk.law.reach import Reach
from agenda_risk.models import Model, Role

CHAIRS = frozenset({Role.CHAIR, Role.DEPUTY})

Words = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class By(NamedTuple):
    """Who does something, by role, and when."""

    role: Role
    at: AwareDatetime


class Premises(Model):
    """Where: the room, its entrances, and only the adjoining rooms that visitors need."""

    room: Words
    entrance: Words
    adjoining: tuple[Words, ...] = ()


class Danger(StrEnum):
    """What a crime that is feared would endanger."""

    LIFE = "life"
    HEALTH = "health"
    LIBERTY = "liberty"
    PROPERTY = "property"


class CrimeFeared(Model):
    """The chair's own assessment of which crime is feared, and what it would endanger."""

    dangers: Annotated[tuple[Danger, ...], Field(min_length=1)]
    text: Words


class Step(StrEnum):
    """What is less than a check of visitors, the mildest first."""

    INFORMATION = "information"
    ORDER_RULES = "order-rules"
    LARGER_ROOM = "larger-room"
    HOSTS = "hosts"
    SECURITY_OFFICER = "security-officer"
    POLICE_INFORMED = "police-informed"
    GUARDS = "guards-with-permit"


class Considered(Model):
    """A milder step that was considered, and why it is not enough."""

    step: Step
    why: Words


class Consultation(Model):
    """The consultation with Polismyndigheten, as a person wrote it down."""

    day: date
    unit: Words
    outcome: Words
    recorded_by: Role
    recorded_at: AwareDatetime


class Exemption(Model):
    """A group, never a person, that is not checked though the act does not exempt it."""

    who: Words
    why: Words


class PerformerKind(StrEnum):
    """Who may carry out a check."""

    POLICE_OFFICER = "police-officer"
    GUARD_UNDER_POLICE = "guard-under-police"


class Performer(Model):
    """Who carries out the check; *told_by* says who at the police has told it."""

    kind: PerformerKind
    told_by: Words


class PublicInformation(Model):
    """What visitors are told beforehand, when and where."""

    day: date
    where: Words
    what: Words


class Ruling(Model):
    """What the chair decided, and why; *is_to_chair* when the deputy is to chair this meeting."""

    is_yes: bool
    reasons: Words
    role: Role
    is_to_chair: bool = False
    at: AwareDatetime

    @model_validator(mode="after")
    def _only_who_chairs_decides(self) -> Self:
        if self.role is not Role.CHAIR and not (self.role is Role.DEPUTY and self.is_to_chair):
            raise ValueError("only who chairs the meeting decides")
        return self


class Note(Model):
    """What happened, in counts only."""

    found: Count
    refused: Count
    recorded_by: Role
    recorded_at: AwareDatetime


class Decision(Model):
    """The workspace for a decision on one meeting, from draft to note.

    *past_consultations* were held on a draft that was changed afterwards; none of them counts.
    """

    meeting: NamedMeeting
    reach: Reach
    public_ground: str = ""
    begun: AwareDatetime
    premises: Premises | None = None
    circumstances: tuple[Circumstance, ...] = ()
    crime_feared: CrimeFeared | None = None
    considered: tuple[Considered, ...] = ()
    consultation: Consultation | None = None
    past_consultations: tuple[Consultation, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    performer: Performer | None = None
    information: PublicInformation | None = None
    ruling: Ruling | None = None
    lapsed: AwareDatetime | None = None
    note: Note | None = None

    @property
    def is_yes(self) -> bool:
        """Tell whether it was decided that a check is made."""
        return self.ruling is not None and self.ruling.is_yes

    @model_validator(mode="after")
    def _is_reached_by_the_act(self) -> Self:
        if not self.reach.allows_draft:
            raise ValueError("the act does not reach this meeting")
        return self

    @model_validator(mode="after")
    def _steps_are_in_order(self) -> Self:
        is_open = opens_gate(self.circumstances)
        if self.consultation and not is_open:
            raise ValueError("no consultation without a circumstance")
        if self.is_yes and not (is_open and self._is_prepared()):
            raise ValueError("no decision before everything that it needs")
        if self.note and not (self.is_yes and self.lapsed):
            raise ValueError("no note before the decision has lapsed")
        return self

    def _is_prepared(self) -> bool:
        consultation, ruling = self.consultation, self.ruling
        if consultation is None or ruling is None:
            return False
        is_before = consultation.recorded_at <= ruling.at and consultation.day <= local_day(
            ruling.at
        )
        return is_before and bool(self.premises and self.crime_feared and self.considered)
