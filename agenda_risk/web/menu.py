"""The main menu: which screens a visitor may open."""

from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.translate import N_


class Screen(NamedTuple):
    """A line of the menu."""

    path: str
    name: str
    right: Right


SCREENS = (
    Screen("/", N_("Overview"), Right.READ),
    Screen("/granska", N_("Screen"), Right.SCREEN),
    Screen("/arkiv", N_("Archive"), Right.READ),
    Screen("/bevakningar", N_("Subscriptions"), Right.READ),
    Screen("/regler", N_("Rules"), Right.READ_RULES),
    Screen("/administration", N_("Administration"), Right.ADMINISTER),
)


def menu(visitor: Visitor) -> tuple[Screen, ...]:
    """Return the screens that *visitor* may open."""
    return tuple(screen for screen in SCREENS if visitor.may(screen.right))
