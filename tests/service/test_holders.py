"""Whether another worker has died: only what is certain counts."""

import os
import subprocess
import sys

import pytest

from agenda_risk.service.holders import is_dead, own_name

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="who has died is known under Linux")
SAY = "from agenda_risk.service.holders import own_name; print(own_name())"


@pytest.fixture
def gone():
    """Return the name of a worker that has ended."""
    told = subprocess.run([sys.executable, "-c", SAY], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def renamed(holder: str, place: int, value: str) -> str:
    parts = holder.split(":")
    parts[place] = value
    return ":".join(parts)


def test_who_runs_is_not_dead_and_who_has_ended_is(gone):
    assert not is_dead(own_name())
    assert is_dead(gone)


def test_a_number_that_was_given_anew_is_another_process(gone):
    assert is_dead(renamed(own_name(), 4, "1"))
    assert is_dead(renamed(gone, 3, f"{os.getpid()}"))


@pytest.mark.parametrize("place", [1, 2], ids=["another-machine", "another-container"])
@pytest.mark.parametrize("value", ["elsewhere", ""], ids=["told", "not-told"])
def test_of_who_is_elsewhere_nothing_is_known(gone, place, value):
    assert not is_dead(renamed(gone, place, value))


@pytest.mark.parametrize("holder", ["", "host:12:abcd", "a:b:c:d:e:f", "x" * 500, ":::::"])
def test_of_a_name_of_another_kind_nothing_is_known(holder):
    assert not is_dead(holder)
