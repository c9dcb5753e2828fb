"""The nouns: what a meeting is, what was found in it, and what a brief says of it.

Names follow OParl 1.1 where it has them (Meeting, AgendaItem, Body, Organization, reference),
except that a page here is a response or a file as it came, as in the scrapers of the field;
pages of a document are offsets into its text.
"""

from bisect import bisect_right
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

STOCKHOLM = "Europe/Stockholm"


class Model(BaseModel):
    """A value: it never changes and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(StrEnum):
    """How much preparation an item may need; shown as "Behov av förberedelser"."""

    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return 0 for none up to 3 for high."""
        return list(Level).index(self)

    @property
    def is_raised(self) -> bool:
        """Tell whether the level is moderate or high."""
        return self.rank >= Level.MODERATE.rank

    @classmethod
    def of_rank(cls, rank: int) -> Self:
        """Return the level of *rank*, held within none and high."""
        return list(cls)[max(0, min(rank, 3))]


class Category(StrEnum):
    """The three kinds of decision that SKR's report of 2019 names, and the rest."""

    AUTHORITY = "authority"
    VALUES = "values"
    WELFARE = "welfare"
    OTHER = "other"


class Part(StrEnum):
    """Which text of an item something stands in."""

    TITLE = "title"
    PROPOSAL = "proposal"
    SUMMARY = "summary"
    BODY = "body"
    ATTACHMENT = "attachment"


class Period(Model):
    """The days from *first* to *last*, both included."""

    first: date
    last: date


class Page(Model):
    """One file or response as it came, before anything was read out of it."""

    url: str
    content: bytes
    media_type: str = ""

    @property
    def name(self) -> str:
        """Return the last part of the address: the file's name."""
        return self.url.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


class Document(Model):
    """The text of one page, exactly as it was extracted.

    *page_starts* holds the offset in *text* where each page of the document begins; a format
    without pages (HTML, plain text) has none. A table row is one line of *text* with tab between
    cells and vertical tab between lines within a cell. *blank_pages* are the numbers of pages that
    hold a picture and no text.
    """

    id: str
    name: str
    media_type: str
    sha256: str
    text: str
    page_starts: tuple[int, ...] = ()
    blank_pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that holds *offset*."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None


class Passage(Model):
    """A text as it is shown, and where each part of it stands in a document.

    *breaks* are pairs of offsets, in *text* and in the document, from which on both run in step.
    A passage without a document was given as text.
    """

    text: str = ""
    document: str = ""
    breaks: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def source(self, offset: int) -> int | None:
        """Return where the character at *offset* stands in the document."""
        place = bisect_right(self.breaks, offset, key=lambda pair: pair[0]) - 1
        if place < 0:
            return None
        shown, original = self.breaks[place]
        return original + offset - shown


class Moment(Model):
    """A time, no more exact than its source: with offset, local, date only, or unknown."""

    day: date | None = None
    clock: time | None = None

    @property
    def precision(self) -> Literal["offset", "local", "date", "unknown"]:
        """Return which of the four states the time is in."""
        if self.day is None:
            return "unknown"
        if self.clock is None:
            return "date"
        return "local" if self.clock.tzinfo is None else "offset"

    def instant(self) -> datetime | None:
        """Return the point in time; a local time is read as Swedish time."""
        if self.day is None or self.clock is None:
            return None
        zone = self.clock.tzinfo or ZoneInfo(STOCKHOLM)
        return datetime.combine(self.day, self.clock, tzinfo=zone)


class OrganisationKind(StrEnum):
    """What kind of public organisation holds the meeting."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    FEDERATION = "kommunalforbund"
    UNKNOWN = "unknown"


class Organisation(Model):
    """A municipality, a region or a federation of them."""

    name: str = ""
    kind: OrganisationKind = OrganisationKind.UNKNOWN


class BodyKind(StrEnum):
    """What kind of body meets, in the words of kommunallagen."""

    ASSEMBLY = "fullmaktige"
    BOARD = "styrelse"
    COMMITTEE = "namnd"
    SUBCOMMITTEE = "utskott"
    PREPARATORY = "beredning"
    OTHER = "other"


class Body(Model):
    """The elected body that meets."""

    name: str
    kind: BodyKind = BodyKind.OTHER


class MeetingState(StrEnum):
    """What is known of whether a meeting is held."""

    PLANNED = "planned"
    AGENDA_NOT_PUBLISHED = "agenda_not_published"
    MOVED = "moved"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """What happened to an item since the agenda was first published."""

    LISTED = "listed"
    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class ItemKind(StrEnum):
    """Whether a line of the agenda is a matter, or a heading over matters."""

    ITEM = "item"
    HEADING = "heading"


class Publicity(StrEnum):
    """Whether the public may attend. Unknown asks; it never decides."""

    PUBLIC = "public"
    PARTLY = "partly"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why a cut between items may be wrong, so that the reader of a brief can look."""

    NUMBER_LOST = "number_lost"
    FUSED = "fused"
    TITLE_CUT = "title_cut"
    OUT_OF_ORDER = "out_of_order"
    ONLY_IN_TEXT = "only_in_text"


class AgendaItem(Model):
    """One line of an agenda, with the texts that belong to it kept apart.

    *number* is as printed ("7", "§ 12", "9 a"), *case_number* the diarienummer without "Dnr".
    *presenter* is a role or a name as printed; it is masked before anything derived is written.
    *attachments* are ids of documents.
    """

    id: str
    number: str = ""
    title: Passage
    case_number: str = ""
    presenter: str = ""
    proposal: Passage = Passage()
    summary: Passage = Passage()
    body: Passage = Passage()
    attachments: tuple[str, ...] = ()
    kind: ItemKind = ItemKind.ITEM
    state: ItemState = ItemState.LISTED
    publicity: Literal["public", "closed", "unknown"] = "unknown"
    publicity_ground: str = ""
    doubts: tuple[Doubt, ...] = ()


class Notice(Model):
    """Something about the input that the reader of a brief has to know.

    *msgid* is an English sentence with named fields in braces, as in AgendaRiskError.
    """

    msgid: str
    document: str = ""
    fields: dict[str, str | int] = {}


class Meeting(Model):
    """One meeting of one body, with its agenda and the documents it was read from."""

    id: str = ""
    organisation: Organisation = Organisation()
    body: Body
    title: str = ""
    start: Moment = Moment()
    end: time | None = None
    place: str = ""
    state: MeetingState = MeetingState.PLANNED
    is_extra: bool = False
    publicity: Publicity = Publicity.UNKNOWN
    publicity_ground: str = ""
    items: tuple[AgendaItem, ...] = ()
    documents: tuple[Document, ...] = ()
    notices: tuple[Notice, ...] = ()

    def document(self, document_id: str) -> Document | None:
        """Return the document of that id, if the meeting has it."""
        return next((found for found in self.documents if found.id == document_id), None)


class Term(Model):
    """Words that a lexicon knows, where they stand in a part of an item.

    ``text`` is exactly ``part[start:end]`` of the text as shown.
    """

    lexicon: str
    lemma: str
    part: Part
    start: int
    end: int
    text: str
    document: str = ""
    page: int | None = None


class Factor(Model):
    """A circumstance that moved a finding up or down, and why."""

    step: int
    why: str
    terms: tuple[Term, ...] = ()


class Finding(Model):
    """A rule fired on an item, on these words.

    *level* is what the rule gives after its factors and after the limit of the part it stands in.
    *title* and *why* are the rule's own Swedish texts. *overlay* tells what was changed locally.
    """

    rule: str
    title: str
    why: str
    category: Category
    level: Level
    base_level: Level
    part: Part
    terms: tuple[Term, ...]
    factors: tuple[Factor, ...] = ()
    overlay: tuple[Notice, ...] = ()


class Assessment(Model):
    """What the findings on one item add up to."""

    item: str
    level: Level
    categories: tuple[Category, ...] = ()
    findings: tuple[Finding, ...] = ()
    screened: bool = True
    why_not_screened: str = ""


class MeetingAssessment(Model):
    """What the items of a meeting add up to.

    *complete* is false when parts of the agenda were not read or not screened, *readable* when
    there is no lexicon of the language it is written in.
    """

    level: Level
    items: tuple[Assessment, ...]
    signals: tuple[str, ...] = ()
    complete: bool = True
    readable: bool = True

    def raised(self) -> tuple[Assessment, ...]:
        """Return the assessments at moderate or high, in the order of the agenda."""
        return tuple(item for item in self.items if item.level.is_raised)

    def of(self, item_id: str) -> Assessment | None:
        """Return the assessment of the item with *item_id*."""
        return next((found for found in self.items if found.item == item_id), None)


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
    PROTECTION = "protection"
    SUPPORT = "support"


class Suggestion(Model):
    """A measure that fits this meeting: what, for which items, by whom, by when."""

    measure: str
    text: str
    kind: MeasureKind
    phase: Phase
    owner: str
    items: tuple[str, ...] = ()
    due: date | None = None
    late: bool = False
    ground: str = ""


class Provenance(Model):
    """What a brief was made from, so that it can be made again."""

    program: str
    rules: str
    made: date
    inputs: tuple[tuple[str, str], ...] = ()


class Brief(Model):
    """What the chair reads before one meeting."""

    meeting: Meeting
    assessment: MeetingAssessment
    suggestions: tuple[Suggestion, ...] = ()
    provenance: Provenance
