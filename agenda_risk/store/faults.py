"""Turn what a database says into one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from agenda_risk.errors import (
    BrokenFileError,
    BusyError,
    ConflictError,
    StoreError,
    WriteError,
)
from agenda_risk.hindrance import DISK_FULL, hindrance

# What SQLite says, and what PostgreSQL says.
_LOCKED = ("locked", "busy", "deadlock detected", "could not serialize", "lock timeout")
_BROKEN = (
    "malformed", "not a database", "no such table", "no such column", "encrypted",
    "undefined table", "does not exist\nline",
)  # fmt: skip
_FULL = "disk is full"
_CLASHES = ("unique constraint", "foreign key constraint")
_OURS = ("not null constraint", "not-null constraint", "check constraint")
_UNREACHED = ("connection failed", "connection is bad", "server closed", "terminating connection")


class BrokenStoreError(StoreError, BrokenFileError):
    """The store is damaged, or is none."""


class HeldStoreError(StoreError, ConflictError):
    """Another program holds the store."""


class UnwrittenStoreError(StoreError, WriteError):
    """The store could not be reached, or not be written."""


@contextmanager
def told_of(path: str) -> Iterator[None]:
    """Raise what goes wrong with the store at *path* as one of the program's own errors.

    A row that cannot be is a fault of ours, and raised as it is.
    """
    try:
        yield
    except IntegrityError as error:
        if any(word in str(error.orig).lower() for word in _OURS):
            raise
        raise _told(str(error.orig), path) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _told(str(getattr(error, "orig", error)), path) from error
    except NoConnectionFree as error:
        raise BusyError(
            "The store is asked for too much at once. Try again in a minute."
        ) from error
    except OSError as error:
        raise _unwritten(path, hindrance(error)) from error


def _told(said: str, path: str) -> StoreError | ConflictError:
    reason = said.lower()
    if any(word in reason for word in _UNREACHED):
        return UnwrittenStoreError(
            "{path} could not be reached: {reason}.", path=path, reason=_gist(said)
        )
    if any(word in reason for word in _CLASHES):
        return ConflictError("Somebody else was faster. Look at it again.")
    if any(word in reason for word in _LOCKED):
        return HeldStoreError(
            "{path} is in use by another program. Try again in a moment.", path=path
        )
    if any(word in reason for word in _BROKEN):
        return BrokenStoreError(
            "{path} is not a whole store: {reason}.", path=path, reason=_gist(reason)
        )
    return _unwritten(path, DISK_FULL if _FULL in reason else _gist(reason))


def _gist(said: str) -> str:
    """Return what a server says first and, where it turns one away, why."""
    first = said.strip().splitlines()[0] if said.strip() else ""
    return first.rpartition("FATAL:")[2].strip().rstrip(".")


def _unwritten(path: str, reason: str) -> UnwrittenStoreError:
    return UnwrittenStoreError("{path} could not be written: {reason}.", path=path, reason=reason)
