from agendas import BOATS, CHAIR, CLERK, NOON, SCHOOL, brief, file_of, item, meeting

from agenda_risk.by_hand import amend, answers, reviewed, standing
from agenda_risk.dialogue import Pretest, pretests_of
from agenda_risk.meeting_acts import (
    undone,
    with_answer,
    with_item,
    with_level,
    with_pretest,
    with_publicity,
    with_review,
)
from agenda_risk.models import AgendaItem, Level, Publicity


def amended(file, given=None, **levels: Level):
    made = brief(given, **levels)
    return amend(made.meeting, made.assessment, file.entries)


def level_of(found, item_id: str) -> Level:
    return found.assessment.of(item_id).level


def test_nothing_by_hand_changes_nothing():
    made = brief(i7=Level.HIGH)

    assert amend(made.meeting, made.assessment, ()) == (made.meeting, made.assessment)


def test_an_item_added_by_hand_lifts_the_meeting():
    file = with_item(file_of(), "Fråga om bisamhället", Level.HIGH, "Samtal i kommunhuset", CLERK)

    found = amended(file)

    assert found.assessment.level is Level.HIGH
    assert str(found.meeting.items[-1].title) == "Fråga om bisamhället"
    assert level_of(found, "hand-1") is Level.HIGH


def test_a_level_set_by_hand_holds_for_the_item_and_the_meeting():
    file = with_level(file_of(), "8", Level.MODERATE, "Strid om taxan i fjol", CLERK)

    found = amended(file)

    assert level_of(found, "i8") is Level.MODERATE
    assert found.assessment.level is Level.MODERATE


def test_the_last_level_by_hand_holds():
    once = with_level(file_of(), "8", Level.HIGH, "Strid", CLERK)
    twice = with_level(once, "8", Level.MODERATE, "Lugnare nu", CLERK)

    assert level_of(amended(twice), "i8") is Level.MODERATE


def test_a_lowered_level_holds_while_the_text_is_the_same():
    file = with_level(file_of(), "7", Level.LOW, "Alla är överens", CLERK)

    found = amended(file, i7=Level.HIGH)

    assert level_of(found, "i7") is Level.LOW
    assert found.meeting.notices == ()


def test_a_lowered_level_lapses_when_the_text_changes_and_that_is_told():
    file = with_level(file_of(), "7", Level.LOW, "Alla är överens", CLERK)
    proposal = item("7", str(SCHOOL.title), case_number="KS 2026/412", proposal="Skolan läggs ned.")

    found = amended(file, meeting(proposal, BOATS), i7=Level.HIGH)

    assert level_of(found, "i7") is Level.HIGH
    (notice,) = found.meeting.notices
    assert "no longer holds" in notice.msgid
    assert notice.fields == {"title": "Avveckling av Björkängens skola"}


def test_a_raised_level_stays_when_the_text_changes():
    file = with_level(file_of(), "8", Level.HIGH, "Strid om taxan i fjol", CLERK)
    changed = item("8", "Taxa för småbåtshamnen", proposal="Taxan höjs.")

    assert level_of(amended(file, meeting(SCHOOL, changed)), "i8") is Level.HIGH


def test_a_level_follows_the_matter_when_items_change_places():
    file = with_level(file_of(), "8", Level.HIGH, "Strid om taxan i fjol", CLERK)
    moved = meeting(item("7", "Taxa för småbåtshamnen"), item("8", "Val av revisor"))

    found = amended(file, moved)

    assert (level_of(found, "i7"), level_of(found, "i8")) == (Level.HIGH, Level.NONE)


def test_a_level_for_an_item_that_is_gone_is_told():
    file = with_level(file_of(), "8", Level.HIGH, "Strid om taxan i fjol", CLERK)

    (notice,) = amended(file, meeting(SCHOOL)).meeting.notices

    assert "no longer on the agenda" in notice.msgid


def test_twins_are_told_apart():
    twins = meeting(item("1", "Anmälan"), item("2", "Anmälan"))
    file = with_level(file_of(brief(twins)), "2", Level.HIGH, "Stort intresse", CLERK)

    found = amended(file, twins)

    assert (level_of(found, "i1"), level_of(found, "i2")) == (Level.NONE, Level.HIGH)


def test_what_is_known_of_the_audience_holds_over_what_was_read():
    file = with_publicity(file_of(), Publicity.PUBLIC, "Fullmäktige är alltid öppet", CLERK)

    found = amended(file).meeting

    assert (found.publicity, found.publicity_ground) == (
        Publicity.PUBLIC,
        "Fullmäktige är alltid öppet",
    )


def test_what_is_undone_no_longer_holds_but_stays_in_the_file():
    added = with_item(file_of(), "Fråga om bisamhället", Level.HIGH, "Samtal", CLERK)
    back = undone(added, 1, "Frågan är besvarad", CLERK)

    assert amended(back).assessment.level is Level.LOW
    assert len(back.entries) == 2
    assert standing(back.entries) == ()


def test_the_last_answer_to_a_measure_counts():
    no = with_answer(file_of(), "webcast", "Redan ordnat", CHAIR, answer=False)
    yes = with_answer(no, "webcast", "", CHAIR, answer=True)

    assert answers(yes.entries)["webcast"].answer is True


def test_the_last_review_counts_and_one_that_is_undone_does_not():
    once = with_review(file_of(), CHAIR)

    assert reviewed(once.entries).at == NOON
    assert reviewed(undone(once, 1, "", CHAIR).entries) is None


def test_an_item_added_by_hand_may_be_given_another_level():
    added = with_item(file_of(), "Fråga om bisamhället", Level.HIGH, "Samtal", CLERK)
    file = with_level(added, "Fråga om bisamhället", Level.LOW, "Besvarad", CLERK)

    assert level_of(amended(file), "hand-1") is Level.LOW
    assert amended(file).meeting.notices == ()


def test_headings_are_not_matters():
    heading = AgendaItem(id="h", title=SCHOOL.title, kind="heading")

    assert [one.title for one in file_of(brief(meeting(BOATS, heading))).version.items] == [
        "Taxa för småbåtshamnen"
    ]


def test_the_last_answers_to_the_two_questions_hold_for_the_item():
    once = with_pretest(file_of(), "7", CHAIR, can_be_influenced=True, willing=None)
    file = with_pretest(once, "7", CHAIR, can_be_influenced=False, willing=True)

    told = brief(i7=Level.HIGH).model_copy(update={"entries": file.entries})

    assert pretests_of(told) == {"i7": Pretest(can_be_influenced=False, willing=True)}
