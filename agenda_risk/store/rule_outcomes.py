"""Count what rules raised, and how the meetings went at which they did."""

from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.by_hand import answers
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.store import screened_tables as tables

_ITEMS, _FINDINGS, _SCREENINGS = tables.items, tables.findings, tables.screenings
_OUTCOMES, _FILES = tables.outcomes, tables.files
_RAISED = 2


class RuleHits(NamedTuple):
    """In how many *items* of how many *meetings* a rule found something moderate or high."""

    items: int
    meetings: int


def raised_by_rule(connection: sa.Connection, first: date, last: date) -> dict[str, RuleHits]:
    """Return what each rule raised at meetings from *first* to *last*."""
    asked = (
        sa.select(
            _FINDINGS.c.rule,
            sa.func.count(_FINDINGS.c.item_id.distinct()),
            sa.func.count(_ITEMS.c.meeting_id.distinct()),
        )
        .join(_ITEMS, _ITEMS.c.id == _FINDINGS.c.item_id)
        .where(_FINDINGS.c.level >= _RAISED)
        # The number of an item begins with its day.
        .where(_FINDINGS.c.item_id >= tables.item_number(first, 0, 0))
        .where(_FINDINGS.c.item_id < tables.item_number(last + timedelta(days=1), 0, 0))
        .group_by(_FINDINGS.c.rule)
    )
    return {row[0]: RuleHits(row[1], row[2]) for row in connection.execute(asked)}


def meetings_by_rule(
    connection: sa.Connection, first: date, last: date
) -> tuple[tuple[str, int], ...]:
    """Return each rule with each meeting that it raised something at and somebody has told of."""
    told = sa.select(_OUTCOMES.c.meeting_id).distinct().subquery()
    asked = (
        sa.select(_FINDINGS.c.rule, _SCREENINGS.c.meeting_id)
        .join(told, told.c.meeting_id == _SCREENINGS.c.meeting_id)
        .join(_ITEMS, _ITEMS.c.meeting_id == _SCREENINGS.c.meeting_id)
        .join(_FINDINGS, _FINDINGS.c.item_id == _ITEMS.c.id)
        .where(_SCREENINGS.c.day.between(first, last), _FINDINGS.c.level >= _RAISED)
        .distinct()
    )
    return tuple((rule, meeting) for rule, meeting in connection.execute(asked))


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
