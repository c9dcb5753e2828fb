"""The words for levels, states and doubts, in English msgids."""

import re
import unicodedata
from collections.abc import Sequence

from agenda_risk.mask import PersonalData, masked
from agenda_risk.models import (
    Category,
    Doubt,
    ItemState,
    Level,
    Part,
    Publicity,
    Role,
)
from agenda_risk.translate import N_, Translator

SYMBOLS = {Level.NONE: "", Level.LOW: "○", Level.MODERATE: "▲", Level.HIGH: "◆"}
LEVELS = {
    Level.NONE: "",
    Level.LOW: N_("low"),
    Level.MODERATE: N_("moderate"),
    Level.HIGH: N_("high"),
}
CATEGORIES = {
    Category.AUTHORITY: N_("exercise of authority"),
    Category.VALUES: N_("questions of values"),
    Category.WELFARE: N_("changes in welfare services"),
}
DOUBTS = {
    Doubt.NUMBER_LOST: N_("its number is missing or hard to make out"),
    Doubt.FUSED: N_("two items may have been read as one"),
    Doubt.TITLE_CUT: N_("the title may have been cut short"),
    Doubt.OUT_OF_ORDER: N_("its number is out of order"),
    Doubt.ONLY_IN_TEXT: N_("it stands in the text but not in the list of items"),
}
STATES = {
    ItemState.LISTED: "",
    ItemState.ADDED: N_("added later"),
    ItemState.CHANGED: N_("changed"),
    ItemState.WITHDRAWN: N_("withdrawn"),
}
PUBLICITY = {
    Publicity.PUBLIC: N_("Open to the public"),
    Publicity.PARTLY: N_("Partly open to the public"),
    Publicity.CLOSED: N_("Closed to the public"),
    Publicity.UNKNOWN: N_("Check: is the meeting open to the public? The documents do not say."),
}
PARTS = {
    Part.TITLE: N_("title"),
    Part.PROPOSAL: N_("proposed decision"),
    Part.SUMMARY: N_("description of the item"),
    Part.BODY: N_("text of the item"),
    Part.ATTACHMENT: N_("attachment"),
}
PERSONAL = {
    PersonalData.NUMBER: N_("a personal identity number"),
    PersonalData.CONTACT: N_("contact details"),
    PersonalData.NAME: N_("the name of a private person"),
}
ROLES = {
    Role.CHAIR: N_("The chair"),
    Role.DEPUTY: N_("The deputy chair"),
    Role.PRESIDIUM: N_("The presidium"),
    Role.CLERK: N_("The clerk"),
    Role.DIRECTOR: N_("The head of administration"),
    Role.COMMUNICATOR: N_("The communicator"),
    Role.SECURITY: N_("The security coordinator"),
    Role.DUTY_OFFICER: N_("The duty officer"),
    Role.CRISIS_SUPPORT: N_("Crisis support"),
    Role.PREMISES: N_("The caretaker"),
    Role.GROUP_LEADERS: N_("The group leaders"),
    Role.POLICE: N_("The local police"),
    Role.LAWYER: N_("The lawyer"),
}
_SPACE = re.compile(r"\s+")
_STEERING = frozenset({"Cc", "Cf"})


def clean(text: str) -> str:
    """Return *text* on one line, without what tells of single persons."""
    return masked(one_line(text))


def one_line(text: str) -> str:
    """Return *text* on one line; what steers a terminal or turns the writing is left out."""
    spaced = _SPACE.sub(lambda found: found.group() if found.group() == "\u00a0" else " ", text)
    return "".join(char for char in spaced if unicodedata.category(char) not in _STEERING)


def capital(text: str) -> str:
    """Return *text* with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def shorten(text: str, width: int) -> str:
    """Return *text* cut after a word so that it holds at most *width* characters."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    words = cut.rsplit(" ", 1)[0]
    return (words if len(words) > width // 2 else cut).rstrip(" ,;:–-") + "…"


def tied(count: str) -> str:
    """Return *count* with its number and its word kept on one line."""
    return count.replace(" ", "\u00a0", 1)


def points(numbers: Sequence[str], say: Translator) -> str:
    """Return how items are named in a sentence: punkt 7 och 9, § 12."""
    known = [number for number in numbers if number]
    if not known:
        return say("without a number")
    if any(number.startswith("§") for number in known):
        return say.listed(known)
    listed = say.listed(known)
    return say.plural("item {numbers}", "items {numbers}", len(known), numbers=listed)
