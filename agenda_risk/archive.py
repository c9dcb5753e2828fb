"""Look at sources, and keep what is seen in the store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from agenda_risk.errors import Failure
from agenda_risk.gather import Fetched, Fetcher, fetch_all
from agenda_risk.hookspecs import Adapter
from agenda_risk.merge import with_supplement
from agenda_risk.models import Meeting, MeetingState, Period, Source
from agenda_risk.store import (
    Kept,
    Known,
    Store,
    begin_run,
    end_run,
    keep,
    keep_elsewhere,
    know_again,
    mark_missing,
)
from agenda_risk.store.keeping import identity
from agenda_risk.store.listing import seen_among
from agenda_risk.store.runs import FAILED, PARTLY, WHOLE, Result
from agenda_risk.supplementary import adds_only


class Look(NamedTuple):
    """What came of looking at one source.

    *kept* goes with *meetings*; *gone* are meetings that the source no longer lists. *outcome* is
    whole, partly or failed.
    """

    known: Known
    outcome: str
    meetings: tuple[Meeting, ...]
    kept: tuple[Kept, ...]
    gone: tuple[Meeting, ...]
    failures: tuple[Failure, ...]

    @property
    def changed(self) -> int:
        """Return how many meetings are new or have changed."""
        return sum(bool(one.changes) for one in self.kept) + len(self.gone)


class World(NamedTuple):
    """What pages are got with, read with and timed by."""

    adapters: Mapping[str, Adapter]
    web: Callable[[Source], Fetcher]
    now: Callable[[], datetime]


def look_at(known: Iterable[Known], store: Store, world: World, period: Period) -> Iterator[Look]:
    """Yield what comes of each of the *known* sources, kept, as each is done.

    A look that is broken off leaves its run without an end, and what was kept before.
    """
    asked = {one.source.name: one for one in known}
    runs = {name: begin_run(store, one.id, world.now()) for name, one in asked.items()}
    sources = [one.source for one in asked.values()]
    for fetched in fetch_all(sources, world.adapters, period, world.web):
        name = fetched.source.name
        look = _kept(asked[name], fetched, store, (period, world.now()))
        errors = tuple(failure.error for failure in look.failures)
        result = Result(look.outcome, errors, len(look.meetings), look.changed)
        end_run(store, runs[name], world.now(), result)
        yield look


def _kept(known: Known, fetched: Fetched, store: Store, when: tuple[Period, datetime]) -> Look:
    period, now = when
    doubted = in_doubt(fetched)
    know_again(store, known.id, fetched.meetings)
    seen = _with_known(store, known.id, fetched.meetings)
    kept = tuple(
        keep(store, known.id, meeting, now, is_whole=meeting.id not in doubted) for meeting in seen
    )
    moved = keep_elsewhere(store, known.id, fetched.elsewhere, period.first, now)
    outcome = _outcome(fetched)
    listed = [one.system_id for one in (*kept, *(one.kept for one in moved))]
    gone = mark_missing(store, known.id, listed, period, now) if outcome == WHOLE else ()
    meetings = (*seen, *(one.meeting for one in moved))
    every = (*kept, *(one.kept for one in moved))
    return Look(known, outcome, meetings, every, gone, fetched.failures)


def _with_known(store: Store, source: int, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return *meetings*, those of which only supplementary lists are still published made whole.

    A feed tells what is newest: when it no longer has the summons, the agenda holds all the same.
    """
    every = tuple(meetings)
    late = [identity(one) for one in every if adds_only(one)]
    known = {identity(one.meeting): one.meeting for one in seen_among(store, source, late)}
    return tuple(
        _after(known[identity(one)], one) if identity(one) in known else one for one in every
    )


def _after(known: Meeting, late: Meeting) -> Meeting:
    """Return *known* with what *late* lists; when and whether it is held is as told there."""
    is_moved = late.start.day is not None and late.start.day != known.start.day
    is_open = late.state is MeetingState.AGENDA_NOT_PUBLISHED
    told = {
        "start": late.start if is_moved or late.start.clock else known.start,
        "state": MeetingState.PLANNED if is_open else late.state,
    }
    return with_supplement(known, late).model_copy(update=told)


def in_doubt(fetched: Fetched) -> frozenset[str]:
    """Return the ids of meetings of which parts may be missing, because pages could not be had.

    A failure casts doubt on the meetings that its address belongs to; where it belongs to none
    that is known, on all.
    """
    doubted: set[str] = set()
    for failure in fetched.failures:
        own = {one.id for one in fetched.meetings if _belongs(failure.url, one)}
        doubted |= own or {one.id for one in fetched.meetings}
    return frozenset(doubted)


def _belongs(url: str, meeting: Meeting) -> bool:
    links = (link.url for item in meeting.items for link in item.links)
    addresses = {meeting.web, *(link.url for link in meeting.links), *links}
    return url in addresses


def _outcome(fetched: Fetched) -> str:
    if not fetched.failures:
        return WHOLE
    return PARTLY if fetched.pages else FAILED
