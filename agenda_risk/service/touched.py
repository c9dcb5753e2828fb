"""Remember by what was done the figures of each month and body may last have changed."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from threading import Lock

from agenda_risk.store import Connection
from agenda_risk.store.figures import Span
from agenda_risk.store.touches import Entry, is_kept, newest, touches

_MOST = 5_000
_EVERY = 0  # stands for all bodies together

Month = tuple[int, int]


class Touched:
    """The log as far as it was read, and which entry was the last to touch each month.

    What was counted of a span holds as long as its stamp is the same.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._read: Entry | None = None
        self._all = ""
        self._months: dict[Month, dict[int, str]] = defaultdict(dict)

    def stamps(self, connection: Connection, spans: Iterable[Span]) -> tuple[Hashable, ...]:
        """Return by what the figures of each of *spans* were touched, as *connection* sees it."""
        with self._lock:
            last = newest(connection)
            is_known = self._follow(connection, last)
            return tuple(self._stamp(span) if is_known else last.hash for span in spans)

    def _stamp(self, span: Span) -> Hashable:
        bodies = {_EVERY} if span.among is None else span.among
        first, last = month_of(span.first), month_of(span.last)
        return self._all, frozenset(
            (month, body, told[body])
            for month, told in self._months.items()
            if first <= month <= last
            for body in bodies & told.keys()
        )

    def _follow(self, connection: Connection, last: Entry) -> bool:
        """Read on to the *last* entry; tell whether what is remembered is what was done by then.

        It is not where somebody has read further meanwhile, or where it is another log.
        """
        read = self._read
        if read == last:
            return True
        if read is None or last.number > read.number + _MOST:
            self._forget(last)
        elif last.number <= read.number or not is_kept(connection, read):
            return False
        else:
            self._note(connection, read)
        self._read = last
        return True

    def _note(self, connection: Connection, read: Entry) -> None:
        for touch in touches(connection, read):
            if touch.day is None:
                self._forget(Entry(0, touch.hash))
                continue
            month = self._months[month_of(touch.day)]
            month[_EVERY] = month[touch.body] = touch.hash

    def _forget(self, last: Entry) -> None:
        self._all = last.hash
        self._months.clear()


def month_of(day: date) -> Month:
    """Return the year and the month of *day*."""
    return day.year, day.month
