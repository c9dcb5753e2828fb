"""Remember what other systems sent, by the id they gave it, so that nothing is done twice."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from agenda_risk.errors import ConflictError
from agenda_risk.store import people_tables

_T = people_tables.events
_AT_WORK = timedelta(minutes=5)  # after that whoever began has died
KEPT = timedelta(days=30)


def begin_event(
    connection: sa.Connection, sender: str, event: str, at: datetime
) -> dict[str, Any] | None:
    """Note that *event* of *sender* is worked on; return the answer where it is done already.

    Raises ConflictError where somebody works on it just now.
    """
    connection.execute(_T.delete().where(_T.c.at <= at - KEPT))
    own = (_T.c.sender == sender) & (_T.c.event == event)
    row = connection.execute(sa.select(_T.c.answer, _T.c.at).where(own)).first()
    if row and row.answer:
        answer: dict[str, Any] = row.answer
        return answer
    if row and row.at + _AT_WORK > at:
        raise ConflictError("This message is being worked on. Send it again in a minute.")
    connection.execute(_T.delete().where(own))
    connection.execute(_T.insert().values(sender=sender, event=event, at=at, answer={}))
    return None


def end_event(
    connection: sa.Connection, sender: str, event: str, answer: dict[str, Any] | None
) -> None:
    """Keep the *answer* to *event*; without one, it may be sent again."""
    own = (_T.c.sender == sender) & (_T.c.event == event)
    if answer:
        connection.execute(_T.update().where(own).values(answer=answer))
    else:
        connection.execute(_T.delete().where(own))
