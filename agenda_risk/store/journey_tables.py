"""The tables by which cases are followed from meeting to meeting. All texts are masked."""

import sqlalchemy as sa

from agenda_risk.store.columns import WIDE, Instant, Written, metadata, needed, number, of

# Beside each item: how far its case had come, what had happened to it, with what *result* there and
# *until* which day; *numbers* are those of its case in one spelling, with spaces between.
sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("item_id", WIDE, of("items"), primary_key=True, autoincrement=False),
    needed("stage", Written),
    needed("marks", Written),
    sa.Column("result", Written, nullable=False, server_default=""),
    sa.Column("until", sa.Date()),
    needed("numbers", Written),
)

# What items have to share one of, to be of one case: a number (=KS-2026-412), or a word of the
# title (~eken). The body is that of the item: what one organisation has of a word lies together.
sighting_keys = sa.Table(
    "sighting_keys",
    metadata,
    sa.Column("item_id", WIDE, of("items"), primary_key=True, autoincrement=False),
    sa.Column("key", Written, primary_key=True),
    needed("body_id", sa.Integer),
    sa.Index("ix_sighting_keys_key_body_id_item_id", "key", "body_id", "item_id"),
)

# Two items that people said are of different cases, by the keys that items keep when they are
# screened again.
partings = sa.Table(
    "partings",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings"), index=True),
    needed("key", Written),
    needed("other_id", sa.Integer, of("meetings"), index=True),
    needed("other_key", Written),
    needed("at", Instant),
    needed("actor", Written),
    sa.UniqueConstraint("meeting_id", "key", "other_id", "other_key"),
)
