"""The command that runs the service."""

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import (
    AI_PASSIVE,
    SO_REUSEADDR,
    SOCK_STREAM,
    SOL_SOCKET,
    gaierror,
    getaddrinfo,
    socket,
)
from tempfile import TemporaryDirectory

import click
import uvicorn

from agenda_risk.cli.demo import moved_ahead
from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _, say_errors_in
from agenda_risk.cli.providers import providers_of
from agenda_risk.cli.reading import read
from agenda_risk.cli.working import begin_work, desk_of, work_of
from agenda_risk.errors import RefusedError
from agenda_risk.hindrance import hindrance
from agenda_risk.login_settings import LoginSettings
from agenda_risk.own_files import load_settings
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.samples import SAMPLES
from agenda_risk.service import Desk
from agenda_risk.service.accounts import login_secret, setup_secret
from agenda_risk.service.demo import fill
from agenda_risk.shipped import path_of
from agenda_risk.store import open_store
from agenda_risk.translate import N_
from agenda_risk.web.app import make_app
from agenda_risk.web.options import options_of
from agenda_risk.web.patience import Impatient

_NO_PORT = {
    errno.EADDRINUSE: N_("another program listens there"),
    errno.EADDRNOTAVAIL: N_("this machine has no such address"),
}
# Seconds after which a thread that counts lets others go on. A page asks the store some hundred
# times for a row and waits for its turn after each, so at Python's 5 ms it would stand still.
_TURN = 0.0005


@click.command(
    "serve",
    help=_(
        "Run the service: pages for clerks, chairs and security staff, and an interface for other "
        "programs. It listens on this machine only, unless told otherwise."
    ),
    epilog=_("Example: agenda-risk serve --port 8080"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=_("The port.")
)
@click.option(
    "--demo",
    is_flag=True,
    help=_(
        "Serve made-up meetings out of a store that is taken away afterwards, and print a link "
        "that logs in once. Nothing is fetched and nothing is sent."
    ),
)
@store_option
def command(host: str, port: int, demo: bool, place: str | None) -> int:
    """Serve until interrupted."""
    settings = load_settings()
    if demo:
        settings = settings.model_copy(update={"login": LoginSettings()})
    with TemporaryDirectory(prefix="agenda-risk-") as folder:
        store = open_store(Path(folder, "demo.db")) if demo else opened(place)
        desk = desk_of(store, settings)
        known = providers_of(settings, desk.now)
        options = options_of(settings, os.environ, known, journal=not sys.stderr.isatty())
        app = make_app(desk, options)
        base = _free_address(host, port, options.address)
        for line in _begun(desk, base, demo=demo):
            click.echo(line)
        sys.setswitchinterval(_TURN)
        end = _idle if demo else begin_work(work_of(desk, settings))
        try:
            uvicorn.run(
                app,
                http=Impatient,
                host=host,
                port=port,
                log_level="warning",
                access_log=False,
                proxy_headers=False,  # the app itself looks at them, once it knows the peer
            )
        finally:
            end()
            store.close()
    return 0


def _free_address(host: str, port: int, told: str) -> str:
    """Return the address *told*, or else that of *host* and *port*.

    Raises RefusedError where nothing can listen on that port.
    """
    try:
        for family, kind, protocol, _name, address in getaddrinfo(
            host, port, type=SOCK_STREAM, flags=AI_PASSIVE
        ):
            with socket(family, kind, protocol) as tried:
                if os.name == "posix":  # elsewhere it would share a port that is taken
                    tried.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
                tried.bind(address)
    except (OSError, UnicodeError) as error:
        raise RefusedError(
            "Nothing can listen on {host}, port {port}: {reason}.",
            host=host,
            port=port,
            reason=_hindrance(error),
        ) from error
    return told or f"http://{host}:{port}"


def _hindrance(error: OSError | UnicodeError) -> str:
    if isinstance(error, gaierror | UnicodeError):
        return N_("this machine has no such address")
    reason = _NO_PORT.get(error.errno or 0)
    return reason or hindrance(error)


def _idle() -> None:
    """Let nothing be fetched, and nothing sent."""


def _begun(desk: Desk, base: str, *, demo: bool) -> Iterator[str]:
    """Yield what whoever starts the service has to know: where it is, and how to come in."""
    say = say_errors_in()
    yield say("The service is at {address}. Stop it with Ctrl+C.", address=base)
    if demo:
        files = [str(path_of("samples") / name) for name, _day, _about in SAMPLES]
        reading = read(tuple(files), load_plugins(FILES_ONLY), lambda _url: None)
        user = fill(desk, moved_ahead(reading.meetings, desk.today), say)
        secret = login_secret(desk, "program", user)
        yield say("Log in once: {address}", address=f"{base}/logga-in/{secret}")
        return
    secret = setup_secret(desk)
    if secret:
        address = f"{base}/uppstart?key={secret}"
        yield say("Nobody administers the service yet. Set it up: {address}", address=address)
