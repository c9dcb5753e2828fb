"""How much time a source has left."""

from agenda_risk.fetch.clock import Clock
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.trouble import OverError


class Watch:
    """Counts the time that servers take, from the first look at it, without our own pauses."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._started = clock.seconds()
        self._own = 0.0

    def paused(self, seconds: float) -> None:
        """Note that we waited for our own turn, which is not the server's fault."""
        self._own += seconds

    def left(self) -> float:
        """Return how many seconds may still be used."""
        passed = self._clock.seconds() - self._started
        return min(self._limits.seconds + self._own, self._limits.longest) - passed

    def check(self, host: str) -> None:
        """Raise OverError where no time is left."""
        if self.left() <= 0:
            raise OverError(
                "{host} took too long in all, and the rest was not fetched. Try again later, or "
                "ask for a shorter period.",
                host=host,
            )
