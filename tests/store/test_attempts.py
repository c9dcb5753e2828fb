"""Tries are counted by a clock that may have been wrong."""

from datetime import timedelta

import pytest
from store.conftest import NOW

from agenda_risk.store.attempts import Limit, count_attempt

LIMIT = Limit(2, timedelta(minutes=15))


@pytest.fixture
def tried(store):
    """Return what tries once at a time, and tells how long to wait."""

    def once(at):
        with store.writing() as connection:
            return count_attempt(connection, "login:eva", LIMIT, at).wait

    return once


def test_nobody_waits_for_a_clock_that_was_ahead(tried):
    later = NOW + timedelta(days=400)
    assert [tried(later) is None for _ in range(3)] == [True, True, False]

    assert tried(NOW) is None


def test_a_clock_that_is_a_minute_behind_counts_on(tried):
    later = NOW + timedelta(minutes=1)
    tried(later)
    tried(later)

    assert tried(NOW) == timedelta(minutes=16)
