"""Copies of a store are whole, and whatever happens while one is put back, there is a store."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from databases import in_a_file, on_a_server
from store.conftest import GRANVIK, NOW

from agenda_risk.errors import (
    AgendaRiskError,
    BrokenFileError,
    ConflictError,
    MissingInputError,
    RefusedError,
    WriteError,
)
from agenda_risk.models import Page, Request
from agenda_risk.store import Pages, add_source, known_sources, open_store
from agenda_risk.store.copying import backup, restore
from agenda_risk.store.dumping import dump, put_back
from agenda_risk.store.log import Deed, log
from agenda_risk.store.opening import REVISIONS, hand_over
from agenda_risk.store.schema import metadata
from agenda_risk.store.upgrading import upgrade


def names(place) -> list[str]:
    store = open_store(place)
    told = [known.source.name for known in known_sources(store)]
    store.close()
    return told


def add(store, name: str) -> None:
    add_source(store, GRANVIK.model_copy(update={"name": name}), NOW)


@in_a_file
def test_a_copy_is_one_file_for_its_owner_and_can_be_put_back(store, place, tmp_path):
    backup(place, tmp_path / "copy.db")
    add(store, "later")
    store.close()

    kept = restore(tmp_path / "copy.db", place, NOW, is_forced=True)

    assert names(place) == ["granvik"]
    assert names(kept) == ["granvik", "later"]
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    assert not [one for one in os.listdir(tmp_path) if one.startswith((".copy", "copy.db-"))]


WRITE = """
import sys
from datetime import UTC, datetime
from agenda_risk.models import Source
from agenda_risk.store import add_source, open_store
from agenda_risk.store.log import Deed, log
store = open_store(sys.argv[1])
print("ready", flush=True)
for number in range(100_000):
    with store.writing() as connection:
        log(connection, Deed("user:1", "screened", number), datetime.now(UTC))
    add_source(store, Source(name=f"n{number}", url="https://x.example"), datetime.now(UTC))
"""


@in_a_file
def test_a_copy_that_is_made_while_another_program_writes_is_whole(store, place, tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", WRITE, str(place)], stdout=subprocess.PIPE)
    with writer:
        writer.stdout.readline()
        for number in range(5):
            backup(place, tmp_path / f"copy{number}.db")
        writer.kill()

    restore(tmp_path / "copy4.db", tmp_path / "new.db", NOW)

    with closing(sqlite3.connect(tmp_path / "new.db")) as copy:
        ((entries, last),) = copy.execute("SELECT count(*), max(number) FROM log")
    assert entries == last > 0
    assert len(names(tmp_path / "new.db")) in {entries, entries + 1}


@in_a_file
def test_what_a_killed_program_left_beside_a_copy_is_gone_a_day_later(store, place, tmp_path):
    left, new, other = (tmp_path / name for name in (
        ".copy.db.abcd_123", ".copy.db.abcd_456", ".copy.db.lock",
    ))  # fmt: skip
    for file in (left, new, other):
        file.write_bytes(b"unmasked")
    for file in (left, other):
        os.utime(file, (time.time() - 90_000,) * 2)

    backup(place, tmp_path / "copy.db")

    assert [file.exists() for file in (left, new, other)] == [False, True, True]


def crashed(store, place, folder):
    """Return a copy of the files of a store as they stand where its program was killed."""
    folder.mkdir()
    for ending in ("", "-wal", "-shm"):
        shutil.copyfile(f"{place}{ending}", folder / f"store.db{ending}")
    store.close()
    return folder / "store.db"


@in_a_file
@pytest.mark.parametrize(
    "hurt",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"garbage" * 1000),
        lambda path: path.write_bytes(b""),
    ],
    ids=["removed", "damaged", "emptied"],
)
def test_what_stood_beside_a_store_that_is_lost_does_not_get_into_the_copy(
    store, place, tmp_path, hurt
):
    backup(place, tmp_path / "copy.db")
    for number in range(20):
        add(store, f"later {number}")
    path = crashed(store, place, tmp_path / "crash")
    hurt(path)

    restore(tmp_path / "copy.db", path, NOW, is_forced=True)

    assert names(path) == ["granvik"]


@in_a_file
@pytest.mark.parametrize(
    "hurt",
    [lambda path: path.unlink(), lambda path: path.write_bytes(b"")],
    ids=["removed", "emptied"],
)
def test_what_stood_beside_a_store_that_is_lost_is_kept_for_whoever_can_read_it(
    store, place, tmp_path, hurt
):
    backup(place, tmp_path / "copy.db")
    add(store, "later")
    path = crashed(store, place, tmp_path / "crash")
    written = path.with_name("store.db-wal").read_bytes()
    hurt(path)

    restore(tmp_path / "copy.db", path, NOW)

    (kept,) = path.parent.glob("store.db.before-*-wal")
    assert kept.read_bytes() == written


@in_a_file
def test_nothing_is_overwritten_unless_told(store, place, tmp_path):
    backup(place, tmp_path / "copy.db")
    store.close()

    with pytest.raises(ConflictError, match="There is a file"):
        backup(place, tmp_path / "copy.db")
    with pytest.raises(RefusedError, match="add --force"):
        restore(tmp_path / "copy.db", place, NOW)


@in_a_file
def test_a_store_that_is_in_use_is_not_replaced(store, place, tmp_path):
    backup(place, tmp_path / "copy.db")
    known_sources(store)

    with pytest.raises(ConflictError, match="Stop it first"):
        restore(tmp_path / "copy.db", place, NOW, is_forced=True)
    add(store, "later")
    store.close()

    assert names(place) == ["granvik", "later"]


def damaged(copy) -> None:
    content = bytearray(copy.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 9_000] = b"\xff" * 9_000
    copy.write_bytes(content)


def cut(copy) -> None:
    os.truncate(copy, copy.stat().st_size // 2)


def other(copy) -> None:
    copy.write_bytes(b"Kallelse" * 999)


def tampered(copy) -> None:
    with closing(sqlite3.connect(copy)) as own, own:
        own.execute("DROP TRIGGER log_is_not_changed")
        own.execute("UPDATE log SET actor = 'user:9'")


def newer(copy) -> None:
    with closing(sqlite3.connect(copy)) as own, own:
        own.execute("UPDATE alembic_version SET version_num = '9999'")


@in_a_file
@pytest.mark.parametrize("broken", [damaged, cut, other, tampered, newer, os.unlink])
def test_what_is_no_whole_copy_is_refused_and_the_store_stays(store, place, tmp_path, broken):
    with store.writing() as connection:
        log(connection, Deed("user:1", "screened"), NOW)
    backup(place, tmp_path / "copy.db")
    store.close()
    broken(tmp_path / "copy.db")

    with pytest.raises((BrokenFileError, MissingInputError, RefusedError)):
        restore(tmp_path / "copy.db", place, NOW, is_forced=True)

    assert names(place) == ["granvik"]


@in_a_file
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_at_any_moment_of_a_restore_there_is_the_old_store_or_the_new(
    store, place, tmp_path
):
    backup(place, tmp_path / "copy.db")
    add(store, "later")
    store.close()
    calls = ["shutil.copyfile", "os.fsync", "os.link", "os.replace", "os.unlink"]
    for name in calls:
        child = os.fork()
        if not child:
            module, _, function = name.partition(".")
            setattr(sys.modules[module], function, lambda *_a, **_k: os.kill(os.getpid(), 9))
            restore(tmp_path / "copy.db", place, NOW, is_forced=True)
            os._exit(1)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        assert names(place) in (["granvik", "later"], ["granvik"])
        for left in tmp_path.glob("*.before-*"):
            left.unlink()

    restore(tmp_path / "copy.db", place, NOW, is_forced=True)
    assert names(place) == ["granvik"]


@in_a_file
@pytest.mark.skipif(sys.platform == "win32" or os.getuid(), reason="only root gives files away")
def test_what_root_makes_or_puts_back_belongs_to_whom_the_folder_does(store, place, tmp_path):
    folder = tmp_path / "state"
    folder.mkdir()
    os.chown(folder, 12345, 12346)
    backup(place, tmp_path / "copy.db")

    new = open_store(folder / "new.db")
    page = Page(url="https://granvik.example/", content=b"{}")
    Pages(new, lambda: NOW).remember(Request(url=page.url), page)
    new.close()
    restore(tmp_path / "copy.db", folder / "back.db", NOW)

    owners = {(one.stat().st_uid, one.stat().st_gid) for one in folder.rglob("*")}
    assert owners == {(12345, 12346)}


@pytest.mark.skipif(sys.platform == "win32" or os.getuid(), reason="only root gives files away")
def test_root_gives_away_no_file_that_a_link_leads_to(tmp_path):
    folder, other = tmp_path / "state", tmp_path / "shadow"
    folder.mkdir()
    os.chown(folder, 12345, 12346)
    other.touch()
    link = folder / "link"
    link.symlink_to(other)

    hand_over(link)

    assert (other.stat().st_uid, link.lstat().st_uid) == (0, 12345)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://granvik:hemlig@db.example/agenda",
        "postgresql://granvik@db.example/agenda?password=hemlig&sslmode=require",
        "postgresql:///agenda?host=db.example&user=granvik&password=hemlig",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")
def test_no_password_stands_where_others_see_it(address, tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@ env $PGPASSWORD" > {tmp_path}/told\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    dump(address, tmp_path / "copy.dump")

    shown, _env, secret = (tmp_path / "told").read_text().strip().partition(" env ")
    assert ("hemlig" in shown, secret) == (False, "hemlig")


@in_a_file
def test_a_store_of_an_older_program_is_upgraded_only_when_told_and_copied_first(
    store, place, tmp_path
):
    back_to_the_first(store)
    store.close()

    with pytest.raises(RefusedError, match="Run: agenda-risk store upgrade"):
        open_store(place)
    copy = upgrade(place, None, NOW)

    assert names(place) == ["granvik"]
    assert copy.name == f"agenda-risk.db.before-{REVISIONS[0]}-20261128T080000"
    assert upgrade(place, None, NOW) is None


def back_to_the_first(store) -> None:
    """Let *store* be as the first program left it, which knew of sources and meetings only."""
    first = {"sources", "runs", "pages", "meetings", "versions", "changes", "alembic_version"}
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE items_text")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in reversed(metadata.sorted_tables):  # those that refer to others first
            if table.name not in first:
                connection.exec_driver_sql(f"DROP TABLE {table.name}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")


@on_a_server
@pytest.mark.skipif(not shutil.which("pg_dump"), reason="pg_dump is not installed here")
def test_a_database_is_copied_and_put_into_an_empty_one(store, place, empty_database, tmp_path):
    dump(place, tmp_path / "copy.dump")
    with pytest.raises(RefusedError, match="empty database"):
        put_back(tmp_path / "copy.dump", place)

    put_back(tmp_path / "copy.dump", empty_database)

    assert names(empty_database) == ["granvik"]
    assert (tmp_path / "copy.dump").stat().st_mode & 0o077 == 0


@on_a_server
def test_a_copy_of_a_database_has_to_be_somewhere(place, empty_database, tmp_path):
    with pytest.raises(WriteError, match="could not be written"):
        dump(place, tmp_path / "ingen" / "copy.dump")
    with pytest.raises(MissingInputError, match="There is no file"):
        put_back(tmp_path / "ingen.dump", empty_database)


@on_a_server
@pytest.mark.skipif(not shutil.which("pg_dump"), reason="pg_dump is not installed here")
def test_what_is_no_copy_is_not_put_into_a_database(place, empty_database, tmp_path):
    (tmp_path / "kallelse.pdf").write_bytes(b"%PDF" * 999)

    with pytest.raises(AgendaRiskError, match="could not be copied"):
        put_back(tmp_path / "kallelse.pdf", empty_database)


def test_a_server_that_is_not_there_is_told_without_the_password():
    with pytest.raises(AgendaRiskError) as told:
        open_store("postgresql://granvik:hemligt@127.0.0.1:1/moten")

    assert "could not be reached" in str(told.value)
    assert "hemligt" not in str(told.value)


@pytest.mark.parametrize(
    "address", ["postgresql://granvik:hemligt@host:port/x", "mysql://a:hemligt@b/c", "://hemligt"]
)
def test_what_is_no_address_is_told_without_the_password(address):
    with pytest.raises(RefusedError) as told:
        open_store(address)

    assert "hemligt" not in str(told.value)


OPEN = """
import sys
from agenda_risk.store import open_store
open_store(sys.argv[1]).close()
"""


def test_programs_make_the_tables_of_a_database_at_once(empty_database):
    programs = [
        subprocess.Popen([sys.executable, "-c", OPEN, empty_database]) for _number in range(3)
    ]

    assert [program.wait(60) for program in programs] == [0] * 3
    assert names(empty_database) == []


def test_a_program_that_is_killed_while_it_makes_tables_leaves_none_behind(empty_database):
    program = subprocess.Popen([sys.executable, "-c", OPEN, empty_database])
    time.sleep(0.4)
    program.kill()
    program.wait()

    assert names(empty_database) == []


@in_a_file
@pytest.mark.parametrize("harm", [damaged, other])
def test_a_copy_of_a_damaged_store_says_that_it_is_the_store(store, place, tmp_path, harm):
    for number in range(300):
        add(store, f"n{number}")
    store.close()
    harm(place)

    with pytest.raises(BrokenFileError, match=f"{place} is not a whole store"):
        backup(place, tmp_path / "copy.db")

    assert not (tmp_path / "copy.db").exists()
