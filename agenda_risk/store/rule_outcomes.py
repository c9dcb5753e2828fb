"""Count what rules raised, and how the meetings went at which they did."""

from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from agenda_risk.by_hand import answers
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.store import screened_tables as tables

_FINDINGS, _SCREENINGS = tables.findings, tables.screenings
_OUTCOMES, _FILES = tables.outcomes, tables.files
_RAISED = 2


class RuleHits(NamedTuple):
    """In how many *items* of how many *meetings* a rule found something moderate or high."""

    items: int
    meetings: int


def raised_by_rule(connection: sa.Connection, first: date, last: date) -> dict[str, RuleHits]:
    """Return what each rule raised at meetings from *first* to *last*."""
    found = _found(first, last).subquery()
    meetings = sa.func.count(tables.meeting_of(found.c.item_id).distinct())
    asked = sa.select(found.c.rule, sa.func.count(), meetings).group_by(found.c.rule)
    return {row[0]: RuleHits(row[1], row[2]) for row in connection.execute(asked)}


def meetings_by_rule(
    connection: sa.Connection, first: date, last: date
) -> tuple[tuple[str, int], ...]:
    """Return each rule with each meeting that it raised something at and somebody has told of."""
    found = _found(first, last).subquery()
    meeting = tables.meeting_of(found.c.item_id)
    told = meeting.in_(sa.select(_OUTCOMES.c.meeting_id))
    asked = sa.select(found.c.rule, meeting).where(told).distinct()
    return tuple((rule, number) for rule, number in connection.execute(asked))


def _found(first: date, last: date) -> sa.Select[Any]:
    """Return what asks for each rule with each item that it raised, by an index alone."""
    number = _FINDINGS.c.item_id  # which begins with the day
    return (
        sa.select(_FINDINGS.c.rule, number)
        .where(_FINDINGS.c.level >= _RAISED)
        .where(number >= tables.item_number(first, 0, 0))
        .where(number < tables.item_number(last + timedelta(days=1), 0, 0))
        .distinct()
    )


def with_measures(connection: sa.Connection, first: date, last: date) -> frozenset[int]:
    """Return the meetings that are told of, from *first* to *last*, with a yes to some measure."""
    told = sa.exists().where(_OUTCOMES.c.meeting_id == _FILES.c.meeting_id)
    asked = (
        sa.select(_FILES.c.meeting_id, _FILES.c.content)
        .join(_SCREENINGS, _SCREENINGS.c.meeting_id == _FILES.c.meeting_id)
        .where(_SCREENINGS.c.day.between(first, last), _FILES.c.revision > 1, told)
    )
    return frozenset(number for number, content in connection.execute(asked) if _has_yes(content))


def _has_yes(content: object) -> bool:
    given = answers(MeetingFile.model_validate(content).entries)
    return any(one.answer for one in given.values())
