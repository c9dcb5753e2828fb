"""Tell which session elsewhere a session belongs to, so that it ends with it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the column."""
    op.add_column("sessions", sa.Column("outside", sa.String(), nullable=False, server_default=""))
