"""Keep who logs in elsewhere: on their way there, and once they are known."""

from datetime import datetime
from hashlib import scrypt
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.normalise import fold
from agenda_risk.role_mapping import Left
from agenda_risk.store import people_tables
from agenda_risk.store.secrets import known_secret, secret_called
from agenda_risk.store.users import User, hashed

_USERS, _SESSIONS = people_tables.users, people_tables.sessions
_TRIPS = people_tables.login_trips
_LONGEST_NAME = 100
_KEY = "forgotten subjects"
_FORGOTTEN = "forgotten:"


class Trip(NamedTuple):
    """Somebody went to *provider* from the browser that knows a secret, and wants a page after."""

    provider: str
    browser: str
    wanted: str


def begin_trip(
    connection: sa.Connection, trip: Trip, state: str, begun: datetime, expires: datetime
) -> None:
    """Remember that somebody went on *trip* and is to bring *state* back until it expires."""
    connection.execute(_TRIPS.delete().where(_TRIPS.c.expires <= begun))
    values = trip._replace(browser=hashed(trip.browser))._asdict()
    connection.execute(_TRIPS.insert().values(state=hashed(state), expires=expires, **values))


def end_trip(connection: sa.Connection, trip: Trip, state: str, at: datetime) -> Trip | None:
    """Return the trip that *state* ends, once, where it was begun by the browser of *trip*.

    What another browser brings ends nothing: the one that set out may still come back.
    """
    own = (
        (_TRIPS.c.state == hashed(state))
        & (_TRIPS.c.browser == hashed(trip.browser))
        & (_TRIPS.c.provider == trip.provider)
        & (_TRIPS.c.expires > at)
    )
    wanted: str | None = connection.scalar(sa.select(_TRIPS.c.wanted).where(own))
    connection.execute(_TRIPS.delete().where(own))
    return None if wanted is None else trip._replace(wanted=wanted)


def outsider(connection: sa.Connection, issuer: str, subject: str) -> User | None:
    """Return the user whom *issuer* calls *subject*, also where that is forgotten."""
    known = _USERS.c.issuer == issuer
    row = connection.execute(sa.select(_USERS).where(known, _USERS.c.subject == subject)).first()
    if row is None and (key := known_secret(connection, _KEY)):
        own = _USERS.c.subject == _trace(key, issuer, subject)
        row = connection.execute(sa.select(_USERS).where(known, own)).first()
    return User(*row) if row else None


def forget_subject(connection: sa.Connection, number: int) -> None:
    """Keep of what the issuer of the user numbered *number* calls them only a trace.

    Nobody is named by it, but whoever comes as that subject is known again.
    """
    own = _USERS.c.id == number
    row = connection.execute(sa.select(_USERS.c.issuer, _USERS.c.subject).where(own)).first()
    if row and row.subject and not row.subject.startswith(_FORGOTTEN):
        trace = _trace(secret_called(connection, _KEY), row.issuer, row.subject)
        connection.execute(_USERS.update().where(own).values(subject=trace))


def _trace(key: bytes, issuer: str, subject: str) -> str:
    """Return what stands for *subject*; slow to make, so that few can be guessed.

    Whoever has the whole store has the key too, and can try whether a guess is right.
    """
    told = subject.encode("utf-8", "surrogatepass")
    salt = key + issuer.encode("utf-8", "surrogatepass")
    return _FORGOTTEN + scrypt(told, salt=salt, n=2**14, r=8, p=1, dklen=32).hex()


def free_name(connection: sa.Connection, wanted: str, own: int = 0) -> str:
    """Return *wanted*, or with a number after it where another account than *own* is called so."""
    others = sa.select(_USERS.c.name).where(_USERS.c.id != own)
    taken = set(map(fold, connection.scalars(others)))
    name, number = wanted[:_LONGEST_NAME], 1
    while fold(name) in taken:
        number += 1
        end = f" ({number})"
        name = wanted[: _LONGEST_NAME - len(end)] + end
    return name


def mark_session(connection: sa.Connection, secret: str, origin: str, outside: str = "") -> None:
    """Remember that *origin* told who the session of *secret* belongs to.

    They call it *outside*, where they name sessions.
    """
    own = _SESSIONS.c.hash == hashed(secret)
    values = {"origin": origin, "outside": hashed(outside) if outside else ""}
    connection.execute(_SESSIONS.update().where(own).values(values))


def end_outside(connection: sa.Connection, origin: str, left: Left) -> tuple[int, ...]:
    """End the sessions that *left* tells of, and return the number of the user of each.

    Where a session is named, one of which no name is known ends too if it is of the same subject.
    """
    asked = sa.select(_SESSIONS.c.hash, _SESSIONS.c.user_id).join(_USERS)
    asked = asked.where(_SESSIONS.c.origin == origin, _USERS.c.issuer == left.issuer)
    if left.subject:
        asked = asked.where(_USERS.c.subject == left.subject)
    if left.session:
        names = {hashed(left.session), *([""] if left.subject else [])}
        asked = asked.where(_SESSIONS.c.outside.in_(names))
    rows = connection.execute(asked).all()
    connection.execute(_SESSIONS.delete().where(_SESSIONS.c.hash.in_([row.hash for row in rows])))
    return tuple(row.user_id for row in rows)
