"""What the chair is told, and what is suggested."""

from datetime import date
from enum import StrEnum

from agenda_risk.models.assessments import MeetingAssessment
from agenda_risk.models.dialogues import Dialogue
from agenda_risk.models.entries import Entry
from agenda_risk.models.journeys import Journey
from agenda_risk.models.meetings import Meeting
from agenda_risk.models.profiles import Profile, Role
from agenda_risk.models.values import Model


class Phase(StrEnum):
    """When a measure is carried out."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class MeasureKind(StrEnum):
    """What a measure works with; in the order in which measures are considered."""

    DIALOGUE = "dialogue"
    COMMUNICATION = "communication"
    DESIGN = "design"
    ORDER = "order"
    PROTECTION = "protection"
    SUPPORT = "support"
    FOLLOW_UP = "follow-up"


class Timeliness(StrEnum):
    """Whether a measure can still be carried out before it is due."""

    IN_TIME = "in-time"
    START_NOW = "start-now"
    TOO_LATE = "too-late"


class LegalDay(Model):
    """A day that a law sets: what has to be done by then (an English msgid), and which law says so.

    *law* is a short name, chapter and paragraph: KL 5:13.
    """

    day: date
    text: str
    law: str


class Suggestion(Model):
    """A measure that fits this meeting: what, for which items, by whom, by when.

    *text* and *how* are Swedish; *begin* is the last working day to begin it, *due* the day by
    which it has to be done. *instead* is the text of what still fits where it is too late.
    """

    measure: str
    text: str
    how: str = ""
    kind: MeasureKind
    phase: Phase
    owner: Role
    items: tuple[str, ...] = ()
    begin: date | None = None
    due: date | None = None
    timeliness: Timeliness = Timeliness.IN_TIME
    instead: str = ""
    ground: str = ""


class Provenance(Model):
    """What a brief was made from, so that it can be made again.

    *rules*, *lexicons* and *measures* are versions, *inputs* names of files with their SHA-256, and
    *check* is a hash of what was found automatically.
    """

    program: str
    rules: str
    lexicons: str = ""
    measures: str = ""
    check: str = ""
    made: date
    inputs: tuple[tuple[str, str], ...] = ()


class Brief(Model):
    """What the chair reads before one meeting.

    *more* are measures that fit and have no room on the sheet; *too_late* fit the matter and no
    longer the calendar. *rescreen* are the days on which the agenda should be read again, *dates*
    those that a law sets. *entries* are what people did by hand. *dialogues* tell where
    the raised items stand, *journeys* where they were seen before.
    """

    meeting: Meeting
    assessment: MeetingAssessment
    suggestions: tuple[Suggestion, ...] = ()
    more: tuple[Suggestion, ...] = ()
    too_late: tuple[Suggestion, ...] = ()
    rescreen: tuple[date, ...] = ()
    dates: tuple[LegalDay, ...] = ()
    profile: Profile = Profile()
    entries: tuple[Entry, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    journeys: tuple[Journey, ...] = ()
    provenance: Provenance
