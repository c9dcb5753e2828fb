"""The tables of who may do what, and of what was done."""

import sqlalchemy as sa

from agenda_risk.store.columns import Instant, Written, metadata, needed, number, of

# *password* is a hash; it is empty where the user logs in elsewhere, as *subject* of *issuer*.
# Once they are forgotten, only a trace of the subject is kept.
# Messages go to *address*; *notices* tells whether those come that go with a role.
users = sa.Table(
    "users",
    metadata,
    number(),
    needed("name", Written, unique=True),
    needed("title", Written),
    needed("password", Written),
    sa.Column("issuer", Written),
    sa.Column("subject", Written),
    needed("language", Written),
    needed("is_active", sa.Boolean),
    needed("added", Instant),
    needed("address", Written, server_default=""),
    needed("notices", sa.Boolean, server_default=sa.true()),
    sa.UniqueConstraint("issuer", "subject"),
    sqlite_autoincrement=True,  # the log names users by number: none is given twice
)

# A grant without a body holds for all bodies. *origin* is who told it, empty where it was given by
# hand: what a provider told goes when it tells otherwise.
grants = sa.Table(
    "grants",
    metadata,
    number(),
    needed("user_id", sa.Integer, of("users"), index=True),
    sa.Column("body_id", sa.Integer, of("bodies")),
    needed("role", sa.String),
    needed("origin", sa.String, server_default=""),
)

# Only hashes of the secrets of sessions, links and keys are kept. *origin* is who told who it is,
# empty where that was found out here; *outside* is a hash of what they call the session there.
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("hash", sa.String, primary_key=True),
    needed("user_id", sa.Integer, of("users"), index=True),
    needed("begun", Instant),
    needed("expires", Instant, index=True),
    needed("origin", sa.String, server_default=""),
    needed("outside", sa.String, server_default=""),
)

# Who is under way to a provider and has not come back: neither the secret of their browser nor
# what is derived from it for the provider is kept.
login_trips = sa.Table(
    "login_trips",
    metadata,
    sa.Column("state", sa.String, primary_key=True),
    needed("browser", sa.String),
    needed("provider", sa.String),
    needed("wanted", sa.String),
    needed("expires", Instant, index=True),
)

# A link without a user sets the service up: whoever follows it becomes the first administrator.
login_links = sa.Table(
    "login_links",
    metadata,
    sa.Column("hash", sa.String, primary_key=True),
    sa.Column("user_id", sa.Integer, of("users")),
    needed("expires", Instant),
)

keys = sa.Table(
    "keys",
    metadata,
    number(),
    needed("name", sa.String, unique=True),
    needed("hash", sa.String, unique=True),
    sa.Column("body_id", sa.Integer, of("bodies")),
    needed("role", sa.String),
    needed("added", Instant),
    sa.Column("expires", Instant),
    sa.Column("revoked", Instant),
    sa.Column("used", Instant),
)

# How often something that is limited was tried since *began*.
attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    needed("began", Instant, index=True),
    needed("count", sa.Integer),
)

# What other systems sent, by the id they gave it, so that the same is not done twice.
events = sa.Table(
    "events",
    metadata,
    sa.Column("sender", sa.String, primary_key=True),
    sa.Column("event", sa.String, primary_key=True),
    needed("at", Instant),
    needed("answer", sa.JSON),
)

secrets = sa.Table(
    "secrets",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    needed("value", sa.LargeBinary),
)

# What was done, by whom: each entry carries the hash of the one before. Nothing is ever changed.
log = sa.Table(
    "log",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    needed("at", sa.String),
    needed("actor", sa.String),
    needed("act", sa.String),
    sa.Column("meeting_id", sa.Integer, index=True),
    needed("content", sa.Text),
    needed("previous", sa.String),
    needed("hash", sa.String),
)
