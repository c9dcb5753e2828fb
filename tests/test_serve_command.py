"""The command that runs the service, where it cannot."""

import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime

import pytest
import requests
from clean_environment import clean_environment

from agenda_risk.cli.listening import base_of, listening
from agenda_risk.store import open_store
from agenda_risk.store.accounts import may_set_up, offer_setup


@pytest.fixture
def held():
    """Return a port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_port_that_is_held_is_told_in_one_sentence(agenda_risk, held):
    told = agenda_risk("serve", "--port", held, "--store", "moten.db")

    assert (told.returncode, told.stdout) == (23, "")
    assert told.stderr.count("\n") == 1
    assert f"kan inte lyssna på 127.0.0.1, port {held}: ett annat program" in told.stderr


def test_a_host_that_is_not_of_this_machine_is_told(agenda_risk):
    told = agenda_risk("serve", "--host", "finns.inte.example", "--store", "moten.db")

    assert told.returncode == 23
    assert "den här datorn har ingen sådan adress" in told.stderr


def test_a_service_that_cannot_begin_leaves_the_link_of_another_as_it_is(
    agenda_risk, held, tmp_path
):
    store = open_store(tmp_path / "moten.db")
    with store.writing() as connection:
        offer_setup(connection, "den första länken", datetime(2199, 1, 1, tzinfo=UTC))

    agenda_risk("serve", "--port", held, "--store", "moten.db")

    with store.reading() as connection:
        assert may_set_up(connection, "den första länken", datetime.now(UTC))
    store.close()


def test_a_browser_is_told_the_port_that_was_found():
    sockets = listening("127.0.0.1", 0)
    try:
        (port,) = {one.getsockname()[1] for one in sockets}
        assert base_of("127.0.0.1", sockets) == f"http://127.0.0.1:{port}"
        assert base_of("::1", sockets) == f"http://[::1]:{port}"
    finally:
        for one in sockets:
            one.close()


@contextmanager
def served_with_few_files(folder, port):
    """Run the service, which may hold 64 files at once, and give where its faults are told."""
    told = folder / "told.txt"
    program = f"ulimit -n 64; exec {sys.executable} -m agenda_risk serve --port {port} --store a.db"
    with told.open("wb") as errors:
        service = subprocess.Popen(
            ["/bin/sh", "-c", program],
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", **clean_environment()},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    try:
        yield told
    finally:
        service.terminate()
        service.wait(30)


def is_up(address: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(requests.RequestException):
            return requests.get(f"{address}/healthz", timeout=5).status_code == 200
        time.sleep(0.2)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="ulimit is not there under Windows")
def test_whoever_takes_all_files_shuts_nobody_out_and_does_not_fill_the_log(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with served_with_few_files(tmp_path, port) as told, ExitStack() as held:
        assert is_up(address, 60)
        for _ in range(120):
            wire = held.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
            wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")

        assert is_up(address, 20)
    assert told.read_text().count("\n") < 50


@contextmanager
def shown_demo(folder, ended_by):
    """Serve the made-up meetings with *folder* for what passes, and give the link that logs in."""
    with subprocess.Popen(
        [sys.executable, "-m", "agenda_risk", "serve", "--demo", "--port", "0"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", **clean_environment(), "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as service:
        try:
            line = next(line for line in service.stdout if "/logga-in/" in line)
            yield re.search(r"http://\S+", line)[0]
        finally:
            service.send_signal(ended_by)


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_leads_to_a_filled_overview_once_and_leaves_nothing(tmp_path, ended_by):
    with shown_demo(tmp_path, ended_by) as link:
        address = link.partition("/logga-in/")[0]
        visitor, told = requests.Session(), {"headers": {"Origin": address}, "timeout": 30}
        button = visitor.get(link, timeout=30).text
        overview = visitor.post(link, **told)
        again = requests.post(link, **told)

    assert "Den här länken loggar in dig en gång." in button
    assert 'action="/logga-in/' in button
    assert '?next=/" class' in button
    assert overview.url == f"{address}/"
    assert "Avveckling av Björkängens skola" in overview.text
    assert again.status_code == 404
    assert list(tmp_path.iterdir()) == []
