"""Prepare a decision under act 2010:294, step by step; each function gives a new decision.

The order is draft, consultation, decision by the chair, lapsed with the meeting, note. What is
asked for too early, by the wrong role or for the wrong meeting raises RefusedError.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from agenda_risk.errors import RefusedError
from agenda_risk.law.circumstances import (
    Circumstance,
    Remark,
    checked_circumstance,
    circumstance_kind,
    opens_gate,
)
from agenda_risk.law.missing import Gate, gate
from agenda_risk.law.named import NamedMeeting, local_day, named
from agenda_risk.law.own_words import told
from agenda_risk.law.reach import Answer, Occasion, Reach, reach
from agenda_risk.law.sections import (
    By,
    Considered,
    Consultation,
    CrimeFeared,
    Danger,
    Decision,
    Exemption,
    Performer,
    PerformerKind,
    Premises,
    PublicInformation,
    Step,
)
from agenda_risk.mask import masked
from agenda_risk.models import Meeting, Profile, Role
from agenda_risk.translate import N_

_Part = TypeVar("_Part")

_NOT_REACHED = N_(
    "No decision is drafted: the act on security checks does not reach this meeting. See which law"
    " applies instead."
)
_NOT_KNOWN = N_(
    "No decision is drafted: it is not known whether this meeting is public under the Local"
    " Government Act. State it, and on what ground."
)
_NOT_YOURS = N_(
    "Another role has recorded this circumstance. It, or the chair, may take it back; write a"
    " remark on it instead."
)
# Guards of companies and the municipality's own staff may not search anybody.
_MAY_NOT_SEARCH = re.compile(r"väkta|vaktbolag|bevakningsföretag|security (?:guard|compan)", re.I)


def begin(
    meeting: Meeting, profile: Profile, by: By, occasion: Occasion = Occasion.SESSION
) -> Decision:
    """Return an empty draft for *meeting*.

    Raises RefusedError where the act does not reach it, or nobody knows whether it does.
    """
    found = reach(meeting, profile, occasion)
    if found.answer is Answer.ASK:
        raise RefusedError(_NOT_KNOWN)
    if not found.allows_draft:
        raise RefusedError(_NOT_REACHED)
    return draft(named(meeting), found, meeting.publicity_ground, by)


def draft(meeting: NamedMeeting, found: Reach, ground: str, by: By) -> Decision:
    """Return an empty draft for *meeting*, which the act reaches as *found* says."""
    _refuse_after(meeting, by)
    return Decision(meeting=meeting, reach=found, public_ground=masked(ground), begun=by.at)


def with_premises(
    decision: Decision, room: str, entrance: str, adjoining: Iterable[str] = ()
) -> Decision:
    """Return *decision* with its premises: only rooms that visitors need to follow the meeting.

    A consultation that was about other premises is a past one from then on.
    """
    rooms = tuple(told(one) for one in adjoining)
    premises = Premises(room=told(room), entrance=told(entrance), adjoining=rooms)
    is_other = decision.premises not in {None, premises}
    parts = _past_consultation(decision) if is_other else {}
    return _changed(decision, premises=premises, **parts)


def with_circumstance(
    decision: Decision, kind: str, day: date, texts: tuple[str, str], by: By
) -> Decision:
    """Return *decision* with one more circumstance; *texts* are its source and what is known.

    Raises RefusedError with the reason where it is of a kind that never counts.
    """
    source, text = texts
    given = Circumstance(
        kind=circumstance_kind(kind),
        source=source,
        day=day,
        text=text,
        recorded_by=by.role,
        recorded_at=by.at,
    )
    found = checked_circumstance(given, decision.meeting)
    return _changed(decision, circumstances=(*decision.circumstances, found))


def without_circumstance(decision: Decision, place: int) -> Decision:
    """Return *decision* without the circumstance at *place*, counted from 1.

    A consultation that rested on it is a past one from then on; one that was written down before
    the circumstance was did not. Raises RefusedError where there is none.
    """
    rest = _without(decision.circumstances, place)
    gone, held = decision.circumstances[place - 1], decision.consultation
    is_later = held is not None and gone.recorded_at > held.recorded_at and opens_gate(rest)
    parts = {} if is_later else _past_consultation(decision)
    return _changed(decision, circumstances=rest, **parts)


def without_own_circumstance(decision: Decision, place: int, role: Role) -> Decision:
    """Return *decision* without the circumstance at *place*, which *role* recorded itself.

    Raises RefusedError where another role did.
    """
    _without(decision.circumstances, place)
    if decision.circumstances[place - 1].recorded_by is not role:
        raise RefusedError(_NOT_YOURS)
    return without_circumstance(decision, place)


def with_remark(decision: Decision, place: int, text: str, by: By) -> Decision:
    """Return *decision* with a remark on the circumstance at *place*, which stays as it is."""
    _without(decision.circumstances, place)
    remark = Remark(text=told(text), recorded_by=by.role, recorded_at=by.at)
    every = list(decision.circumstances)
    one = every[place - 1]
    every[place - 1] = one.model_copy(update={"remarks": (*one.remarks, remark)})
    return _changed(decision, circumstances=tuple(every))


def with_crime_feared(decision: Decision, dangers: Iterable[Danger], text: str) -> Decision:
    """Return *decision* with the crime that the chair fears, in the chair's own words."""
    _need_open_gate(decision)
    kinds = tuple(dict.fromkeys(dangers))
    if not kinds:
        raise RefusedError(
            "Say what the crime would endanger: life, health, liberty or property.", part="dangers"
        )
    return _changed(decision, crime_feared=CrimeFeared(dangers=kinds, text=told(text)))


def with_proportionality(decision: Decision, step: Step, why: str) -> Decision:
    """Return *decision* with why the milder *step* is not enough; said again, the last holds."""
    return with_milder_steps(
        decision, {**{one.step: one.why for one in decision.considered}, step: why}
    )


def with_milder_steps(decision: Decision, whys: Mapping[Step, str]) -> Decision:
    """Return *decision* with why each milder step is not enough; others were not considered."""
    _need_open_gate(decision)
    every = (Considered(step=step, why=told(whys[step])) for step in Step if step in whys)
    return _changed(decision, considered=tuple(every))


def with_consultation(decision: Decision, day: date, unit: str, outcome: str, by: By) -> Decision:
    """Return *decision* with the consultation that a person has had with Polismyndigheten."""
    _need_open_gate(decision)
    if day > local_day(by.at):
        raise RefusedError(
            "A consultation is written down when it has been held, not before.", part="day"
        )
    consultation = Consultation(
        day=day,
        unit=told(unit),
        outcome=told(outcome),
        recorded_by=by.role,
        recorded_at=by.at,
    )
    return _changed(decision, consultation=consultation)


def with_exemption(decision: Decision, who: str, why: str) -> Decision:
    """Return *decision* with one more group that is not checked."""
    exemption = Exemption(who=told(who), why=told(why))
    return _changed(decision, exemptions=(*decision.exemptions, exemption))


def without_exemption(decision: Decision, place: int) -> Decision:
    """Return *decision* without the exempt group at *place*, counted from 1.

    Raises RefusedError where none is there.
    """
    return _changed(decision, exemptions=_without(decision.exemptions, place))


def with_performer(decision: Decision, kind: PerformerKind, told_by: str) -> Decision:
    """Return *decision* with who carries out the check, as the police has told it."""
    if _MAY_NOT_SEARCH.search(told_by):
        raise RefusedError(
            "Only a police officer, or a public order guard led by one, may carry out a check;"
            " guards of security companies and staff may not.",
            part="told_by",
        )
    return _changed(decision, performer=Performer(kind=kind, told_by=told(told_by)))


def with_public_information(decision: Decision, day: date, where: str, what: str) -> Decision:
    """Return *decision* with what visitors are told beforehand, when and where."""
    if day > decision.meeting.day:
        raise RefusedError("Visitors are told before the meeting, not after it.", part="day")
    information = PublicInformation(day=day, where=told(where), what=told(what))
    return _changed(decision, information=information)


def begun_again(decision: Decision, fresh: Decision) -> Decision:
    """Return *fresh*, a draft for the meeting as it is now, with what still holds of *decision*.

    Of a decision on another body's meeting nothing holds. Else the circumstances, the crime feared
    and what was considered are kept; the consultation was about the meeting as it was, and so were
    the premises where the place is another, and what was told of a meeting that has changed.
    """
    was, now = decision.meeting, fresh.meeting
    if (was.organisation, was.body) != (now.organisation, now.body):
        return fresh
    is_same_place = fresh.meeting.place == decision.meeting.place
    kept = ["circumstances", "crime_feared", "considered", "exemptions"]
    kept += ["premises"] if is_same_place else []
    kept += ["performer", "information"] if was == now else []
    parts = {name: getattr(decision, name) for name in kept}
    return _changed(fresh, **parts, **_past_consultation(decision))


def _past_consultation(decision: Decision) -> dict[str, object]:
    """Return the parts that make the consultation of *decision* a past one, if there is one."""
    held = (decision.consultation,) if decision.consultation else ()
    return {"consultation": None, "past_consultations": (*decision.past_consultations, *held)}


def _changed(decision: Decision, **parts: object) -> Decision:
    """Return *decision* with other *parts*; once it has been decided, nothing is added."""
    if decision.ruling is not None:
        raise RefusedError("The decision has been made. Begin a new draft to change anything.")
    return Decision.model_validate({**dict(decision), **parts})


def _without(parts: tuple[_Part, ...], place: int) -> tuple[_Part, ...]:
    if not 1 <= place <= len(parts):
        raise RefusedError("There is nothing with the number {number} to take back.", number=place)
    return (*parts[: place - 1], *parts[place:])


def _need_open_gate(decision: Decision) -> None:
    if gate(decision) is Gate.CONSULTATION:
        return
    if decision.circumstances:
        raise RefusedError(
            "An attack elsewhere is not enough alone. Another concrete circumstance is needed."
        )
    raise RefusedError(
        "First somebody has to record a concrete circumstance. Without one there is nothing to"
        " consult the police about."
    )


def _refuse_after(meeting: NamedMeeting, by: By) -> None:
    if local_day(by.at) > meeting.day:
        raise RefusedError("The meeting has been held. A decision is made before it.")
