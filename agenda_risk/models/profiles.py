"""What an organisation has decided and whom it has: everything may be unknown."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from agenda_risk.models.values import Model, OrganisationKind


class Role(StrEnum):
    """A function in the organisation that owns a measure or is called; never a person."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    PRESIDIUM = "presidium"
    CLERK = "clerk"
    DIRECTOR = "director"
    COMMUNICATOR = "communicator"
    SECURITY = "security"
    DUTY_OFFICER = "duty_officer"
    CRISIS_SUPPORT = "crisis_support"
    PREMISES = "premises"
    GROUP_LEADERS = "group_leaders"
    POLICE = "police"
    LAWYER = "lawyer"


class Contact(Model):
    """How a function is reached; *title* is what it is called here."""

    title: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


class DocumentPart(StrEnum):
    """A part of a steering document, by the structure in chapter 5 of SKR's report of 2019."""

    FORMALITIES = "formalities"
    CONDITIONS = "conditions"
    DEFINITIONS = "definitions"
    PREVENTION = "prevention"
    ACTION_PLAN = "action_plan"
    FOLLOW_UP = "follow_up"


class SteeringDocument(Model):
    """The decision that says who answers for the safety of elected persons, and how."""

    title: str = ""
    link: str = ""
    decided: date | None = None
    review_by: date | None = None
    parts: tuple[DocumentPart, ...] = ()


class Reporting(Model):
    """How often incidents are reported, and to which body; *running* hears of them at once."""

    months: Annotated[int, Field(ge=1, le=48)] | None = None
    recipient: str = ""
    running: str = ""


class Profile(Model):
    """An organisation's own answers; what is empty or None is not known, and is told as a gap.

    *responsibility* is one of the three levels of SKR's report of 2019: 1 full, 2 partial,
    3 the parties. *open_committees* are those that fullmäktige has allowed to meet in public.
    *remote* tells whether fullmäktige has allowed remote participation.
    """

    name: str = ""
    kind: OrganisationKind = OrganisationKind.UNKNOWN
    responsibility: Literal[1, 2, 3] | None = None
    contacts: dict[Role, Contact] = Field(default_factory=dict)
    duty_number: str = ""
    meeting_point: str = ""
    steering_document: SteeringDocument = SteeringDocument()
    code_of_conduct: str = ""
    incident_system: str = ""
    order_rules: str = ""
    open_committees: tuple[str, ...] = ()
    remote: bool | None = None
    webcast: bool | None = None
    insurance: bool | None = None
    training: date | None = None
    talks: date | None = None
    reporting: Reporting = Reporting()
    channels: tuple[str, ...] = ()
    moderation: str = ""
    template: str = ""
