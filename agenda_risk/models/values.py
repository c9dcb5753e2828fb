"""Values that all nouns share: levels, kinds, days and times."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

STOCKHOLM = "Europe/Stockholm"
# No meeting of an agenda lies outside these days, and all that is reckoned around them exists.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)


class Model(BaseModel):
    """A value: it never changes and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Level(StrEnum):
    """How much preparation an item may need; shown as "Behov av förberedelser"."""

    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return 0 for none up to 3 for high."""
        return _RANKS[self]

    @property
    def is_raised(self) -> bool:
        """Tell whether the level is moderate or high."""
        return self.rank >= Level.MODERATE.rank

    @classmethod
    def of_rank(cls, rank: int) -> Self:
        """Return the level of *rank*, held within none and high."""
        return list(cls)[max(0, min(rank, 3))]


_RANKS = {level: rank for rank, level in enumerate(Level)}


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


class Publicity(StrEnum):
    """Whether the public may attend. Unknown asks; it never decides."""

    PUBLIC = "public"
    PARTLY = "partly"
    CLOSED = "closed"
    UNKNOWN = "unknown"
