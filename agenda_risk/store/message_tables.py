"""The tables of what people are told: how meetings stand, what happened, who wants to hear of it.

Texts in them are masked. Nothing but level, body, day and link is ever sent out of them, and
where cases were seen.
"""

import sqlalchemy as sa

from agenda_risk.store.columns import Instant, Written, metadata, needed, number, of

# How each meeting stood when it was last looked at for news; *raised* are rows of RaisedItem,
# *firsts* of FirstItem.
situations = sa.Table(
    "situations",
    metadata,
    sa.Column("meeting_id", sa.Integer, of("meetings"), primary_key=True, autoincrement=False),
    needed("body_id", sa.Integer, of("bodies")),
    needed("sequence", sa.Integer),
    needed("at", Instant),
    sa.Column("day", sa.Date, index=True),
    sa.Column("clock", sa.Time),
    needed("state", Written),
    needed("level", sa.SmallInteger),
    needed("raised", sa.JSON),
    needed("is_ready", sa.Boolean),
    needed("changed", sa.Integer),
    needed("firsts", sa.JSON),
)

# Which items were told as the first sightings of their cases: no case is told as new twice.
first_sightings = sa.Table(
    "first_sightings",
    metadata,
    sa.Column("meeting_id", sa.Integer, of("meetings"), primary_key=True, autoincrement=False),
    sa.Column("key", Written, primary_key=True),
    needed("organisation", Written, index=True),
    needed("body", Written),
    needed("day", sa.Date),
    needed("title", Written),
    needed("numbers", Written),
    needed("is_past", sa.Boolean, server_default=sa.false()),
)

# What happened to meetings; *mark* keeps one thing from being told twice.
happenings = sa.Table(
    "happenings",
    metadata,
    number(),
    needed("meeting_id", sa.Integer, of("meetings")),
    needed("body_id", sa.Integer, of("bodies")),
    needed("event", Written),
    needed("mark", Written),
    needed("at", Instant, index=True),
    sa.Column("day", sa.Date),
    sa.Column("clock", sa.Time),
    sa.Column("was", sa.Date),
    needed("level", sa.SmallInteger),
    needed("raised", sa.Integer),
    needed("sequence", sa.Integer),
    sa.UniqueConstraint("meeting_id", "event", "mark"),
    sqlite_autoincrement=True,  # subscriptions remember how far they are: no number comes twice
)

# *due* is when all that is coming is next looked through; *past* the last happening seen before.
subscriptions = sa.Table(
    "subscriptions",
    metadata,
    number(),
    needed("user_id", sa.Integer, of("users"), index=True),
    needed("name", Written),
    needed("wanted", sa.JSON),
    needed("channel", Written),
    needed("destination", Written),
    needed("rhythm", Written),
    needed("heartbeat", sa.Boolean),
    needed("turn", sa.Integer),
    needed("created", Instant),
    sa.Column("paused", Instant),
    needed("due", Instant),
    needed("past", sa.Integer),
    sa.Index("ix_subscriptions_due", "due"),
    sqlite_autoincrement=True,  # addresses of feeds are made from the number
)

# What a subscription has heard of a meeting, so that it hears only of what is new.
heard = sa.Table(
    "heard",
    metadata,
    sa.Column(
        "subscription_id", sa.Integer, of("subscriptions"), primary_key=True, autoincrement=False
    ),
    sa.Column(
        "meeting_id", sa.Integer, of("meetings"), primary_key=True, autoincrement=False, index=True
    ),
    sa.Column("day", sa.Date),
    sa.Column("clock", sa.Time),
    needed("state", Written),
    needed("ranks", sa.JSON),
    needed("firsts", sa.JSON),
)

# *name* is the same for the same message, however often it is made; *state* is waiting, sent,
# dropped (nothing of it holds any more) or dead (it did not arrive, and is not tried again).
outbox = sa.Table(
    "outbox",
    metadata,
    number(),
    needed("name", Written, unique=True),
    sa.Column("subscription_id", sa.Integer, of("subscriptions"), index=True),
    needed("user_id", sa.Integer, of("users"), index=True),
    needed("channel", Written),
    needed("purpose", Written),
    needed("told", sa.JSON),
    needed("made", Instant),
    needed("state", Written),
    needed("due", Instant),
    needed("tries", sa.Integer),
    sa.Column("claimed", Instant),
    sa.Column("ended", Instant),
    needed("fault", sa.JSON),
    sa.Index("ix_outbox_state_due", "state", "due"),
)

# Who does something that only one program does at a time, and until when that holds.
leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", Written, primary_key=True),
    needed("holder", Written),
    needed("until", Instant),
)

# When something that is done at set times was last begun, and what came of it.
chores = sa.Table(
    "chores",
    metadata,
    sa.Column("name", Written, primary_key=True),
    needed("at", Instant),
    needed("fault", sa.JSON),
)
