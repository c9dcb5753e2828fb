"""Make the table of those who are logging in elsewhere, and tell what was told elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table and the columns."""
    op.create_table(
        "login_trips",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state", name="pk_login_trips"),
    )
    op.create_index("ix_login_trips_expires", "login_trips", ["expires"], unique=False)
    for table in ("grants", "sessions"):
        op.add_column(table, sa.Column("origin", sa.String(), nullable=False, server_default=""))
