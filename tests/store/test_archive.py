"""Looking at sources: what is kept, what is doubted, and what went wrong."""

from datetime import date

import pytest
from store.conftest import GRANVIK, NOW, made

from agenda_risk.archive import World, in_doubt, look_at
from agenda_risk.errors import Failure, FetchError, WriteError
from agenda_risk.gather import Fetched
from agenda_risk.models import Link, Page, Period
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
