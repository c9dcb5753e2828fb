from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from server import terms

from agenda_risk.errors import FetchError
from agenda_risk.fetch import guard
from agenda_risk.fetch.guard import Reach, connected, reach_of
from agenda_risk.fetch.trouble import UnsteadyError
from agenda_risk.fetch.web import Web
from agenda_risk.models import Source

WITHIN = [
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
    "100.64.0.0/10", "0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "192.0.0.0/24", "198.18.0.0/15",
]  # fmt: skip
WITHIN_6 = [
    "::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32",
    "64:ff9b:1::/48", "100::/64",
]  # fmt: skip


def within(names):
    networks = [ip_network(name) for name in names]
    return st.sampled_from(networks).flatmap(
        lambda network: st.integers(0, network.num_addresses - 1).map(
            lambda number: network[number]
        )
    )


def wrapped(address: IPv4Address) -> list[str]:
    """Return the ways in which IPv6 leads on to *address*."""
    number = int(address)
    return [
        str(address),
        f"::ffff:{address}",
        str(IPv6Address((0x64FF9B << 96) | number)),
        str(IPv6Address((0x2002 << 112) | (number << 80) | 1)),
        str(IPv6Address((0x20010000 << 96) | (0xC1000001 << 64) | (number ^ 0xFFFFFFFF))),
    ]


@given(within(WITHIN), st.integers(0, 4))
def test_no_address_within_is_public_however_it_is_wrapped(address, way):
    assert reach_of(wrapped(address)[way]) is not Reach.PUBLIC


@given(within(WITHIN_6))
def test_no_address_of_ipv6_within_is_public(address):
    assert reach_of(str(address)) is not Reach.PUBLIC


@pytest.mark.parametrize("address", ["193.10.5.20", "8.8.8.8", "2a00:801::1", "::ffff:8.8.8.8"])
def test_addresses_of_everybody_are_public(address):
    assert reach_of(address) is Reach.PUBLIC


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254",
        "fe80::1%eth0", "0.0.0.0", "::", "255.255.255.255", "224.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
    ],
)  # fmt: skip
def test_where_clouds_keep_secrets_is_never_asked(address):
    assert reach_of(address) is Reach.NEVER


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "127.1",
        "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0", "0.0.0.0",
        "169.254.169.254", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1",
        "[fe80::1]", "[fd00::1]", "127.0.0.1.", "LOCALHOST", "１２７.0.0.1",
    ],
)  # fmt: skip
def test_no_notation_of_an_address_within_is_asked(host):
    url = f"http://{host}/"
    get = Web(Source(url=url), terms())

    with pytest.raises(FetchError, match=r"was not asked|never asked|no web address|not found"):
        get(url)


def test_a_source_within_is_asked_where_it_is_said_to_be_its_own(server):
    server.say("/", b"x")
    url = server.url()

    with pytest.raises(FetchError, match="option “internal”"):
        Web(Source(url=url), terms())(url)

    assert Web(Source(url=url, options={"internal": "yes"}), terms())(url).content == b"x"


def test_even_then_the_secrets_of_clouds_are_not_asked():
    url = "http://169.254.169.254/latest/"

    with pytest.raises(FetchError, match="never asked"):
        Web(Source(url=url, options={"internal": "yes"}), terms())(url)


def test_a_name_that_changes_its_address_is_judged_by_the_one_connected_to(server, monkeypatch):
    answers = iter(["193.10.5.20", "127.0.0.1"])
    monkeypatch.setattr(
        guard.socket,
        "getaddrinfo",
        lambda host, port, **_: [(2, 1, 6, "", (next(answers), port))],
    )
    assert guard._allowed("rebinding.example", 80, internal=False)

    with pytest.raises(FetchError, match=r"127\.0\.0\.1, inside a network"):
        connected("rebinding.example", server.port, 1, internal=False)


def test_of_several_addresses_only_those_of_everybody_are_asked(monkeypatch):
    found = [(2, 1, 6, "", (one, 80)) for one in ("10.0.0.1", "193.10.5.20", "127.0.0.1")]
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: found)

    assert guard._allowed("x.example", 80, internal=False) == [(2, ("193.10.5.20", 80))]


def test_a_refusal_is_no_fault_of_the_network():
    """urllib3 and requests take an OSError for a passing fault, and would hide it."""
    assert not issubclass(FetchError, OSError | requests.RequestException)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".example", "a..b"])
def test_a_name_that_nobody_knows_is_told(host):
    with pytest.raises(UnsteadyError, match="was not found"):
        connected(host, 80, 1, internal=False)


def test_no_proxy_and_no_password_of_the_surroundings_is_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.say("/", b"x")
    url = server.url()

    assert Web(Source(url=url, options={"internal": "yes"}), terms())(url).content == b"x"
