"""Work on the decision that a meeting's file keeps: each act gives a new file."""

from collections.abc import Callable

from agenda_risk.bodies import body_named
from agenda_risk.by_hand import of_kind
from agenda_risk.errors import RefusedError
from agenda_risk.law.decision import begin, begun_again
from agenda_risk.law.missing import is_stale
from agenda_risk.law.named import NamedItem, NamedMeeting
from agenda_risk.law.reach import Occasion
from agenda_risk.law.ruling import STALE, decided, lapsed, with_note
from agenda_risk.law.sections import By, Decision, Ruling
from agenda_risk.mask import masked
from agenda_risk.meeting_file import MeetingFile, changed
from agenda_risk.models import AgendaItem, Meeting, Moment, Passage, Profile, PublicitySet

DecisionChange = Callable[[Decision], Decision]


def meeting_in(file: MeetingFile) -> Meeting:
    """Return the meeting as it was last read, with what people have told of its publicity."""
    version = file.version
    meeting = Meeting(
        id=file.id,
        organisation=version.organisation,
        body=body_named(version.body),
        start=Moment(day=version.day, clock=version.clock),
        place=version.place,
        publicity=version.publicity,
        items=tuple(
            AgendaItem(id=one.key, number=one.number, title=Passage(text=one.title))
            for one in version.items
        ),
    )
    told = of_kind(file.entries, PublicitySet)
    if not told:
        return meeting
    publicity = {"publicity": told[-1].publicity, "publicity_ground": told[-1].ground}
    return meeting.model_copy(update=publicity)


def named_in(file: MeetingFile) -> NamedMeeting | Meeting:
    """Return the meeting as it was last read, as a decision names it.

    It is the same as ``named`` gives for the meeting that was read; without a day it has no name.
    """
    meeting = meeting_in(file)
    if meeting.start.day is None:
        return meeting
    return NamedMeeting(
        organisation=masked(meeting.organisation.name),
        body=masked(meeting.body.name),
        day=meeting.start.day,
        clock=meeting.start.clock,
        place=meeting.place,
        publicity=meeting.publicity,
        items=tuple(
            NamedItem(number=masked(one.number), title=one.title, content=one.content)
            for one in file.version.items
        ),
    )


def with_draft(
    file: MeetingFile, profile: Profile, by: By, occasion: Occasion = Occasion.SESSION
) -> MeetingFile:
    """Return *file* with a new draft for the meeting as it was last read.

    What still holds of an earlier draft is kept, and a decision that was made stays in the file.
    Raises RefusedError where the act does not reach
    the meeting.
    """
    now = named_in(file)
    fresh = begin(meeting_in(file), profile, by, occasion)
    if isinstance(now, NamedMeeting):
        fresh = fresh.model_copy(update={"meeting": now})
    made = begun_again(file.decision, fresh) if file.decision else fresh
    was_made = file.decision is not None and file.decision.ruling is not None
    earlier = (*file.earlier, file.decision) if was_made else file.earlier
    return changed(file, decision=made, earlier=earlier)


def with_section(file: MeetingFile, change: DecisionChange) -> MeetingFile:
    """Return *file* with a *change* of its draft.

    Raises RefusedError where there is none, or the meeting has changed since.
    """
    draft = draft_in(file)
    if is_stale(draft, named_in(file)):
        raise RefusedError(STALE)
    return changed(file, decision=change(draft))


def with_ruling(file: MeetingFile, ruling: Ruling) -> MeetingFile:
    """Return *file* with what the chair decided."""
    return changed(file, decision=decided(draft_in(file), named_in(file), ruling))


def with_outcome(file: MeetingFile, found: int, refused: int, by: By) -> MeetingFile:
    """Return *file* with its decision lapsed, and what happened in counts."""
    return changed(file, decision=with_note(lapsed(draft_in(file), by), found, refused, by))


def draft_in(file: MeetingFile) -> Decision:
    """Return the decision that *file* keeps. Raises RefusedError where there is none."""
    if file.decision is None:
        raise RefusedError(
            "There is no draft of a decision yet. Begin with a concrete circumstance."
        )
    return file.decision
