"""Tell whether the act on security checks, 2010:294, reaches a meeting, and what applies instead.

Only a session that is public under kommunallagen is reached: fullmäktige always, a nämnd or a
beredning where fullmäktige has allowed it and the body has decided it, and never the matters that
are always closed. What is not known is asked for, never decided.
"""

from collections.abc import Iterable
from enum import StrEnum

from agenda_risk.mask import masked
from agenda_risk.models import (
    AgendaItem,
    BodyKind,
    ItemKind,
    ItemState,
    Meeting,
    Model,
    OrganisationKind,
    Profile,
    Publicity,
)
from agenda_risk.normalise import fold


class Occasion(StrEnum):
    """What kind of meeting is held; only a session of an elected body can be reached."""

    SESSION = "session"
    DIALOGUE = "dialogue"
    CONSULTATION = "consultation"
    INFORMATION = "information"
    TALK = "talk"


class Answer(StrEnum):
    """Whether the act reaches the meeting."""

    YES = "yes"
    PARTLY = "partly"
    ASK = "ask"
    NO = "no"


class Reach(Model):
    """The answer for one meeting; *why* and *instead* are ids of statements of law.

    *ask* are ids of questions, and *closed* the numbers of matters that the public may not follow.
    """

    answer: Answer
    why: tuple[str, ...]
    instead: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def allows_draft(self) -> bool:
        """Tell whether a decision may be prepared."""
        return self.answer in {Answer.YES, Answer.PARTLY}


_INSTEAD = ("police-powers", "demonstrations", "guards-permit")
_INSTEAD_FOR_ASSEMBLY = ("order-assembly", *_INSTEAD)
_ALLOWED_TO_OPEN = frozenset({BodyKind.BOARD, BodyKind.COMMITTEE, BodyKind.PREPARATORY})
_ASK_FIRST = {BodyKind.SUBCOMMITTEE: "ask-subcommittee", BodyKind.OTHER: "ask-body"}


def reach(meeting: Meeting, profile: Profile, occasion: Occasion = Occasion.SESSION) -> Reach:
    """Return whether the act reaches *meeting*, with the statements that say why."""
    if occasion is not Occasion.SESSION:
        return Reach(answer=Answer.NO, why=("check-public",), instead=_INSTEAD)
    if meeting.body.kind is BodyKind.ASSEMBLY:
        return _assembly(meeting)
    if meeting.publicity is Publicity.CLOSED or _is_all_closed(meeting):
        return _not_reached(meeting)
    if meeting.body.kind not in _ALLOWED_TO_OPEN:
        why = ("check-public", "committee-closed")
        question = _ASK_FIRST[meeting.body.kind]
        return Reach(answer=Answer.ASK, why=why, instead=_INSTEAD, ask=(question,))
    return _opened(meeting, profile)


def _assembly(meeting: Meeting) -> Reach:
    is_doubtful = meeting.publicity is Publicity.CLOSED or _is_all_closed(meeting)
    is_partly = meeting.publicity is Publicity.PARTLY or bool(_closed(meeting))
    answer = Answer.PARTLY if is_partly else Answer.YES
    return Reach(
        answer=Answer.ASK if is_doubtful else answer,
        why=("check-public", "assembly-public", *_federation(meeting)),
        instead=_INSTEAD_FOR_ASSEMBLY,
        ask=("ask-body",) if is_doubtful else _federation(meeting, "ask-federation"),
        closed=_closed(meeting),
    )


def _opened(meeting: Meeting, profile: Profile) -> Reach:
    """Return the answer for a body that is closed unless it was opened."""
    may_open = _may_open(meeting.body.name, profile.open_committees)
    is_open = meeting.publicity in {Publicity.PUBLIC, Publicity.PARTLY}
    if may_open is False and not is_open:
        return _not_reached(meeting)
    is_grounded = may_open is True or (may_open is None and bool(meeting.publicity_ground.strip()))
    if not (is_open and is_grounded):
        return _not_reached(meeting, Answer.ASK)
    is_partly = meeting.publicity is Publicity.PARTLY or bool(_closed(meeting))
    return Reach(
        answer=Answer.PARTLY if is_partly else Answer.YES,
        why=_why_closed(meeting),
        instead=_INSTEAD,
        ask=_federation(meeting, "ask-federation"),
        closed=_closed(meeting),
    )


def _not_reached(meeting: Meeting, answer: Answer = Answer.NO) -> Reach:
    return Reach(answer=answer, why=_why_closed(meeting), instead=_INSTEAD, closed=_closed(meeting))


def _why_closed(meeting: Meeting) -> tuple[str, ...]:
    if meeting.body.kind is BodyKind.PREPARATORY:
        return ("check-public", "preparatory-closed", *_federation(meeting))
    always = ("committee-closed", "committee-always-closed")
    return ("check-public", *always, *_federation(meeting))


def _federation(meeting: Meeting, name: str = "federation") -> tuple[str, ...]:
    return (name,) if meeting.organisation.kind is OrganisationKind.FEDERATION else ()


def _may_open(body: str, allowed: Iterable[str]) -> bool | None:
    """Tell whether fullmäktige has allowed *body* to be public; None where that is not known."""
    names = {fold(name) for name in allowed}
    return fold(body) in names if names else None


def _closed(meeting: Meeting) -> tuple[str, ...]:
    """Return the numbers of the matters that are closed; one without a number gets its place."""
    return tuple(
        masked(item.number) or str(place)
        for place, item in enumerate(_matters(meeting), 1)
        if item.publicity == "closed"
    )


def _is_all_closed(meeting: Meeting) -> bool:
    matters = _matters(meeting)
    return bool(matters) and all(item.publicity == "closed" for item in matters)


def _matters(meeting: Meeting) -> tuple[AgendaItem, ...]:
    return tuple(
        item
        for item in meeting.items
        if item.kind is ItemKind.ITEM and item.state is not ItemState.WITHDRAWN
    )
