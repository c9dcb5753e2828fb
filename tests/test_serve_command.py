"""The command that runs the service, where it cannot."""

import socket
from datetime import UTC, datetime

import pytest

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
