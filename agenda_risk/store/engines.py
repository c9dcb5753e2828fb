"""Reach the database: an SQLite file, or PostgreSQL where an address is given."""

import os
from typing import Any

import sqlalchemy as sa

from agenda_risk.errors import MissingExtraError, RefusedError, WriteError

_READS = "agenda_risk_reads"
_PRAGMAS = (
    "busy_timeout=5000",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted was unmasked
)
# As many as the threads that a service answers with; none is opened and closed for one request.
_POOL: dict[str, Any] = {"pool_size": 40, "max_overflow": 10}
_WRITERS = 0x5AFE  # the advisory lock that writers to one PostgreSQL database take in turn


def file_engine(path: str) -> sa.Engine:
    """Return what reaches the SQLite file at *path*."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=path), **_POOL)
    file = _OneFile(path)
    sa.event.listen(engine, "do_connect", file.check)
    sa.event.listen(engine, "checkout", file.check)
    sa.event.listen(engine, "engine_disposed", file.let_go)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin_file)
    return engine


def server_engine(address: str) -> sa.Engine:
    """Return what reaches the PostgreSQL database at *address*.

    Raises RefusedError where it is the address of something else, MissingExtraError where the
    driver is not installed.
    """
    url = url_of(address)
    if url.get_backend_name() != "postgresql":
        raise RefusedError(
            "The store is an SQLite file or a PostgreSQL database, not {kind}.",
            kind=url.get_backend_name(),
        )
    try:
        engine = sa.create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={"prepare_threshold": None},  # what suits many bodies does not suit few
            **_POOL,
        )
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "{module} is not installed. Run: pip install {extra}",
            module="psycopg",
            extra='"agenda-risk[postgres]"',
        ) from error
    sa.event.listen(engine, "begin", _begin_server)
    return engine


def reader(engine: sa.Engine) -> sa.Engine:
    """Return what reads from the database of *engine*, and sees it as it is at one moment."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_READS: True})
    seen = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**{_READS: True}, **seen)


def shown(address: str) -> str:
    """Return *address* without its password, and without options, which may hold one too."""
    return url_of(address).set(query={}).render_as_string(hide_password=True)


def url_of(address: str) -> sa.URL:
    """Return the parts of *address*; raises RefusedError where it is none of a database."""
    try:
        return sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError) as error:  # the latter where a port is no number
        raise RefusedError("That is not the address of a database.") from error


class _OneFile:
    """Sees to it that no connection is to another file than the first, of those at *path*.

    What is written to a file that was taken away is kept by nobody.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._known: tuple[int, int] | None = None

    def check(self, *_told: object) -> None:
        """Raise WriteError where another file, or none, is there now."""
        there = _file(self._path)
        self._known = self._known or there
        if there != self._known:
            raise WriteError(
                "{path} was taken away or replaced while it was in use. Start the program again.",
                path=self._path,
            )

    def let_go(self, _engine: object) -> None:
        """Take whichever file is there the next time."""
        self._known = None


def _file(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_file(connection: sa.Connection) -> None:
    """Take the lock at once when something is to be written, not halfway through."""
    connection.exec_driver_sql("BEGIN" if _only_reads(connection) else "BEGIN IMMEDIATE")


def _begin_server(connection: sa.Connection) -> None:
    """Let one write at a time, as in a file."""
    if not _only_reads(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _only_reads(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get(_READS))
