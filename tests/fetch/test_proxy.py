"""The web is reached through a proxy where one is named, and only for names of the public web."""

import socket

import pytest
from server import Said, terms

from agenda_risk.errors import FetchError
from agenda_risk.fetch.web import Web
from agenda_risk.models import Source

GRANVIK = "http://granvik.example/moten"


def through(server, url=GRANVIK, **more):
    return Web(Source(url=url, **more), terms(proxy=server.url("/").rstrip("/")))


@pytest.fixture
def proxy(server):
    """Return a proxy, which is asked for whole addresses."""
    server.say("http://granvik.example/robots.txt", Said(status=404))
    server.say(GRANVIK, b"Kallelse")
    return server


@pytest.fixture(autouse=True)
def _names(monkeypatch):
    """Let this machine know no names but its own and one that leads inside."""
    known = socket.getaddrinfo

    def look_up(host, *arguments, **more):
        if host == "inside.granvik.example":
            host = "10.0.0.7"
        elif not host.replace(".", "").isdigit():
            raise socket.gaierror(-2, "Name or service not known")
        return known(host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_page_comes_through_the_proxy(proxy):
    assert through(proxy)(GRANVIK).content == b"Kallelse"


def test_without_a_proxy_the_name_is_not_found(proxy):
    with pytest.raises(FetchError, match="was not found"):
        Web(Source(url=GRANVIK), terms())(GRANVIK)


@pytest.mark.parametrize(
    "host",
    [
        *("inside.granvik.example", "127.0.0.1", "10.0.0.7", "169.254.169.254"),
        *(
            "intranet",
            "localhost",
            "a.local",
            "a.internal",
            "a.localhost.",
            "0x7f.0x1",
            "2130706433",
        ),
    ],
)
def test_the_proxy_is_never_asked_for_what_lies_within(proxy, host):
    url = f"http://{host}/moten"

    with pytest.raises(FetchError, match=r"inside a network|never asked|no name of the public web"):
        through(proxy, url)(url)
    assert proxy.asked == []


def test_a_redirect_through_the_proxy_leads_nowhere_within(proxy):
    to = "http://inside.granvik.example/a"
    proxy.say(GRANVIK, Said(b"", 302, {"Location": to}))

    with pytest.raises(FetchError, match="inside a network"):
        through(proxy, options={"hosts": "inside.granvik.example"})(GRANVIK)
    assert to not in [one.path for one in proxy.asked]


def test_a_source_within_is_asked_directly(server):
    server.say("/moten", b"Kallelse")
    url = server.url("/moten")

    page = Web(Source(url=url, options={"internal": "yes"}), terms(proxy="http://127.0.0.1:1"))(url)

    assert page.content == b"Kallelse"


def test_a_proxy_that_does_not_answer_is_told():
    web = Web(Source(url=GRANVIK), terms(proxy="http://127.0.0.1:1"))

    with pytest.raises(FetchError, match="The proxy that"):
        web(GRANVIK)


def test_a_proxy_that_refuses_is_told_and_not_taken_for_a_page(proxy):
    proxy.say(GRANVIK, Said(b"<h1>Blocked</h1>", 403))

    with pytest.raises(FetchError, match="403"):
        through(proxy)(GRANVIK)


def test_encrypted_pages_go_through_the_proxy_too(proxy):
    with pytest.raises(FetchError, match="proxy"):
        through(proxy, "https://granvik.example/")("https://granvik.example/")
