"""The decision in a meeting's file: it names the meeting as it was read."""

import pytest
from meetings import NOBODY, SECURITY, committee, item, meeting, no, prepared, threatened, yes

from agenda_risk.advise import Advice
from agenda_risk.assess import assess_meeting
from agenda_risk.brief import make_brief
from agenda_risk.decision_acts import (
    draft_in,
    meeting_in,
    named_in,
    with_draft,
    with_outcome,
    with_ruling,
    with_section,
)
from agenda_risk.errors import RefusedError
from agenda_risk.law.missing import is_stale
from agenda_risk.law.named import named
from agenda_risk.law.reach import Occasion
from agenda_risk.meeting_acts import Signature, with_publicity
from agenda_risk.meeting_file import MeetingFile, new_file, read_again
from agenda_risk.models import Meeting, Moment, Provenance, Publicity

MADE = Provenance(program="agenda-risk", rules="2026.11", made=SECURITY.at.date())


def read(given: Meeting):
    return make_brief(given, assess_meeting(given, ()), Advice(), MADE)


def file_of(given: Meeting) -> MeetingFile:
    return new_file(read(given), ["kallelse.pdf"], SECURITY.at)


def drafted(given: Meeting | None = None) -> MeetingFile:
    return with_draft(file_of(given or meeting()), NOBODY, SECURITY)


def test_the_file_names_the_meeting_as_the_meeting_itself_does():
    given = meeting(items=(item("7", "Förslag från Anna Berg", proposal="Bifall."),))

    assert named_in(file_of(given)) == named(given)


def test_a_draft_in_the_file_is_stale_when_the_agenda_was_read_anew_and_changed():
    later = meeting(items=(*meeting().items, item("9", "Vindkraft på Högåsen")))

    again = read_again(drafted(), read(later), ["kallelse.pdf"], SECURITY.at)

    assert is_stale(draft_in(again), named_in(again))
    with pytest.raises(RefusedError, match="The meeting is another"):
        with_section(again, threatened)


def test_every_change_of_the_decision_is_a_revision_of_the_file():
    file = with_section(drafted(), prepared)

    assert file.revision == 3
    assert MeetingFile.model_validate_json(file.model_dump_json(by_alias=True)) == file


def test_what_a_person_told_of_publicity_counts():
    told = with_publicity(
        file_of(committee(Publicity.UNKNOWN)),
        Publicity.PUBLIC,
        "Nämnden beslutade det i mars.",
        Signature(*SECURITY),
    )

    assert meeting_in(told).publicity is Publicity.PUBLIC
    assert draft_in(with_draft(told, NOBODY, SECURITY)).public_ground.startswith("Nämnden")


@pytest.mark.parametrize(
    ("given", "occasion"),
    [
        pytest.param(committee(Publicity.CLOSED), Occasion.SESSION, id="closed"),
        pytest.param(committee(Publicity.UNKNOWN), Occasion.SESSION, id="unknown"),
        pytest.param(meeting(), Occasion.DIALOGUE, id="dialogue"),
        pytest.param(meeting(start=Moment()), Occasion.SESSION, id="no day"),
    ],
)
def test_no_draft_is_kept_for_a_meeting_that_is_not_reached(given, occasion):
    with pytest.raises(RefusedError):
        with_draft(file_of(given), NOBODY, SECURITY, occasion)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda file: with_section(file, prepared), id="section"),
        pytest.param(lambda file: with_ruling(file, no()), id="ruling"),
        pytest.param(lambda file: with_outcome(file, 0, 0, SECURITY), id="note"),
    ],
)
def test_nothing_is_written_where_there_is_no_draft(act):
    with pytest.raises(RefusedError, match="no draft of a decision yet"):
        act(file_of(meeting()))


def test_the_chair_decides_in_the_file_not_to_check():
    assert draft_in(with_ruling(drafted(), no())).ruling == no()


def test_the_chair_cannot_decide_in_the_file_without_consultation():
    with pytest.raises(RefusedError, match="The consultation with Polismyndigheten is missing"):
        with_ruling(with_section(drafted(), prepared), yes())
