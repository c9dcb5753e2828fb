import threading
import time

import pytest
from server import FakeTime

from agenda_risk.fetch.clock import Clock
from agenda_risk.fetch.pace import Pace


@pytest.mark.parametrize(
    ("hosts", "waits"),
    [
        (["a", "a", "a"], [1.0, 1.0]),
        (["a", "b", "a"], [1.0]),
        (["a", "www.a"], [1.0]),
        (["a", "b", "c"], []),
    ],
)
def test_each_host_has_a_pause_of_its_own(hosts, waits):
    now = FakeTime()
    pace = Pace(1.0, now.clock)

    for host in hosts:
        with pace.turn(host):
            pass

    assert now.slept == waits


def test_a_pause_begins_when_the_answer_has_come():
    now = FakeTime()
    pace = Pace(1.0, now.clock)

    with pace.turn("a"):
        now.at += 5
    with pace.turn("a"):
        pass

    assert now.slept == [1.0]


def test_a_host_is_never_asked_twice_at_once():
    pace = Pace(0.0)
    inside, most = [], []

    def ask():
        for _ in range(20):
            with pace.turn("a"):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.pop()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(most) == 1
    assert len(most) == 80


def test_a_failure_gives_the_turn_back():
    pace = Pace(0.0, Clock())

    with pytest.raises(OSError, match="x"), pace.turn("a"):
        raise OSError("x")

    with pace.turn("a"):
        pass
