"""Whoever opens a connection and sends no request is not waited for without end."""

import socket
from contextlib import closing
from time import monotonic
from urllib.parse import urlsplit

import pytest
import requests
from http_servers import served

from agenda_risk.web.patience import Impatient

HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


class Brisk(Impatient):
    patience = 1.0


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
