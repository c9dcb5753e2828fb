"""Find coming meetings whose screening is older than what was last seen of them."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.store import message_tables, screened_tables, tables

_MEETINGS, _VERSIONS, _SCREENINGS = tables.meetings, tables.versions, screened_tables.screenings
_SITUATIONS = message_tables.situations
_TAKEN_UP = timedelta(hours=1)  # by when every program screens with rules that are published


class Rules(NamedTuple):
    """The *version* of the rules by which is screened since own ones were *published*."""

    version: str
    published: datetime


def behind(connection: sa.Connection, since: date, rules: Rules | None = None) -> tuple[int, ...]:
    """Return the meetings from *since* on to screen, the nearest first, those without a day last.

    A meeting is behind where it has a newer version, was lost or found again by its system, was
    screened by a program that told nobody, or with other *rules* before these held.
    """
    latest = sa.select(sa.func.max(_VERSIONS.c.number)).where(
        _VERSIONS.c.meeting_id == _MEETINGS.c.id
    )
    is_told = sa.func.coalesce(_SCREENINGS.c.status, "") == "missing"
    is_behind = latest.scalar_subquery() > sa.func.coalesce(_SCREENINGS.c.seen_version, 0)
    asked = (
        sa.select(_MEETINGS.c.id)
        .outerjoin(_SCREENINGS, _SCREENINGS.c.meeting_id == _MEETINGS.c.id)
        .where((_MEETINGS.c.day >= since) | _MEETINGS.c.day.is_(None))
        .outerjoin(_SITUATIONS, _SITUATIONS.c.meeting_id == _MEETINGS.c.id)
        .where(
            is_behind
            | _SITUATIONS.c.meeting_id.is_(None)
            | (_MEETINGS.c.missing.is_not(None) != is_told)
            | _is_by_others(rules)
        )
        .order_by(_MEETINGS.c.day.is_(None), _MEETINGS.c.day, _MEETINGS.c.id)
    )
    return tuple(connection.scalars(asked))


def _is_by_others(rules: Rules | None) -> sa.ColumnElement[bool]:
    """Tell whether a screening was made with other rules, not long after *rules* were published.

    Later that means that another program with other files screens too, and against whom is no use.
    """
    if rules is None:
        return sa.false()
    is_early = _SCREENINGS.c.at < rules.published + _TAKEN_UP
    version: sa.ColumnElement[str] = _SCREENINGS.c.made["rules"].as_string()
    return is_early & (version != rules.version)
