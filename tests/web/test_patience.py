"""Whoever opens a connection and sends no request is not waited for without end."""

import socket
from contextlib import ExitStack, closing
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
import requests
from http_servers import served

from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions
from agenda_risk.web.patience import Impatient

HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


BODY = (
    b"POST /logga-in HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
HOOK = b"POST /api/v1/webhooks/system HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
SENT = b"name=anna&password=losen-ordet"


class Brisk(Impatient):
    patience = 1.0


class Narrow(Impatient):
    room = 3


@pytest.fixture
def hooked(desk, readers):
    return make_app(desk, WebOptions(webhooks={"system": b"secret"}), readers)


@pytest.fixture
def address(app):
    with served(app, Brisk) as address:
        yield address


def wired(address: str) -> socket.socket:
    found = urlsplit(address)
    return socket.create_connection((found.hostname, found.port), timeout=20)


@pytest.mark.parametrize("begun", [b"", b"GET", HEAD, HEAD + b"X: y"])
def test_a_request_that_is_never_whole_is_not_waited_for(address, begun):
    with closing(wired(address)) as wire:
        wire.sendall(begun)
        began = monotonic()

        assert wire.recv(100) == b""
        assert monotonic() - began < 15


def test_a_second_request_wins_no_time_by_coming_in_pieces(address):
    with closing(wired(address)) as wire:
        wire.sendall(HEAD + b"\r\n" + HEAD)
        answered = b"".join(iter(lambda: wire.recv(4096), b""))

        assert answered.count(b"HTTP/1.1 200") == 1


def test_pages_are_answered_as_before(address):
    with requests.Session() as browser:
        for _ in range(3):
            assert browser.get(f"{address}/healthz", timeout=20).status_code == 200


@pytest.mark.parametrize("begun", [b"", b"name=a"])
def test_a_body_of_which_nothing_more_comes_is_not_waited_for(address, begun):
    with closing(wired(address)) as wire:
        wire.sendall(BODY + begun)
        began = monotonic()

        assert b"".join(iter(lambda: wire.recv(4096), b"")).count(b"HTTP/1.1 2") == 0
        assert monotonic() - began < 15


def test_a_body_that_comes_slowly_is_waited_for(address):
    with closing(wired(address)) as wire:
        wire.sendall(BODY)
        for place in range(0, len(SENT), 6):
            sleep(0.4)
            wire.sendall(SENT[place : place + 6])

        assert wire.recv(4096).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("begun", [b"", HEAD, BODY])
def test_whoever_holds_all_connections_keeps_nobody_out(app, begun):
    with served(app, Narrow) as address, ExitStack() as held:
        wires = [held.enter_context(closing(wired(address))) for _ in range(Narrow.room + 1)]
        for wire in wires[1:]:
            wire.sendall(begun)

        assert b"".join(iter(lambda: wires[0].recv(4096), b"")) == b""
        assert requests.get(f"{address}/healthz", timeout=20).status_code == 200


def test_a_service_that_ends_does_not_wait_for_what_is_half_sent(app):
    with ExitStack() as held:
        with served(app) as address:
            for begun in (HEAD, BODY):
                held.enter_context(closing(wired(address))).sendall(begun)
            sleep(0.3)
            began = monotonic()

        assert monotonic() - began < 10


def test_whoever_leaves_in_the_midst_of_what_is_sent_is_no_fault_of_ours(hooked, capfd):
    with served(hooked) as address:
        with closing(wired(address)) as wire:
            wire.sendall(HOOK)
        sleep(0.5)

    assert "Traceback" not in capfd.readouterr().err
