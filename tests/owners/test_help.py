"""The commands for owners of rules are found and say how they are used."""

import pytest


@pytest.mark.parametrize("command", ["explain", "rules", "lexicon", "evaluate"])
def test_the_command_is_listed(agenda_risk, command):
    assert f"  {command} " in agenda_risk("--help").stdout


@pytest.mark.parametrize(
    "command",
    [("explain",), ("rules", "test"), ("rules", "lint"), ("lexicon", "show"), ("evaluate",)],
)
def test_help_has_an_example(agenda_risk, command):
    done = agenda_risk(*command, "--help", AGENDA_RISK_LANGUAGE="en")

    assert done.returncode == 0
    assert "Example" in done.stdout
