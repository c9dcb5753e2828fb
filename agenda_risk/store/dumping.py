"""Copy a store that is a PostgreSQL database, with the programs that come with the server."""

import os
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa

from agenda_risk.errors import (
    ConflictError,
    MissingExtraError,
    MissingInputError,
    RefusedError,
    WriteError,
)
from agenda_risk.store.engines import shown, url_of
from agenda_risk.store.faults import told_of
from agenda_risk.store.opening import reach


def dump(address: str, target: Path) -> None:
    """Copy the database at *address* to *target*, as it is at one moment, whoever writes to it.

    Raises ConflictError where *target* is there, MissingExtraError without pg_dump.
    """
    if os.path.lexists(target):
        raise ConflictError("There is a file {path} already.", path=target)
    made = target.with_name(f".{target.name}.{os.getpid()}")
    with told_of(str(target)):
        made.touch(mode=0o600)
    try:
        _run("pg_dump", address, "--format=custom", f"--file={made}", f"--dbname={_bare(address)}")
        os.replace(made, target)
    finally:
        made.unlink(missing_ok=True)


def put_back(copy: Path, address: str) -> None:
    """Fill the empty database at *address* from *copy*, wholly or not at all.

    Raises RefusedError where the database is not empty, MissingInputError where there is no *copy*,
    WriteError where it is no dump.
    """
    if not copy.is_file():
        raise MissingInputError("There is no file {path}.", path=copy)
    store = reach(address)
    with store.reading() as connection:
        is_empty = not sa.inspect(connection).get_table_names()
    store.close()
    if not is_empty:
        raise RefusedError(
            "There are tables in {path}. A copy can only be put into an empty database: make "
            "one, put the copy there, and let agenda-risk.toml name it.",
            path=shown(address),
        )
    _run(
        "pg_restore", address, "--single-transaction", "--exit-on-error", "--no-owner",
        f"--dbname={_bare(address)}", str(copy),
    )  # fmt: skip


def _run(program: str, address: str, *arguments: str) -> None:
    found = shutil.which(program)
    if not found:
        raise MissingExtraError(
            "{program} is not installed. It comes with PostgreSQL: postgresql-client in Debian.",
            program=program,
        )
    password = _password(url_of(address))
    secret = {"PGPASSWORD": password} if password else {}
    done = subprocess.run(
        [found, *arguments], env=os.environ | secret, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [""])[0]
        raise WriteError(
            "{path} could not be copied: {reason}.", path=shown(address), reason=reason
        )


def _password(url: sa.URL) -> str:
    """Return the password in *url*; among its options it holds, wherever else another stands."""
    told = url.query.get("password", url.password or "")
    return told if isinstance(told, str) else told[-1]


def _bare(address: str) -> str:
    """Return *address* as the programs read it, without the password, which others could see."""
    whole = url_of(address).difference_update_query(["password"])
    url = sa.URL.create(
        "postgresql",
        **{
            name: getattr(whole, name) for name in ("username", "host", "port", "database", "query")
        },
    )
    return url.render_as_string(hide_password=False)
