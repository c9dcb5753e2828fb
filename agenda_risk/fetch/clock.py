"""What tells the time, waits and throws dice; tests bring their own."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple


def _now() -> datetime:
    return datetime.now(UTC)


class Clock(NamedTuple):
    """A clock that only goes forwards, how to wait, what the time is, and a chance within 0–1."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.random
