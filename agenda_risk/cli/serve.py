"""The command that runs the service."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from agenda_risk.cli.answering import answer
from agenda_risk.cli.demo import moved_ahead
from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _, say_errors_in
from agenda_risk.cli.listening import base_of, listening
from agenda_risk.cli.providers import providers_of
from agenda_risk.cli.reading import read
from agenda_risk.cli.working import begin_work, desk_of, work_of
from agenda_risk.login_settings import LoginSettings
from agenda_risk.own_files import load_settings
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.samples import SAMPLES
from agenda_risk.service import Desk
from agenda_risk.service.accounts import login_secret, setup_secret
from agenda_risk.service.demo import fill
from agenda_risk.shipped import path_of
from agenda_risk.store import open_store
from agenda_risk.web.app import make_app
from agenda_risk.web.options import options_of


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
        known, is_seen = providers_of(settings, desk.now), sys.stderr.isatty()
        options = options_of(settings, os.environ, known, journal=not is_seen)
        app, sockets = make_app(desk, options), listening(host, port)
        base = options.address or base_of(host, sockets)
        for line in _begun(desk, base, demo=demo):
            click.echo(line)
        end = _idle if demo else begin_work(work_of(desk, settings))
        try:
            answer(app, sockets)
        finally:
            end()
            store.close()
    return 0


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
        yield say("Log in once: {address}", address=f"{base}/logga-in/{secret}?next=/")
        return
    secret = setup_secret(desk)
    if secret:
        address = f"{base}/uppstart?key={secret}"
        yield say("Nobody administers the service yet. Set it up: {address}", address=address)
