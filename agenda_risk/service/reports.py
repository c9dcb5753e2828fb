"""Make the report on a period: what was raised, prepared, calm, disturbed and missed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from math import gcd
from operator import itemgetter
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
from agenda_risk.service.archive import RAISED, gravest
from agenda_risk.store import Connection
from agenda_risk.store.figures import Span
from agenda_risk.store.outcomes import Course
from agenda_risk.store.reports import (
    Held,
    Sighting,
    Telling,
    agendas_seen,
    answered_by,
    held_meetings,
    raised_categories,
    tellings,
)
from agenda_risk.store.screened import BodyRow

_YEAR = 12
_WEEK = 7
_UNTOLD = dict.fromkeys((*Course, "missed", "incidents"), 0)


class Wanted(NamedTuple):
    """The period that a report is about, the bodies *among* some or all, whose, and *today*."""

    period: Period
    among: frozenset[int] | None
    profile: Profile
    today: date


class _Known(NamedTuple):
    """A meeting that was held, and its own figures."""

    held: Held
    tally: Tally


def last_period(today: date, months: int | None) -> Period:
    """Return the last *months* that are over, a year if not told.

    They end where a month ends; half-years and years with June or December.
    """
    length = months or _YEAR
    now = today.year * _YEAR + today.month - 1
    end = now - now % gcd(length, _YEAR)
    return Period(first=_first_day(end - length), last=_first_day(end) - timedelta(days=1))


def make_report(connection: Connection, wanted: Wanted) -> Report:
    """Return the report on what is kept of *wanted*; what is still to come does not count."""
    period, profile = wanted.period, wanted.profile
    span = Span(period.first, min(period.last, wanted.today), wanted.among)
    known = tuple(_known(connection, span))
    seen = agendas_seen(connection, span)
    read = [one.held for one in known if not one.held.status]
    return Report(
        organisation=profile.name,
        recipient=profile.reporting.recipient,
        period=period,
        made=wanted.today,
        is_whole=wanted.among is None,
        raised=added(*(one.tally for one in known if one.tally.raised)),
        others=added(*(one.tally for one in known if not one.tally.raised)),
        unread=len(known) - len(read),
        bodies=tuple(_bodies(known)),
        categories=tuple(_categories(known, raised_categories(connection, span))),
        lead=_lead(read, seen),
        lead_raised=_lead((one for one in read if one.level >= RAISED), seen),
    )


def _known(connection: Connection, span: Span) -> Iterator[_Known]:
    told, answered = tellings(connection, span), dict(answered_by(connection, span))
    for one in held_meetings(connection, span):
        days = [answered.get(one.meeting), _here(one.reviewed) if one.reviewed else None]
        is_prepared = any(day <= one.day for day in days if day)
        yield _Known(one, _tally(one, told.get(one.meeting, ()), is_prepared=is_prepared))


def _tally(held: Held, told: tuple[Telling, ...], *, is_prepared: bool) -> Tally:
    """Return the figures of a single meeting."""
    course, is_raised = gravest(one.course for one in told), held.level >= RAISED
    is_grave = course in {Course.DISTURBED, Course.THREAT}
    return Tally(
        meetings=1,
        raised=int(is_raised),
        items=held.raised,
        prepared=int(is_raised and is_prepared),
        missed=int(is_grave and not is_raised),
        incidents=max((one.incidents for one in told), default=0),
        **({course.value: 1} if course else {}),
    )


def _bodies(known: tuple[_Known, ...]) -> Iterator[BodyTally]:
    """Yield the figures of each body; those with few meetings are put together."""
    by_body: dict[BodyRow, list[Tally]] = {}
    for one in known:
        by_body.setdefault(one.held.body, []).append(one.tally)
    is_alone = len({body.organisation for body in by_body}) == 1
    named = sorted(
        ((_name(body, is_alone=is_alone), found) for body, found in by_body.items()),
        key=itemgetter(0),
    )
    tallies = [BodyTally(name=name, bodies=1, tally=added(*found)) for name, found in named]
    few = _few(tallies)
    apart = {one.name for one in few}
    yield from (one for one in tallies if one.name not in apart)
    if few:
        whole = added(*(one.tally for one in few))
        yield BodyTally(name="", bodies=len(few), tally=whole)


def _few(tallies: list[BodyTally]) -> list[BodyTally]:
    """Return those with few meetings, and so many more that nobody can work them out."""
    by_size = sorted(tallies, key=lambda one: one.tally.meetings)
    few = [one for one in by_size if one.tally.meetings < FEWEST]
    if few and sum(one.tally.meetings for one in few) < FEWEST:
        return by_size[: len(few) + 1]
    return few


def _name(body: BodyRow, *, is_alone: bool) -> str:
    return body.name if is_alone else f"{body.organisation}: {body.name}".removeprefix(": ")


def _categories(
    known: tuple[_Known, ...], raised: Iterable[tuple[int, str]]
) -> Iterator[CategoryTally]:
    """Yield the figures of each category; a meeting counts in each that was raised at it."""
    items: dict[str, list[int]] = {one.value: [] for one in Category}
    for meeting, told in raised:
        for name in items.keys() & told.split():
            items[name].append(meeting)
    tallies = {one.held.meeting: one.tally for one in known}
    for category, meetings in items.items():
        whole = added(*(tallies[one] for one in set(meetings) if one in tallies))
        counted = whole.model_copy(update={"items": sum(one in tallies for one in meetings)})
        is_told = counted.meetings >= FEWEST
        shown = counted if is_told else counted.model_copy(update=_UNTOLD)
        yield CategoryTally(category=Category(category), is_told=is_told, tally=shown)


def _lead(held: Iterable[Held], seen: Mapping[int, Sighting]) -> LeadTime:
    """Return how early the agendas of the meetings that were *held* were *seen*."""
    days = [(one.day - _here(seen[one.meeting].seen)).days for one in held if one.meeting in seen]
    ahead = [one for one in days if one >= 0]
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
