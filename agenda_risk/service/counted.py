"""Count what takes long to count once, until something is done that may change it."""

from calendar import monthrange
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.figures import Span
from agenda_risk.store.log import last_entry
from agenda_risk.store.touches import BESIDES

_Counted = TypeVar("_Counted")
_Part = TypeVar("_Part")
_MOST_MONTHS = 72


def counted(desk: Desk, key: Hashable, count: Callable[[Connection], _Counted]) -> _Counted:
    """Return what *count* finds in the store, called by *key*, which names the count too.

    Whatever changes a figure stands in the log, so what was counted at its last entry holds.
    What *key* names must tell apart the bodies that somebody may see: roles are not figures.
    """
    with desk.store.reading() as connection:
        last = last_entry(connection, BESIDES)
        found: _Counted = desk.counts.get(key, lambda: count(connection), last)
        return found


def summed(
    desk: Desk,
    named: tuple[Hashable, Span],
    count: Callable[[Connection, Span], _Part],
    total: Callable[[Sequence[_Part]], _Counted],
) -> _Counted:
    """Return the *total* of what *count* finds in each part of a span, *named* by what it counts.

    The parts are months; what is done to a meeting has that of its day counted anew. What some
    bodies alone have is counted as a whole, until something is done to a meeting of theirs.
    """
    name, span = named
    parts = tuple(_parts(span))
    with desk.store.reading() as connection:
        stamps = desk.touched.stamps(connection, parts)

        def make() -> _Counted:
            return total(
                [
                    desk.counts.get((name, part), partial(count, connection, part), stamp)
                    for part, stamp in zip(parts, stamps, strict=True)
                ]
            )

        found: _Counted = desk.counts.get((name, "total", span), make, stamps)
        return found


def _parts(span: Span) -> Iterator[Span]:
    """Yield the months of *span*, or *span* itself where it is counted as a whole."""
    if span.among is not None or (span.last - span.first).days > _MOST_MONTHS * 31:
        yield span
        return
    first = span.first
    while first <= span.last:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield Span(first, min(last, span.last))
        if last >= span.last:
            return
        first = last + timedelta(days=1)
