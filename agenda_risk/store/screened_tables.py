"""The tables of what was found in agendas, and what people did with it. All texts are masked."""

from datetime import date

import sqlalchemy as sa

from agenda_risk.store.columns import WIDE, Instant, Written, metadata, needed, number, of

bodies = sa.Table(
    "bodies",
    metadata,
    number(),
    needed("organisation", Written),
    needed("name", Written),
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
    needed("place", Written),
    needed("status", Written),
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

# Items are numbered so that those of later days have higher numbers: see *item_number*.
items = sa.Table(
    "items",
    metadata,
    sa.Column("id", WIDE, primary_key=True, autoincrement=False),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("body_id", sa.Integer, of("bodies")),
    sa.Column("day", sa.Date),
    needed("place", sa.Integer),
    needed("key", Written),
    needed("number", Written),
    needed("case_number", Written),
    needed("title", Written),
    needed("text", Written),
    needed("level", sa.SmallInteger),
    needed("categories", Written),
    sa.UniqueConstraint("meeting_id", "place"),
    sa.Index("ix_items_case_number", "case_number"),
    sa.Index("ix_items_level_id", "level", "id"),
    sa.Index("ix_items_body_id_id", "body_id", "id"),
    sa.Index(
        "ix_items_raised",
        "day",
        "body_id",
        "level",
        "categories",
        postgresql_where=sa.text("level >= 2"),
        sqlite_where=sa.text("level >= 2"),
    ),
)

_MEETING_BITS, _PLACE_BITS = 31, 12
DAY_BITS = _MEETING_BITS + _PLACE_BITS
LAST_PLACE: int = 2**_PLACE_BITS - 1


def item_number(day: date | None, meeting: int, place: int) -> int:
    """Return the number of the item in *place* of the agenda of *meeting*, which is on *day*.

    So the latest items are found first without sorting, in the index of texts too.
    """
    days = day.toordinal() if day else 0
    return (days << _MEETING_BITS | meeting) << _PLACE_BITS | place


def meeting_in(item: int) -> int:
    """Return the number of the meeting that the item with that number belongs to."""
    return (item >> _PLACE_BITS) & ((1 << _MEETING_BITS) - 1)


def meeting_of(item: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return what tells the number of the meeting of an *item* with a number, without its row."""
    places: sa.ColumnElement[int] = sa.literal_column(f"{_PLACE_BITS}")
    meetings: sa.ColumnElement[int] = sa.literal_column(f"{(1 << _MEETING_BITS) - 1}")
    return item.bitwise_rshift(places).bitwise_and(meetings)


findings = sa.Table(
    "findings",
    metadata,
    number(),
    needed("item_id", WIDE, of("items")),
    needed("rule", Written),
    needed("category", Written),
    needed("level", sa.SmallInteger),
    needed("part", Written),
    sa.Column("page", sa.Integer),
    needed("words", Written),
    sa.Index("ix_findings_item_id_level_rule", "item_id", "level", "rule"),
    sa.Index("ix_findings_rule_item_id", "rule", "item_id"),
)

# *answer* is empty until the chair has said yes or no.
measures = sa.Table(
    "measures",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("measure", Written),
    needed("text", Written),
    needed("owner", Written),
    sa.Column("due", sa.Date, index=True),
    sa.Column("answer", sa.Boolean),
    needed("reason", Written),
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
    needed("actor", Written),
    needed("case_number", Written),
    needed("name", Written),
    needed("sha256", Written),
    needed("content", sa.LargeBinary),
)

outcomes = sa.Table(
    "outcomes",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("role", Written),
    needed("at", Instant),
    needed("course", Written),
    sa.Column("more_people", sa.Boolean),
    needed("effect", Written),
    needed("incidents", sa.Integer),
    needed("lesson", Written),
    sa.UniqueConstraint("meeting_id", "role"),
)

# An address without a login; only a hash of its secret is kept.
outcome_links = sa.Table(
    "outcome_links",
    metadata,
    sa.Column("hash", Written, primary_key=True),
    needed("meeting_id", sa.Integer, of("meetings"), index=True),
    needed("made", Instant),
    needed("expires", Instant, index=True),
)

# What was read and not yet kept; only a hash of its secret is known here.
drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("hash", Written, primary_key=True),
    needed("actor", Written),
    needed("expires", Instant, index=True),
    needed("content", sa.JSON),
)

# The organisation's own rules, version by version; the last one published holds.
rule_books = sa.Table(
    "rule_books",
    metadata,
    number(),
    needed("at", Instant),
    needed("actor", Written),
    needed("comment", Written),
    needed("text", sa.Text),
)
