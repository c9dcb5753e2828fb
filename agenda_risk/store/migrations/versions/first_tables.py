"""Make the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of sources, runs, pages, meetings, versions and changes."""
    _sources_and_runs()
    _pages()
    _meetings()
    _versions()
    _indexes()


def _sources_and_runs() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("is_configured", sa.Boolean, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("name", name="uq_sources_name"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("failures", sa.JSON, nullable=False),
        sa.Column("meetings", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        _of("runs", "source_id", "sources"),
    )


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("request", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("last_modified", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("request", name="pk_pages"),
    )


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source_id", sa.Integer, nullable=False),
        sa.Column("system_id", sa.String, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missing", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.UniqueConstraint("source_id", "system_id", name="uq_meetings_source_id_system_id"),
        _of("meetings", "source_id", "sources"),
    )


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("meeting_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("meeting_id", "number", name="uq_versions_meeting_id_number"),
        _of("versions", "meeting_id", "meetings"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sa.UniqueConstraint("version_id", "place", name="uq_changes_version_id_place"),
        _of("changes", "version_id", "versions"),
    )


def _indexes() -> None:
    op.create_index("ix_runs_source_id", "runs", ["source_id"])
    op.create_index("ix_pages_sha256", "pages", ["sha256"])
    op.create_index("ix_pages_expires", "pages", ["expires"])
    op.create_index("ix_meetings_day", "meetings", ["day"])


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE"
    )
