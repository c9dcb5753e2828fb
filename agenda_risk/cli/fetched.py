"""Find again, in the store, the meeting of a file that upcoming made."""

from collections.abc import Callable

from agenda_risk.cli.keeping import opened
from agenda_risk.cli.screened import file_id
from agenda_risk.cli.store_journeys import known_in, meetings_around, travelled
from agenda_risk.errors import EmptyAgendaError, MissingInputError
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Brief, ItemKind, Meeting
from agenda_risk.pipeline import Basis
from agenda_risk.store import Store, known_sources, seen_meeting
from agenda_risk.store.listing import system_ids


def fetched_meeting(file: MeetingFile, path: str, place: str | None) -> Meeting:
    """Return the meeting of *file*, which is at *path*, as it was last fetched.

    Raises MissingInputError where the store at *place* does not have it, EmptyAgendaError where
    its system has no agenda of it.
    """
    store = opened(place)
    number = _number(store, file.id)
    seen = seen_meeting(store, number) if number else None
    store.close()
    if seen is None:
        raise MissingInputError(
            "The store {store} does not have the meeting of {path} any more. Name the store with "
            "--store, fetch the meeting again, or give its agenda: agenda-risk meeting {path} "
            "read FILE",
            store=store.place,
            path=path,
        )
    if not any(item.kind is ItemKind.ITEM for item in seen.meeting.items):
        raise EmptyAgendaError(
            "There is no agenda of the meeting of {path} now, as it was last fetched.", path=path
        )
    return seen.meeting.model_copy(update={"id": file.id})


def fetched_journeys(file: MeetingFile, place: str | None) -> Callable[[Brief, Basis], Brief]:
    """Return what adds to the brief on the meeting of *file* where its cases were seen before."""
    store = opened(place)
    number = _number(store, file.id) or 0
    seen = seen_meeting(store, number)
    day = seen.meeting.start.day if seen else None
    around = meetings_around(store, day) if day else ()
    store.close()

    def travel(brief: Brief, basis: Basis) -> Brief:
        known, coming = known_in(around, basis), [one.meeting for one in around]
        return travelled(brief, number, known, coming)

    return travel


def _number(store: Store, known: str) -> int | None:
    """Return the number of the meeting whose files are called *known*, also where its body is not.

    The body may have got another name since.
    """
    names = {one.id: one.source.name for one in known_sources(store)}
    head, _, own = known.rpartition("-")
    found = (
        number
        for number, source, system_id in system_ids(store)
        if file_id(names[source], system_id).rpartition("-")[2] == own
        and f"{head}-".startswith(f"{names[source]}-")
    )
    return next(found, None)
