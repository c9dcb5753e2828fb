"""Say what a decision still lacks, and whether the meeting is another than it was made for."""

from enum import StrEnum

from agenda_risk.law.circumstances import opens_gate
from agenda_risk.law.named import Change, NamedMeeting, changes, named
from agenda_risk.law.sections import Decision
from agenda_risk.models import Meeting


class Gate(StrEnum):
    """How far the way is open: not at all, or to consulting Polismyndigheten; never further."""

    CLOSED = "closed"
    CONSULTATION = "consultation"


class Gap(StrEnum):
    """What a decision to check visitors cannot do without, in the order in which it is written."""

    PREMISES = "premises"
    CIRCUMSTANCE = "circumstance"
    CRIME_FEARED = "crime"
    PROPORTIONALITY = "proportionality"
    CONSULTATION = "consultation"
    RULING = "ruling"

    @property
    def is_named_by_the_act(self) -> bool:
        """Tell whether the act itself asks for it in the decision or before it."""
        return self in {Gap.PREMISES, Gap.CONSULTATION, Gap.RULING}


def gate(decision: Decision) -> Gate:
    """Return how far the circumstances that people have recorded open the way."""
    return Gate.CONSULTATION if opens_gate(decision.circumstances) else Gate.CLOSED


def missing(decision: Decision) -> tuple[Gap, ...]:
    """Return what is lacking before a paper may be called a decision to check visitors."""
    lacks = {
        Gap.PREMISES: decision.premises is None,
        Gap.CIRCUMSTANCE: gate(decision) is Gate.CLOSED,
        Gap.CRIME_FEARED: decision.crime_feared is None,
        Gap.PROPORTIONALITY: not decision.considered,
        Gap.CONSULTATION: decision.consultation is None,
        Gap.RULING: not decision.is_yes,
    }
    return tuple(gap for gap, is_lacking in lacks.items() if is_lacking)


def changed_since(decision: Decision, meeting: Meeting | NamedMeeting) -> tuple[Change, ...]:
    """Return what of *meeting* is another than when the draft was made."""
    if isinstance(meeting, Meeting) and meeting.start.day is None:
        return (Change.DAY,)
    return changes(decision.meeting, named(meeting))


def is_stale(decision: Decision, meeting: Meeting | NamedMeeting) -> bool:
    """Tell whether *meeting* has changed since the draft was made."""
    return bool(changed_since(decision, meeting))
