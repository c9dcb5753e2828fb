"""What became different between two looks at one meeting."""

from enum import StrEnum

from agenda_risk.models.values import Model


class ChangeKind(StrEnum):
    """What happened to a meeting, an item or a document."""

    MEETING_NEW = "meeting_new"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_RESTORED = "meeting_restored"
    MEETING_CHANGED = "meeting_changed"
    AGENDA_PUBLISHED = "agenda_published"
    AGENDA_GONE = "agenda_gone"
    ITEM_ADDED = "item_added"
    ITEM_WITHDRAWN = "item_withdrawn"
    ITEM_GONE = "item_gone"
    ITEM_CHANGED = "item_changed"
    ITEM_MOVED = "item_moved"
    ITEM_RENUMBERED = "item_renumbered"
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_REPLACED = "document_replaced"
    DOCUMENT_GONE = "document_gone"

    @property
    def is_loss(self) -> bool:
        """Tell whether something is no longer there, as it also looks where a page was missing."""
        return self in _LOSSES


_LOSSES = frozenset({ChangeKind.AGENDA_GONE, ChangeKind.ITEM_GONE, ChangeKind.DOCUMENT_GONE})


class Change(Model):
    """One thing that became different; all its texts are masked.

    *item* is a hash by which the item is told from others, *number* and *title* are as they stand
    now, *document* is the title of a document. *part* names what of it is another, *was* and *now*
    are its beginning from where they differ; a day is written as 2026-12-14, a time as 18:00.
    """

    kind: ChangeKind
    item: str = ""
    number: str = ""
    title: str = ""
    document: str = ""
    part: str = ""
    was: str = ""
    now: str = ""
