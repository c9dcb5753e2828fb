"""Make the indexes that figures are counted by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make an index of raised items, and two of findings in place of narrower ones."""
    raised = sa.text("level >= 2")
    op.create_index(
        "ix_items_raised",
        "items",
        ["day", "body_id", "level", "categories"],
        postgresql_where=raised,
        sqlite_where=raised,
    )
    op.create_index("ix_findings_item_id_level_rule", "findings", ["item_id", "level", "rule"])
    op.create_index("ix_findings_rule_item_id", "findings", ["rule", "item_id"])
    op.drop_index("ix_findings_item_id", "findings")
    op.drop_index("ix_findings_rule", "findings")
