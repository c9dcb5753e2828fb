"""The days that a command looks at."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import click

from agenda_risk.cli.language import _
from agenda_risk.errors import RefusedError
from agenda_risk.models import Period

_DAY = click.DateTime(["%Y-%m-%d"])


class Days(NamedTuple):
    """The first and the last day, as far as they were told."""

    first: datetime | None
    last: datetime | None

    def within(self, usual: Period) -> Period:
        """Return the days that were told, and those that are *usual* for the others.

        Raises RefusedError where the first is after the last.
        """
        begins = self.first.date() if self.first else usual.first
        ends = self.last.date() if self.last else usual.last
        if begins > ends:
            raise RefusedError("The first day is after the last one.")
        return Period(first=begins, last=ends)


def days_options(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the options ``--from`` and ``--to``."""
    first = click.option(
        "--from", "first", type=_DAY, metavar="DAY", help=_("The first day, as 2026-01-01.")
    )
    last = click.option(
        "--to", "last", type=_DAY, metavar="DAY",
        help=_("The last day, as 2026-06-30; else today."),
    )  # fmt: skip
    return first(last(command))
