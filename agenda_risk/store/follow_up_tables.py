"""The tables of what comes after a meeting: whom was followed up, and what the rules missed."""

import sqlalchemy as sa

from agenda_risk.store.columns import Instant, Written, metadata, needed, number, of

# That somebody was followed up, so many days *after* the meeting, by which role and on which day.
follow_ups = sa.Table(
    "follow_ups",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("after", sa.Integer),
    needed("role", Written),
    needed("day", sa.Date),
    sa.UniqueConstraint("meeting_id", "after"),
)

# What became of a meeting that was disturbed with nothing raised, as an example for the rules.
missed_meetings = sa.Table(
    "missed_meetings",
    metadata,
    sa.Column("meeting_id", sa.Integer, of("meetings"), primary_key=True, autoincrement=False),
    needed("verdict", Written),
    needed("reason", Written),
    needed("at", Instant),
)
