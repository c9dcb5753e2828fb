"""What programs send is kept as the meeting that it is, and as no other."""

from dataclasses import replace
from datetime import date, time

import pytest
from service.conftest import first_doing
from web.made_meetings import meeting

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.errors import ConflictError, TooLargeError
from agenda_risk.models import Document, MeetingState, Moment, Organisation, Role
from agenda_risk.pipeline import Reading
from agenda_risk.service.drafts import keep_read
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.sent import take
from agenda_risk.store.behind import behind
from agenda_risk.store.known_bodies import known_body
from agenda_risk.store.outcomes import Course, Outcome
from agenda_risk.store.screened import bodies, screenings

MATTERS = ("Upprop", "Nedläggning av Björkängens skola", "Budget 2027", "Detaljplan för Norrby")
AGENDA = meeting("Kommunstyrelsen", 7, *MATTERS)
LATER = Moment(day=date(2026, 12, 14), clock=time(18))
MOVED = AGENDA.model_copy(update={"start": LATER, "state": MeetingState.MOVED})


def document(text):
    return Document(id=text, name="kallelse.txt", text=text, media_type="text/plain", sha256=text)


def kept_in(desk):
    with desk.store.reading() as connection:
        return [
            (one.meeting, one.day.day, one.version, one.items) for one in screenings(connection)
        ]


def test_an_agenda_of_the_day_that_a_meeting_was_moved_from_is_another_meeting(desk, send):
    first, moved = send(AGENDA), send(MOVED)

    extra = send(meeting("Kommunstyrelsen", 7, "Upprop", "Upphandling av städning"))

    assert moved.meeting == first.meeting
    assert extra.arrival.done == "new"
    assert kept_in(desk) == [(extra.meeting, 7, 1, 2), (first.meeting, 14, 2, 4)]


def test_as_often_as_meetings_are_moved_from_a_day_another_may_lie_there(desk, send):
    send(AGENDA)
    send(MOVED)
    others = ("Upprop", "Upphandling av städning", "Taxa för vatten", "Badhuset")
    second = meeting("Kommunstyrelsen", 7, *others)
    send(second)
    twice = Moment(day=date(2026, 12, 21))
    send(second.model_copy(update={"start": twice, "state": MeetingState.MOVED}))

    send(meeting("Kommunstyrelsen", 7, "Upprop", "Arvoden"))

    assert [(day, items) for _number, day, _version, items in kept_in(desk)] == [
        (7, 2),
        (14, 4),
        (21, 4),
    ]


def test_the_summons_that_a_move_overtook_makes_no_meeting_when_it_is_sent_again(desk, send):
    old = AGENDA.model_copy(update={"documents": (document("den 7 december"),)})
    first = send(old)
    send(MOVED.model_copy(update={"documents": (document("flyttas till den 14"),)}))

    again = send(old)

    assert (again.meeting, again.arrival.done) == (first.meeting, "unchanged")
    assert [day for _number, day, _version, _items in kept_in(desk)] == [14]


def test_of_two_who_send_the_first_agenda_at_once_none_overwrites_the_other(
    desk, program, send, clock
):
    """The second has looked what is kept when the first keeps what it sent."""
    send(meeting("Socialnämnden", 9, "Upprop"))
    other = meeting("Kommunstyrelsen", 7, "Upprop", "Taxa för vatten")
    slow = replace(desk, now=first_doing(clock, lambda: keep_read(desk, AGENDA, program)))

    with pytest.raises(ConflictError):
        keep_read(slow, other, program)

    assert [items for _number, day, _version, items in kept_in(desk) if day == 7] == [4]


@pytest.mark.parametrize(
    ("body", "organisation"),
    [("kommunstyrelsen", "Granviks kommun"), ("KOMMUNSTYRELSEN", "GRANVIKS KOMMUN")],
)
def test_a_body_in_other_capitals_is_the_same_body(desk, send, body, organisation):
    first = send(AGENDA)

    late = meeting(body, 7, "Badhuset", organisation=Organisation(name=organisation))
    added = send(late)

    assert (added.meeting, added.arrival.done) == (first.meeting, "joined")
    assert added.brief.meeting.body.name == "Kommunstyrelsen"
    with desk.store.reading() as connection:
        assert [(one.organisation, one.name) for one in bodies(connection)] == [
            ("Granviks kommun", "Kommunstyrelsen")
        ]


def test_who_keeps_meetings_of_a_body_keeps_them_in_other_capitals(desk, send):
    send(AGENDA)
    with desk.store.reading() as connection:
        body = known_body(connection, AGENDA.organisation, AGENDA.body.name)
    clerk = Visitor("user:1", grants=(Grant(Standing.CLERK, body),))

    keep_read(desk, meeting("KOMMUNSTYRELSEN", 14, "Badhuset"), clerk)

    assert [day for _number, day, *_rest in kept_in(desk)] == [7, 14]


ROUTINE = (
    "Upprop",
    "Val av justerare",
    "Fastställande av föredragningslista",
    "Delegationsbeslut",
)


def test_a_meeting_that_was_held_is_not_the_one_that_a_program_says_was_moved(desk, send, clock):
    clock.later(days=-20)
    held = send(AGENDA.model_copy(update={"start": Moment(day=date(2026, 11, 16))}))
    clock.later(days=20)

    coming = send(MOVED)

    assert (coming.meeting != held.meeting, coming.arrival.done) == (True, "new")


def test_a_meeting_whose_outcome_is_told_is_not_moved_on_its_day_either(desk, send, clock):
    first = send(AGENDA)
    clock.later(days=8)
    tell(desk, asked_of(desk, first.meeting), Outcome(Role.CLERK, Course.THREAT), "user:1")

    coming = send(MOVED)

    assert (coming.meeting != first.meeting, coming.arrival.done) == (True, "new")


def test_formalities_alone_do_not_make_two_agendas_one(desk, send):
    first = send(meeting("Kommunstyrelsen", 7, *ROUTINE, "Badhuset"))

    coming = send(
        meeting("Kommunstyrelsen", 14, *ROUTINE, "Taxa för vatten", state=MeetingState.MOVED)
    )

    assert (coming.meeting != first.meeting, coming.arrival.done) == (True, "new")


def test_an_agenda_that_is_too_long_to_be_screened_is_not_kept(desk, send):
    with pytest.raises(TooLargeError):
        send(meeting("Kommunstyrelsen", 7, *map("Ärende {}".format, range(4096))))

    with desk.store.reading() as connection:
        assert behind(connection, desk.today) == ()


def test_an_agenda_that_is_too_long_hinders_none_that_came_with_it(desk, program):
    long = meeting("Socialnämnden", 9, *map("Ärende {}".format, range(4096)))

    (kept, refused) = take(desk, Reading((AGENDA, long), ()), program, keep=True)

    assert (kept.arrival.done, refused.meeting) == ("new", None)
    assert isinstance(refused.problem, TooLargeError)


def test_a_cancelled_meeting_is_held_after_all_where_its_agenda_is_sent_again(desk, send):
    agenda = AGENDA.model_copy(update={"documents": (document("kallelse"),)})
    late = meeting("Kommunstyrelsen", 7, "Badhuset", documents=(document("tillägg"),))
    called_off = meeting("Kommunstyrelsen", 7, state=MeetingState.CANCELLED)
    send(agenda)
    send(late)
    cancelled = send(called_off.model_copy(update={"documents": (document("inställt"),)}))

    again = send(agenda)

    assert (cancelled.arrival.done, again.arrival.done) == ("cancelled", "replaced")
    with desk.store.reading() as connection:
        (row,) = screenings(connection)
    assert (row.status, row.items) == ("", 5)


def test_a_supplementary_list_that_comes_again_leaves_a_meeting_cancelled(desk, send):
    late = meeting("Kommunstyrelsen", 7, "Badhuset", documents=(document("tillägg"),))
    called_off = meeting("Kommunstyrelsen", 7, state=MeetingState.CANCELLED)
    for one in (AGENDA, late, called_off):
        send(one)

    assert send(late).arrival.done == "unchanged"
