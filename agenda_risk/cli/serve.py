"""The command that runs the service."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import click
import uvicorn

from agenda_risk.basis import basis_files
from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.plugins import load_plugins
from agenda_risk.service import Desk
from agenda_risk.service.catching_up import catch_up
from agenda_risk.service.rule_books import PublishedBasis
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
@store_option
def command(host: str, port: int, place: str | None) -> int:
    """Serve until interrupted."""
    settings = load_settings()
    store = opened(place)
    files = basis_files(load_plugins(), tuple(map(Path, settings.rules)))
    profile = load_profile(settings.profile)

    basis = PublishedBasis(store, files, profile)
    desk = Desk(store, basis, lambda: datetime.now(UTC), files=files)
    options = options_of(settings, os.environ, journal=not sys.stderr.isatty())
    app = make_app(desk, options)
    Thread(target=catch_up, args=(desk,), daemon=True).start()
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
    return 0
