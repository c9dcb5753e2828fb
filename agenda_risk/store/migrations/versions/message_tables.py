"""Make the tables of what people are told, and where users are reached."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, and the columns of users."""
    op.add_column("users", _needed("address", sa.String(), server_default=""))
    op.add_column("users", _needed("notices", sa.Boolean(), server_default=sa.true()))
    for make in (_situations, _happenings, _subscriptions, _heard, _outbox, _leases, _chores):
        make()


def _needed(name: str, kind: Any, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **more)


def _instant(name: str) -> sa.Column[Any]:
    return _needed(name, sa.DateTime(timezone=True))


def _number(table: str) -> tuple[sa.Column[Any], sa.PrimaryKeyConstraint]:
    return _needed("id", sa.Integer()), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), unique=False)


def _situations() -> None:
    op.create_table(
        "situations",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        _needed("body_id", sa.Integer()),
        _needed("sequence", sa.Integer()),
        _instant("at"),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("clock", sa.Time(), nullable=True),
        _needed("state", sa.String()),
        _needed("level", sa.SmallInteger()),
        _needed("raised", sa.JSON()),
        _needed("is_ready", sa.Boolean()),
        _needed("changed", sa.Integer()),
        _of("situations", "meeting_id", "meetings"),
        _of("situations", "body_id", "bodies"),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_situations"),
    )
    _index("situations", "day")


def _happenings() -> None:
    op.create_table(
        "happenings",
        *_number("happenings"),
        _needed("meeting_id", sa.Integer()),
        _needed("body_id", sa.Integer()),
        _needed("event", sa.String()),
        _needed("mark", sa.String()),
        _instant("at"),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("clock", sa.Time(), nullable=True),
        sa.Column("was", sa.Date(), nullable=True),
        _needed("level", sa.SmallInteger()),
        _needed("raised", sa.Integer()),
        _needed("sequence", sa.Integer()),
        _of("happenings", "meeting_id", "meetings"),
        _of("happenings", "body_id", "bodies"),
        sa.UniqueConstraint(
            "meeting_id", "event", "mark", name="uq_happenings_meeting_id_event_mark"
        ),
        sqlite_autoincrement=True,
    )
    _index("happenings", "at")


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        *_number("subscriptions"),
        _needed("user_id", sa.Integer()),
        _needed("name", sa.String()),
        _needed("wanted", sa.JSON()),
        _needed("channel", sa.String()),
        _needed("destination", sa.String()),
        _needed("rhythm", sa.String()),
        _needed("heartbeat", sa.Boolean()),
        _needed("turn", sa.Integer()),
        _instant("created"),
        sa.Column("paused", sa.DateTime(timezone=True), nullable=True),
        _instant("due"),
        _needed("past", sa.Integer()),
        _of("subscriptions", "user_id", "users"),
        sqlite_autoincrement=True,
    )
    _index("subscriptions", "user_id")
    _index("subscriptions", "due")


def _heard() -> None:
    op.create_table(
        "heard",
        sa.Column("subscription_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("clock", sa.Time(), nullable=True),
        _needed("state", sa.String()),
        _needed("ranks", sa.JSON()),
        _of("heard", "subscription_id", "subscriptions"),
        _of("heard", "meeting_id", "meetings"),
        sa.PrimaryKeyConstraint("subscription_id", "meeting_id", name="pk_heard"),
    )
    _index("heard", "meeting_id")


def _outbox() -> None:
    op.create_table(
        "outbox",
        *_number("outbox"),
        _needed("name", sa.String()),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        _needed("user_id", sa.Integer()),
        _needed("channel", sa.String()),
        _needed("purpose", sa.String()),
        _needed("told", sa.JSON()),
        _instant("made"),
        _needed("state", sa.String()),
        _instant("due"),
        _needed("tries", sa.Integer()),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        _needed("fault", sa.JSON()),
        _of("outbox", "subscription_id", "subscriptions"),
        _of("outbox", "user_id", "users"),
        sa.UniqueConstraint("name", name="uq_outbox_name"),
    )
    for columns in (("subscription_id",), ("user_id",), ("state", "due")):
        _index("outbox", *columns)


def _leases() -> None:
    op.create_table(
        "leases",
        _needed("name", sa.String()),
        _needed("holder", sa.String()),
        _instant("until"),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _chores() -> None:
    op.create_table(
        "chores",
        _needed("name", sa.String()),
        _instant("at"),
        _needed("fault", sa.JSON()),
        sa.PrimaryKeyConstraint("name", name="pk_chores"),
    )
