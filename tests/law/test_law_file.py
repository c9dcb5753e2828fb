"""The file of law: what may stand in it, and how what is wrong is told."""

import pytest

from agenda_risk.errors import FaultsError
from agenda_risk.law.statements import parse_law
from agenda_risk.translate import translator

GOOD = """\
statements:
  - id: order
    text: Ordföranden ansvarar för ordningen.
    cites: [{act: KL, chapter: "5", paragraph: "43"}]
    mark: V
    source: Kommunallagen
    read: 2025-09-01
questions:
  - id: ask-cost
    to: police
    text: Vad kostar det?
"""


def faults(text: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        parse_law(text, "law.yaml")
    return list(caught.value.said(translator("en")))


def test_a_statement_is_read_with_its_place_in_the_law():
    (statement,) = parse_law(GOOD, "law.yaml").statements

    assert (statement.cites[0].act, statement.cites[0].paragraph) == ("KL", "43")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        pytest.param("mark: V", "mark: K", "law.yaml:5:11: “K” is none of V, S", id="unread"),
        pytest.param("mark: V", "mark: S", "law.yaml:2:5: Only what was read", id="summary"),
        pytest.param("act: KL", "act: OSL", "law.yaml:4:19: “OSL” is none of", id="unread act"),
        pytest.param("Vad kostar", "Vad säger 7 §", "law.yaml:9:5: Places in", id="asked place"),
        pytest.param("ordningen.", "5 kap.", "law.yaml:2:5: Places in the law", id="told place"),
        pytest.param("    read: 2025-09-01\n", "", "“read” is missing", id="no wording"),
        pytest.param("to: police", "to: chair", "“chair” is none of", id="asked of nobody"),
        pytest.param("source: Kommunallagen", "sorce: KL", "Did you mean “source”", id="misspelt"),
    ],
)
def test_what_may_not_stand_in_the_file_is_told_at_its_place(right, wrong, told):
    assert told in "\n".join(faults(GOOD.replace(right, wrong)))


def test_all_faults_are_told_at_once():
    text = GOOD.replace("mark: V", "mark: X").replace("to: police", "to: me")

    assert [line.split(": ")[0] for line in faults(text)] == ["law.yaml:5:11", "law.yaml:10:9"]


def test_an_id_that_stands_twice_is_told():
    text = GOOD.replace("ask-cost", "ask-cost\n    to: police\n    text: Hur?\n  - id: ask-cost")

    assert any("is taken" in line for line in faults(text))
