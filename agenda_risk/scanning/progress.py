"""How far a scan is, how fast it goes, and how long it will still take."""

from collections.abc import Iterable
from typing import NamedTuple

from agenda_risk.scanning.documents import Done, Kind, Reference
from agenda_risk.scanning.tasks import pages_of


class Progress(NamedTuple):
    """What has been done of what is to be done; *weight* is pages as sizes tell them."""

    documents: int
    weight: int
    done: int = 0
    done_weight: int = 0
    pages: int = 0
    bad: int = 0
    copies: int = 0

    def after(self, documents: Iterable[Done]) -> "Progress":
        """Return how far it is when *documents* are done, too."""
        told = list(documents)
        found = [one.found for one in told if one.found]
        return self._replace(
            done=self.done + len(told),
            done_weight=self.done_weight + sum(pages_of(one.reference) for one in told),
            pages=self.pages + sum(one.pages for one in found),
            bad=self.bad + sum(one.kind is Kind.BAD for one in found),
            copies=self.copies + len(told) - len(found),
        )

    def rate(self, seconds: float) -> float:
        """Return the pages per second, *seconds* after it began."""
        return self.pages / seconds if seconds > 0 else 0.0

    def left(self, seconds: float) -> float | None:
        """Return how many seconds it may still take, *seconds* after it began, if that is known."""
        if not self.done_weight:
            return None
        return seconds * (self.weight - self.done_weight) / self.done_weight


def planned(references: Iterable[Reference]) -> Progress:
    """Return the progress of a scan of *references* before it begins."""
    told = list(references)
    return Progress(len(told), sum(map(pages_of, told)))
