"""The end of a decision: what the chair decides, that it lapses, and what happened."""

from agenda_risk.errors import RefusedError
from agenda_risk.law.missing import Gap, changed_since, missing
from agenda_risk.law.named import NamedMeeting, local_day
from agenda_risk.law.own_words import told
from agenda_risk.law.sections import By, Decision, Note, Ruling
from agenda_risk.models import Meeting, Role
from agenda_risk.translate import N_

STALE = N_(
    "The meeting is another than when the draft was made: its agenda, day, time or place, or"
    " whether it is public, has changed. Begin the draft again."
)
# What is told first, where several things are lacking.
LACKING = {
    Gap.PREMISES: N_("The premises are missing: the room, the entrance and needed rooms."),
    Gap.CIRCUMSTANCE: N_("A concrete circumstance is missing, with its source and day."),
    Gap.CRIME_FEARED: N_("The crime that is feared is missing."),
    Gap.PROPORTIONALITY: N_("Why milder steps are not enough is missing."),
    Gap.CONSULTATION: N_("The consultation with Polismyndigheten is missing."),
    Gap.RULING: N_("The chair has not decided."),
}


def decided(decision: Decision, meeting: Meeting | NamedMeeting, ruling: Ruling) -> Decision:
    """Return *decision* with what the chair decided for *meeting* as it is now.

    A no needs reasons only. Raises RefusedError where a yes lacks anything, the meeting has changed
    or has been held.
    """
    if decision.ruling is not None:
        raise RefusedError("The decision has been made. Begin a new draft to change anything.")
    if changed_since(decision, meeting):
        raise RefusedError(STALE)
    if local_day(ruling.at) > decision.meeting.day:
        raise RefusedError("The meeting has been held. A decision is made before it.")
    if ruling.is_yes:
        _refuse_lacking(decision, ruling)
    return _with(decision, ruling=ruling)


def ruling(*, is_yes: bool, reasons: str, by: By, is_to_chair: bool = False) -> Ruling:
    """Return a ruling by the chair, or by the deputy that is to chair this meeting.

    Raises RefusedError for every other role.
    """
    if by.role is Role.DEPUTY and not is_to_chair:
        raise RefusedError(
            "The deputy decides only when the deputy is to chair this very meeting.", part="deputy"
        )
    if by.role not in {Role.CHAIR, Role.DEPUTY}:
        raise RefusedError("Only who chairs, or is to chair, this meeting can decide.")
    return Ruling(
        is_yes=is_yes, reasons=told(reasons), role=by.role, is_to_chair=is_to_chair, at=by.at
    )


def lapsed(decision: Decision, by: By) -> Decision:
    """Return *decision* as it is when the meeting is over.

    Raises RefusedError where nothing was decided, or the day of the meeting has not come.
    """
    if decision.ruling is None:
        raise RefusedError("Nothing has been decided, so nothing lapses.")
    if local_day(by.at) < decision.meeting.day:
        raise RefusedError("The decision lapses with the meeting, which has not been held.")
    return decision if decision.lapsed else _with(decision, lapsed=by.at)


def with_note(decision: Decision, found: int, refused: int, by: By) -> Decision:
    """Return *decision* with what happened: how many objects were found, how many refused.

    Raises RefusedError before the decision has lapsed, or where no check was decided.
    """
    if not decision.is_yes:
        raise RefusedError("No check was decided, so there is nothing to note.")
    if decision.lapsed is None:
        raise RefusedError("What happened is noted after the meeting.")
    if min(found, refused) < 0:
        raise RefusedError("A count cannot be below zero.")
    note = Note(found=found, refused=refused, recorded_by=by.role, recorded_at=by.at)
    return _with(decision, note=note)


def _refuse_lacking(decision: Decision, ruling: Ruling) -> None:
    for gap in missing(decision):
        if gap is not Gap.RULING:
            raise RefusedError(LACKING[gap])
    consultation = decision.consultation
    if consultation is not None and consultation.recorded_at > ruling.at:
        raise RefusedError("The consultation comes before the decision.")


def _with(decision: Decision, **parts: object) -> Decision:
    return Decision.model_validate({**dict(decision), **parts})
