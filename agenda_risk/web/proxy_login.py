"""Believe a proxy before the service that tells who somebody is, and nobody else who says so."""

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from agenda_risk.login_settings import ProxySettings
from agenda_risk.role_mapping import Identity
from agenda_risk.service.accounts import LONGEST_NAME
from agenda_risk.store.users import Seat

ORIGIN = "proxy"
_TOLD = "told-by-proxy"
_MOST_GROUPS = 1000


class Told(NamedTuple):
    """What a proxy says of who sent a request."""

    name: str
    groups: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """Return who that is; names of accounts are the same in large and in small letters."""
        return Identity(ORIGIN, self.name.casefold(), ORIGIN, self.name, groups=self.groups)


class ProxyLogin:
    """Takes off every request what only the proxy may say, and notes what it says.

    Who the peer is has to be known as it is: what itself says for whom it asks comes later.
    """

    def __init__(self, app: ASGIApp, told: ProxySettings) -> None:
        self._app = app
        self._settings = told
        self._networks = tuple(map(ip_network, told.addresses))
        self._names = {one.encode() for one in (told.header, told.groups) if one}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through without the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = scope["headers"]
        scope.setdefault("state", {})[_TOLD] = (
            self._told(headers) if self._is_proxy(scope) else None
        )
        scope["headers"] = [one for one in headers if one[0].lower() not in self._names]
        await self._app(scope, receive, send)

    def _is_proxy(self, scope: Scope) -> bool:
        try:
            peer = ip_address((scope.get("client") or ("", 0))[0])
        except ValueError:
            return False
        plain = peer.ipv4_mapped or peer if isinstance(peer, IPv6Address) else peer
        return any(plain.version == one.version and plain in one for one in self._networks)

    def _told(self, headers: Sequence[tuple[bytes, bytes]]) -> Told | None:
        """Return who the headers name: nobody where one stands twice, as one is not the proxy's."""
        names = _values(headers, self._settings.header)
        groups = _values(headers, self._settings.groups) if self._settings.groups else []
        if len(names) != 1 or len(groups) > 1 or not _is_name(names[0]):
            return None
        found = (one.strip() for value in groups for one in value.split(self._settings.separator))
        return Told(names[0], tuple(one for one in found if one)[:_MOST_GROUPS])


def told_in(request: Request) -> Told | None:
    """Return what the proxy says of who sent *request*."""
    told: Told | None = getattr(request.state, _TOLD, None)
    return told


def is_upheld(request: Request, seat: Seat) -> bool:
    """Tell whether the proxy still says that it is who is in *seat*, if it said so before."""
    if seat.origin != ORIGIN:
        return True
    told = told_in(request)
    return told is not None and told.identity.subject == seat.subject


def _values(headers: Sequence[tuple[bytes, bytes]], name: str) -> list[str]:
    return [_text(value).strip() for key, value in headers if key.lower() == name.encode()]


def _text(value: bytes) -> str:
    """Return *value* as it was meant: most proxies write UTF-8, where Latin-1 is laid down."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _is_name(name: str) -> bool:
    return bool(name) and name.isprintable() and len(name) <= LONGEST_NAME
