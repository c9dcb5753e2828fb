"""What the list of items says of each item, as places in the text."""

from dataclasses import dataclass

from agenda_risk.agenda.lines import Span
from agenda_risk.models import Doubt, ItemKind


@dataclass(frozen=True, slots=True)
class Region:
    """The stretch of text that one number of the agenda governs, without the number."""

    number: str
    start: int
    end: int
    crowded: bool = False
    kind: ItemKind = ItemKind.ITEM
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of items; *rest* is what follows before the next line."""

    number: str
    title: tuple[Span, ...]
    rest: tuple[Span, ...] = ()
    proposal: tuple[Span, ...] = ()
    case_number: str = ""
    presenter: str = ""
    kind: ItemKind = ItemKind.ITEM
    doubts: tuple[Doubt, ...] = ()

    @property
    def start(self) -> int:
        """Return where the title begins."""
        return self.title[0][0]

    @property
    def end(self) -> int:
        """Return where the title ends."""
        return self.title[-1][1]
