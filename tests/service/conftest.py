"""What the service works with, on both databases in turn, and what programs send to it."""

import pytest
from databases import new_store
from shipped_basis import basis
from web.made_meetings import Clock

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.pipeline import Reading
from agenda_risk.service import Desk
from agenda_risk.service.sent import take


def first_doing(ask, act):
    """Return what asks like *ask*, and lets something be done just before the first answer."""
    waiting = [act]

    def asked(*told):
        if waiting:
            waiting.pop()()
        return ask(*told)

    return asked


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(place, tmp_path, clock):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield Desk(store, basis, clock)
    store.close()


@pytest.fixture
def program():
    """Return a program whose key keeps meetings of all bodies."""
    return Visitor("key:1", grants=(Grant(Standing.CLERK),))


@pytest.fixture
def send(desk, program):
    """Return what sends one meeting to be kept, as a program does."""

    def sent(meeting, way=None):
        (taken,) = take(desk, Reading((meeting,), ()), program, keep=True, way=way)
        return taken

    return sent
