"""Find coming meetings whose screening is older than what was last seen of them."""

from datetime import date

import sqlalchemy as sa

from agenda_risk.store import message_tables, screened_tables, tables

_MEETINGS, _VERSIONS, _SCREENINGS = tables.meetings, tables.versions, screened_tables.screenings
_SITUATIONS = message_tables.situations


def behind(connection: sa.Connection, since: date) -> tuple[int, ...]:
    """Return the meetings from *since* on to screen, the nearest first, those without a day last.

    A meeting is behind where it has a newer version, was lost or found again by its system, or was
    screened by a program that told nobody.
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
        )
        .order_by(_MEETINGS.c.day.is_(None), _MEETINGS.c.day, _MEETINGS.c.id)
    )
    return tuple(connection.scalars(asked))
