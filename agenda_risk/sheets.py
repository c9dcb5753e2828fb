"""What a fact sheet is made of: headings, and what is told or still to be written under each."""

from typing import NamedTuple

from agenda_risk.contact import Reached
from agenda_risk.sentences import OfLaw, Sentence
from agenda_risk.translate import N_

WHY_NOW = N_("Why now?")
BACKGROUND = N_("Background")
DECIDED = N_("What is decided")
NOT_DECIDED = N_("What is not decided")
NEXT = N_("What happens next")
FOLLOW = N_("How you can follow or influence")
CONTACT = N_("Contact")


class Quoted(NamedTuple):
    """Words of the agenda, masked, and the page they stand on."""

    text: str
    page: int | None = None


class Gap(NamedTuple):
    """Something that the agenda does not tell, as what to write."""

    ask: str


Told = Sentence | OfLaw | Quoted | Gap | Reached


class SheetPart(NamedTuple):
    """One heading of a sheet, and what stands under it."""

    heading: str
    told: tuple[Told, ...]


class FactSheet(NamedTuple):
    """A text about one item for everybody; *about* is its title, *is_general* of single matters."""

    about: Sentence | Quoted
    is_general: bool
    parts: tuple[SheetPart, ...]

    @property
    def tells_law(self) -> bool:
        """Tell whether the sheet says what the law says."""
        return any(isinstance(one, OfLaw) for part in self.parts for one in part.told)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return what a person has to write before the sheet can be published."""
        return tuple(one for part in self.parts for one in part.told if isinstance(one, Gap))
