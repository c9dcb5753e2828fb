"""A PostgreSQL server of the tests' own, and the two places where a store may be."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from agenda_risk.store import Store, open_store

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if sys.platform != "win32" else []
_SETTINGS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nlisten_addresses = ''\n"
_NUMBERS = count()


def _owner() -> str | None:
    """Return as whom a server runs that refuses to run as root."""
    if os.getuid():
        return None
    import pwd  # noqa: PLC0415  not there under Windows

    return "postgres" if any(one.pw_name == "postgres" for one in pwd.getpwall()) else "nobody"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a server that only listens in a folder; return the address of a store in it."""
    if not _BINARIES:
        pytest.skip("PostgreSQL is not installed here; in Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if owner := _owner():
        shutil.chown(folder, owner)
    try:
        _do("initdb", "-D", f"{folder}/data", "-U", "granvik", "-A", "trust", "-E", "UTF8", "-N")
        with open(folder / "data" / "postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(f"{_SETTINGS}unix_socket_directories = '{folder}'\n")
        _do("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "start")
        try:
            _make(f"postgresql://granvik@/postgres?host={folder}", "template")
            yield f"postgresql://granvik@/template?host={folder}"
        finally:
            _do("pg_ctl", "-D", f"{folder}/data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _do(program: str, *arguments: str) -> None:
    command = [str(_BINARIES[-1] / program), *arguments]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, check=True, cwd="/", user=_owner(), **silent)  # type: ignore[call-overload]


def _make(server: str, name: str) -> None:
    import psycopg  # noqa: PLC0415  only where there is a server

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    open_store(server.replace("/postgres?", f"/{name}?")).close()


@pytest.fixture
def empty_database(postgresql: str) -> Iterator[str]:
    """Return the address of a database without any table."""
    with _another(postgresql, "template1") as address:
        yield address


@contextmanager
def _another(address: str, template: str) -> Iterator[str]:
    """Make a database like *template*, and drop it: hundreds would fill a disk."""
    import psycopg  # noqa: PLC0415  only where there is a server

    name = f"store{next(_NUMBERS)}"
    server = address.replace("/template?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        quickly = "STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {quickly}")  # type: ignore[arg-type]
    yield address.replace("/template?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """Return where a new store is: a file that is not there yet, or a database."""
    if request.param == "sqlite":
        yield tmp_path / "agenda-risk.db"
        return
    with _another(request.getfixturevalue("postgresql"), "template") as address:
        yield address


def new_store(place: Path | str, beside: Path | None = None) -> Store:
    """Return the store at *place*; in a file its tables are not made but copied."""
    if isinstance(place, Path):
        shutil.copy(_empty_file(), place)
    return open_store(place, beside)


@cache
def _empty_file() -> Path:
    path = Path(os.environ["AGENDA_RISK_CACHE"]).with_name("empty.db")
    open_store(path).close()
    return path


in_a_file = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
on_a_server = pytest.mark.parametrize("place", ["postgresql"], indirect=True)
