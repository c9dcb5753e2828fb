"""What stands in the log is told in words, and in the time that it was here."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import agenda_risk
from agenda_risk.service.rule_books import RESCREENED_BY
from agenda_risk.store.log import Logged
from agenda_risk.translate import translator
from agenda_risk.web.log_words import ACTS, act_words, actor_words, here, particulars


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
    say = translator("sv")

    assert actor_words("program", say) == "ett kommando eller schemat"
    assert actor_words(RESCREENED_BY, say) == "nya regler"
    assert actor_words("user:3", say) == "konto 3"
    assert actor_words("key:2", say) == "nyckel 2"
    assert actor_words("link", say) == "någon med bladets kod"
    assert actor_words("oidc:granvik", say) == "oidc:granvik"


def test_that_the_deputy_went_through_the_agenda_is_told():
    told = '{"deputy": true}'
    entry = Logged(7, "2026-12-13T19:00:00+00:00", "user:4", "reviewed", 1, told, "", "")

    assert particulars(entry) == ("The deputy chair",)
    assert particulars(entry._replace(content='{"deputy": false}')) == ()
