"""The nouns: what a meeting is, what was found in it, and what a brief says of it.

Names follow OParl 1.1 where it has them (Meeting, AgendaItem, Body, Organization, reference),
except that a page here is a response or a file as it came, as in the scrapers of the field;
pages of a document are offsets into its text.
"""

from agenda_risk.models.assessments import (
    Assessment,
    Factor,
    Finding,
    MeetingAssessment,
    Term,
)
from agenda_risk.models.briefs import (
    Brief,
    MeasureKind,
    Phase,
    Provenance,
    Suggestion,
    Timeliness,
)
from agenda_risk.models.dialogues import (
    Dialogue,
    Matter,
    Stage,
    Trace,
)
from agenda_risk.models.documents import (
    Document,
    Page,
    Passage,
)
from agenda_risk.models.entries import (
    Act,
    Entry,
    ItemAdded,
    LevelSet,
    MeasureAnswered,
    PublicitySet,
    Reviewed,
    Undone,
)
from agenda_risk.models.meetings import (
    AgendaItem,
    Doubt,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Notice,
)
from agenda_risk.models.profiles import (
    Contact,
    DocumentPart,
    Profile,
    Reporting,
    Role,
    SteeringDocument,
)
from agenda_risk.models.values import (
    STOCKHOLM,
    Body,
    BodyKind,
    Category,
    Level,
    Model,
    Moment,
    Organisation,
    OrganisationKind,
    Part,
    Period,
    Publicity,
)

__all__ = [
    "STOCKHOLM",
    "Act",
    "AgendaItem",
    "Assessment",
    "Body",
    "BodyKind",
    "Brief",
    "Category",
    "Contact",
    "Dialogue",
    "Document",
    "DocumentPart",
    "Doubt",
    "Entry",
    "Factor",
    "Finding",
    "ItemAdded",
    "ItemKind",
    "ItemState",
    "Level",
    "LevelSet",
    "Matter",
    "MeasureAnswered",
    "MeasureKind",
    "Meeting",
    "MeetingAssessment",
    "MeetingState",
    "Model",
    "Moment",
    "Notice",
    "Organisation",
    "OrganisationKind",
    "Page",
    "Part",
    "Passage",
    "Period",
    "Phase",
    "Profile",
    "Provenance",
    "Publicity",
    "PublicitySet",
    "Reporting",
    "Reviewed",
    "Role",
    "Stage",
    "SteeringDocument",
    "Suggestion",
    "Term",
    "Timeliness",
    "Trace",
    "Undone",
]
