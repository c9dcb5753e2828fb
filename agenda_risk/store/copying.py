"""Copy a store that is a file, while it is in use, and put a copy back in its place."""

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from agenda_risk.errors import BrokenFileError, ConflictError, MissingInputError, RefusedError
from agenda_risk.store.faults import told_of
from agenda_risk.store.log import logged
from agenda_risk.store.opening import REVISIONS, alone, hand_over, reach
from agenda_risk.store.verifying import check

_ENDINGS = ("-journal", "-wal", "-shm")  # of files that belong to one of SQLite
_LEFT = 24 * 60 * 60  # seconds


def backup(path: Path, target: Path) -> None:
    """Copy the store at *path* to *target*, as it is at one moment, whoever writes to it.

    *target* is there whole or not at all. Raises ConflictError where it is there already,
    BrokenFileError where the store is not whole.
    """
    if os.path.lexists(target):
        raise ConflictError("There is a file {path} already.", path=target)
    with told_of(str(target)), _beside(target) as made:
        try:
            with told_of(str(target)):
                _copy(path, made)
        except BrokenFileError as error:  # a copy is as whole as the store
            raise BrokenFileError(error.msgid, **{**error.fields, "path": path}) from error
        _sync(made)
        os.replace(made, target)


def _copy(path: Path, made: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(made)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    look_through(made, path)


def restore(copy: Path, path: Path, at: datetime, *, is_forced: bool = False) -> Path | None:
    """Let *copy* be the store at *path*; return where the store that was there is kept.

    At each moment *path* is the old store or the new one, whole. Raises BrokenFileError where
    *copy* is not whole, RefusedError where it is of a newer program, or where there is a store and
    that is not *is_forced*; ConflictError where a program has the store open.
    """
    look_through(copy, copy)
    with told_of(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(path), _beside(path) as made:
            is_there = path.exists() and path.stat().st_size > 0
            if is_there and not is_forced:
                raise RefusedError(
                    "There is a store at {path}. To put the copy in its place, add --force.",
                    path=path,
                )
            shutil.copyfile(copy, made)
            hand_over(made)
            _sync(made)
            aside = path.with_name(f"{path.name}.before-{at:%Y%m%dT%H%M%S}")
            if is_there:
                _put_aside(path, aside)
            _part(path, aside)
            os.replace(made, path)
    return aside if is_there else None


def look_through(copy: Path, name: Path) -> str:
    """Return the revision of the store in the file *copy*, which is called *name*, if it is whole.

    Raises BrokenFileError where it is not, RefusedError where it is of a newer program.
    """
    if not copy.is_file():
        raise MissingInputError("There is no file {path}.", path=name)
    with (
        told_of(str(name)),
        closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as own,
    ):
        faults = [row[0] for row in own.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"{row[0]} → {row[2]}" for row in own.execute("PRAGMA foreign_key_check")]
        (revision,) = own.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if faults:
        raise BrokenFileError(
            "{path} is not a whole store: {reason}.", path=name, reason=faults[0].splitlines()[0]
        )
    if revision not in REVISIONS:
        raise RefusedError(
            "{path} was made by a newer agenda-risk. Update this program first.", path=name
        )
    _check_log(copy, name, revision)
    return str(revision)


def _check_log(copy: Path, name: Path, revision: str) -> None:
    if revision == REVISIONS[0]:
        return  # the log came later
    store = reach(copy)
    try:
        with store.reading() as connection:
            checked = check(logged(connection))
    finally:
        store.close()
    if checked.wrong:
        raise BrokenFileError(
            "{path} is not a whole store: {reason}.",
            path=name,
            reason=checked.wrong.format(number=checked.number),
        )


def _put_aside(path: Path, kept: Path) -> None:
    """Keep the store at *path* as *kept* too; nobody else may have it open."""
    with closing(sqlite3.connect(path, timeout=1)) as old:
        try:
            # Only whoever has the file alone can leave the mode in which others write beside it.
            old.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise ConflictError(
                "{path} is in use by another program. Stop it first.", path=path
            ) from error
        except sqlite3.DatabaseError:
            pass  # what is damaged is put aside as it is
    try:
        os.link(path, kept)
    except FileExistsError as error:
        raise ConflictError("There is a file {path} already.", path=kept) from error
    except OSError:  # a disk on which a file has one name
        shutil.copyfile(path, kept)


def _part(path: Path, kept: Path) -> None:
    """Let what a store that is damaged or lost left beside *path* stand beside *kept*.

    SQLite would write it into whatever store is at *path* next.
    """
    for ending in _ENDINGS:
        with suppress(FileNotFoundError):
            os.replace(f"{path}{ending}", f"{kept}{ending}")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Yield a file that only its owner may read, in the folder of *target*, and take it away.

    Those that a program left which was killed are taken away too, when they are a day old: they
    hold what is not masked.
    """
    for left in _left(target):
        left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", *_ENDINGS):
            with suppress(FileNotFoundError):
                os.unlink(name + ending)


def _left(target: Path) -> list[Path]:
    own = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}(-journal|-wal|-shm)?")
    old = time.time() - _LEFT
    beside = (one for one in target.parent.iterdir() if own.fullmatch(one.name))
    return [one for one in beside if one.stat().st_mtime < old]


def _sync(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
