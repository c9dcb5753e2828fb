"""Read what a report on a period is made of: meetings, when they were seen, and how they went."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.by_hand import answers
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import ChangeKind
from agenda_risk.store import screened_tables, tables
from agenda_risk.store.figures import Span
from agenda_risk.store.screened import BodyRow

_SCREENINGS, _ITEMS = screened_tables.screenings, screened_tables.items
_BODIES, _OUTCOMES = screened_tables.bodies, screened_tables.outcomes
_FILES = screened_tables.files
_VERSIONS, _CHANGES = tables.versions, tables.changes
_RAISED = 2
_NOT_HELD = ("cancelled", "missing")
_AGENDA = (ChangeKind.AGENDA_PUBLISHED.value, ChangeKind.AGENDA_GONE.value)


class Held(NamedTuple):
    """A meeting that was held, as far as is known; *level* is a rank, *status* as in lists."""

    meeting: int
    body: BodyRow
    day: date
    status: str
    level: int
    raised: int
    reviewed: datetime | None


class Sighting(NamedTuple):
    """When an agenda was *seen*, and the *day* of its meeting."""

    seen: datetime
    day: date


class Telling(NamedTuple):
    """How a meeting went, as one role tells it."""

    course: str
    effect: str
    incidents: int


def held_meetings(connection: sa.Connection, span: Span) -> tuple[Held, ...]:
    """Return the meetings of *span*, without those that were cancelled or taken away."""
    asked = sa.select(
        _SCREENINGS.c.meeting_id,
        _BODIES,
        *(_SCREENINGS.c[name] for name in Held._fields[2:]),
    ).join(_BODIES)
    rows = connection.execute(_within(asked, span).where(_SCREENINGS.c.status.not_in(_NOT_HELD)))
    return tuple(Held(row[0], BodyRow(*row[1:4]), *row[4:]) for row in rows)


def tellings(connection: sa.Connection, span: Span) -> dict[int, tuple[Telling, ...]]:
    """Return what was told of the meetings of *span*."""
    asked = sa.select(
        _OUTCOMES.c.meeting_id, _OUTCOMES.c.course, _OUTCOMES.c.effect, _OUTCOMES.c.incidents
    ).join(_SCREENINGS, _SCREENINGS.c.meeting_id == _OUTCOMES.c.meeting_id)
    told: dict[int, list[Telling]] = {}
    for meeting, *rest in connection.execute(_within(asked, span)):
        told.setdefault(meeting, []).append(Telling(*rest))
    return {meeting: tuple(found) for meeting, found in told.items()}


def answered_by(connection: sa.Connection, span: Span) -> Iterator[tuple[int, date]]:
    """Yield the raised meetings whose measures have all been answered, and the last day of it.

    They are the measures that were suggested when the agenda was read last: on later days, others
    may stand in for those that are too late.
    """
    asked = (
        sa.select(_FILES.c.meeting_id, _FILES.c.content)
        .join(_SCREENINGS, _SCREENINGS.c.meeting_id == _FILES.c.meeting_id)
        .where(_SCREENINGS.c.level >= _RAISED, _FILES.c.revision > 1)
    )
    for meeting, content in connection.execute(_within(asked, span)):
        file = MeetingFile.model_validate(content)
        wanted, given = {one.id for one in file.version.measures}, answers(file.entries)
        if wanted and wanted <= set(given):
            yield meeting, max(given[one].at.date() for one in wanted)


def raised_categories(connection: sa.Connection, span: Span) -> Iterator[tuple[int, str]]:
    """Return the meeting and the categories of each raised item in *span*."""
    asked = (
        sa.select(_ITEMS.c.id, _ITEMS.c.categories)
        .where(_ITEMS.c.day.between(span.first, span.last))
        .where(_ITEMS.c.level >= sa.literal_column("2"))  # as the index of raised items is made for
    )
    if span.among is not None:
        asked = asked.where(_ITEMS.c.body_id.in_(sorted(span.among)))
    rows = connection.execute(asked).all()
    return ((screened_tables.meeting_in(row[0]), row[1]) for row in rows)


def agendas_seen(connection: sa.Connection, span: Span) -> dict[int, Sighting]:
    """Return when the agenda of each meeting of *span* was first seen.

    It is when the meeting itself was, unless its agenda came later.
    """
    of_meeting = _VERSIONS.c.meeting_id == _SCREENINGS.c.meeting_id
    told = (_VERSIONS.c.meeting_id, _VERSIONS.c.seen, _SCREENINGS.c.day)
    seen = sa.select(*told).join(_SCREENINGS, of_meeting).where(_VERSIONS.c.number == 1)
    found = {row[0]: Sighting(*row[1:]) for row in connection.execute(_within(seen, span))}
    became = (
        sa.select(*told, _CHANGES.c.kind)
        .join(_SCREENINGS, of_meeting)
        .join(_CHANGES, _CHANGES.c.version_id == _VERSIONS.c.id)
        .where(_CHANGES.c.kind.in_(_AGENDA))
        .order_by(_VERSIONS.c.number.desc())
    )
    changed = {row[0]: row for row in connection.execute(_within(became, span))}
    later = {key: Sighting(*row[1:3]) for key, row in changed.items() if row[3] == _AGENDA[0]}
    return {**found, **later}


def _within(asked: Any, span: Span) -> Any:
    limited = asked.where(_SCREENINGS.c.day.between(span.first, span.last))
    if span.among is None:
        return limited
    return limited.where(_SCREENINGS.c.body_id.in_(sorted(span.among)))
