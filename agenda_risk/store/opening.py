"""Open the store: make it, bring its tables up to date, and hold it while it is written."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from filelock import FileLock, Timeout

from agenda_risk.errors import ConflictError, RefusedError, StoreError
from agenda_risk.settings import is_address
from agenda_risk.store.engines import file_engine, reader, server_engine, shown
from agenda_risk.store.faults import told_of

Connection = sa.Connection
REVISIONS = (
    "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011",
)  # fmt: skip
_MIGRATIONS = Path(__file__).with_name("migrations")
_PATIENCE = 30


def _unheard(_error: StoreError) -> None:
    """Leave it to whoever catches the fault."""


class Store(NamedTuple):
    """Where meetings are kept from one look to the next.

    *path* is the file; for a database server, where the files would lie that go beside it.
    *place* is what the store is called in messages; *hear* is told of each fault that it has.
    """

    path: Path
    engine: sa.Engine
    place: str
    hear: Callable[[StoreError], None] = _unheard

    @property
    def is_file(self) -> bool:
        """Tell whether the store is a file, not a database server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Hold the store for writing: all that is done within is done, or nothing.

        Raises ConflictError where another program holds it, WriteError where it cannot be written.
        """
        with self._told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """See the store as it is at one moment, whoever writes to it."""
        with self._told(), reader(self.engine).connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with told_of(self.place):
                yield
        except StoreError as error:
            self.hear(error)
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_store(place: Path | str, beside: Path | None = None) -> Store:
    """Return the store at *place*: a file, which is made where there is none, or an address.

    Only its owner may read the file. *beside* is where files go that belong to a database server.
    The tables of an empty store are made first, by one program at a time. Raises RefusedError
    where the store was made by a newer program, or by an older one and is not empty.
    """
    store = reach(place, beside)
    try:
        if not is_ready(store):
            make_ready(store)
    except BaseException:
        store.close()
        raise
    return store


def reach(place: Path | str, beside: Path | None = None) -> Store:
    """Return the store at *place* as it is, of whatever program it is."""
    return _on_server(str(place), beside) if is_address(str(place)) else _in_file(Path(place))


def _in_file(path: Path) -> Store:
    with told_of(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            hand_over(path)
    return Store(path, file_engine(str(path)), str(path))


def hand_over(path: Path) -> None:
    """Let *path*, made by root, belong to whom its folder does: the service is somebody else.

    Where that is a link, what it leads to is nobody else's.
    """
    if sys.platform != "win32" and os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(path, folder.st_uid, folder.st_gid, follow_symlinks=False)


def _on_server(address: str, beside: Path | None) -> Store:
    return Store(beside or Path("agenda-risk.db"), server_engine(address), shown(address))


def is_ready(store: Store) -> bool:
    """Tell whether the tables are as this program knows them; raises RefusedError if newer."""
    revision = revision_of(store)
    with store.reading() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar() if store.is_file else ""
    return revision == REVISIONS[-1] and mode in {"wal", ""}


def revision_of(store: Store) -> str:
    """Return which tables the store has; empty where it has none, RefusedError if newer."""
    with store.reading() as connection:
        revision = _revision(connection)
    if revision and revision not in REVISIONS:
        raise RefusedError(
            "{path} was made by a newer agenda-risk. Update this program first.", path=store.place
        )
    return revision


def _revision(connection: sa.Connection) -> str:
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""


def make_ready(store: Store, *, is_told: bool = False) -> None:
    """Bring the tables up to date, by one program at a time.

    Raises RefusedError where something is kept in older tables, unless that *is_told*.
    """
    with alone(store.path) if store.is_file else nullcontext():
        if is_ready(store):
            return
        if store.is_file:
            with told_of(store.place), store.engine.connect() as connection:
                driver: Any = connection.connection
                driver.execute("PRAGMA journal_mode=WAL")
        with store.writing() as connection:
            if not is_told:
                _check_empty(connection, store)
            _upgrade(connection)


def _check_empty(connection: sa.Connection, store: Store) -> None:
    revision = _revision(connection)
    if revision in {"", REVISIONS[-1]}:
        return
    if connection.scalar(sa.text("SELECT count(*) FROM sources")):
        raise RefusedError(
            "{path} was made by an older agenda-risk. Run: agenda-risk store upgrade",
            path=store.place,
        )


def _upgrade(connection: sa.Connection) -> None:
    """Run what is missing of the migrations, all in the transaction of *connection*."""
    from alembic.command import upgrade  # noqa: PLC0415  slow, and hardly ever needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    upgrade(config, "head")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other program make or replace the store in the file *path*.

    Raises ConflictError where one does so for long.
    """
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE)
    try:
        lock.acquire()
        hand_over(Path(lock.lock_file))
    except Timeout as error:
        raise ConflictError(
            "{path} is in use by another program. Try again in a moment.", path=path
        ) from error
    try:
        yield
    finally:
        lock.release()
