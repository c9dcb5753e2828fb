"""Two kinds of failure that matter within fetching: what may pass, and what ends a source."""

from agenda_risk.errors import FetchError


class UnsteadyError(FetchError):
    """Something broke on the way, and may work when it is tried again."""


class SlowError(UnsteadyError):
    """It took so long that to try again would use up the time of other pages."""


class OverError(FetchError):
    """Nothing more can be had of this source in this run, whatever is asked for."""
