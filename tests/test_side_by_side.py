import threading
import time

import pytest

from agenda_risk.side_by_side import side_by_side


@pytest.mark.parametrize("workers", [0, 1, 3, 99])
def test_every_piece_is_done_once(workers):
    groups = [[1, 2], [3], [4, 5, 6], []]

    assert sorted(side_by_side(groups, lambda one: one * 10, workers)) == [10, 20, 30, 40, 50, 60]


def test_nothing_to_do_gives_nothing():
    assert list(side_by_side([], str, 4)) == []


def test_a_group_is_done_in_order_and_never_twice_at_once():
    running = {"a": 0, "b": 0}
    seen = []

    def work(one):
        name, place = one
        running[name] += 1
        seen.append((running[name], one))
        time.sleep(0.001)
        running[name] -= 1
        return place

    done = list(side_by_side([[(name, at) for at in range(10)] for name in "ab"], work, 4))

    assert sorted(done) == sorted([*range(10), *range(10)])
    assert {count for count, _ in seen} == {1}


def test_what_a_piece_raises_is_raised_where_results_are_taken():
    def work(one):
        raise OSError(one)

    with pytest.raises(OSError, match="7"):
        list(side_by_side([[7]], work, 2))


def test_nobody_works_far_ahead_of_who_takes_the_results():
    begun = []
    results = side_by_side([[one] for one in range(50)], begun.append, 2)
    next(results)
    time.sleep(0.05)

    assert len(begun) <= 6

    results.close()
    before = threading.active_count()
    time.sleep(0.5)
    assert threading.active_count() <= before
    assert len(begun) <= 7
