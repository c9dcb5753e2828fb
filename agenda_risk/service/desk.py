"""What the service works with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from agenda_risk.basis import BasisFiles
from agenda_risk.models import STOCKHOLM, Brief, ToldCase
from agenda_risk.pipeline import Basis
from agenda_risk.service.recent import Recent
from agenda_risk.service.touched import Touched
from agenda_risk.store import Store

_PAPERS = 64  # of some hundred kilobytes each at most
_COUNTS = 1_000  # figures of months; of the busiest some hundred kilobytes each


@dataclass(frozen=True)
class Desk:
    """The store, the rules and the clock; *basis* gives what briefs are made with on a day.

    *files* are what there is beside the shipped rules.
    """

    store: Store
    basis: Callable[[date], Basis]
    now: Callable[[], datetime]
    briefs: Recent[Brief] = field(default_factory=Recent)
    counts: Recent[Any] = field(default_factory=lambda: Recent(_COUNTS))
    touched: Touched = field(default_factory=Touched)
    cases: Recent[Mapping[str, ToldCase]] = field(default_factory=lambda: Recent(2_000))
    papers: Recent[bytes] = field(default_factory=lambda: Recent(_PAPERS))
    files: BasisFiles = field(default_factory=BasisFiles)

    @property
    def here(self) -> datetime:
        """Return what time it is in Sweden: so it is shown, and so people's acts are dated."""
        return self.now().astimezone(ZoneInfo(STOCKHOLM))

    @property
    def today(self) -> date:
        """Return which day it is in Sweden."""
        return self.here.date()
