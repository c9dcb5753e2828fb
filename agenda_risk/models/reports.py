"""A report on a period: what was raised, prepared and disturbed. Counts of meetings, no persons."""

from datetime import date

from agenda_risk.models.values import Category, Model, Period

# Of fewer meetings than this, nothing is told apart.
FEWEST = 5


class Tally(Model):
    """How many meetings there were, and what is known of how they went.

    *raised* have something moderate or high on the agenda, in *items*; *prepared* are those of
    them that were gone through, or whose measures were all answered, at the latest on their day.
    Each meeting is counted once, by the gravest that anybody told. *missed* were disturbed or
    worse with nothing raised. *incidents* are those of the role that told of the most.
    """

    meetings: int = 0
    raised: int = 0
    items: int = 0
    prepared: int = 0
    calm: int = 0
    loud: int = 0
    disturbed: int = 0
    threat: int = 0
    missed: int = 0
    incidents: int = 0

    @property
    def told(self) -> int:
        """Return of how many meetings anybody has told."""
        return self.calm + self.loud + self.disturbed + self.threat

    @property
    def untold(self) -> int:
        """Return of how many nobody has."""
        return self.meetings - self.told

    @property
    def grave(self) -> int:
        """Return how many were disturbed, or worse."""
        return self.disturbed + self.threat


class BodyTally(Model):
    """The meetings of one body, or of several with few meetings each; then *name* is empty."""

    name: str
    bodies: int
    tally: Tally


class CategoryTally(Model):
    """The meetings at which something of a category was raised; their *items* are of it alone.

    Where they are too few for it, how they went *is_told* not.
    """

    category: Category
    is_told: bool
    tally: Tally


class LeadTime(Model):
    """How many days before their meetings agendas were first seen, those of *meetings*.

    *late* were seen less than a week ahead. *median* is None where the meetings are too few.
    """

    meetings: int = 0
    median: float | None = None
    late: int = 0


class Report(Model):
    """What was raised in a *period*, and what came of it, as known on the day it was *made*.

    *unread* are meetings whose agenda was not published where it is looked for, or could not be
    read. *is_whole* where it is about all bodies that are kept.
    """

    organisation: str
    recipient: str
    period: Period
    made: date
    is_whole: bool
    raised: Tally
    others: Tally
    unread: int
    bodies: tuple[BodyTally, ...]
    categories: tuple[CategoryTally, ...]
    lead: LeadTime
    lead_raised: LeadTime

    @property
    def total(self) -> Tally:
        """Return the figures of all meetings."""
        return added(self.raised, self.others)


def added(*tallies: Tally) -> Tally:
    """Return the sum of *tallies*."""
    names = Tally.model_fields
    return Tally(**{name: sum(getattr(one, name) for one in tallies) for name in names})
