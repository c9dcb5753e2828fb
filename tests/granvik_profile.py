"""A made-up profile in which everything is known."""

from datetime import date

from agenda_risk.models import (
    Contact,
    DocumentPart,
    OrganisationKind,
    Profile,
    Reporting,
    Role,
    SteeringDocument,
)

REACHED = (
    Role.SECURITY,
    Role.DUTY_OFFICER,
    Role.CRISIS_SUPPORT,
    Role.POLICE,
    Role.GROUP_LEADERS,
    Role.COMMUNICATOR,
    Role.PREMISES,
)
GRANVIK = Profile(
    name="Granviks kommun",
    kind=OrganisationKind.MUNICIPALITY,
    responsibility=1,
    contacts={role: Contact(phone=f"0123-456 0{place}") for place, role in enumerate(REACHED)},
    duty_number="0123-456 99",
    meeting_point="Torget",
    steering_document=SteeringDocument(
        title="Riktlinjer för förtroendevaldas trygghet",
        link="https://granvik.example/riktlinjer",
        decided=date(2026, 10, 26),
        review_by=date(2028, 10, 26),
        parts=tuple(DocumentPart),
    ),
    code_of_conduct="https://granvik.example/kod",
    incident_system="https://granvik.example/rapport",
    order_rules="https://granvik.example/ordning",
    open_committees=("Socialnämnden",),
    remote=True,
    webcast=True,
    insurance=True,
    training=date(2026, 11, 20),
    talks=date(2026, 11, 25),
    reporting=Reporting(months=12, recipient="Kommunstyrelsen", running="Säkerhetsgruppen"),
    channels=("granvik.example",),
    moderation="Kommunikatören, vardagar kl. 8–17",
    template="mall.docx",
)
