"""What an organisation has decided and whom it has: everything may be unknown."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from agenda_risk.models.values import Model, OrganisationKind

_UNKNOWN = {"", "?", "unknown", "okänd", "vet inte"}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_WEB = {"http", "https", "mailto"}
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_FEWEST_DIGITS = 3


def _refused(kind: str, *expected: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "refused", {"expected": expected})


def _phone(text: str) -> str:
    """Return *text*, which may say more than a number: Växeln 0123-456 00, val 2."""
    if text and sum(char.isdigit() for char in text) < _FEWEST_DIGITS:
        raise _refused("phone")
    return text


def _email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise _refused("email")
    return text


def _link(text: str) -> str:
    """Return *text*: an address on the web, or the name of what is found without one."""
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in _WEB and not _is_plain(text, scheme):
        raise _refused("link")
    return text


def _is_plain(text: str, scheme: re.Match[str]) -> bool:
    """Tell whether what looks like a scheme is the letter of a disk, or a word with a colon."""
    return len(scheme[1]) == 1 or text[scheme.end() : scheme.end() + 1] == " "


def _level(value: object) -> object:
    """Return a level that stands as a text as its number, and what says unknown as None."""
    text = str(value).strip().lower() if isinstance(value, str | int) else value
    if text in _UNKNOWN or value is None:
        return None
    if text not in {"1", "2", "3"}:
        raise _refused("literal_error", "1", "2", "3", "unknown")
    return int(str(text))


_Short = StringConstraints(max_length=300, strip_whitespace=True)
Text = Annotated[str, _Short]
Phone = Annotated[str, _Short, AfterValidator(_phone)]
Email = Annotated[str, _Short, AfterValidator(_email)]
Link = Annotated[str, _Short, AfterValidator(_link)]
Responsibility = Annotated[Literal[1, 2, 3] | None, BeforeValidator(_level)]


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

    title: Text = ""
    phone: Phone = ""
    email: Email = ""
    hours: Text = ""


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

    title: Text = ""
    link: Link = ""
    decided: date | None = None
    review_by: date | None = None
    parts: tuple[DocumentPart, ...] = ()

    @model_validator(mode="after")
    def _is_reviewed_later(self) -> Self:
        if self.decided and self.review_by and self.review_by < self.decided:
            raise _refused("order_of_days")
        return self


class Reporting(Model):
    """How often incidents are reported, and to which body; *running* hears of them at once."""

    months: Annotated[int, Field(ge=1, le=48)] | None = None
    recipient: Text = ""
    running: Text = ""


class Profile(Model):
    """An organisation's own answers; what is empty or None is not known, and is told as a gap.

    *responsibility* is one of the three levels of SKR's report of 2019: 1 full, 2 partial,
    3 the parties. *open_committees* are those that fullmäktige has allowed to meet in public.
    *remote* tells whether fullmäktige has allowed remote participation.
    """

    name: Text = ""
    kind: OrganisationKind = OrganisationKind.UNKNOWN
    responsibility: Responsibility = None
    contacts: dict[Role, Contact] = Field(default_factory=dict)
    duty_number: Phone = ""
    meeting_point: Text = ""
    steering_document: SteeringDocument = SteeringDocument()
    code_of_conduct: Link = ""
    incident_system: Link = ""
    order_rules: Link = ""
    open_committees: tuple[Text, ...] = ()
    remote: bool | None = None
    webcast: bool | None = None
    insurance: bool | None = None
    training: date | None = None
    talks: date | None = None
    reporting: Reporting = Reporting()
    channels: tuple[Text, ...] = ()
    moderation: Text = ""
    template: Text = ""
