"""Which addresses may be asked for a source: those of its own hosts and of no others."""

import re
from typing import NamedTuple, Self
from urllib.parse import SplitResult, urljoin, urlsplit

from agenda_risk.errors import FetchError
from agenda_risk.models import Source

_PORTS = {"http": 80, "https": 443}
_BETWEEN = re.compile(r"[,;\s]+")


class Hosts(NamedTuple):
    """The names of hosts, without www., and the ports that may be asked on them."""

    names: frozenset[str]
    ports: frozenset[int]

    @classmethod
    def of(cls, source: Source) -> Self:
        """Return the hosts of *source*: that of its address, and those of its option "hosts"."""
        more = (f"//{name}" for name in _BETWEEN.split(source.options.get("hosts", "")) if name)
        parts = [split(address) for address in (source.url, *more)]
        names = frozenset(_plain(part.hostname or "") for part in parts) - {""}
        named = frozenset(port for part in parts if (port := part.port))
        return cls(names, named | frozenset(_PORTS.values()))

    def check(self, url: str) -> None:
        """Raise FetchError unless *url* may be asked for.

        *url* has to be one that requests has prepared, so that it is read here as it is connected.
        """
        parts = split(url)
        host = parts.hostname or ""
        if parts.scheme not in _PORTS or not host:
            raise no_address(url)
        if parts.username or parts.password:
            raise FetchError(
                "The address at {host} holds a user name or a password, and was not fetched. Take "
                "it out of the address.",
                host=host,
            )
        port = parts.port or _PORTS[parts.scheme]
        if _plain(host) not in self.names or port not in self.ports:
            raise FetchError(
                "{host} is not a host of this source, and {url} was not fetched. Add it to the "
                "option “hosts” if it belongs there.",
                host=host if port in self.ports else f"{host}:{port}",
                url=url,
            )


def split(url: str) -> SplitResult:
    """Return the parts of *url*; raises FetchError where it is no address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise no_address(url) from error
    return parts


def joined(url: str, onwards: str) -> str:
    """Return where *onwards* leads from *url*; raises FetchError where that is no address."""
    try:
        return urljoin(url, onwards)
    except ValueError as error:
        raise no_address(onwards) from error


def no_address(url: str) -> FetchError:
    """Return what to raise where *url* is no address of the web."""
    return FetchError(
        "{url} is no web address. Write it with https:// or http:// at its beginning.", url=url
    )


def host_of(url: str) -> str:
    """Return the host of *url*, for people to read; the whole of what is no address."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _plain(host: str) -> str:
    """Return *host* as it is compared: www.granvik.se and granvik.se are twins."""
    small = host.lower().rstrip(".").removeprefix("www.")
    try:
        return small if small.isascii() else small.encode("idna").decode("ascii")
    except UnicodeError:
        return small
