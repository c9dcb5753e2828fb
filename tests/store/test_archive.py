"""Looking at sources: what is kept, what is doubted, and what went wrong."""

from datetime import date

import pytest
from store.conftest import GRANVIK, NOW, made

from agenda_risk.archive import World, in_doubt, look_at
from agenda_risk.errors import Failure, FetchError, WriteError
from agenda_risk.gather import Fetched
from agenda_risk.joining import tombstone
from agenda_risk.models import Body, ItemState, Link, LinkKind, MeetingState, Moment, Page, Period
from agenda_risk.store import begin_run, known_sources, meetings_between, runs_of

DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
LOST = FetchError("{host} does not answer.", host="granvik.example")


class Asked:
    """Gets an empty page, or raises what it is given."""

    def __init__(self, error=None):
        self.failures = []
        self.error = error

    def __call__(self, asked):
        if self.error:
            raise self.error
        return Page(url=str(asked), content=b"")

    def tried(self, asked):
        yield self(asked)


class Listing:
    """Reads the meetings that the test sets out of any page."""

    name = title = "oparl"
    cannot = ()
    is_seen = True

    def __init__(self, *meetings):
        self.meetings = meetings

    def fetch(self, source, period, get):
        yield get(source.url)

    def parse(self, page):
        yield from self.meetings


def looked(store, adapter, error=None):
    world = World({"oparl": adapter}, lambda _source: Asked(error), lambda: NOW)
    return list(look_at(known_sources(store), store, world, DECEMBER))


def test_a_look_keeps_what_it_sees_and_notes_how_it_went(store, source):
    (look,) = looked(store, Listing(made("Upprop")))

    assert (look.outcome, look.changed) == ("whole", 1)
    assert runs_of(store, source)[0].meetings == 1


def test_a_source_that_answers_nothing_makes_nothing_missing(store, source):
    looked(store, Listing(made("Upprop")))
    (look,) = looked(store, Listing(), LOST)

    assert (look.outcome, look.gone) == ("failed", ())
    assert meetings_between(store, DECEMBER)[0].missing is None


def test_a_source_that_answers_an_empty_list_makes_its_meetings_missing(store, source):
    looked(store, Listing(made("Upprop")))
    (look,) = looked(store, Listing())

    assert [meeting.id for meeting in look.gone] == ["m1"]


def test_a_full_disk_is_no_fault_of_the_reader(store):
    full = WriteError("{path} could not be written: {reason}.", path="x", reason="full")

    with pytest.raises(WriteError, match="full"):
        looked(store, Listing(), full)


def test_a_run_that_was_broken_off_stays_without_an_end(store, source):
    begin_run(store, source, NOW)

    assert runs_of(store, source)[0].outcome == ""


def test_a_failure_casts_doubt_on_its_own_meeting_only():
    link = Link(url="https://granvik.example/k.pdf")
    one, other = made("Upprop", links=(link,)), made("Budget", id="m2")
    own = Fetched(GRANVIK, (one, other), 1, (Failure(link.url, LOST),))
    unknown = own._replace(failures=(Failure("https://granvik.example/x", LOST),))

    assert in_doubt(own) == {"m1"}
    assert in_doubt(unknown) == {"m1", "m2"}
    assert in_doubt(own._replace(failures=())) == frozenset()


# Known again, though told otherwise


def test_a_meeting_that_moved_beyond_the_days_asked_for_is_told_as_moved(store, source):
    looked(store, Listing(made("Upprop", "Budget")))
    (look,) = looked(store, Listing(made(start=Moment(day=date(2027, 1, 18)))))

    (change,) = [one for kept in look.kept for one in kept.changes if one.part == "day"]
    (seen,) = meetings_between(store, Period(first=date(2027, 1, 1), last=date(2027, 1, 31)))
    assert (change.kind, change.was, change.now) == ("meeting_moved", "2026-12-14", "2027-01-18")
    assert look.gone == ()
    assert [str(item.title) for item in seen.meeting.items] == ["Upprop", "Budget"]


def test_a_meeting_that_moved_is_told_once(store, source):
    looked(store, Listing(made("Upprop")))
    looked(store, Listing(made(start=Moment(day=date(2027, 1, 18)))))
    (look,) = looked(store, Listing(made(start=Moment(day=date(2027, 1, 18)))))

    assert look.changed == 0


def test_a_meeting_far_ahead_that_is_not_known_is_not_kept(store, source):
    (look,) = looked(store, Listing(made(start=Moment(day=date(2027, 1, 18)))))

    assert look.meetings == ()


def test_a_meeting_that_its_system_has_taken_away_is_told_as_cancelled_and_why(store, source):
    looked(store, Listing(made("Upprop")))
    (look,) = looked(store, Listing(tombstone("m1")))
    (again,) = looked(store, Listing(tombstone("m1")))

    assert [one.kind for one in look.kept[0].changes] == ["meeting_cancelled"]
    assert (look.gone, again.changed) == ((), 0)
    (seen,) = meetings_between(store, DECEMBER)
    assert "taken the meeting away" in seen.meeting.notices[0].msgid


def test_a_meeting_taken_away_that_nobody_knew_is_nothing(store, source):
    (look,) = looked(store, Listing(tombstone("m1")))

    assert (look.meetings, look.kept) == ((), ())


def test_a_meeting_that_comes_back_after_it_was_taken_away_is_told(store, source):
    looked(store, Listing(made("Upprop")))
    looked(store, Listing(tombstone("m1")))
    (look,) = looked(store, Listing(made("Upprop")))

    assert [one.kind for one in look.kept[0].changes] == ["meeting_restored"]


UNPUBLISHED = MeetingState.AGENDA_NOT_PUBLISHED


def test_a_meeting_that_gets_its_id_with_its_agenda_is_known_again(store, source):
    looked(store, Listing(made(id="301/2026-12-14", state=UNPUBLISHED)))
    (look,) = looked(store, Listing(made("Upprop", id="9002")))
    (seen,) = meetings_between(store, DECEMBER)

    assert [one.kind for one in look.kept[0].changes] == ["agenda_published"]
    assert look.gone == ()
    assert (seen.meeting.id, seen.version) == ("9002", 2)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([made("Upprop", id="old")], [made("Upprop", id="new")]),
        ([made(id="old")], [made(id="old"), made("Upprop", id="new")]),
        ([made(id="old")], [made("Upprop", id="new", body=Body(name="Kommunstyrelsen"))]),
        ([made(id="old")], [made("Upprop", id="new", day=15)]),
        ([made(id="old")], [made("Upprop", id="new"), made("Upprop", id="newer")]),
        ([made(id="old"), made(id="older")], [made("Upprop", id="new")]),
    ],
    ids=["agenda known", "still listed", "body", "day", "two new", "two old"],
)
def test_another_meeting_is_not_taken_for_one_that_is_gone(store, source, before, now):
    looked(store, Listing(*before))
    (look,) = looked(store, Listing(*now))

    new = [one.system_id for one in look.kept if "meeting_new" in {it.kind for it in one.changes}]
    assert new == [one.id for one in now if one.id not in {one.id for one in before}]


def late_list(**more):
    link = Link(url="https://granvik.example/late.pdf", kind=LinkKind.SUPPLEMENT)
    late = made("Badhuset", links=(link,), **more)
    return late.model_copy(update={"items": (with_state(late.items[0], "added"),)})


def with_state(item, state):
    return item.model_copy(update={"state": ItemState(state)})


def test_an_agenda_stays_when_only_its_supplementary_list_is_still_published(store, source):
    looked(store, Listing(made("Upprop", "Skolan")))
    looked(store, Listing(late_list()))
    (again,) = looked(store, Listing(late_list()))

    (kept,) = meetings_between(store, DECEMBER)
    assert [item.title.text for item in kept.meeting.items] == ["Upprop", "Skolan", "Badhuset"]
    assert (kept.version, again.changed) == (2, 0)


def test_a_meeting_of_which_only_a_late_list_is_published_can_be_cancelled(store, source):
    looked(store, Listing(made("Upprop")))
    looked(store, Listing(late_list(state=MeetingState.CANCELLED)))

    (kept,) = meetings_between(store, DECEMBER)
    assert kept.meeting.state is MeetingState.CANCELLED
