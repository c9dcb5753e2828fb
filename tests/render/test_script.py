"""What the chair has at hand: opening words and steps at disturbance."""

import pytest
from granvik import brief_of

from agenda_risk.models import BodyKind, Passage
from agenda_risk.render.leading import script
from agenda_risk.translate import translator

SAY = translator("sv")


def decided(meeting, measures, text: str) -> str:
    """Return what the opening words to the seventh item say of the decision."""
    items = tuple(
        item.model_copy(update={"proposal": Passage(text=text)}) if item.number == "7" else item
        for item in meeting.items
    )
    brief = brief_of(meeting, measures)
    changed = brief.model_copy(update={"meeting": meeting.model_copy(update={"items": items})})
    return script(changed, SAY).openings[0].sentences[1][1]


@pytest.mark.parametrize(
    ("proposal", "shown"),
    [
        ("Skolan läggs ned. Reservation Bo Ek (X) reserverade sig.", "Skolan läggs ned."),
        (
            "1. Skolan läggs ned. 2. Bussar ordnas. Reservation.",
            "1. Skolan läggs ned. 2. Bussar ordnas.",
        ),
        ("Fullmäktige beslutar: 1) Skolan läggs ned", "Fullmäktige beslutar: 1) Skolan läggs ned"),
        ("Skolan läggs ned", "Skolan läggs ned"),
    ],
    ids=["reservation", "points", "no full stop", "short"],
)
def test_the_decision_is_quoted_without_what_follows_it(meeting, measures, proposal, shown):
    assert decided(meeting, measures, proposal) == f"Förslaget: ”{shown}”"


def test_an_item_without_proposal_leaves_a_gap(meeting, measures):
    assert decided(meeting, measures, "") == ""


def test_only_an_assembly_shows_out(meeting, measures):
    board = meeting.body.model_copy(update={"kind": BodyKind.BOARD})
    steps = {
        name: " ".join(map(str, script(brief_of(one, measures), SAY).steps))
        for name, one in (
            ("assembly", meeting),
            ("board", meeting.model_copy(update={"body": board})),
        )
    }

    assert "visa ut" in steps["assembly"]
    assert "visa ut" not in steps["board"]
    assert "ring\u00a0112" in steps["board"]
