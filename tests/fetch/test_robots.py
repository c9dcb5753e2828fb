import pytest
from server import FakeTime, Said, terms, web

from agenda_risk.errors import FetchError
from agenda_risk.fetch.web import Web
from agenda_risk.models import Source

RULES = b"""\xef\xbb\xbfUser-agent: *
Disallow: /

User-agent: agenda-risk
Disallow: /moten/*.pdf$
Disallow: /internt
Allow: /internt/kallelser
Crawl-delay: 12
"""


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/moten/", True),
        ("/moten/a.pdf", False),
        ("/moten/a.pdf?b=1", True),
        ("/internt/a", False),
        ("/internt/kallelser/a", True),
    ],
)
def test_what_robots_txt_says_of_us_holds(server, path, is_allowed):
    server.say("/robots.txt", RULES)
    server.say(path, b"x")

    got = list(web(server).tried(server.url(path)))

    assert bool(got) is is_allowed
    assert bool(server.paths()) is is_allowed


def test_what_is_not_allowed_is_told_with_what_to_do(server):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /")

    with pytest.raises(FetchError, match=r"robots\.txt of 127\.0\.0\.1 does not allow"):
        web(server)(server.url("/a"))


@pytest.mark.parametrize(
    ("answer", "is_allowed"),
    [
        (Said(b"", 404), True),
        (Said(b"", 401), True),
        (Said(b"", 200), True),
        (Said(b"<html><title>404</title>Disallow: /"), True),
        (Said(b"\xff\xfe\x00Disallow: /"), True),
        (Said(b"", 302, {"Location": "https://evil.example/"}), True),
        (Said(b"", 302, {"Location": "/robots.txt"}), True),
        (Said(b"", 500), False),
        (Said(b"", 503), False),
        (Said(b"", 429), False),
        (Said(status=0), False),
    ],
    ids=lambda one: getattr(one, "status", one),
)
def test_missing_rules_allow_and_failing_servers_do_not(server, answer, is_allowed):
    server.say("/robots.txt", answer)
    server.say("/a", b"x")

    assert bool(list(web(server).tried(server.url("/a")))) is is_allowed


def test_rules_are_asked_for_once(server):
    server.say("/robots.txt", Said(b"", 503))
    get = web(server)

    failures = [list(get.tried(server.url(path))) for path in ("/a", "/b", "/c")]

    assert failures == [[], [], []]
    assert len(server.asked) == 4  # once, and three times again


@pytest.mark.parametrize(
    ("rules", "pause"),
    [
        (b"User-agent: *\nCrawl-delay: 12", 12.0),
        (b"User-agent: *\nCrawl-delay: 900", 30.0),
        (b"User-agent: *\nCrawl-delay: 0.1", 1.0),
        (b"User-agent: *\nCrawl-delay: much", 1.0),
        (b"User-agent: *\nRequest-rate: 2/10s", 5.0),
        (b"", 1.0),
    ],
)
def test_the_pause_that_a_server_wants_is_kept(server, rules, pause):
    time = FakeTime()
    server.say("/robots.txt", rules)
    server.say("/a", b"x")
    server.say("/b", b"x")
    get = web(server, time)

    get(server.url("/a"))
    get(server.url("/b"))

    assert time.slept == [1.0, pause]


def test_who_was_let_in_passes_robots_txt_and_still_keeps_the_pause(server):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /\nCrawl-delay: 9")
    server.say("/a", b"x")
    server.say("/b", b"x")
    time = FakeTime()
    consent = "IT-enheten i Granvik, 2026-11-28"
    source = Source(url=server.url("/"), options={"internal": "yes"}, consent=consent)
    get = Web(source, terms(time))

    assert [get(server.url(path)).content for path in ("/a", "/b")] == [b"x", b"x"]
    assert max(time.slept) >= 9
