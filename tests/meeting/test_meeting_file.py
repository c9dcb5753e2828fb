import pytest
from agendas import BOATS, CHAIR, CLERK, NOON, SCHOOL, brief, file_of, item, meeting
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.errors import RefusedError
from agenda_risk.meeting_acts import (
    find_item,
    undone,
    with_answer,
    with_item,
    with_level,
    with_pretest,
    with_publicity,
    with_review,
)
from agenda_risk.meeting_file import (
    MeetingFile,
    difference,
    is_changed_since_review,
    read_again,
)
from agenda_risk.models import Level, MeetingState, Passage, Publicity

LATE = item("9", "Vindkraft på Högåsen", case_number="KS 2026/377")


def again(file: MeetingFile, made) -> MeetingFile:
    return read_again(file, made, ["kallelse.pdf"], NOON)


def test_the_same_agenda_gives_no_new_version():
    file = file_of()

    assert again(file, brief(i7=Level.HIGH)) is file


def test_another_day_of_making_is_no_new_version():
    made = brief(i7=Level.HIGH)
    later = made.provenance.model_copy(update={"made": made.provenance.made.replace(day=9)})

    assert len(again(file_of(), made.model_copy(update={"provenance": later})).versions) == 1


def test_a_late_item_is_a_new_version_and_the_difference_is_told():
    file = again(file_of(), brief(meeting(SCHOOL, BOATS, LATE), i7=Level.HIGH))

    assert len(file.versions) == 2
    assert difference(file).added == ("Vindkraft på Högåsen",)
    assert difference(file).gone == difference(file).changed == ()


def test_changed_texts_levels_and_facts_are_told():
    told = item("7", str(SCHOOL.title), case_number="KS 2026/412", proposal="Avslås.")
    moved = meeting(told).model_copy(update={"place": "Gymnastiksalen"})
    file = again(file_of(), brief(moved, i7=Level.HIGH))

    found = difference(file)

    assert found.changed == ("Avveckling av Björkängens skola",)
    assert found.gone == ("Taxa för småbåtshamnen",)
    assert found.facts == ("place",)


def cancelled(file: MeetingFile) -> MeetingFile:
    state = {"state": MeetingState.CANCELLED}
    return again(file, brief(meeting().model_copy(update=state), i7=Level.HIGH))


def test_that_a_meeting_is_called_off_and_held_again_is_told():
    off = cancelled(file_of())
    on = again(off, brief(i7=Level.HIGH))

    assert [difference(one).facts for one in (off, on)] == [("is_cancelled",)] * 2


def test_a_file_of_an_older_program_has_no_new_version_since_it_does_not_know_of_calling_off():
    (version,) = file_of().versions
    older = file_of().model_copy(
        update={"versions": (version.model_copy(update={"is_cancelled": None}),)}
    )

    assert again(older, brief(i7=Level.HIGH)) is older
    assert cancelled(older) is older


def test_a_file_that_was_written_before_calling_off_was_kept_is_read():
    written = file_of().model_dump(mode="json", by_alias=True)
    del written["versions"][0]["is_cancelled"]

    assert MeetingFile.model_validate(written).version.is_cancelled is None


def test_an_item_whose_title_is_written_anew_has_changed_and_is_neither_new_nor_gone():
    told = item("7", "Nedläggning av Björkängens skola", case_number="KS 2026/412")
    file = again(file_of(), brief(meeting(told, BOATS), i7=Level.HIGH))

    found = difference(file)

    assert found.changed == ("Nedläggning av Björkängens skola",)
    assert found.added == found.gone == ()


def test_one_version_has_no_difference():
    assert not any(difference(file_of()))


def test_the_difference_since_an_older_version_can_be_asked_for():
    two = again(file_of(), brief(meeting(SCHOOL), i7=Level.HIGH))
    three = again(two, brief(meeting(SCHOOL, LATE), i7=Level.HIGH))

    assert difference(three).gone == ()
    assert difference(three, since=1).gone == ("Taxa för småbåtshamnen",)


def test_a_review_is_stale_once_the_agenda_has_changed():
    file = with_review(file_of(), CHAIR)

    assert not is_changed_since_review(file)
    assert is_changed_since_review(again(file, brief(meeting(SCHOOL), i7=Level.HIGH)))


def test_every_change_is_a_revision():
    file = with_review(with_item(file_of(), "En fråga", Level.LOW, "Samtal", CLERK), CHAIR)

    assert file.revision == 3


def test_names_in_titles_are_masked_in_the_file():
    motion = item("3", "Motion från Karin Svensson (S) om badplatsen")
    file = file_of(brief(meeting(motion)))

    assert file.version.items[0].title == "Motion från N.N. (S) om badplatsen"
    assert "Karin" not in file.model_dump_json()


@pytest.mark.parametrize(
    "name", ["7", " 7 ", "Avveckling av Björkängens skola", "AVVECKLING AV BJÖRKÄNGENS SKOLA"]
)
def test_an_item_is_found_by_number_or_title(name):
    assert find_item(file_of(), name).number == "7"


REFUSED = {
    "no reason": (lambda file: with_level(file, "7", Level.LOW, "  ", CLERK), "a short reason"),
    "no title": (lambda file: with_item(file, "", Level.LOW, "Samtal", CLERK), "has to be written"),
    "a name in a reason": (
        lambda file: with_level(file, "7", Level.LOW, "Karin Svensson är lugn", CLERK),
        "Write no names",
    ),
    "a number in a title": (
        lambda file: with_item(file, "Fråga om 19121212-1212", Level.LOW, "Samtal", CLERK),
        "Write no names",
    ),
    "a long reason": (
        lambda file: with_level(file, "7", Level.LOW, "ord " * 200, CLERK),
        "longer than 500 characters",
    ),
    "an item that is not there": (
        lambda file: with_level(file, "77", Level.LOW, "Lugnt", CLERK),
        "There is no item “77” in the meeting. The nearest is “7”.",
    ),
    "the clerk answers": (
        lambda file: with_answer(file, "webcast", "", CLERK, answer=True),
        "Only the chair or the deputy can decide this.",
    ),
    "the clerk reviews": (lambda file: with_review(file, CLERK), "Only the chair or the deputy"),
    "a no without reason": (
        lambda file: with_answer(file, "webcast", "", CHAIR, answer=False),
        "a short reason",
    ),
    "a measure that is not suggested": (
        lambda file: with_answer(file, "webkast", "", CHAIR, answer=True),
        "No measure “webkast” is suggested for this meeting. The nearest is “webcast”.",
    ),
    "no answer to the two questions": (
        lambda file: with_pretest(file, "7", CHAIR, can_be_influenced=None, willing=None),
        "at least one",
    ),
    "the clerk answers the two questions": (
        lambda file: with_pretest(file, "7", CLERK, can_be_influenced=True, willing=None),
        "Only the chair or the deputy",
    ),
    "no ground": (
        lambda file: with_publicity(file, Publicity.PUBLIC, "", CLERK),
        "has to be written",
    ),
    "an entry that is not there": (lambda file: undone(file, 1, "", CLERK), "no entry 1"),
    "an entry that is undone": (
        lambda file: undone(undone(with_review(file, CHAIR), 1, "", CHAIR), 1, "", CHAIR),
        "no entry 1",
    ),
    "an undoing": (
        lambda file: undone(undone(with_review(file, CHAIR), 1, "", CHAIR), 2, "", CHAIR),
        "no entry 2",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_may_not_be_done_is_refused_with_the_reason(case):
    act, told = REFUSED[case]

    with pytest.raises(RefusedError) as caught:
        act(file_of())

    assert told in str(caught.value)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_agenda_is_kept_and_read_back(titles):
    items = [
        item(str(number), "x").model_copy(update={"title": Passage(text=title)})
        for number, title in enumerate(titles)
    ]
    file = file_of(brief(meeting(*items)))

    assert MeetingFile.model_validate_json(file.model_dump_json(by_alias=True)) == file
