"""What was found in an agenda, and what it adds up to."""

from agenda_risk.models.meetings import Notice
from agenda_risk.models.values import Category, Level, Model, Part


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

    @property
    def leading(self) -> tuple[Category, ...]:
        """Return the categories of what raises the item; where nothing does, all of them."""
        raising = (one.category for one in self.findings if one.level.is_raised)
        return tuple(dict.fromkeys(raising)) or self.categories


class MeetingAssessment(Model):
    """What the items of a meeting add up to.

    *signals* are the titles of the formal signals that the agenda shows, *signal_ids* their ids.
    *complete* is false when parts of the agenda were not read or not screened, *readable* when
    there is no lexicon of the language it is written in.
    """

    level: Level
    items: tuple[Assessment, ...]
    signals: tuple[str, ...] = ()
    signal_ids: tuple[str, ...] = ()
    complete: bool = True
    readable: bool = True

    def raised(self) -> tuple[Assessment, ...]:
        """Return the assessments at moderate or high, in the order of the agenda."""
        return tuple(item for item in self.items if item.level.is_raised)

    def of(self, item_id: str) -> Assessment | None:
        """Return the assessment of the item with *item_id*."""
        return next((found for found in self.items if found.item == item_id), None)
