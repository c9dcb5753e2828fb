"""Months in a row, so that one in which nothing was does not vanish."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import zip_longest

_LONGEST_GAP = timedelta(days=366)


def every_month(months: Iterable[date]) -> Iterator[date]:
    """Yield the first days of *months*, and of those between, in order.

    A gap of more than a year is an error in some paper, and is not filled.
    """
    known = sorted(months)
    for month, following in zip_longest(known, known[1:]):
        yield month
        if following and following - month <= _LONGEST_GAP:
            yield from _between(month, following)


def _between(month: date, following: date) -> Iterator[date]:
    while (month := (month + timedelta(days=31)).replace(day=1)) < following:
        yield month
