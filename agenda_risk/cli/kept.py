"""Read the agenda of a meeting into its file, and its file into a brief."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.cli import module_of
from agenda_risk.cli.reading import basis_of, occasion_of, read, teller
from agenda_risk.errors import ConflictError, EmptyAgendaError, RefusedError
from agenda_risk.fetch import get_file
from agenda_risk.meeting_file import MeetingFile, is_as_read, new_file, read_again
from agenda_risk.meeting_files import ENDING, change_file, load_file, make_file
from agenda_risk.models import STOCKHOLM, Brief, Entry, Meeting, as_written
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.pipeline import Basis, brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.translate import translator

_Travel = Callable[[Brief, Basis], Brief]


class Kept(NamedTuple):
    """The file of the meeting that a command works with, and how it talks.

    *store* is where fetched meetings are, if a person said so.
    """

    path: str
    language: str
    today: date
    rules: tuple[Path, ...]
    store: str | None = None


def read_agenda(agendas: tuple[str, ...], kept: Kept, keep: str | None) -> str:
    """Read *agendas* into the file of their meeting, and return where it is."""
    brief = _briefed(_meeting(agendas, kept), kept)
    path = keep or str(_folder(agendas[0]) / f"{brief.meeting.id or 'meeting'}{ENDING}")
    named = tuple(_from(path, agenda) for agenda in agendas)
    try:
        make_file(path, new_file(brief, named, _now()))
    except ConflictError:
        if not os.path.exists(path):
            raise
        change_file(path, lambda file: read_again(file, brief, named, _now()))
    return path


def read_once_more(kept: Kept) -> None:
    """Read the agenda of the meeting's file again, from where it was read last."""
    file = load_file(kept.path)
    if not _is_fetched(file):
        read_agenda(_sources(file, kept.path), kept, kept.path)
        return
    brief = _briefed(_of_store(file, kept), kept)
    named = file.version.sources
    change_file(kept.path, lambda file: read_again(file, brief, named, _now()))


def brief_of(file: MeetingFile, kept: Kept) -> Brief:
    """Return the brief with what was done by hand; the agenda must be the one that was read."""
    is_fetched = _is_fetched(file)
    meeting = _of_store(file, kept) if is_fetched else _meeting(_sources(file, kept.path), kept)
    travel = module_of("fetched").fetched_journeys(file, kept.store) if is_fetched else None
    brief = _briefed(meeting, kept, file.entries, travel)
    is_same = brief.provenance.inputs == file.version.provenance.inputs
    if not is_same or (is_fetched and not is_as_read(file, _briefed(meeting, kept))):
        raise RefusedError(
            "The agenda has changed since it was read. Run: agenda-risk meeting {path} read",
            path=kept.path,
        )
    return brief


def _now() -> datetime:
    return datetime.now(ZoneInfo(STOCKHOLM)).replace(microsecond=0)


def _meeting(agendas: tuple[str, ...], kept: Kept) -> Meeting:
    """Return the one meeting that *agendas* are about."""
    for agenda in agendas:
        if not os.path.isdir(agenda):
            get_file(agenda)
    reading = read(agendas, load_plugins(FILES_ONLY), teller(translator(kept.language)))
    if reading.failures:
        raise reading.failures[0].error
    if len(reading.meetings) != 1:
        raise EmptyAgendaError(
            "{name} holds {count} meetings; give the agenda of one.",
            name=", ".join(agendas),
            count=len(reading.meetings),
        )
    return reading.meetings[0]


def _of_store(file: MeetingFile, kept: Kept) -> Meeting:
    # What reads the store is loaded only where something was fetched: it needs a database.
    fetched: Callable[[MeetingFile, str, str | None], Meeting]
    fetched = module_of("fetched").fetched_meeting
    return fetched(file, kept.path, kept.store)


def _briefed(
    meeting: Meeting, kept: Kept, entries: tuple[Entry, ...] = (), travel: _Travel | None = None
) -> Brief:
    """Return the brief on *meeting*; *travel* adds where its cases were seen before."""
    profile = load_profile(load_settings().profile)
    plugins = load_plugins(FILES_ONLY)
    basis = basis_of(plugins, kept.today, kept.rules)._replace(profile=profile)
    brief = brief_on(meeting, basis, occasion_of(kept.today, (meeting,)), entries)
    return travel(brief, basis) if travel else brief


def _is_fetched(file: MeetingFile) -> bool:
    """Tell whether the agenda came from the web, by way of the store."""
    return any(one.startswith(("https://", "http://")) for one in file.version.sources)


def _sources(file: MeetingFile, path: str) -> tuple[str, ...]:
    """Return where the agendas lie that *file*, which is at *path*, was read from."""
    return tuple(str(_folder(path) / source) for source in file.version.sources)


def _folder(path: str) -> Path:
    return Path(path) if os.path.isdir(path) else Path(path).parent


def _from(path: str, agenda: str) -> str:
    """Return how *agenda* is named from the folder of *path*, so that both can be moved.

    Raises RefusedError for a name that no file of ours can hold.
    """
    try:
        named = Path(os.path.relpath(agenda, _folder(path))).as_posix()
    except ValueError:  # another drive
        named = os.path.realpath(agenda)
    if named != as_written(named):
        raise RefusedError(
            "{name} has signs in its name that are not UTF-8. Give it another name, and try again.",
            name=agenda,
        )
    return named
