"""A meeting, and the lines of its agenda."""

from datetime import time
from enum import StrEnum
from typing import Literal

from pydantic import Field

from agenda_risk.models.documents import Document, Passage
from agenda_risk.models.values import Body, Model, Moment, Organisation, Publicity


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


class Doubt(StrEnum):
    """Why a cut between items may be wrong, so that the reader of a brief can look."""

    NUMBER_LOST = "number_lost"
    FUSED = "fused"
    TITLE_CUT = "title_cut"
    OUT_OF_ORDER = "out_of_order"
    ONLY_IN_TEXT = "only_in_text"


class LinkKind(StrEnum):
    """What a published document is to its meeting."""

    SUMMONS = "summons"
    SUPPLEMENT = "supplement"
    PAPERS = "papers"
    MINUTES = "minutes"
    OTHER = "other"


class Link(Model):
    """A document that a system publishes: *id* is the system's, *url* is whole.

    One that is *restricted* is named and may not be fetched. *digest* is what the system says of
    its content (a checksum, a size and a time), so that another file is told from the same.
    """

    url: str
    title: str = ""
    id: str = ""
    kind: LinkKind = LinkKind.OTHER
    media_type: str = ""
    digest: str = ""
    restricted: bool = False


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
    links: tuple[Link, ...] = ()
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
    fields: dict[str, str | int] = Field(default_factory=dict)


class Meeting(Model):
    """One meeting of one body, with its agenda and the documents it was read from.

    *id* is the system's own; a meeting that a system publishes in parts (a list, a page, fragments)
    comes as several with the same id, and *source* is where it comes from. *web* is its page for
    people, *links* are the documents that are published with it.
    """

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
    source: str = ""
    web: str = ""
    links: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()

    def document(self, document_id: str) -> Document | None:
        """Return the document of that id, if the meeting has it."""
        return next((found for found in self.documents if found.id == document_id), None)
