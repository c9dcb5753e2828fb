"""Formal signals are told, and two of them lift a calm meeting."""

import pytest

from agenda_risk.models import (
    AgendaItem,
    Body,
    BodyKind,
    ItemState,
    Level,
    Meeting,
    Passage,
)
from agenda_risk.pipeline import screen_meeting
from agenda_risk.shipped import load_screen

SCREEN = load_screen()


def assessed(*titles, is_extra=False, state=ItemState.LISTED):
    items = tuple(
        AgendaItem(id=str(place), title=Passage(text=title), state=state)
        for place, title in enumerate(titles)
    )
    body = Body(name="Kommunfullmäktige", kind=BodyKind.ASSEMBLY)
    return screen_meeting(Meeting(body=body, items=items, is_extra=is_extra), SCREEN)


@pytest.mark.parametrize(
    ("titles", "signal"),
    [
        pytest.param(["Mål och budget 2027"], "Budgetsammanträde", id="budget"),
        pytest.param(
            ["Parkering vid sjön (återremiss)"],
            "Ärende som har varit återremitterat eller bordlagt",
            id="sent back",
        ),
        pytest.param(
            ["Folkinitiativ om bron"], "Folkinitiativ eller folkomröstning", id="initiative"
        ),
        pytest.param(
            ["Medborgarförslag om skolskjuts", "Motion om skolskjuts på landet"],
            "Flera motioner eller medborgarförslag om samma sak",
            id="several on one subject",
        ),
    ],
)
def test_a_formal_signal_is_told(titles, signal):
    assert signal in assessed(*titles).signals


def test_proposals_on_different_subjects_are_no_signal():
    assert assessed("Medborgarförslag om skolskjuts", "Motion om laddstolpar").signals == ()


def test_an_extra_meeting_and_a_late_item_are_told():
    found = assessed("Upprop", is_extra=True, state=ItemState.ADDED)

    assert found.signals == ("Extra sammanträde", "Ärende som har tillkommit sent")


def test_two_signals_lift_a_calm_meeting_to_moderate():
    calm = assessed("Upprop", is_extra=True)
    lifted = assessed("Upprop", is_extra=True, state=ItemState.ADDED)

    assert (calm.level, lifted.level) == (Level.LOW, Level.MODERATE)


def test_an_ordinary_agenda_shows_no_signal():
    assert assessed("Upprop", "Val av justerare", "Delårsrapport").signals == ()
