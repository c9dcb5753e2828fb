"""What the service works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agenda_risk.models import STOCKHOLM
from agenda_risk.pipeline import Basis
from agenda_risk.store import Store


@dataclass(frozen=True)
class Desk:
    """The store, the rules and the clock; *basis* gives what briefs are made with on a day."""

    store: Store
    basis: Callable[[date], Basis]
    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        """Return which day it is in Sweden."""
        return self.now().astimezone(ZoneInfo(STOCKHOLM)).date()
