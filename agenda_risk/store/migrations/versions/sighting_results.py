"""Keep beside each item whether it was put off instead of decided, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add both columns; of what is kept already nothing is known until it is read anew."""
    op.add_column("sightings", sa.Column("result", sa.String(), nullable=False, server_default=""))
    op.add_column("sightings", sa.Column("until", sa.Date(), nullable=True))
