"""What may open the way to consulting the police.

The list is closed. A person records each circumstance, with its source and date; no text of an
agenda is one. An attack elsewhere says something only beside another circumstance.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from unicodedata import category

from pydantic import AwareDatetime

from agenda_risk.errors import RefusedError
from agenda_risk.law.named import NamedMeeting, local_day
from agenda_risk.law.never_counts import REASONS, NeverCounts, named_in
from agenda_risk.law.own_words import plain, told
from agenda_risk.models import Model, Role
from agenda_risk.normalise import fold

# What may stand around the title of an item without saying anything.
_AROUND = frozenset({"och", "punkt", "ärende", "ärendet", "and", "item"})


_AGENDA = frozenset(
    {"agendan", "dagordningen", "föredragningslistan", "kallelsen", "ärendelistan", "the agenda"}
)
_OURS = re.compile(r"agenda-?risk|säkerhetsblad|behov av förberedelser|safety brief", re.I)


class CircumstanceKind(StrEnum):
    """The concrete circumstances that a person may record."""

    THREAT = "threat"
    POLICE = "police-information"
    EARLIER_VIOLENCE = "earlier-violence"
    CALL = "call-to-violence"
    WEAPON = "weapon-found"
    ELSEWHERE = "attack-elsewhere"


class Remark(Model):
    """What somebody adds to a circumstance that is recorded, by role; *text* names no person."""

    text: str
    recorded_by: Role
    recorded_at: AwareDatetime


class Circumstance(Model):
    """A concrete circumstance: what is known, from where, and of which day.

    It tells who recorded it by role, and when; *text* and *source* name no person. *remarks* leave
    it as it is.
    """

    kind: CircumstanceKind
    source: str
    day: date
    text: str
    recorded_by: Role
    recorded_at: AwareDatetime
    remarks: tuple[Remark, ...] = ()


def circumstance_kind(word: str) -> CircumstanceKind:
    """Return the kind called *word*.

    Raises RefusedError with the reason where it is one that never counts, or none at all.
    """
    if word in set(NeverCounts):
        raise RefusedError(REASONS[NeverCounts(word)], part="kind")
    if word not in set(CircumstanceKind):
        raise RefusedError(
            "“{word}” is none of the circumstances that count: {known}.",
            word=word,
            known=", ".join(CircumstanceKind),
            part="kind",
        )
    return CircumstanceKind(word)


def checked_circumstance(given: Circumstance, meeting: NamedMeeting) -> Circumstance:
    """Return *given* as it may be recorded for *meeting*.

    Raises RefusedError where it is of a day to come, names a person, only repeats the agenda or
    what this program says of it, or names what never counts and no danger.
    """
    if given.day > local_day(given.recorded_at):
        raise RefusedError("A circumstance has happened; its day cannot lie ahead.", part="day")
    source, text = told(given.source), told(given.text)
    titles = {_bare(item.title) for item in meeting.items}
    if _OURS.search(f"{source} {text}"):
        raise RefusedError(
            "What this program says of an agenda is no circumstance. Write what has happened, and"
            " how it is known.",
            part="text",
        )
    if is_from_agenda(text, meeting) or _bare(source) in titles | _AGENDA:
        raise RefusedError(
            "What stands in the agenda is no circumstance. Write what has happened, and how it is"
            " known.",
            part="text",
        )
    named = named_in(f"{source} {text}")
    if named:
        raise RefusedError(
            "{reason} If you know of a danger, write which one.", reason=REASONS[named], part="text"
        )
    return given.model_copy(update={"source": source, "text": text})


def is_from_agenda(text: str, meeting: NamedMeeting) -> bool:
    """Tell whether *text* has no word but those in the titles of the items of *meeting*."""
    known = {word for item in meeting.items for word in _bare(item.title).split()} | _AROUND
    return all(word in known or word.isdecimal() for word in _bare(text).split())


def opens_gate(circumstances: Iterable[Circumstance]) -> bool:
    """Tell whether one of *circumstances* is enough to consult the police."""
    return any(one.kind is not CircumstanceKind.ELSEWHERE for one in circumstances)


def _bare(text: str) -> str:
    seen = (char for char in fold(plain(text)) if category(char) != "Cf")
    return " ".join("".join(char if char.isalnum() else " " for char in seen).split())
