"""The worker as a program: it fetches, screens and sends once, or goes on until it is stopped."""

import signal
import socket
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from clean_environment import clean_environment
from messages.mail_servers import mail_server
from telling.conftest import CLOSURE, made

from agenda_risk.access import Grant, Standing
from agenda_risk.models import Source
from agenda_risk.store import add_source, keep, open_store
from agenda_risk.store.accounts import change_user
from agenda_risk.store.users import NewUser, add_user

SETTINGS = """
store = "agenda-risk.db"
[service]
address = "https://moten.granvik.example"
[mail]
server = "localhost"
port = {port}
security = "none"
sender = "agenda@granvik.example"
"""


@pytest.fixture
def post():
    with mail_server() as running:
        yield running


@pytest.fixture
def folder(tmp_path, post):
    """Return a folder with settings, and a store in which a chair has a meeting before them."""
    (tmp_path / "agenda-risk.toml").write_text(SETTINGS.format(port=post.port), encoding="utf-8")
    store, now = open_store(tmp_path / "agenda-risk.db"), datetime.now(UTC)
    add_source(store, Source(name="uploads", url="about:uploads", system="documents"), now)
    keep(store, 1, made(CLOSURE, day=date.today() + timedelta(days=30)), now)
    with store.writing() as connection:
        user = add_user(connection, NewUser("ola"), [Grant(Standing.CHAIR)], now)
        change_user(connection, user, address="ola@granvik.example")
    store.close()
    return tmp_path


def test_once_screens_and_sends_what_there_is_and_the_next_time_nothing(agenda_risk, folder, post):
    first = agenda_risk("worker", "--once", cwd=folder)
    second = agenda_risk("worker", "--once", cwd=folder)

    assert first.stdout == (
        "1 sammanträden granskade, 0 meddelanden skrivna, 1 skickade, 0 kom inte fram.\n"
    )
    assert second.stdout.startswith("0 sammanträden granskade")
    (letter,) = post.box.letters
    assert letter["to"] == "ola@granvik.example"
    assert "skola" not in letter.as_string()


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal of POSIX")
@pytest.mark.parametrize("command", ["worker", "serve"])
def test_it_works_while_it_runs_and_ends_when_it_is_told_to(folder, post, command):
    more = ["--port", str(_free_port())] if command == "serve" else []
    program = subprocess.Popen(
        [sys.executable, "-m", "agenda_risk", command, *more],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **clean_environment()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    came = threading.Event()
    try:
        for _ in range(600):
            if post.box.raw or came.wait(0.1):
                break
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(60)

    assert len(post.box.raw) == 1


HOLDER = """
import sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from agenda_risk.service.holders import own_name
from agenda_risk.store import open_store
from agenda_risk.store.leases import Lease, take_lease

store, now = open_store(Path("agenda-risk.db")), datetime.now(UTC)
for name in ("fetching", "telling"):
    with store.writing() as connection:
        assert take_lease(connection, Lease(name, own_name(), now + timedelta(minutes=20)), now)
print("held", flush=True)
time.sleep(300)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="who has died is known under Linux")
def test_what_a_killed_worker_held_is_taken_at_once_and_what_a_living_one_holds_is_not(
    agenda_risk, folder, post
):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **clean_environment()},
        stdout=subprocess.PIPE,
    )
    try:
        assert other.stdout.readline() == b"held\n"
        beside = agenda_risk("worker", "--once", cwd=folder)
        assert (beside.stdout[:24], len(post.box.raw)) == ("0 sammanträden granskade", 0)
    finally:
        other.kill()
    after = agenda_risk("worker", "--once", cwd=folder)  # the dead one is not even buried
    other.wait(60)
    other.stdout.close()

    assert after.stdout.startswith("1 sammanträden granskade")
    assert len(post.box.raw) == 1


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
