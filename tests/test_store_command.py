"""The commands that look after the store and its log, as a person runs them."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from agenda_risk.store import open_store
from agenda_risk.store.log import Deed, log


@pytest.fixture
def run(agenda_risk, tmp_path):
    """Return what runs the program on a new store in the folder of the test."""
    open_store(tmp_path / "moten.db").close()
    return lambda *arguments, **more: agenda_risk(*arguments, "--store", "moten.db", **more)


def test_a_new_store_is_shown_with_what_is_in_it(run):
    told = run("store", "show", "--language", "en").stdout

    assert "Store: moten.db" in told
    assert "Users: 0" in told


def test_a_copy_is_made_and_put_back(run, tmp_path):
    run("store", "show")
    made = run("store", "backup", "kopia.db")
    assert (made.returncode, made.stdout) == (0, "→ kopia.db\n")
    again = run("store", "backup", "kopia.db")
    refused = run("store", "restore", "kopia.db", "--language", "en")
    done = run("store", "restore", "kopia.db", "--force", "--language", "en")

    assert (again.returncode, refused.returncode, done.returncode) == (24, 23, 0)
    assert "The store that was there is now moten.db.before-" in done.stdout


def test_a_copy_that_is_not_there_is_told_in_one_sentence(run):
    told = run("store", "restore", "ingen.db", AGENDA_RISK_LANGUAGE="en")

    assert told.returncode == 10
    assert told.stderr.count("\n") == 1


def test_an_up_to_date_store_needs_no_upgrade(run, tmp_path):
    run("store", "show")

    assert run("store", "upgrade", "--language", "en").stdout == "The store is up to date.\n"
    assert not [name for name in os.listdir(tmp_path) if "before" in name]


def test_what_may_go_is_told_before_it_goes(run, tmp_path):
    (tmp_path / "agenda-risk.toml").write_text("[retention]\nmeetings = 730\n")
    told = run("store", "prune", "--dry-run", "--language", "en")

    assert told.returncode == 0
    assert "Meetings: 0" in told.stdout


def test_days_that_are_no_days_are_told_with_their_place(run, tmp_path):
    (tmp_path / "agenda-risk.toml").write_text("[retention]\nmeetings = 0\n")

    told = run("store", "prune")

    assert told.returncode == 20
    assert "agenda-risk.toml:2:12" in told.stderr


def test_an_export_lies_in_a_folder_and_is_logged(run, tmp_path):
    assert run("store", "export", "arkiv").returncode == 0
    assert sorted(os.listdir(tmp_path / "arkiv")) == ["index.csv", "index.json", "log.jsonl"]
    (entry,) = run("log", "show", "--format", "json").stdout.splitlines()
    assert json.loads(entry)["act"] == "exported"


def test_the_log_is_checked_and_tampering_ends_with_5(run, tmp_path):
    run("store", "export", "arkiv")
    noted = run("log", "anchor").stdout.strip()
    whole = run("log", "verify", "--anchor", noted, "--language", "en")
    with closing(sqlite3.connect(tmp_path / "moten.db")) as own, own:
        own.execute("DROP TRIGGER log_is_not_changed")
        own.execute("UPDATE log SET actor = 'user:9'")
    touched = run("log", "verify", "--language", "en")

    assert (whole.returncode, touched.returncode) == (0, 5)
    assert whole.stdout.startswith("The log is whole: 1 entries")
    assert touched.stdout == "Entry 1 was changed.\n"


@pytest.mark.parametrize("noted", ["", "1", "x:y", "1:abc", "-1:" + "0" * 64])
def test_what_is_no_anchor_is_told(run, noted):
    assert run("log", "verify", "--anchor", noted or ":").returncode == 23


def test_the_log_is_shown_from_a_day_on(run):
    run("store", "export", "arkiv")

    assert run("log", "show", "--since", "2020-01-01").stdout.count("\n") == 1
    assert run("log", "show", "--since", "2199-01-01").stdout == ""
    assert run("log", "show", "--meeting", "7").stdout == ""


def test_a_day_of_the_log_begins_when_it_does_in_sweden(run, tmp_path):
    run("store", "show")
    store = open_store(tmp_path / "moten.db")
    with store.writing() as connection:
        for hour in (22, 23):
            night = datetime(2026, 11, 30, hour, 30, tzinfo=UTC)
            log(connection, Deed("user:1", f"hour-{hour}"), night)
    store.close()

    told = run("log", "show", "--since", "2026-12-01", TZ="UTC").stdout

    assert "hour-23" in told
    assert "hour-22" not in told


def test_a_database_can_stand_in_the_settings(agenda_risk, tmp_path, empty_database):
    (tmp_path / "agenda-risk.toml").write_text(f'store = "{empty_database}"\n')

    told = agenda_risk("store", "show", "--format", "json", XDG_DATA_HOME=str(tmp_path / "own"))

    assert json.loads(told.stdout)["counts"]["meetings"] == 0
    assert os.listdir(tmp_path) == ["agenda-risk.toml"]


def test_a_server_that_is_not_there_is_told_without_the_password(agenda_risk):
    told = agenda_risk("store", "show", "--store", "postgresql://a:hemligt@127.0.0.1:1/x")

    assert told.returncode == 22
    assert "hemligt" not in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ("log", "verify"), ("log", "show"), ("log", "anchor"), ("store", "show"),
        ("store", "backup", "copy.db"), ("store", "export", "papers"), ("store", "prune"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_store_that_is_not_there_is_not_made_and_its_log_is_not_called_whole(
    agenda_risk, tmp_path, command
):
    done = agenda_risk(*command, "--store", "mistyped.db", cwd=tmp_path)

    assert done.returncode == 10
    assert "Det finns ingen databas i mistyped.db." in done.stderr
    assert list(tmp_path.iterdir()) == []
