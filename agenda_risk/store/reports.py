"""Read what a report on a period is made of: meetings, when they were seen, and how they went."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.by_hand import answers
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import ChangeKind
from agenda_risk.store import screened_tables, tables
from agenda_risk.store.columns import Ahead, Hour
from agenda_risk.store.figures import Span
from agenda_risk.store.outcomes import COURSES, gravest
from agenda_risk.store.screened import BodyRow

_SCREENINGS, _ITEMS = screened_tables.screenings, screened_tables.items
_BODIES, _OUTCOMES = screened_tables.bodies, screened_tables.outcomes
_FILES = screened_tables.files
_VERSIONS, _CHANGES = tables.versions, tables.changes
# Written out, for databases only know them again in what is grouped by if they are no parameters.
_IS_RAISED = _SCREENINGS.c.level >= sa.literal_column("2")
_IS_READ = _SCREENINGS.c.status == sa.literal_column("''")
_OF_PREPARED = ("meeting_id", "body_id", "day")
_NOT_HELD = ("cancelled", "missing")
_CAME: sa.ColumnElement[str] = sa.literal_column(f"'{ChangeKind.AGENDA_PUBLISHED.value}'")
_WENT: sa.ColumnElement[str] = sa.literal_column(f"'{ChangeKind.AGENDA_GONE.value}'")


class Held(NamedTuple):
    """How many *meetings* of a body were held, as far as is known, with how many raised *items*.

    They are told apart by whether something was raised, and whether their agenda was read.
    """

    body: BodyRow
    is_raised: bool
    is_read: bool
    meetings: int
    items: int


class Seen(NamedTuple):
    """How many *meetings* had an agenda first seen so many days *ahead*, in UTC.

    Those first seen so late in the day that it may be the next one in Sweden are told apart by the
    *hour*, which is empty for the others.
    """

    ahead: int
    hour: str
    is_raised: bool
    is_read: bool
    meetings: int


class ToldOf(NamedTuple):
    """A meeting that was held, with the gravest that was told of it and the most incidents."""

    meeting: int
    body: int
    is_raised: bool
    course: str
    incidents: int


class Prepared(NamedTuple):
    """When a raised meeting on a *day* was gone through, or its measures were all answered.

    There is no moment where it was surely before that day.
    """

    meeting: int
    body: int
    day: date
    at: datetime | None


class Raised(NamedTuple):
    """The *meetings* of raised items with the same *categories*, each as often as it has them."""

    categories: str
    is_raised: bool
    meetings: tuple[int, ...]


class Telling(NamedTuple):
    """How a meeting went, as one role tells it."""

    course: str
    effect: str
    incidents: int


def held_meetings(connection: sa.Connection, span: Span) -> tuple[Held, ...]:
    """Return how many meetings of *span* there were, without those cancelled or taken away."""
    kind = (_BODIES, _IS_RAISED, _IS_READ)
    asked = sa.select(*kind, sa.func.count(), sa.func.sum(_SCREENINGS.c.raised))
    rows = connection.execute(_held(asked.join(_BODIES), span).group_by(*kind))
    return tuple(Held(BodyRow(*row[:3]), *row[3:]) for row in rows)


def told_of(connection: sa.Connection, span: Span) -> tuple[ToldOf, ...]:
    """Return the meetings of *span* that were held, and that somebody has told of."""
    own = (_SCREENINGS.c.meeting_id, _SCREENINGS.c.body_id, _IS_RAISED)
    asked = sa.select(*own, gravest(), sa.func.max(_OUTCOMES.c.incidents)).join(
        _OUTCOMES, _OUTCOMES.c.meeting_id == _SCREENINGS.c.meeting_id
    )
    rows = connection.execute(_held(asked, span).group_by(*own)).all()
    return tuple(ToldOf(row[0], row[1], row[2], COURSES[row[3]].value, row[4]) for row in rows)


def tellings(connection: sa.Connection, span: Span) -> dict[int, tuple[Telling, ...]]:
    """Return what was told of the meetings of *span*."""
    asked = sa.select(
        _OUTCOMES.c.meeting_id, _OUTCOMES.c.course, _OUTCOMES.c.effect, _OUTCOMES.c.incidents
    ).join(_SCREENINGS, _SCREENINGS.c.meeting_id == _OUTCOMES.c.meeting_id)
    told: dict[int, list[Telling]] = {}
    for meeting, *rest in connection.execute(_within(asked, span)):
        told.setdefault(meeting, []).append(Telling(*rest))
    return {meeting: tuple(found) for meeting, found in told.items()}


def reviewed(connection: sa.Connection, span: Span) -> tuple[Prepared, ...]:
    """Return the raised meetings of *span* that were gone through, and when they were last."""
    told, last = (_SCREENINGS.c[name] for name in _OF_PREPARED), _SCREENINGS.c.reviewed
    unsure = sa.case((Ahead(_SCREENINGS.c.day, last) <= sa.literal_column("0"), last))
    asked = sa.select(*told, unsure).where(_IS_RAISED, last.is_not(None))
    return tuple(Prepared(*row) for row in connection.execute(_held(asked, span)).all())


def answered(connection: sa.Connection, span: Span) -> Iterator[Prepared]:
    """Yield the raised meetings whose measures have all been answered, and when the last was.

    Left out are those that were gone through before their day, for they are known as prepared. The
    measures are those that were suggested when the agenda was read last: on later days, others may
    stand in for those that are too late.
    """
    told = (_SCREENINGS.c[name] for name in _OF_PREPARED)
    asked = (
        sa.select(*told, _FILES.c.content)
        .join(_FILES, _SCREENINGS.c.meeting_id == _FILES.c.meeting_id)
        .where(_IS_RAISED, _FILES.c.revision > 1)
        .where(_SCREENINGS.c.reviewed.is_(None) | (_SCREENINGS.c.reviewed >= _SCREENINGS.c.day))
    )
    for meeting, body, day, content in connection.execute(_held(asked, span)):
        file = MeetingFile.model_validate(content)
        wanted, given = {one.id for one in file.version.measures}, answers(file.entries)
        if wanted and wanted <= set(given):
            yield Prepared(meeting, body, day, max(given[one].at for one in wanted))


def raised_categories(connection: sa.Connection, span: Span) -> tuple[Raised, ...]:
    """Return the meetings of the raised items in *span* that were held, by their categories."""
    kind = (_ITEMS.c.categories, _IS_RAISED)
    meeting = screened_tables.meeting_of(_ITEMS.c.id)
    meetings = sa.func.aggregate_strings(sa.cast(meeting, sa.String), " ")
    asked = (
        sa.select(*kind, meetings)
        .select_from(_ITEMS)
        .join(_SCREENINGS, _SCREENINGS.c.meeting_id == meeting)
        .where(_ITEMS.c.day.between(span.first, span.last))
        .where(_ITEMS.c.level >= sa.literal_column("2"))  # as the index of raised items is made for
        .group_by(*kind)
    )
    rows = connection.execute(_held(asked, span))
    return tuple(Raised(row[0], row[1], tuple(map(int, row[2].split()))) for row in rows)


def agendas_seen(connection: sa.Connection, span: Span) -> tuple[Seen, ...]:
    """Return when the agendas of the meetings of *span* were first seen.

    It is when the meeting itself was, unless its agenda came later.
    """
    seen = sa.func.coalesce(_agenda_came(), _VERSIONS.c.seen).label("seen")
    kind = (_IS_RAISED.label("is_raised"), _IS_READ.label("is_read"))
    each = (
        sa.select(_SCREENINGS.c.day, seen, *kind)
        .join(_VERSIONS, _VERSIONS.c.meeting_id == _SCREENINGS.c.meeting_id)
        .where(_VERSIONS.c.number == 1)
    )
    one = _within(each, span).cte("each_agenda").prefix_with("MATERIALIZED")
    told = (Ahead(one.c.day, one.c.seen), _if_late(one.c.seen), one.c.is_raised, one.c.is_read)
    rows = connection.execute(sa.select(*told, sa.func.count()).group_by(*told))
    return tuple(Seen(*row) for row in rows)


def _if_late(seen: sa.ColumnElement[datetime]) -> sa.ColumnElement[str]:
    """Return the hour of what was *seen*, if it may be the next day in Sweden."""
    clock = sa.func.substr(Hour(seen), sa.literal_column("12"), sa.literal_column("2"))
    is_late = clock >= sa.literal_column("'22'")
    return sa.case((is_late, Hour(seen)), else_=sa.literal_column("''"))


def _agenda_came() -> sa.ScalarSelect[datetime]:
    """Return what tells when the agenda of a meeting came, unless it first went."""
    later = _VERSIONS.alias()
    came = sa.case((_CHANGES.c.kind == _CAME, later.c.seen))
    asked = sa.select(came).join(_CHANGES, _CHANGES.c.version_id == later.c.id)
    own = (later.c.meeting_id == _SCREENINGS.c.meeting_id, _CHANGES.c.kind.in_((_CAME, _WENT)))
    return asked.where(*own).order_by(later.c.number).limit(1).scalar_subquery()


def _held(asked: Any, span: Span) -> Any:
    return _within(asked, span).where(_SCREENINGS.c.status.not_in(_NOT_HELD))


def _within(asked: Any, span: Span) -> Any:
    limited = asked.where(_SCREENINGS.c.day.between(span.first, span.last))
    if span.among is None:
        return limited
    return limited.where(_SCREENINGS.c.body_id.in_(sorted(span.among)))
