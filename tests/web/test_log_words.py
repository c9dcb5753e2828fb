"""What stands in the log is told in words, and in the time that it was here."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import agenda_risk
from agenda_risk.service.rule_books import RESCREENED_BY
from agenda_risk.web.log_words import ACTS, act_words, actor_words, here


def acts_in_code() -> set[str]:
    """Return the acts that the program logs, where they are written as such."""
    root = Path(agenda_risk.__path__[0])
    calls = (
        node
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Deed"
    )
    second = (call.args[1] for call in calls if len(call.args) > 1)
    return {node.value for node in second if isinstance(node, ast.Constant)}


def test_every_act_that_is_logged_has_words():
    assert len(acts_in_code()) > 10
    assert acts_in_code() - set(ACTS) == set()


def test_an_act_of_an_older_program_is_shown_as_it_stands():
    assert act_words("renamed-by-an-older-program") == "renamed-by-an-older-program"


def test_a_moment_is_told_in_swedish_time_across_the_change_of_day():
    assert here("2026-11-28T23:30:00+00:00").isoformat() == "2026-11-29T00:30:00+01:00"
    assert here(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)).hour == 0


def test_who_did_something_by_a_command_is_told_in_words_and_an_account_by_its_number():
    assert actor_words("program") == "a command, or the schedule"
    assert actor_words(RESCREENED_BY) == "new rules"
    assert actor_words("user:3") == "user:3"


def test_who_came_by_a_link_is_told_in_words():
    assert actor_words("link") == "somebody with a link"
