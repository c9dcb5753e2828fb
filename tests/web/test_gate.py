"""Nothing is taken of what somebody sends who may not send it."""

import asyncio
import socket

import pytest
from http_servers import served
from sqlalchemy import event

from agenda_risk.access import Standing
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

LARGE = 20 * 1024 * 1024
BEGUN = b'--x\r\nContent-Disposition: form-data; name="name"; filename="a.pdf"\r\n\r\n'
UPLOAD = "multipart/form-data; boundary=x"


def taken(app, path: str, *headers: tuple[str, str]) -> tuple[int, int]:
    """Return the status that answers an upload, and how many bytes of it were asked for."""
    counted, statuses = [0], []

    async def receive():
        body = b"x" * 65_536 if counted[0] else BEGUN
        counted[0] += len(body)
        return {"type": "http.request", "body": body, "more_body": counted[0] < LARGE}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    told = [("host", "granvik.example"), ("content-type", UPLOAD), *headers]
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "client": ("192.0.2.7", 50000),
        "server": ("granvik.example", 80),
        "headers": [(key.encode(), value.encode()) for key, value in told],
    }
    asyncio.run(app(scope, receive, send))
    return statuses[0], counted[0]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/granska", 401),
        ("/mote/1/svar", 401),
        ("/administration/konton", 401),
        ("/api/v1/agendas", 401),
        ("/api/v1/agendas/json", 401),
    ],
)
def test_of_a_stranger_not_a_byte_is_taken(app, kept, path, status):
    assert taken(app, path) == (status, 0)


def test_of_who_may_not_do_it_not_a_byte_is_taken(app, visit, kept):
    cookie = f"agenda-risk={visit(Standing.READER).cookies['agenda-risk']}"

    assert taken(app, "/granska", ("cookie", cookie)) == (403, 0)
    assert taken(app, "/mote/9/svar", ("cookie", cookie)) == (404, 0)


@pytest.mark.parametrize("path", ["/logga-in", "/sprak", "/uppstart", "/logga-in/x", "/u/x"])
def test_where_anybody_may_send_a_form_no_more_is_taken_than_a_form_is_long(app, path):
    status, count = taken(app, path)

    assert status == (404 if path == "/logga-in/x" else 413)
    assert count <= 1_100_000


def test_a_stranger_who_announces_much_is_answered_before_it_comes(desk):
    with served(make_app(desk, WebOptions())) as address:
        host, port = address.removeprefix("http://").split(":")
        head = f"POST /granska HTTP/1.1\r\nHost: {host}\r\nContent-Type: {UPLOAD}\r\n"
        with socket.create_connection((host, int(port)), timeout=5) as wire:
            wire.sendall(f"{head}Content-Length: {LARGE}\r\n\r\n--x\r\n".encode())
            answer = wire.recv(4096)

    assert answer.startswith(b"HTTP/1.1 401")


def test_whoever_may_is_asked_once(visit, desk):
    reader, begun = visit(Standing.READER), []
    event.listen(desk.store.engine, "begin", begun.append)

    reader.get("/hjalp")

    assert len(begun) == 1
