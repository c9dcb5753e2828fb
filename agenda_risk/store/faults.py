"""Turn what a database says into one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from agenda_risk.errors import AgendaRiskError, BrokenFileError, ConflictError, WriteError

_LOCKED = ("locked", "busy")
_BROKEN = ("malformed", "not a database", "no such table", "no such column", "encrypted")


@contextmanager
def told_of(path: str) -> Iterator[None]:
    """Raise what goes wrong with the store at *path* as one of the program's own errors."""
    try:
        yield
    except DatabaseError as error:
        raise _told(str(error.orig).lower(), path) from error
    except OSError as error:
        raise _unwritten(path, error.strerror or str(error)) from error


def _told(reason: str, path: str) -> AgendaRiskError:
    if any(word in reason for word in _LOCKED):
        return ConflictError(
            "{path} is in use by another program. Try again in a moment.", path=path
        )
    if any(word in reason for word in _BROKEN):
        return BrokenFileError("{path} is not a whole store: {reason}.", path=path, reason=reason)
    return _unwritten(path, reason)


def _unwritten(path: str, reason: str) -> WriteError:
    return WriteError("{path} could not be written: {reason}.", path=path, reason=reason)
