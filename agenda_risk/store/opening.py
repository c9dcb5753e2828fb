"""Open the store: make it, bring its tables up to date, and hold it while it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from filelock import FileLock, Timeout

from agenda_risk.errors import ConflictError, RefusedError
from agenda_risk.store.faults import told_of

REVISIONS = ("0001",)
_MIGRATIONS = Path(__file__).with_name("migrations")
_PATIENCE = 30
_READS = "agenda_risk_reads"
_PRAGMAS = (
    "busy_timeout=5000",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",  # what is deleted was unmasked
)


class Store(NamedTuple):
    """Where meetings are kept from one look to the next."""

    path: Path
    engine: sa.Engine

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Hold the store for writing: all that is done within is done, or nothing.

        Raises ConflictError where another program holds it, WriteError where it cannot be written.
        """
        with told_of(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """See the store as it is at one moment, whoever writes to it."""
        reads = self.engine.execution_options(**{_READS: True})
        with told_of(self.path), reads.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_store(path: Path) -> Store:
    """Return the store at *path*, which is made where there is none; only its owner may read it.

    Its tables are brought up to date first, by one program at a time. Raises RefusedError where it
    was made by a newer program.
    """
    with told_of(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    store = Store(path, _engine(path))
    try:
        if not _is_ready(store):
            with _alone(path):
                _make_ready(store)
    except BaseException:
        store.close()
        raise
    return store


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """Take the lock at once when something is to be written, not halfway through."""
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _is_ready(store: Store) -> bool:
    """Tell whether the tables are as this program knows them; raises RefusedError if newer."""
    with store.reading() as connection:
        revision = _revision(connection)
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    if revision and revision not in REVISIONS:
        raise RefusedError(
            "{path} was made by a newer agenda-risk. Update this program first.", path=store.path
        )
    return revision == REVISIONS[-1] and mode == "wal"


def _revision(connection: sa.Connection) -> str:
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""


def _make_ready(store: Store) -> None:
    if _is_ready(store):
        return
    with told_of(store.path), store.engine.connect() as connection:
        driver: Any = connection.connection
        driver.execute("PRAGMA journal_mode=WAL")
    with store.writing() as connection:
        _upgrade(connection)


def _upgrade(connection: sa.Connection) -> None:
    """Run what is missing of the migrations, all in the transaction of *connection*."""
    from alembic.command import upgrade  # noqa: PLC0415  slow, and hardly ever needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    upgrade(config, "head")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise ConflictError(
            "{path} is in use by another program. Try again in a moment.", path=path
        ) from error
    try:
        yield
    finally:
        lock.release()
