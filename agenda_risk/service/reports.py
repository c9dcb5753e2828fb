"""Make the report on a period: what was raised, prepared, calm, disturbed and missed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from math import gcd
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.models import STOCKHOLM, Category, Period, Profile
from agenda_risk.models.reports import (
    FEWEST,
    BodyTally,
    CategoryTally,
    LeadTime,
    Report,
    Tally,
    added,
)
from agenda_risk.service.archive import days_ahead
from agenda_risk.store import Connection
from agenda_risk.store.figures import Span
from agenda_risk.store.outcomes import Course
from agenda_risk.store.reports import (
    Held,
    Raised,
    Seen,
    ToldOf,
    agendas_seen,
    answered,
    held_meetings,
    raised_categories,
    reviewed,
    told_of,
)
from agenda_risk.store.screened import BodyRow

_YEAR = 12
_WEEK = 7
_GRAVE = frozenset({Course.DISTURBED, Course.THREAT})
_UNTOLD = dict.fromkeys((*Course, "missed", "incidents"), 0)


class Wanted(NamedTuple):
    """The period that a report is about, the bodies *among* some or all, whose, and *today*."""

    period: Period
    among: frozenset[int] | None
    profile: Profile
    today: date

    @property
    def span(self) -> Span:
        """Return the days that count; what is still to come does not."""
        return Span(self.period.first, min(self.period.last, self.today), self.among)


class Kept(NamedTuple):
    """What a report is made of, as the store has it of some days.

    The meetings that were held; those that were *prepared*, with their bodies; what was *told* of
    them; the *categories* of their raised items; and when the agendas that were read were *seen*.
    """

    held: tuple[Held, ...]
    prepared: frozenset[tuple[int, int]]
    told: tuple[ToldOf, ...]
    categories: tuple[Raised, ...]
    seen: tuple[Seen, ...]


class _Known(NamedTuple):
    """What is known of meetings that were held.

    Their figures by body and by whether something was raised; the figures of each that was told
    of, and which were prepared.
    """

    tallies: Mapping[tuple[int, bool], Counter[str]]
    told: Mapping[int, Mapping[str, int]]
    prepared: frozenset[int]


def last_period(today: date, months: int | None) -> Period:
    """Return the last *months* that are over, a year if not told.

    They end where a month ends; half-years and years with June or December.
    """
    length = months or _YEAR
    now = today.year * _YEAR + today.month - 1
    end = now - now % gcd(length, _YEAR)
    return Period(first=_first_day(end - length), last=_first_day(end) - timedelta(days=1))


def kept(connection: Connection, span: Span) -> Kept:
    """Return what is kept of the meetings of *span*."""
    return Kept(
        held_meetings(connection, span),
        frozenset(_prepared(connection, span)),
        told_of(connection, span),
        raised_categories(connection, span),
        tuple(one for one in agendas_seen(connection, span) if one.is_read),
    )


def make_report(parts: Sequence[Kept], wanted: Wanted) -> Report:
    """Return the report on *wanted*, of what is kept of each part of its span."""
    held = [one for part in parts for one in part.held]
    seen = [one for part in parts for one in part.seen]
    categories = [one for part in parts for one in part.categories]
    known = _known(parts)
    return Report(
        organisation=wanted.profile.name,
        recipient=wanted.profile.reporting.recipient,
        period=wanted.period,
        made=wanted.today,
        is_whole=wanted.among is None,
        raised=_sum(one for (_, is_raised), one in known.tallies.items() if is_raised),
        others=_sum(one for (_, is_raised), one in known.tallies.items() if not is_raised),
        unread=sum(one.meetings for one in held if not one.is_read),
        bodies=tuple(_bodies({one.body for one in held}, known)),
        categories=tuple(_categories(known, categories)),
        lead=_lead(seen),
        lead_raised=_lead(one for one in seen if one.is_raised),
    )


def _known(parts: Iterable[Kept]) -> _Known:
    tallies: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    told, prepared = {}, set()
    for part in parts:
        for one in part.held:
            tallies[one.body.id, one.is_raised].update(_held(one))
        for meeting, body in part.prepared:
            tallies[body, True]["prepared"] += 1
            prepared.add(meeting)
        for said in part.told:
            told[said.meeting] = _told(said)
            tallies[said.body, said.is_raised].update(told[said.meeting])
    return _Known(tallies, told, frozenset(prepared))


def _held(held: Held) -> dict[str, int]:
    raised = held.meetings if held.is_raised else 0
    return {"meetings": held.meetings, "items": held.items, "raised": raised}


def _prepared(connection: Connection, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the raised meetings that were prepared at the latest on their day, with the body."""
    for one in chain(reviewed(connection, span), answered(connection, span)):
        if one.at is None or _here(one.at) <= one.day:
            yield one.meeting, one.body


def _told(said: ToldOf) -> dict[str, int]:
    """Return the figures of what was *said* of a single meeting."""
    is_missed = said.course in _GRAVE and not said.is_raised
    return {said.course: 1, "incidents": said.incidents, "missed": int(is_missed)}


def _sum(tallies: Iterable[Mapping[str, int]]) -> Tally:
    whole: Counter[str] = Counter()
    for one in tallies:
        whole.update(one)
    return Tally(**whole)


def _bodies(bodies: Collection[BodyRow], known: _Known) -> Iterator[BodyTally]:
    """Yield the figures of each body; those with few meetings are put together."""
    is_alone = len({body.organisation for body in bodies}) == 1
    named = sorted((_name(body, is_alone=is_alone), body.id) for body in bodies)
    tallies = [BodyTally(name=name, bodies=1, tally=_of_body(known, body)) for name, body in named]
    few = _few(tallies)
    apart = {one.name for one in few}
    yield from (one for one in tallies if one.name not in apart)
    if few:
        whole = added(*(one.tally for one in few))
        yield BodyTally(name="", bodies=len(few), tally=whole)


def _of_body(known: _Known, body: int) -> Tally:
    kinds = ((body, True), (body, False))
    return _sum(known.tallies[kind] for kind in kinds if kind in known.tallies)


def _few(tallies: list[BodyTally]) -> list[BodyTally]:
    """Return those with few meetings, and so many more that nobody can work them out."""
    by_size = sorted(tallies, key=lambda one: one.tally.meetings)
    few = [one for one in by_size if one.tally.meetings < FEWEST]
    if few and sum(one.tally.meetings for one in few) < FEWEST:
        return by_size[: len(few) + 1]
    return few


def _name(body: BodyRow, *, is_alone: bool) -> str:
    return body.name if is_alone else f"{body.organisation}: {body.name}".removeprefix(": ")


def _categories(known: _Known, raised: Collection[Raised]) -> Iterator[CategoryTally]:
    """Yield the figures of each category; a meeting counts in each that was raised at it."""
    for category in Category:
        own = [one for one in raised if category.value in one.categories.split()]
        tally = _tally(known, own)
        is_told = tally.meetings >= FEWEST
        shown = tally if is_told else tally.model_copy(update=_UNTOLD)
        yield CategoryTally(category=category, is_told=is_told, tally=shown)


def _tally(known: _Known, raised: Collection[Raised]) -> Tally:
    """Return the figures of the meetings with items that were *raised*, and of these items."""
    every = {meeting for one in raised for meeting in one.meetings}
    grave = {meeting for one in raised if one.is_raised for meeting in one.meetings}
    counts = Counter(
        meetings=len(every),
        raised=len(grave),
        items=sum(len(one.meetings) for one in raised),
        prepared=len(every & known.prepared),
    )
    return _sum([counts, *(known.told[one] for one in every & known.told.keys())])


def _lead(seen: Iterable[Seen]) -> LeadTime:
    """Return how early the agendas were *seen*."""
    ahead = days_ahead(seen)
    return LeadTime(
        meetings=len(ahead),
        median=median(ahead) if len(ahead) >= FEWEST else None,
        late=sum(one < _WEEK for one in ahead),
    )


def _here(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(STOCKHOLM)).date()


def _first_day(month: int) -> date:
    """Return the first day of *month*, counted from the year 0."""
    return date(month // _YEAR, month % _YEAR + 1, 1)
