"""Read the agenda of a meeting into its file, and its file into a brief."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.cli.reading import basis_of, occasion_of, read, teller
from agenda_risk.errors import ConflictError, EmptyAgendaError, RefusedError
from agenda_risk.fetch import get_file
from agenda_risk.meeting_file import MeetingFile, new_file, read_again
from agenda_risk.meeting_files import ENDING, change_file, make_file
from agenda_risk.models import STOCKHOLM, Brief, Entry
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.pipeline import brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.translate import translator


class Kept(NamedTuple):
    """The file of the meeting that a command works with, and how it talks."""

    path: str
    language: str
    today: date
    rules: tuple[Path, ...]


def read_agenda(agendas: tuple[str, ...], kept: Kept, keep: str | None) -> str:
    """Read *agendas* into the file of their meeting, and return where it is."""
    brief = _briefed(agendas, kept, ())
    path = keep or str(_folder(agendas[0]) / f"{brief.meeting.id or 'meeting'}{ENDING}")
    at = datetime.now(ZoneInfo(STOCKHOLM)).replace(microsecond=0)
    named = tuple(_from(path, agenda) for agenda in agendas)
    try:
        make_file(path, new_file(brief, named, at))
    except ConflictError:
        if not os.path.exists(path):
            raise
        change_file(path, lambda file: read_again(file, brief, named, at))
    return path


def brief_of(file: MeetingFile, kept: Kept) -> Brief:
    """Return the brief with what was done by hand; the agenda must be the one that was read."""
    brief = _briefed(sources(file, kept.path), kept, file.entries)
    if brief.provenance.inputs != file.version.provenance.inputs:
        raise RefusedError(
            "The agenda has changed since it was read. Run: agenda-risk meeting {path} read",
            path=kept.path,
        )
    return brief


def _briefed(agendas: tuple[str, ...], kept: Kept, entries: tuple[Entry, ...]) -> Brief:
    """Return the brief on the one meeting that *agendas* are about."""
    for agenda in agendas:
        if not os.path.isdir(agenda):
            get_file(agenda)
    plugins = load_plugins(FILES_ONLY)
    reading = read(agendas, plugins, teller(translator(kept.language)))
    if reading.failures:
        raise reading.failures[0].error
    if len(reading.meetings) != 1:
        raise EmptyAgendaError(
            "{name} holds {count} meetings; give the agenda of one.",
            name=", ".join(agendas),
            count=len(reading.meetings),
        )
    profile = load_profile(load_settings().profile)
    basis = basis_of(plugins, kept.today, kept.rules)._replace(profile=profile)
    occasion = occasion_of(kept.today, reading.meetings)
    return brief_on(reading.meetings[0], basis, occasion, entries)


def sources(file: MeetingFile, path: str) -> tuple[str, ...]:
    """Return where the agendas lie that *file*, which is at *path*, was read from."""
    return tuple(str(_folder(path) / source) for source in file.version.sources)


def _folder(path: str) -> Path:
    return Path(path) if os.path.isdir(path) else Path(path).parent


def _from(path: str, agenda: str) -> str:
    """Return how *agenda* is named from the folder of *path*, so that both can be moved."""
    try:
        return Path(os.path.relpath(agenda, _folder(path))).as_posix()
    except ValueError:  # another drive
        return os.path.realpath(agenda)
