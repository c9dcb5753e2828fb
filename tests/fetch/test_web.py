import gzip
import json
import socket
import threading
import zlib

import pytest
import responses
from server import NOW, FakeTime, Said, Server, terms, web

from agenda_risk.errors import AnswerError, FetchError, ReadError, TooLargeError
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.memory import key_of
from agenda_risk.fetch.trouble import OverError
from agenda_risk.fetch.web import Web
from agenda_risk.models import Page, Request, Source

JSON = {"Content-Type": "application/json"}
WALL = "<!doctype html><html><head><title>{}</title></head><body>Kom åter senare</body></html>"


class Notebook(dict):
    """A memory for tests."""

    def recall(self, asked: Request) -> Page | None:
        return self.get(key_of(asked))

    def remember(self, asked: Request, page: Page) -> None:
        self[key_of(asked)] = page


def test_a_page_comes_with_what_its_asker_knows_of_it(server):
    server.say("/möten".encode().decode("latin-1"), b"-")
    server.say("/m%C3%B6ten?a=1", Said(b'{"a": 1}', headers={**JSON, "Set-Cookie": "secret=1"}))

    page = web(server)(Request(url=server.url("/möten?a=1#x"), about={"meeting": "7"}))

    assert page.content == b'{"a": 1}'
    assert (page.url, page.status) == (server.url("/m%C3%B6ten?a=1"), 200)
    assert page.about == {"meeting": "7"}
    assert page.media_type == "application/json"
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        ("https://granvik.example/agenda", "(+https://granvik.example/agenda)"),
        ("", "(reads public agendas; its owner has told no contact)"),
        ("namnd@granvik.example\r\nX-Evil: 1", "(+namnd@granvik.exampleX-Evil: 1)"),
    ],
)
def test_servers_are_told_who_asks(server, contact, agent):
    server.say("/", b"x")

    web(server, contact=contact)(server.url())

    assert server.asked[-1].headers["user-agent"] == f"agenda-risk/0.1.0 {agent}"


def test_a_question_is_posted_and_never_asked_conditionally(server):
    server.say("/q", Said(b"{}", headers={"ETag": '"1"'}))
    asked = Request(url=server.url("/q"), body=b'{"q": 1}', media_type="application/json")
    memory = Notebook()

    web(server, memory=memory)(asked)
    web(server, memory=memory)(asked)

    assert {(one.method, one.body) for one in server.asked if one.path == "/q"} == {
        ("POST", b'{"q": 1}')
    }
    assert "if-none-match" not in server.asked[-1].headers
    assert not memory


def test_the_same_request_is_sent_once_in_a_run(server):
    server.say("/a", b"x")
    get = web(server)

    first = get(Request(url=server.url("/a#1"), about={"n": "1"}))
    again = get(Request(url=server.url("/a"), about={"n": "2"}))

    assert (first.about, again.about) == ({"n": "1"}, {"n": "2"})
    assert server.paths() == ["/a"]


def test_pages_that_lead_round_in_a_circle_end_the_source(server):
    server.say("/a", b"x")
    get = web(server, limits=Limits(times=3))

    for _ in range(3):
        get(server.url("/a"))

    with pytest.raises(OverError, match="circle"):
        list(get.tried(server.url("/a")))


def test_more_pages_than_are_allowed_end_the_source(server):
    server.say("/a", b"x")
    server.say("/b", b"x")
    get = web(server, limits=Limits(pages=2))
    get(server.url("/a"))

    with pytest.raises(OverError, match="More than 2 pages"):
        list(get.tried(server.url("/b")))


@pytest.mark.parametrize(
    ("answer", "waits", "times"),
    [
        (Said(b"", 429, {"Retry-After": "7"}), [7.0], 1),
        (Said(b"", 503, {"Retry-After": "Mon, 02 Nov 2026 08:00:30 GMT"}), [30.0], 1),
        (
            Said(
                b"",
                429,
                {
                    "Retry-After": "Sun, 01 Nov 2026 10:00:09 GMT",
                    "Date": "Sun, 01 Nov 2026 10:00:00 GMT",
                },
            ),
            [9.0],
            1,
        ),
        (Said(b"", 503, {"Retry-After": "Mon, 02 Nov 2020 08:00:30 GMT"}), [1.0], 1),
        (Said(b"", 503, {"Retry-After": "soon"}), [1.0, 2.0, 4.0], 3),
        (Said(b"", 500), [1.0], 1),
        (Said(b"abc", declared=9), [1.0, 2.0], 2),
        (Said(status=0), [1.0, 2.0, 4.0], 3),
    ],
)
def test_what_may_pass_is_tried_again(server, answer, waits, times):
    server.say("/a", *[answer] * times, b"at last")
    time = FakeTime()

    page = web(server, time, pace=terms().pace)(server.url("/a"))

    assert page.content == b"at last"
    assert time.slept == waits


@pytest.mark.parametrize(
    ("answer", "asked", "told"),
    [
        (Said(b"x", 404), 1, "is not there"),
        (Said(b"x", 403), 1, "does not let us in"),
        (Said(b"x", 429, {"Retry-After": "3600"}), 1, "left alone"),
        (Said(b"x", 500), 2, "trouble of its own"),
        (Said(b"x", 503), 4, "trouble of its own"),
        (Said(b"x", 304), 1, "status 304"),
        (Said(b"x", 418), 1, "status 418"),
        (Said(b"abc", declared=9), 4, "incomplete|broke off"),
        (
            Said(gzip.compress(b"abc" * 99, mtime=0)[:-9], headers={"Content-Encoding": "gzip"}),
            4,
            "incompl",
        ),
        (Said(status=0), 4, "broke off"),
    ],
    ids=lambda one: getattr(one, "status", one),
)
def test_a_bad_answer_is_told_in_one_sentence(server, answer, asked, told):
    server.say("/a", answer)

    with pytest.raises(FetchError, match=told) as caught:
        web(server)(server.url("/a"))

    assert "127.0.0.1" in str(caught.value)
    assert len(server.paths()) == asked


def test_a_server_is_never_asked_with_head(server):
    server.say("/a", Said(b"", 302, {"Location": "/b"}))
    server.say("/b", b"x")

    web(server)(server.url("/a"))

    assert {one.method for one in server.asked} == {"GET"}


@pytest.mark.parametrize(
    ("accept", "content"),
    [
        ("application/json", WALL.format("Granviks kommun").encode()),
        ("application/json", b"<feed/>"),
        ("application/json", b"callback({})"),
        ("application/xml", b"{}"),
        ("application/xml", b'<?xml version="1.0"?>\n<!-- x --><html><body>x</body></html>'),
        ("text/calendar", WALL.format("Granviks kommun").encode("utf-16")),
        ("application/pdf", WALL.format("Granviks kommun").encode()),
        ("text/html", WALL.format("Just a moment...").encode()),
        ("", WALL.format("Logga in | Granvik").encode()),
        ("", WALL.format("404 - Sidan finns inte").encode()),
        ("", WALL.format("Underhåll pågår").encode()),
        ("", b""),
        ("", b" \r\n\t"),
        ("application/json", "\ufeff".encode()),
    ],
)
def test_a_200_that_lies_is_an_error(server, accept, content):
    server.say("/a", Said(content, headers={"Content-Type": accept or "text/html"}))

    with pytest.raises(AnswerError) as caught:
        web(server)(Request(url=server.url("/a"), accept=accept))

    assert "127.0.0.1" in str(caught.value)


@pytest.mark.parametrize(
    ("accept", "content"),
    [
        ("application/json", b"\xef\xbb\xbf\r\n[]"),
        ("application/json, text/plain", b"null"),
        ("application/json, text/html", b"<html>x"),
        ("application/xml", b'<?xml version="1.0"?><feed/>'),
        ("text/calendar", b"begin:vcalendar\r\n"),
        ("text/html", b"<html><title>Logga</title>Loggar in"),
        ("", WALL.format("Kommunfullmäktige 404").encode()),
    ],
)
def test_the_right_body_is_taken_whatever_the_server_calls_it(server, accept, content):
    server.say("/a", Said(content, headers={"Content-Type": "text/plain"}))

    assert web(server)(Request(url=server.url("/a"), accept=accept)).content == content


@pytest.mark.parametrize(
    ("packed", "packing"),
    [
        (gzip.compress(b"hej"), "gzip"),
        (gzip.compress(b"h") + gzip.compress(b"ej"), "GZIP"),
        (gzip.compress(b"hej") + b"\0\0", "gzip"),
        (zlib.compress(b"hej"), "deflate"),
        (zlib.compressobj(wbits=-15).flush() and zlib.compress(b"hej")[2:-4], "deflate"),
        (b"hej", "gzip"),
        (b"hej", "identity"),
    ],
    ids=["gzip", "two-parts", "padded", "deflate", "bare-deflate", "not-packed", "identity"],
)
def test_what_is_packed_is_unpacked(server, packed, packing):
    server.say("/a", Said(packed, headers={"Content-Encoding": packing}))

    assert web(server)(server.url("/a")).content == b"hej"


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "zstd"])
def test_what_is_packed_otherwise_is_an_error(server, packing):
    server.say("/a", Said(b"hej", headers={"Content-Encoding": packing}))

    with pytest.raises(AnswerError, match="packed"):
        web(server)(server.url("/a"))


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (gzip.compress(b"\0" * 30_000_000), {"Content-Encoding": "gzip"}),
        (zlib.compress(b" " * 3_000_000), {"Content-Encoding": "deflate"}),
        (b"x" * 2_000_001, {}),
        (b"x" * 1_000_001, JSON),
    ],
    ids=["gzip", "deflate", "large", "large-text"],
)
def test_what_is_too_large_or_swells_is_not_read(server, content, headers):
    server.say("/a", Said(content, headers=headers))
    limits = Limits(page_bytes=2_000_000, text_bytes=1_000_000)

    with pytest.raises(TooLargeError):
        web(server, limits=limits)(server.url("/a"))


def test_a_server_that_drips_is_cut_off_and_not_tried_again(server):
    server.say("/drip", Said(b"x" * 10_000, drip=0.02))
    server.say("/b", b"fine")
    get = web(server, limits=Limits(page_seconds=0.3))

    assert list(get.tried(server.url("/drip"))) == []

    assert "too slowly" in str(get.failures[0].error)
    assert get(server.url("/b")).content == b"fine"
    assert server.paths() == ["/drip", "/b"]


def test_headers_that_drip_are_cut_off_as_well():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_drip_headers, args=(listening,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        get = Web(
            Source(url=url, options={"internal": "yes"}), terms(limits=Limits(page_seconds=0.3))
        )

        with pytest.raises(FetchError, match="too slowly"):
            get(url)


def _drip_headers(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                connection.sendall(b"X-A: b\r\n")
                threading.Event().wait(0.02)
        except OSError:
            return


def test_a_source_ends_when_its_time_is_up(server):
    time = FakeTime()
    server.say("/a", lambda asked: setattr(time, "at", time.at + 601) or Said(b"x"))
    server.say("/b", b"x")
    get = web(server, time)
    get(server.url("/a"))

    with pytest.raises(OverError, match="took too long in all"):
        list(get.tried(server.url("/b")))


def test_our_own_pauses_do_not_use_up_the_time(server):
    for number in range(5):
        server.say(f"/{number}", b"x")
    server.say("/robots.txt", b"User-agent: *\nCrawl-delay: 30")
    get = web(server, limits=Limits(seconds=40))

    assert [get(server.url(f"/{number}")).content for number in range(5)] == [b"x"] * 5


def test_a_server_that_breaks_down_time_after_time_ends_the_source(server):
    for path in ("/a", "/b", "/c"):
        server.say(path, Said(status=0))
    get = web(server, limits=Limits(unsteady=3))
    told = [list(get.tried(server.url(path))) for path in ("/a", "/b")]

    with pytest.raises(OverError, match="broke off"):
        list(get.tried(server.url("/c")))

    assert told == [[], []]
    assert len(get.failures) == 2


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("http://169.254.169.254/latest/meta-data/", "not a host of this source"),
        ("https://evil.example/", "not a host of this source"),
        ("//evil.example/", "not a host of this source"),
        ("http://127.0.0.1:22/", "127.0.0.1:22 is not a host"),
        ("http://127.0.0.1@evil.example/", "user name"),
        ("file:///etc/passwd", "no web address"),
        ("ftp://127.0.0.1/", "no web address"),
        ("http://[::1/", "no web address"),
        ("/a", "without end"),
    ],
)
def test_redirects_are_followed_to_the_hosts_of_the_source_only(server, location, told):
    server.say("/a", Said(b"", 302, {"Location": location}))

    with pytest.raises(FetchError, match=told):
        web(server)(server.url("/a"))


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_redirect_to_an_address_with_swedish_letters_is_followed(server, encoding):
    location = "/möten".encode(encoding).decode("latin-1")
    server.say("/a", Said(b"", 302, {"Location": location}))
    server.say("/m%C3%B6ten", b"x")

    assert web(server)(server.url("/a")).content == b"x"


ODD = {
    "no status": b"hello there",
    "odd status": b"HTTP/1.1 9999 x\r\n\r\n",
    "nothing": b"",
    "long header": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
    "cut chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 5\r\n\r\nxyz",
    "huge length": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nxyz",
    "bad gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8bxyz",
    "tab in host": b"HTTP/1.1 302 x\r\nLocation: http://127.0.0.1\t.evil.example/\r\n\r\n",
    "script": b"HTTP/1.1 302 x\r\nLocation: javascript:alert(1)\r\n\r\n",
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_whatever_a_server_sends_it_is_told_as_a_failure(answer):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_blurt, args=(listening, answer), daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/a"
        get = Web(Source(url=url, options={"internal": "yes"}), terms(limits=Limits(read=1)))

        with pytest.raises(ReadError):
            get(url)


def _blurt(listening: socket.socket, answer: bytes) -> None:
    """Send *answer* to all who ask, but for those who ask for robots.txt."""
    none = b"HTTP/1.1 404 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    while True:
        try:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(none if b"robots.txt" in connection.recv(65_536) else answer)
        except OSError:
            if listening.fileno() < 0:
                return


def test_what_comes_with_a_redirect_is_not_read(server):
    server.say("/a", Said(b"x" * 100_000, 302, {"Location": "/b"}, drip=0.01))
    server.say("/b", b"x")

    page = web(server, limits=Limits(page_seconds=0.5))(server.url("/a"))

    assert page.content == b"x"


def test_cookies_come_back_to_the_server_within_a_run(server):
    server.say("/a", Said(b"", 302, {"Location": "/b", "Set-Cookie": "seen=1; Path=/"}))
    server.say("/b", lambda asked: Said(asked.headers.get("cookie", "-").encode()))

    assert web(server)(server.url("/a")).content == b"seen=1"


@pytest.mark.parametrize(
    ("status", "path", "method"),
    [(303, "/b", "GET"), (302, "/b", "GET"), (307, "/b", "POST"), (301, "/a/", "POST")],
)
def test_a_question_stays_one_where_only_its_address_has_moved(server, status, path, method):
    server.say("/a", Said(b"", status, {"Location": path}))
    server.say(path, b"{}")

    web(server)(Request(url=server.url("/a"), body=b"q"))

    assert server.asked[-1].method == method


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/",
        "https://sub.granvik.example/",
        "https://granvik.example.evil.example/",
        "https://granvik.example@evil.example/",
        "https://evil.example\\@granvik.example/",
        "https://granvik.example:8443/",
        "file:///etc/passwd",
        "gopher://granvik.example/",
        "/etc/passwd",
        "https://",
        "",
        "https://granvik.example:99999/",
        "https://user:secret@granvik.example/",
    ],
)
def test_only_hosts_that_were_named_are_asked(url):
    get = Web(Source(url="https://granvik.example/", options={"hosts": "api.granvik.example"}))

    with pytest.raises(FetchError) as caught:
        get(url)

    assert "secret" not in str(caught.value)


@responses.activate
@pytest.mark.parametrize(
    "url",
    [
        "https://granvik.example/a",
        "https://www.granvik.example/a",
        "http://GRANVIK.example./a",
        "https://api.granvik.example/a",
        "https://xn--mten-5qa.granvik.example:8443/a",
        "https://möten.granvik.example:8443/a",
    ],
)
def test_hosts_that_were_named_are_asked(url):
    responses.get(responses.matchers.re.compile(r".*/robots\.txt"), status=404)
    responses.get(responses.matchers.re.compile(r".*/a"), body="x")
    hosts = "api.granvik.example, möten.granvik.example:8443"
    get = Web(Source(url="https://www.granvik.example/", options={"hosts": hosts}), terms())

    assert get(url).content == b"x"


@responses.activate
def test_a_server_behind_another_that_does_the_encryption_is_kept_safe():
    responses.get("https://granvik.example/robots.txt", status=404)
    responses.get(
        "https://granvik.example/a", status=301, headers={"Location": "http://granvik.example/b"}
    )
    responses.get("https://granvik.example/b", body="x")
    get = Web(Source(url="https://granvik.example/"), terms())

    assert get("https://granvik.example/a").url == "https://granvik.example/b"


@responses.activate
def test_headers_stay_with_their_host():
    for host in ("granvik.example", "api.granvik.example"):
        responses.get(f"https://{host}/robots.txt", status=404)
    responses.get(
        "https://granvik.example/a",
        status=307,
        headers={"Location": "https://api.granvik.example/a"},
    )
    responses.get("https://api.granvik.example/a", body="x")
    options = {"hosts": "api.granvik.example"}
    get = Web(Source(url="https://granvik.example/", options=options), terms())

    get(Request(url="https://granvik.example/a", headers={"X-Key": "secret"}))

    sent = {call.request.url: call.request.headers.get("X-Key") for call in responses.calls}
    assert sent["https://granvik.example/a"] == "secret"
    assert sent["https://api.granvik.example/a"] is None


def test_a_page_that_still_holds_is_taken_from_memory(server):
    memory = Notebook()
    server.say("/a", _if_changed)

    first = web(server, memory=memory)(server.url("/a"))
    again = web(server, memory=memory)(Request(url=server.url("/a"), about={"n": "2"}))

    assert again.content == first.content == b"x"
    assert again.about == {"n": "2"}
    asked = [one.headers for one in server.asked if one.path == "/a"]
    assert [one.get("if-none-match") for one in asked] == [None, '"1"']
    assert asked[1]["if-modified-since"] == "Mon, 02 Nov 2026 08:00:00 GMT"


def _if_changed(asked):
    if asked.headers.get("if-none-match") == '"1"':
        return Said(b"", 304)
    stamps = {"ETag": '"1"', "Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}
    return Said(b"x", headers=stamps)


def test_a_lie_is_never_remembered(server):
    memory = Notebook()
    server.say("/a", Said(WALL.format("Underhåll").encode(), headers={"ETag": '"1"'}))

    with pytest.raises(AnswerError):
        web(server, memory=memory)(server.url("/a"))

    assert not memory


def test_one_page_that_cannot_be_had_does_not_hide_the_others(server):
    server.say("/b", b"x")
    get = web(server)

    pages = [page for path in ("/a", "/b") for page in get.tried(server.url(path))]

    assert [page.content for page in pages] == [b"x"]
    assert [failure.url for failure in get.failures] == [server.url("/a")]


def test_pages_are_kept_as_they_came_before_they_are_judged(server):
    kept = []
    server.say("/a", b"")

    with pytest.raises(AnswerError):
        web(server, keep=lambda asked, page: kept.append(page.status))(server.url("/a"))

    assert kept == [200]


def test_a_list_is_read_page_by_page(server: Server):
    for number in range(3):
        following = server.url(f"/{number + 1}") if number < 2 else None
        server.say(f"/{number}", Said(json.dumps({"next": following}).encode(), headers=JSON))
    get, url, pages = web(server), server.url("/0"), 0

    while url:
        url, pages = json.loads(get(url).content)["next"], pages + 1

    assert pages == 3


def test_nothing_listens_there():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    get = Web(Source(url=url, options={"internal": "yes"}), terms())

    with pytest.raises(ReadError, match=r"127\.0\.0\.1 could not be reached"):
        get(url)


def test_the_clock_of_tests_stands_still():
    assert FakeTime().clock.now() == NOW
