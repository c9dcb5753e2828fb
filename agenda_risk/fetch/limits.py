"""How much is asked of a server, and how much is taken from it."""

from typing import NamedTuple

_MINUTE = 60


class Limits(NamedTuple):
    """How long, how large and how many; times in seconds.

    *seconds* is what all servers of a source may use up; our own pauses do not count in it, but in
    *longest*, after which a source ends in any case. *times* is how often one and the same request
    is answered from memory before it is taken for a circle.
    """

    connect: float = 10
    read: float = 30
    page_seconds: float = 2 * _MINUTE
    seconds: float = 10 * _MINUTE
    longest: float = 120 * _MINUTE
    page_bytes: int = 50_000_000
    text_bytes: int = 20_000_000
    kept_bytes: int = 8_000_000
    pages: int = 2_000
    times: int = 50
    redirects: int = 5
    unsteady: int = 5
