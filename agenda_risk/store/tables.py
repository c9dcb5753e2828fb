"""The tables of what was fetched: sources, runs, pages, meetings with their versions."""

import sqlalchemy as sa

from agenda_risk.store.columns import Instant, Written, metadata
from agenda_risk.store.columns import of as _of

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", Written, nullable=False, unique=True),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("is_configured", sa.Boolean, nullable=False),
    sa.Column("added", Instant, nullable=False),
)

# *outcome* is empty while a run goes on, and stays so where the program was stopped.
runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source_id", sa.Integer, _of("sources"), nullable=False, index=True),
    sa.Column("started", Instant, nullable=False),
    sa.Column("ended", Instant),
    sa.Column("outcome", Written, nullable=False),
    sa.Column("failures", sa.JSON, nullable=False),
    sa.Column("meetings", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
)

# The content of a page lies in a file called by its hash, until the page *expires*.
pages = sa.Table(
    "pages",
    metadata,
    sa.Column("request", Written, primary_key=True),
    sa.Column("url", Written, nullable=False),
    sa.Column("media_type", Written, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("headers", sa.JSON, nullable=False),
    sa.Column("etag", Written, nullable=False),
    sa.Column("last_modified", Written, nullable=False),
    sa.Column("sha256", Written, nullable=False, index=True),
    sa.Column("fetched", Instant, nullable=False),
    sa.Column("expires", Instant, nullable=False, index=True),
)

# *missing* is when the system first no longer listed the meeting.
meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source_id", sa.Integer, _of("sources"), nullable=False),
    sa.Column("system_id", Written, nullable=False),
    sa.Column("day", sa.Date, index=True),
    sa.Column("seen", Instant, nullable=False),
    sa.Column("missing", Instant),
    sa.UniqueConstraint("source_id", "system_id"),
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("meeting_id", sa.Integer, _of("meetings"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("seen", Instant, nullable=False),
    sa.Column("hash", Written, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.UniqueConstraint("meeting_id", "number"),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version_id", sa.Integer, _of("versions"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("kind", Written, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.UniqueConstraint("version_id", "place"),
)
