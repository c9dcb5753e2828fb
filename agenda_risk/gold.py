"""Items and agendas that people have labelled, and what the rules make of them."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from pydantic import Field

from agenda_risk.assess import assess
from agenda_risk.bodies import body_named
from agenda_risk.explain import given_meeting
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Category,
    Finding,
    Level,
    Meeting,
    Model,
    Organisation,
    OrganisationKind,
    Passage,
)
from agenda_risk.near_misses import NearMiss, near_misses
from agenda_risk.screen import Screen


class _Written(Model, extra="ignore"):
    """A value that was written for other readers too: keys that it does not know are left."""


class Label(_Written):
    """What one person said of an item: the level from 0 to 3, and the categories."""

    level: int = Field(ge=0, le=3)
    categories: tuple[Category, ...] = ()

    @property
    def is_raised(self) -> bool:
        """Tell whether the person would raise the item."""
        return Level.of_rank(self.level).is_raised


class GoldItem(_Written):
    """An item that two people have labelled, each alone.

    The part of *id* before its last hyphen names the meeting.
    """

    id: str
    organisation_kind: str = OrganisationKind.UNKNOWN
    body: str = ""
    title: str
    context: str = ""
    labels: tuple[Label, Label]

    @property
    def meeting(self) -> str:
        """Return the meeting that the item was part of."""
        return self.id.rpartition("-")[0]

    @property
    def raised_by(self) -> int:
        """Return how many of the two people would raise the item."""
        return sum(label.is_raised for label in self.labels)


class AgendaKind(StrEnum):
    """How the agenda words its items: as offices do, or with alarming words in dull matters."""

    NEUTRAL = "neutral"
    ALARMING = "alarming"


class GoldAgendaItem(_Written):
    """One line of a labelled agenda."""

    number: str = ""
    title: str
    case_number: str = ""
    proposal: str = ""
    summary: str = ""
    body: str = ""
    raised: bool = False
    level: str = ""


class GoldAgenda(_Written):
    """A whole agenda of which each item is labelled raised or not."""

    id: str
    kind: AgendaKind
    organisation: Organisation = Organisation()
    body: str = ""
    items: tuple[GoldAgendaItem, ...]


class Screened(Model):
    """A labelled item with what the rules made of it.

    *findings* hold also those that a factor brought down to none.
    """

    gold: GoldItem
    found: Assessment
    findings: tuple[Finding, ...]
    nearest: tuple[NearMiss, ...] = ()

    @property
    def is_raised(self) -> bool:
        """Tell whether the rules raise the item."""
        return self.found.level.is_raised


def screen_gold(gold: Iterable[GoldItem], screen: Screen) -> tuple[Screened, ...]:
    """Return each item of *gold* with its assessment; for a miss, with the nearest rules."""
    return tuple(_screened(one, screen) for one in gold)


def screen_agenda(agenda: GoldAgenda, screen: Screen) -> tuple[tuple[GoldAgendaItem, Level], ...]:
    """Return each item of *agenda* with the level that the rules give it."""
    meeting = Meeting(body=body_named(agenda.body), organisation=agenda.organisation)
    return tuple(_levels(agenda, meeting, screen))


def _screened(one: GoldItem, screen: Screen) -> Screened:
    known = {kind.value for kind in OrganisationKind}
    kind = one.organisation_kind if one.organisation_kind in known else OrganisationKind.UNKNOWN
    meeting = given_meeting(one.title, one.body, one.context, OrganisationKind(kind))
    (item,) = meeting.items
    findings = screen.findings(item, meeting)
    found = assess(item, findings)
    if found.level.is_raised or not one.raised_by:
        return Screened(gold=one, found=found, findings=findings)
    fired = {finding.rule for finding in findings}
    near = near_misses(screen, screen.texts(item), meeting, fired)
    return Screened(gold=one, found=found, findings=findings, nearest=near[:1])


def _levels(
    agenda: GoldAgenda, meeting: Meeting, screen: Screen
) -> Iterator[tuple[GoldAgendaItem, Level]]:
    for place, one in enumerate(agenda.items, start=1):
        item = AgendaItem(
            id=str(place),
            number=one.number,
            title=Passage(text=one.title),
            proposal=Passage(text=one.proposal),
            summary=Passage(text=one.summary),
            body=Passage(text=one.body),
        )
        yield one, assess(item, screen.findings(item, meeting)).level
