"""Make the table of the first sightings that were told, and note them beside what is heard."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table and the columns; what is coming gets into them when it is screened again."""
    op.create_table(
        "first_sightings",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("is_past", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name="fk_first_sightings_meeting_id_meetings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "key", name="pk_first_sightings"),
    )
    op.create_index("ix_first_sightings_organisation", "first_sightings", ["organisation"])
    for table in ("situations", "heard"):
        op.add_column(table, sa.Column("firsts", sa.JSON(), nullable=False, server_default="[]"))
