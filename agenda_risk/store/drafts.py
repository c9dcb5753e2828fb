"""Keep what was read and not yet kept, for an hour and for whoever read it."""

from datetime import datetime

import sqlalchemy as sa

from agenda_risk.errors import MissingInputError
from agenda_risk.models import Meeting
from agenda_risk.store import screened_tables
from agenda_risk.store.users import hashed

_T = screened_tables.drafts


def put_draft(
    connection: sa.Connection, secret: str, actor: str, meeting: Meeting, expires: datetime
) -> None:
    """Let *meeting* be what *actor* finds under *secret* until it expires."""
    values = {
        "hash": hashed(secret),
        "actor": actor,
        "expires": expires,
        "content": meeting.model_dump(mode="json", exclude_defaults=True),
    }
    drop_draft(connection, secret, actor)
    connection.execute(_T.insert().values(values))


def draft_of(connection: sa.Connection, secret: str, actor: str, at: datetime) -> Meeting:
    """Return what *actor* finds under *secret*; raises MissingInputError where nothing is left."""
    own = (_T.c.hash == hashed(secret)) & (_T.c.actor == actor) & (_T.c.expires > at)
    content = connection.scalar(sa.select(_T.c.content).where(own))
    if content is None:
        raise MissingInputError(
            "What was read is no longer here: it stays for an hour, or until the meeting is saved."
            " Look in the overview, or read the agenda again."
        )
    return Meeting.model_validate(content)


def drop_draft(connection: sa.Connection, secret: str, actor: str) -> None:
    """Take away what *actor* finds under *secret*."""
    own = (_T.c.hash == hashed(secret)) & (_T.c.actor == actor)
    connection.execute(_T.delete().where(own))


def drop_drafts(connection: sa.Connection, at: datetime, actor: str = "") -> None:
    """Take away what has expired, and all that *actor* has read."""
    connection.execute(_T.delete().where((_T.c.expires <= at) | (_T.c.actor == actor)))
