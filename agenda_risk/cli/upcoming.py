"""The command that lists, screens and briefs the meetings that were fetched."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from agenda_risk.cli.keeping import chosen, days_from, now, opened, store_option
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import today_option
from agenda_risk.cli.reading import basis_of, occasion_of
from agenda_risk.cli.screened import Screened, file_id
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.store_journeys import known_in, meetings_around, travelled
from agenda_risk.cli.upcoming_lines import meeting_json, meeting_lines, unseen_lines
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.meeting_file import new_file, read_again
from agenda_risk.meeting_files import ENDING, change_file, load_file, make_file
from agenda_risk.models import Brief, Entry, Meeting
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.pipeline import Basis, Occasion, brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.formats import Asked, written
from agenda_risk.status import Status, status_of
from agenda_risk.store import Known, Seen, meetings_between, runs_of
from agenda_risk.store.keeping import identity
from agenda_risk.translate import Translator, translator


@click.command(
    "upcoming",
    help=_(
        "List the upcoming meetings that were fetched: day, body, need of preparation, and what "
        "has changed. With --briefs a brief is written for each, in which counts what was done "
        "by hand in the meeting's file beside it."
    ),
    epilog=_(
        "Examples: agenda-risk upcoming · agenda-risk upcoming --days 7 --briefs underlag/ · "
        "agenda-risk upcoming --format json"
    ),
)
@click.option(
    "--days",
    type=click.IntRange(0, 400),
    default=21,
    show_default=True,
    help=_("How many days ahead to look."),
)
@click.option("--briefs", metavar="FOLDER", help=_("Write the briefs into FOLDER, as HTML."))
@store_option
@format_option
@language_option
@today_option
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    days: int,
    briefs: str | None,
    place: str | None,
    form: str,
    language: str,
    today: datetime | None,
) -> int:
    """List what is kept; look at nothing anew."""
    language = spoken(load_settings().language, language)
    say = translator(language)
    day = today.date() if today else date.today()
    store = opened(place)
    known = {one.id: one for one in chosen(store)}
    seen = meetings_between(store, days_from(day, days))
    around = meetings_around(store, day) if seen else ()
    looked = (one for one in known.values() if one.source.is_fetched)
    unseen = [*unseen_lines(((one, runs_of(store, one.id)) for one in looked), say)]
    store.close()
    found = _screened((seen, around), known, day, briefs)
    places = _write(found, briefs, language) if briefs else {}
    if form == "json":
        told = [meeting_json(one, say) for one in found]
        answer = {"schema": "agenda-risk/upcoming/1", "meetings": told, "not_seen": unseen}
        echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _print(found, places, unseen, say)
    return 0


def _screened(
    kept: tuple[tuple[Seen, ...], ...], known: dict[int, Known], today: date, briefs: str | None
) -> list[Screened]:
    """Return the meetings with their briefs, where they have an agenda.

    *kept* are the meetings, and those around them, where their cases may have been seen.
    """
    seen, around = kept
    if not seen:
        return []
    settings = load_settings()
    files = tuple(Path(name) for name in settings.rules)
    basis = basis_of(load_plugins(FILES_ONLY), today, files)
    basis = basis._replace(profile=load_profile(settings.profile))
    occasion = occasion_of(today, (one.meeting for one in seen))
    brief = _briefer(basis, occasion, briefs)
    before, coming = known_in(around, basis), [one.meeting for one in around]
    found = []
    for one in seen:
        source = known[one.source].source.name
        name, status = _file_id(source, one.meeting), status_of(one)
        made = brief(one.meeting, name) if status is Status.PUBLISHED else None
        made = made and travelled(made, one.number, before, coming)
        found.append(Screened(name, source, one, status, made))
    return found


def _file_id(source: str, meeting: Meeting) -> str:
    return file_id(source, identity(meeting), meeting.body.name)


def _briefer(
    basis: Basis, occasion: Occasion, folder: str | None
) -> Callable[[Meeting, str], Brief]:
    """Return what makes the brief on a meeting, with what was done by hand in *folder*."""

    def brief(meeting: Meeting, name: str) -> Brief:
        own = meeting.model_copy(update={"id": name})
        automatic = brief_on(own, basis, occasion)
        if not folder:
            return automatic
        entries = _entries(Path(folder, name + ENDING), automatic)
        return brief_on(own, basis, occasion, entries) if entries else automatic

    return brief


def _entries(path: Path, brief: Brief) -> tuple[Entry, ...]:
    """Return what was done by hand in the meeting's file, brought up to date or made."""
    sources = (brief.meeting.web or brief.meeting.source,)
    if path.exists():
        load_file(str(path))
        kept = change_file(str(path), lambda file: read_again(file, brief, sources, now()))
        return kept.entries
    path.parent.mkdir(parents=True, exist_ok=True)
    return make_file(str(path), new_file(brief, sources, now())).entries


def _write(found: list[Screened], folder: str, language: str) -> dict[str, str]:
    """Write the briefs, and return where they are by id."""
    asked = Asked("html", language)
    return {
        one.id: File().deliver(written(one.brief, asked), str(Path(folder, f"{one.id}.html")))
        for one in found
        if one.brief
    }


def _print(
    found: list[Screened], places: dict[str, str], unseen: list[str], say: Translator
) -> None:
    for one in found:
        for line in meeting_lines(one, say):
            echo(line)
        if one.id in places:
            echo(f"  → {places[one.id]}")
    if not found:
        echo(say("No meetings are known in these days."))
    for line in unseen:
        echo(line)
