"""Keep the keys of items by body, so that those of one organisation lie together."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
_WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table anew with what is in it."""
    op.execute(
        "CREATE TABLE keys_before AS SELECT sighting_keys.item_id, sighting_keys.key, items.body_id"
        " FROM sighting_keys JOIN items ON items.id = sighting_keys.item_id"
    )
    op.drop_table("sighting_keys")
    op.create_table(
        "sighting_keys",
        sa.Column("item_id", _WIDE, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_sighting_keys_item_id_items", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "key", name="pk_sighting_keys"),
    )
    op.execute(
        "INSERT INTO sighting_keys (item_id, key, body_id)"
        " SELECT item_id, key, body_id FROM keys_before"
    )
    op.drop_table("keys_before")
    op.create_index(
        "ix_sighting_keys_key_body_id_item_id", "sighting_keys", ["key", "body_id", "item_id"]
    )
