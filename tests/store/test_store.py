"""The store keeps each version once, whoever writes, and whatever happens on the way."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import in_a_file
from store.conftest import GRANVIK, NOW, made

from agenda_risk.errors import (
    BrokenFileError,
    ConflictError,
    FetchError,
    MissingInputError,
    RefusedError,
    WriteError,
)
from agenda_risk.models import Period, Source
from agenda_risk.store import (
    add_source,
    begin_run,
    configure,
    end_run,
    keep,
    known_sources,
    mark_missing,
    meetings_between,
    open_store,
    remove_source,
    runs_of,
    seen_version,
)
from agenda_risk.store.log import Deed, log
from agenda_risk.store.opening import REVISIONS
from agenda_risk.store.runs import Result
from agenda_risk.store.schema import metadata

DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))


def kinds(kept) -> list[str]:
    return [change.kind.value for change in kept.changes]


# Versions


def test_a_meeting_is_kept_as_it_was_read(store, source):
    keep(store, source, made("Upprop", "Budget"), NOW)

    (seen,) = meetings_between(store, DECEMBER)

    assert seen.meeting == made("Upprop", "Budget")
    assert (seen.version, seen.changed, seen.missing) == (1, NOW, None)
    assert [change.kind for change in seen.changes] == ["meeting_new"]


def test_the_same_again_is_no_new_version(store, source):
    keep(store, source, made("Upprop"), NOW)
    again = keep(store, source, made("Upprop"), NOW + timedelta(days=1))

    (seen,) = meetings_between(store, DECEMBER)

    assert (again.version, again.changes) == (1, ())
    assert seen.changed == NOW
    assert seen.seen == NOW + timedelta(days=1)


def test_a_change_is_a_new_version_and_the_old_one_stays(store, source):
    keep(store, source, made("Upprop"), NOW)
    changed = keep(store, source, made("Upprop", "Skolan"), NOW)

    (seen,) = meetings_between(store, DECEMBER)

    assert (changed.version, kinds(changed)) == (2, ["item_added"])
    assert seen.meeting == made("Upprop", "Skolan")
    assert seen_version(store, seen.number, 1) == made("Upprop")


def test_what_nobody_has_to_be_told_of_is_kept_without_a_new_version(store, source):
    keep(store, source, made("Upprop"), NOW)
    keep(store, source, made("Upprop", web="https://granvik.example/m1"), NOW)

    (seen,) = meetings_between(store, DECEMBER)

    assert seen.version == 1
    assert seen.meeting.web == "https://granvik.example/m1"


def test_what_seems_gone_is_doubted_where_pages_could_not_be_had(store, source):
    keep(store, source, made("Upprop", "Skolan"), NOW)
    doubted = keep(store, source, made("Upprop"), NOW, is_whole=False)

    (seen,) = meetings_between(store, DECEMBER)

    assert doubted.is_doubted
    assert seen.meeting == made("Upprop", "Skolan")


def test_what_is_new_is_kept_even_where_pages_could_not_be_had(store, source):
    keep(store, source, made("Upprop"), NOW)

    assert keep(store, source, made("Upprop", "Skolan"), NOW, is_whole=False).version == 2


def test_meetings_without_an_id_are_told_apart_by_body_and_time(store, source):
    keep(store, source, made("Upprop", id=""), NOW)
    keep(store, source, made("Upprop", id="", day=15), NOW)
    keep(store, source, made("Upprop", id=""), NOW)

    assert len(meetings_between(store, DECEMBER)) == 2


def test_a_meeting_never_gets_the_number_of_one_that_is_gone(store, source):
    keep(store, source, made("Upprop"), NOW)
    (gone,) = meetings_between(store, DECEMBER)
    with store.writing() as connection:
        log(connection, Deed("program", "screened", gone.number), NOW)
    remove_source(store, "granvik", NOW)

    add_source(store, GRANVIK, NOW)
    keep(store, known_sources(store)[0].id, made("Budget"), NOW)

    (seen,) = meetings_between(store, DECEMBER)
    assert seen.number > gone.number


def test_two_sources_may_have_meetings_of_one_id(store, source):
    add_source(store, GRANVIK.model_copy(update={"name": "norrskog"}), NOW)
    other = known_sources(store)[1].id
    keep(store, source, made("Upprop"), NOW)
    keep(store, other, made("Budget"), NOW)

    assert len(meetings_between(store, DECEMBER)) == 2


def test_a_meeting_that_is_no_longer_listed_is_marked_once_and_comes_back(store, source):
    keep(store, source, made("Upprop"), NOW)

    assert mark_missing(store, source, [], DECEMBER, NOW) == (made("Upprop"),)
    assert mark_missing(store, source, [], DECEMBER, NOW) == ()
    assert meetings_between(store, DECEMBER)[0].missing == NOW

    keep(store, source, made("Upprop"), NOW)
    assert meetings_between(store, DECEMBER)[0].missing is None


def test_a_meeting_outside_what_was_asked_for_is_not_missing(store, source):
    keep(store, source, made("Upprop"), NOW)
    january = Period(first=date(2027, 1, 1), last=date(2027, 1, 31))

    assert mark_missing(store, source, [], january, NOW) == ()


def test_hostile_texts_are_kept_as_they_are(store, source):
    hostile = made("'; DROP TABLE meetings; --", "\x00\x1b[31m", "🏛" * 1000)
    keep(store, source, hostile, NOW)

    assert meetings_between(store, DECEMBER)[0].meeting == hostile


@in_a_file
def test_changes_are_masked_where_they_are_kept(store, source):
    keep(store, source, made("Upprop"), NOW)
    keep(store, source, made("Upprop", "Bostad åt Anna Karlsson, 19640823-3234"), NOW)
    with sqlite3.connect(store.path) as database:
        (written,) = database.execute(
            "SELECT content FROM changes WHERE kind = 'item_added'"
        ).fetchone()
    database.close()

    assert "Karlsson" not in written
    assert "0823" not in written


# Sources and runs


def test_a_source_is_kept_with_its_options(store):
    full = Source(name="x", url="https://x.example", options={"body": "7"}, zone="Europe/Helsinki")
    add_source(store, full, NOW)

    assert full in [known.source for known in known_sources(store)]


def test_a_name_is_taken_once(store):
    with pytest.raises(ConflictError, match="There is a source “granvik” already"):
        add_source(store, GRANVIK, NOW)


def test_removing_a_source_removes_all_that_was_seen_of_it_and_is_logged(store, source):
    keep(store, source, made("Upprop"), NOW)
    begin_run(store, source, NOW)
    remove_source(store, "granvik", NOW)

    with store.reading() as connection:
        left = {
            t.name: connection.scalar(sa.select(sa.func.count()).select_from(t))
            for t in metadata.sorted_tables
        }
    assert left == dict.fromkeys(left, 0) | {"log": 1}
    with pytest.raises(MissingInputError):
        remove_source(store, "granvik", NOW)


def test_sources_of_the_settings_come_and_go(store):
    north = Source(name="norrskog", url="https://norrskog.example")
    configure(store, [north], NOW)
    configure(store, [north.model_copy(update={"url": "https://ny.example"})], NOW)

    told = {k.source.name: (k.source.url, k.is_configured) for k in known_sources(store)}
    assert told["norrskog"] == ("https://ny.example", True)
    assert told["granvik"][1] is False

    configure(store, [], NOW)
    assert [k.is_configured for k in known_sources(store)] == [False, False]


def test_a_run_tells_what_failed_in_words_that_can_be_translated(store, source):
    run = begin_run(store, source, NOW)
    (going,) = runs_of(store, source)
    failure = FetchError("{host} does not answer.", host="granvik.example")
    end_run(store, run, NOW, Result("failed", (failure,)))

    (ended,) = runs_of(store, source)

    assert (going.outcome, going.ended) == ("", None)
    assert ended.failures == (("{host} does not answer.", {"host": "granvik.example"}),)


# Opening


@in_a_file
def test_the_store_is_only_for_its_owner(store):
    assert store.path.stat().st_mode & 0o077 == 0


@in_a_file
def test_the_store_is_set_up_for_several_programs(store):
    with store.reading() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }

    assert told == {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 5000,
        "foreign_keys": 1,
    }


def is_no_index_of_texts(_thing, name, *_more) -> bool:
    return not (name or "").startswith("items_text")


def test_the_migrations_make_the_tables_that_the_program_knows(store):
    with store.reading() as connection:
        options = {"compare_type": True, "include_object": is_no_index_of_texts}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, metadata) == []


def test_the_program_knows_all_migrations():
    config = Config()
    config.set_main_option("script_location", "agenda_risk/store/migrations")
    scripts = ScriptDirectory.from_config(config)

    assert [one.revision for one in scripts.walk_revisions()][::-1] == list(REVISIONS)


def test_a_store_of_a_newer_program_is_refused_and_untouched(store, place):
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(RefusedError, match="was made by a newer agenda-risk"):
        open_store(place)


@pytest.mark.parametrize(
    "content", [b"Kallelse till kommunstyrelsen" * 99, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_what_is_no_store_is_told_in_one_sentence(tmp_path, content):
    path = tmp_path / "kallelse.db"
    path.write_bytes(content)

    with pytest.raises(BrokenFileError, match="is not a whole store"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_folder_in_the_way_is_told_in_one_sentence(tmp_path):
    with pytest.raises(WriteError, match="could not be written"):
        open_store(tmp_path)


def test_a_path_with_percent_and_spaces_is_no_trouble(tmp_path):
    store = open_store(tmp_path / "100 % åäö" / "a b.db")
    store.close()

    assert (tmp_path / "100 % åäö" / "a b.db").exists()


OPEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from agenda_risk.models import Source
from agenda_risk.store import add_source, open_store
store = open_store(Path(sys.argv[1]))
for number in range(20):
    source = Source(name=f"{sys.argv[2]}-{number}", url="https://x.example")
    add_source(store, source, datetime.now(UTC))
"""


def test_several_programs_open_and_write_at_once(tmp_path):
    path = tmp_path / "new.db"
    programs = [
        subprocess.Popen([sys.executable, "-c", OPEN, str(path), str(number)])
        for number in range(4)
    ]

    assert [program.wait(60) for program in programs] == [0] * 4
    store = open_store(path)
    assert len(known_sources(store)) == 80
    store.close()


# What goes wrong


@in_a_file
def test_a_locked_store_is_told_in_one_sentence(store, source):
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.engine.connect() as connection:
        connection.connection.execute("PRAGMA busy_timeout=50")

    with pytest.raises(ConflictError, match="is in use by another program"):
        keep(store, source, made("Upprop"), NOW)
    other.close()

    assert keep(store, source, made("Upprop"), NOW).version == 1


@in_a_file
@pytest.mark.parametrize("is_replaced", [False, True], ids=["gone", "another"])
def test_nothing_is_kept_in_a_file_that_was_taken_away(store, source, is_replaced):
    store.path.rename(store.path.with_name("gone.db"))
    if is_replaced:
        open_store(store.path).close()

    for _ in range(3):
        with pytest.raises(WriteError, match="taken away or replaced while it was in use"):
            keep(store, source, made("Upprop"), NOW)
        with pytest.raises(WriteError, match="Start the program again"):
            meetings_between(store, DECEMBER)

    assert store.path.exists() is is_replaced


@in_a_file
def test_a_full_disk_is_told_in_one_sentence_and_leaves_all_as_it_was(store, source):
    keep(store, source, made("Upprop"), NOW)
    with store.engine.connect() as connection:
        connection.connection.execute("PRAGMA max_page_count=1")

    with pytest.raises(WriteError, match="full"):
        keep(store, source, made(*(f"Ärende {n} " * 50 for n in range(500))), NOW)
    store.close()

    assert meetings_between(store, DECEMBER)[0].meeting == made("Upprop")


def _work(path: Path, fall: int) -> None:
    """Do what a run does, and be killed before the statement numbered *fall*."""
    count = 0

    def killed(*_arguments: object) -> None:
        nonlocal count
        count += 1
        if count == fall:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(sa.Engine, "before_cursor_execute", killed)
    sa.event.listen(sa.Engine, "commit", killed)
    _run(path)


def _run(path: Path) -> None:
    store = open_store(path)
    configure(store, [GRANVIK], NOW)
    (known,) = known_sources(store)
    run = begin_run(store, known.id, NOW)
    keep(store, known.id, made("Upprop"), NOW)
    keep(store, known.id, made("Upprop", "Skolan"), NOW)
    keep(store, known.id, made("Budget", id="m2"), NOW)
    end_run(store, run, NOW, Result("whole", meetings=2))
    store.close()


def _state(path: Path) -> list[object]:
    with sqlite3.connect(path) as database:
        found = [
            database.execute(
                "SELECT m.system_id, v.number, v.content FROM versions v"
                " JOIN meetings m ON m.id = v.meeting_id ORDER BY 1, 2"
            ).fetchall(),
            database.execute(
                "SELECT version_id, place, kind FROM changes ORDER BY 1, 2"
            ).fetchall(),
            database.execute("PRAGMA integrity_check").fetchall(),
            database.execute("SELECT count(*) FROM runs WHERE outcome = 'whole'").fetchall(),
        ]
    database.close()
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "step", [11, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "every"]
)
def test_killed_between_two_statements_it_loses_nothing_and_doubles_nothing(tmp_path, step):
    _run(tmp_path / "whole.db")
    fall, was_killed = 0, True
    while was_killed:
        fall += step
        path = tmp_path / f"{fall}.db"
        child = os.fork()
        if not child:
            _work(path, fall)
            os._exit(0)
        was_killed = os.waitpid(child, 0)[1] == signal.SIGKILL
        if was_killed:
            versions_before = _seen_of(path)
            _run(path)
            assert _seen_of(path)[: len(versions_before)] == versions_before
        assert _state(path)[2:3] == [[("ok",)]]
        _expect_history(path)

    assert fall > 40


def _seen_of(path: Path) -> list[object]:
    """Return what a killed program left of versions, if it came so far as to make the tables."""
    with sqlite3.connect(path) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        rows = (
            database.execute("SELECT id, number, content FROM versions ORDER BY id").fetchall()
            if "versions" in tables
            else []
        )
    database.close()
    return rows


def _expect_history(path: Path) -> None:
    """Hold what is kept to what happened: no version twice, each other than the one before."""
    rows, _changes, _check, ended = _state(path)
    by_meeting: dict[str, list[tuple[int, str]]] = {}
    for meeting, number, content in rows:
        by_meeting.setdefault(meeting, []).append((number, content))
    assert set(by_meeting) == {"m1", "m2"}
    for versions in by_meeting.values():
        assert [number for number, _ in versions] == list(range(1, len(versions) + 1))
        assert all(one[1] != other[1] for one, other in pairwise(versions))
    assert ended[0][0] >= 1
