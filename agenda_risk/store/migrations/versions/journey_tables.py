"""Make the tables by which cases are followed from meeting to meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
_WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; what was screened before gets into them when the service starts."""
    _sightings()
    _keys()
    _partings()


def _sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("item_id", _WIDE, autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_sightings_item_id_items", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", name="pk_sightings"),
    )


def _keys() -> None:
    op.create_table(
        "sighting_keys",
        sa.Column("item_id", _WIDE, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_sighting_keys_item_id_items", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "key", name="pk_sighting_keys"),
    )
    op.create_index("ix_sighting_keys_key_item_id", "sighting_keys", ["key", "item_id"])


def _partings() -> None:
    op.create_table(
        "partings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("other_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["meetings.id"], name=f"fk_partings_{column}_meetings", ondelete="CASCADE"
            )
            for column in ("meeting_id", "other_id")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partings"),
        sa.UniqueConstraint(
            "meeting_id", "key", "other_id", "other_key",
            name="uq_partings_meeting_id_key_other_id_other_key",
        ),
    )  # fmt: skip
    for column in ("meeting_id", "other_id"):
        op.create_index(f"ix_partings_{column}", "partings", [column])
