"""What is done beside all else ends up where it is waited for."""

from threading import Event, current_thread

import pytest

from agenda_risk.cli.beside import begun
from agenda_risk.errors import RulesError


def test_what_was_made_beside_is_what_one_waits_for():
    go = Event()

    wait = begun(lambda: (go.wait(10), current_thread()))
    go.set()

    went, thread = wait()
    assert went
    assert thread is not current_thread()


def test_what_goes_wrong_beside_is_raised_where_it_is_waited_for():
    def fail():
        raise RulesError("{path} is damaged. Install the program again.", path="x")

    wait = begun(fail)

    for _ in range(2):
        with pytest.raises(RulesError, match="x is damaged"):
            wait()
