"""Listen on an address of this machine, before anything else is begun that would be in vain."""

import errno
import socket

from agenda_risk.errors import RefusedError
from agenda_risk.translate import N_

_NO_SUCH = N_("this machine has no such address")
_REASONS = {
    errno.EADDRINUSE: N_("another program holds it"),
    errno.EACCES: N_("you may not"),
}


def listening(host: str, port: int) -> list[socket.socket]:
    """Return what listens on *port* of each address of *host*.

    Raises RefusedError where one is held by another program, or there is none.
    """
    sockets: list[socket.socket] = []
    try:
        for family, place in _places(host, port):
            sockets.append(socket.create_server(place, family=family))
    except (OSError, UnicodeError) as error:
        for one in sockets:
            one.close()
        raise RefusedError(
            "The service cannot listen on {host}, port {port}: {reason}. Choose others with "
            "--host and --port.",
            host=host,
            port=port,
            reason=_REASONS.get(getattr(error, "errno", None) or 0, _NO_SUCH),
        ) from error
    return sockets


def _places(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, (f"{place[0]}", port)) for family, *_rest, place in dict.fromkeys(found)]


def base_of(host: str, sockets: list[socket.socket]) -> str:
    """Return how a browser on this machine reaches *host*, where *sockets* listen."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{sockets[0].getsockname()[1]}"
