"""The command that shows the program at work on three sample agendas."""

from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import click

from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.options import today_option
from agenda_risk.cli.reading import basis_of, occasion_of, read
from agenda_risk.cli.writing import echo, gist, write_files
from agenda_risk.models import Meeting
from agenda_risk.own_files import load_profile
from agenda_risk.pipeline import Basis, brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.formats import Asked
from agenda_risk.samples import SAMPLES
from agenda_risk.shipped import path_of
from agenda_risk.translate import translator

FOLDER = "agenda-risk-demo"
_SOONEST = timedelta(days=14)
_WEEK = timedelta(days=7)


@click.command(
    "demo",
    help=_(
        "Write briefs for three made-up agendas of Granviks kommun and Region Norrskog to the "
        "folder agenda-risk-demo. The meetings are moved some weeks ahead of today."
    ),
    epilog=_("Example: agenda-risk demo --language en"),
)
@click.option(
    "--output", default=FOLDER, show_default=True, metavar="FOLDER", help=_("Folder to write to.")
)
@language_option
@today_option
def command(output: str, language: str, today: date | None) -> int:
    """Write the briefs of the samples, say where, and show the gist."""
    now = today.date() if today else date.today()  # type: ignore[attr-defined]
    say = translator(language)
    files = [str(path_of("samples") / name) for name, _day, _about in SAMPLES]
    plugins = load_plugins(FILES_ONLY)
    meetings = [read((file,), plugins, lambda _url: None).meetings for file in files]
    ahead = moved_ahead(tuple(chain.from_iterable(meetings)), now)
    basis, occasion = basis_of(plugins, now), occasion_of(now, ahead)
    briefs = tuple(brief_on(meeting, _as_known(basis, meeting), occasion) for meeting in ahead)
    places = write_files(briefs, Asked("html", language), str(Path(output)) + "/")
    for brief, place in zip(briefs, places, strict=True):
        echo(gist(brief, language))
        echo(f"→ {place}\n")
    echo(say("Open the files in a browser. To read an agenda of your own: agenda-risk scan FILE"))
    return 0


def _as_known(basis: Basis, meeting: Meeting) -> Basis:
    """Return *basis* with the sample profile where *meeting* is of that organisation."""
    profile = load_profile(path_of("samples") / "granvik.toml")
    return basis._replace(profile=profile) if meeting.organisation.name == profile.name else basis


def moved_ahead(meetings: tuple[Meeting, ...], today: date) -> tuple[Meeting, ...]:
    """Return *meetings* moved by whole weeks so that the first is two weeks ahead or more."""
    days = [meeting.start.day for meeting in meetings if meeting.start.day]
    weeks = max(0, -((min(days) - today - _SOONEST) // _WEEK)) if days else 0
    return tuple(_moved(meeting, weeks * _WEEK) for meeting in meetings)


def _moved(meeting: Meeting, by: timedelta) -> Meeting:
    if meeting.start.day is None:
        return meeting
    start = meeting.start.model_copy(update={"day": meeting.start.day + by})
    was, now = meeting.start.day.isoformat(), (meeting.start.day + by).isoformat()
    return meeting.model_copy(update={"start": start, "id": meeting.id.replace(was, now)})
