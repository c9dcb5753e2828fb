"""Keep requests out of networks that the public cannot reach.

What counts is the address that a socket is opened to: it is looked up here, judged here and
connected to here, so that neither a redirect nor a name that changes its address in between
leads anywhere else.
"""

import socket
from enum import Enum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from agenda_risk.errors import InternalAddressError
from agenda_risk.fetch.trouble import UnsteadyError

Address = IPv4Address | IPv6Address

_MOST_ADDRESSES = 4
# Ends of names that are only known within a network (RFC 6761, 6762, 8375, and habit).
_LOCAL = frozenset(
    {".localhost", ".local", ".internal", ".intranet", ".lan", ".corp", ".home", ".arpa", ".onion"}
)


class Reach(Enum):
    """Who can reach an address: everybody, those within a network, or nobody that we should."""

    PUBLIC = "public"
    INTERNAL = "internal"
    NEVER = "never"


def _networks(*names: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(name) for name in names)


_WITHIN = _networks(
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10",
    "::1/128", "fc00::/7",
)  # fmt: skip
# Where clouds tell machines their secrets (169.254.169.254 is link-local, and never asked either):
# Azure, Alibaba, Oracle, Amazon. The rest is what Python 3.11 takes for global, or for private
# only in later versions: relays of 6to4, site-local, discard, documentation, segment routing.
_NOBODY = _networks(
    "168.63.129.16/32", "100.100.100.200/32", "192.0.0.0/24", "fd00:ec2::/32",
    "192.88.99.0/24", "fec0::/10", "100::/64", "3fff::/20", "5f00::/16", "64:ff9b:1::/48",
)  # fmt: skip
_NAT64 = ip_network("64:ff9b::/96")
_COMPATIBLE = ip_network("::/96")


def reach_of(written: str) -> Reach:
    """Return who can reach the address *written*; an IPv4 address within IPv6 is judged itself."""
    address = ip_address(written.partition("%")[0])
    inner = _inner(address) if isinstance(address, IPv6Address) else ()
    reaches = {_reach(one) for one in inner or (address,)}
    return next(one for one in (Reach.NEVER, Reach.INTERNAL, Reach.PUBLIC) if one in reaches)


def _reach(address: Address) -> Reach:
    if _is_in(address, _NOBODY):
        return Reach.NEVER
    if _is_in(address, _WITHIN):
        return Reach.INTERNAL
    is_open = address.is_global and not address.is_multicast and not address.is_reserved
    return Reach.PUBLIC if is_open else Reach.NEVER


def _is_in(address: Address, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return any(address.version == one.version and address in one for one in networks)


def _inner(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that *address* leads on to."""
    mapped = address.ipv4_mapped or address.sixtofour
    if mapped:
        return (mapped,)
    if address.teredo:
        return address.teredo
    is_wrapped = address in _NAT64 or (address in _COMPATIBLE and int(address) > 1)
    return (IPv4Address(int(address) & 0xFFFFFFFF),) if is_wrapped else ()


def connected(host: str, port: int, timeout: float | None, *, internal: bool) -> socket.socket:
    """Return a socket that is connected to *host*, at an address that may be asked.

    Raises InternalAddressError where there is none, and UnsteadyError where it cannot be reached.
    Neither is an OSError, which urllib3 would take for a fault of the network.
    """
    failed: OSError | None = None
    for family, place in _allowed(host, port, internal=internal):
        try:
            return _opened(family, place, timeout)
        except OSError as error:
            failed = error
    raise UnsteadyError(
        "{host} could not be reached. Check the address, or try again later.", host=host
    ) from failed


def check_public(host: str, port: int) -> None:
    """Raise FetchError where a proxy may not be asked for *host*, since it looks up names itself.

    A name that is known here has to lead to a public address. One that is not known here may be
    known to the proxy alone, and then has to be a name of the public web.
    """
    name = host.strip("[]").rstrip(".").lower()
    try:
        _allowed(host, port, internal=False)
    except UnsteadyError as error:
        if "." not in name or f".{name.rpartition('.')[2]}" in _LOCAL or _is_number(name):
            raise InternalAddressError(
                "{host} is no name of the public web, and the proxy was not asked for it. Check "
                "the address.",
                host=host,
            ) from error


def _is_number(name: str) -> bool:
    """Tell whether *name* may be taken for an address that is written as one or more numbers."""
    last = name.rpartition(".")[2]
    return last.isdigit() or last.startswith("0x")


def _opened(family: int, place: tuple[str, int], timeout: float | None) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(timeout)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.connect(place)
    except OSError:
        opened.close()
        raise
    return opened


def _allowed(host: str, port: int, *, internal: bool) -> list[tuple[int, tuple[str, int]]]:
    """Return the places behind *host* that may be asked."""
    wanted = {Reach.PUBLIC, Reach.INTERNAL} if internal else {Reach.PUBLIC}
    found = _looked_up(host, port)
    allowed = [one for one in found if reach_of(one[1][0]) in wanted]
    if not allowed:
        raise _refusal(host, found[0][1][0])
    return allowed[:_MOST_ADDRESSES]


def _looked_up(host: str, port: int) -> list[tuple[int, tuple[str, int]]]:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnsteadyError(
            "{host} was not found. Check the address, and that this computer is on the network.",
            host=host,
        ) from error
    return [(int(family), place) for family, _, _, _, place in found]  # type: ignore[misc]


def _refusal(host: str, address: str) -> InternalAddressError:
    if reach_of(address) is Reach.NEVER:
        return InternalAddressError(
            "{host} leads to {address}, which is never asked. Check the address.",
            host=host,
            address=address,
        )
    return InternalAddressError(
        "{host} leads to {address}, inside a network, and was not asked. If the source is your "
        "own, set its option “internal” to “yes”.",
        host=host,
        address=address,
    )
