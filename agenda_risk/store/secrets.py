"""Keep what the service signs with: made once, the same for all workers."""

from secrets import token_bytes

import sqlalchemy as sa

from agenda_risk.store import people_tables

_T = people_tables.secrets
_BYTES = 32


def secret_called(connection: sa.Connection, name: str) -> bytes:
    """Return the secret called *name*, which is made where there is none."""
    value = known_secret(connection, name)
    if value is None:
        value = token_bytes(_BYTES)
        connection.execute(_T.insert().values(name=name, value=value))
    return value


def known_secret(connection: sa.Connection, name: str) -> bytes | None:
    """Return the secret called *name*, if it has been made."""
    value: bytes | None = connection.scalar(sa.select(_T.c.value).where(_T.c.name == name))
    return value
