"""The days that a page is asked for."""

from datetime import date
from typing import Annotated, NamedTuple, Protocol

from fastapi import Depends, Query

from agenda_risk.models import Period
from agenda_risk.web.days import day_of

_Day = Annotated[str, Query(max_length=20)]


class Days(NamedTuple):
    """The first and the last day, as far as days were told."""

    first: date | None
    last: date | None

    def within(self, usual: Period) -> Period:
        """Return the days that were told, and *usual* ones for the others, in their order."""
        first, last = self.first or usual.first, self.last or usual.last
        return Period(first=min(first, last), last=max(first, last))


def _told(
    first: Annotated[_Day, Query(alias="from")] = "", last: Annotated[_Day, Query(alias="to")] = ""
) -> Days:
    return Days(day_of(first), day_of(last))


Told = Annotated[Days, Depends(_told)]


class _Days(Protocol):
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


def query_of(days: _Days) -> str:
    """Return what asks another page for the same *days*."""
    return f"?from={days.first}&to={days.last}"
