"""The tables of what was found in agendas, and what people did with it. All texts are masked."""

import sqlalchemy as sa

from agenda_risk.store.columns import Instant, metadata, needed, number, of

bodies = sa.Table(
    "bodies",
    metadata,
    number(),
    needed("organisation", sa.String),
    needed("name", sa.String),
    sa.UniqueConstraint("organisation", "name"),
)

# The last screening of each meeting, as lists show it. *level* and those of items are ranks, 0-3.
screenings = sa.Table(
    "screenings",
    metadata,
    sa.Column("meeting_id", sa.Integer, of("meetings"), primary_key=True, autoincrement=False),
    needed("body_id", sa.Integer, of("bodies")),
    needed("version", sa.Integer),
    needed("seen_version", sa.Integer),
    needed("at", Instant),
    sa.Column("day", sa.Date),
    sa.Column("clock", sa.Time),
    needed("place", sa.String),
    needed("status", sa.String),
    needed("level", sa.SmallInteger),
    needed("items", sa.Integer),
    needed("raised", sa.Integer),
    needed("is_complete", sa.Boolean),
    needed("made", sa.JSON),
    sa.Column("reviewed", Instant),
    sa.Column("reviewed_version", sa.Integer),
    sa.Index("ix_screenings_body_id_day", "body_id", "day"),
    sa.Index("ix_screenings_day", "day"),
)

items = sa.Table(
    "items",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("body_id", sa.Integer, of("bodies")),
    sa.Column("day", sa.Date),
    needed("place", sa.Integer),
    needed("key", sa.String),
    needed("number", sa.String),
    needed("case_number", sa.String),
    needed("title", sa.String),
    needed("text", sa.Text),
    needed("level", sa.SmallInteger),
    needed("categories", sa.String),
    sa.UniqueConstraint("meeting_id", "place"),
    sa.Index("ix_items_case_number", "case_number"),
    sa.Index("ix_items_level_day", "level", "day"),
    sa.Index("ix_items_body_id_day", "body_id", "day"),
)

findings = sa.Table(
    "findings",
    metadata,
    number(),
    needed("item_id", sa.Integer, of("items"), index=True),
    needed("rule", sa.String, index=True),
    needed("category", sa.String),
    needed("level", sa.SmallInteger),
    needed("part", sa.String),
    sa.Column("page", sa.Integer),
    needed("words", sa.String),
)

# *answer* is empty until the chair has said yes or no.
measures = sa.Table(
    "measures",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("measure", sa.String),
    needed("text", sa.String),
    needed("owner", sa.String),
    sa.Column("due", sa.Date, index=True),
    sa.Column("answer", sa.Boolean),
    needed("reason", sa.String),
    sa.UniqueConstraint("meeting_id", "measure"),
)

# The file of a meeting: what people know and decide of it; it only grows.
files = sa.Table(
    "files",
    metadata,
    sa.Column("meeting_id", sa.Integer, of("meetings"), primary_key=True, autoincrement=False),
    needed("revision", sa.Integer),
    needed("content", sa.JSON),
)

# Briefs that were registered, as they were: no retention rule takes them away.
registered = sa.Table(
    "registered",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, sa.ForeignKey("meetings.id"), index=True),
    needed("at", Instant),
    needed("actor", sa.String),
    needed("case_number", sa.String),
    needed("name", sa.String),
    needed("sha256", sa.String),
    needed("content", sa.LargeBinary),
)

outcomes = sa.Table(
    "outcomes",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("role", sa.String),
    needed("at", Instant),
    needed("course", sa.String),
    sa.Column("more_people", sa.Boolean),
    needed("effect", sa.String),
    needed("incidents", sa.Integer),
    needed("lesson", sa.String),
    sa.UniqueConstraint("meeting_id", "role"),
)

# An address without a login; only a hash of its secret is kept.
outcome_links = sa.Table(
    "outcome_links",
    metadata,
    sa.Column("hash", sa.String, primary_key=True),
    needed("meeting_id", sa.Integer, of("meetings"), index=True),
    needed("made", Instant),
    needed("expires", Instant, index=True),
)

# What was read and not yet kept; only a hash of its secret is known here.
drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("hash", sa.String, primary_key=True),
    needed("actor", sa.String),
    needed("expires", Instant, index=True),
    needed("content", sa.JSON),
)

# The organisation's own rules, version by version; the last one published holds.
rule_books = sa.Table(
    "rule_books",
    metadata,
    number(),
    needed("at", Instant),
    needed("actor", sa.String),
    needed("comment", sa.String),
    needed("text", sa.Text),
)
