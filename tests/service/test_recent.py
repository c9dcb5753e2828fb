"""What was made last is made once, however many ask for it at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from agenda_risk.service.recent import Recent


def test_those_who_ask_while_something_is_made_get_the_same():
    recent, asked, made = Recent[list[int]](), Barrier(8), Event()

    def make() -> list[int]:
        made.wait(0.2)  # until all others have asked, which nobody can tell from outside
        return []

    def ask(_number: int) -> list[int]:
        asked.wait(10)
        return recent.get("figures", make)

    with ThreadPoolExecutor(8) as people:
        found = list(people.map(ask, range(8)))

    assert {id(one) for one in found} == {id(found[0])}


def test_what_could_not_be_made_is_tried_again():
    recent = Recent[int]()
    with pytest.raises(ZeroDivisionError):
        recent.get("figures", lambda: 1 // 0)

    assert recent.get("figures", lambda: 7) == 7


def test_what_was_asked_for_longest_ago_is_forgotten_first():
    recent, made = Recent[str](2), []

    def ask(key: str) -> None:
        recent.get(key, lambda: made.append(key) or key)

    for key in "abaca":
        ask(key)
    ask("b")

    assert made == ["a", "b", "c", "b"]
