"""Every family of meeting systems, over real sockets: undisturbed, and with trouble midway."""

import ssl
from functools import cache

import pytest
import trustme
from families import FAMILIES, Family
from fetch.server import FakeTime, Said
from replaying import Dictionary, disturb, gathered, had, replay, town, web

from agenda_risk.fetch.hosts import host_of
from agenda_risk.fetch.limits import Limits
from agenda_risk.gather import Fetched
from agenda_risk.models import Request

ALL = pytest.mark.parametrize("name", FAMILIES)
LOGIN = b"<!doctype html><html><head><title>Logga in</title></head><body>Logga in</body></html>"
TROUBLES = {
    "slow": Said(b"x" * 400, drip=0.05),
    "broken off": Said(b"{", declared=9_000),
    "a login": Said(LOGIN),
    "500": Said(b"trouble", 500),
    "429 for ever": Said(b"busy", 429),
    "404": Said(b"gone", 404),
    "empty": Said(b""),
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Return the certificate of the servers, and the file of who vouches for it."""
    ours = trustme.CA()
    names = {host_of(url) for one in FAMILIES.values() for url in one.answers}
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.issue_cert(*sorted(names)).configure_cert(served)
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    ours.cert_pem.write_to_path(str(file))
    return served, str(file)


@pytest.fixture
def server(monkeypatch, authority):
    with town(monkeypatch, authority[0]) as server:
        yield server


@pytest.fixture
def fetch(authority):
    """Return what fetches a family through the real session."""

    def run(family: Family, time: FakeTime | None = None, seconds: float = 60) -> Fetched:
        limits = Limits(page_seconds=seconds)
        return gathered(family, web(family, time, limits=limits, certificates=authority[1]))

    return run


@cache
def victim_of(name: str) -> Request:
    """Return the second request of a family, or the first where it sends only one."""
    return had(FAMILIES[name])[:2][-1]


@cache
def known_of(name: str) -> Fetched:
    """Return what the saved pages of a family say."""
    return gathered(FAMILIES[name], Dictionary(FAMILIES[name]))


@cache
def known_without_victim(name: str) -> Fetched:
    return gathered(FAMILIES[name], Dictionary(FAMILIES[name], lost=victim_of(name)))


def lost(found: Fetched) -> set[str]:
    return {one.url for one in found.failures}


@ALL
def test_a_run_over_sockets_gives_what_the_saved_pages_say(server, fetch, name):
    replay(FAMILIES[name], server)

    found = fetch(FAMILIES[name])

    assert found.meetings == known_of(name).meetings != ()
    assert lost(found) == lost(known_of(name))


@ALL
def test_a_server_that_wants_a_pause_gets_it_and_nothing_is_lost(server, fetch, name):
    replay(FAMILIES[name], server)
    busy = Said(b"", 429, {"Retry-After": "7"})
    disturb(FAMILIES[name], server, victim_of(name), busy, None)
    time = FakeTime()

    found = fetch(FAMILIES[name], time)

    assert found.meetings == known_of(name).meetings
    assert max(time.slept) == 7


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
@ALL
def test_what_is_lost_is_told_and_what_can_be_had_is_kept(server, fetch, name, trouble):
    replay(FAMILIES[name], server)
    disturb(FAMILIES[name], server, victim_of(name), trouble)

    found = fetch(FAMILIES[name], seconds=0.4 if trouble.drip else 60)

    assert found.meetings == known_without_victim(name).meetings
    assert lost(found) == lost(known_without_victim(name)) != set()
    assert [str(one.error) for one in found.failures if "\n" in str(one.error)] == []


@ALL
def test_no_page_of_a_family_is_asked_for_twice(server, fetch, name):
    replay(FAMILIES[name], server)

    fetch(FAMILIES[name])

    asked = [(one.headers["host"], one.path, one.body) for one in server.asked]
    assert len(asked) == len(set(asked))


@ALL
def test_whichever_page_is_lost_is_told_and_no_meeting_is_made_up(name):
    family, known = FAMILIES[name], known_of(name)

    found = [(one.url, gathered(family, Dictionary(family, lost=one))) for one in had(family)]

    assert [url for url, run in found if not lost(run) - lost(known)] == []
    ids = {one.id for one in known.meetings}
    assert {one.id for _, run in found for one in run.meetings} <= ids
