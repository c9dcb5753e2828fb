"""List and get the meetings that the service keeps in its store.

Loaded where somebody asks for them: the database takes long to load, and every worker would.
"""

from collections.abc import Iterator
from functools import lru_cache

from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.models import Page, Period
from agenda_risk.models.values import FIRST_DAY, LAST_DAY
from agenda_risk.own_files import default_store, store_place
from agenda_risk.scanning.documents import KEPT, Reference
from agenda_risk.store import Store, meetings_between, open_store, seen_meeting
from agenda_risk.store.opening import reach

_EVER = Period(first=FIRST_DAY, last=LAST_DAY)


def listed(place: str | None) -> Iterator[Reference]:
    """Yield the meetings in the store at *place*, as the service last saw them."""
    told = store_place(place)
    if not isinstance(told, str) and not told.is_file():
        raise MissingInputError("There is no store at {path}.", path=told)
    if isinstance(told, str) and "@" in told and ":" in told.partition("://")[2].partition("@")[0]:
        raise RefusedError("Keep the password in ~/.pgpass or PGPASSWORD, not in the address.")
    store = open_store(told, default_store() if isinstance(told, str) else None)
    try:
        for seen in meetings_between(store, _EVER):
            size = len(seen.meeting.model_dump_json())
            yield Reference(f"{KEPT}{told}#{seen.number}", size, f"{seen.version}")
    finally:
        store.close()


def got(reference: Reference) -> Page:
    """Return a meeting in a store as the service last saw it; raises MissingInputError."""
    place, _, number = reference.url.removeprefix(KEPT).rpartition("#")
    seen = seen_meeting(_store(place), int(number))
    if seen is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=number)
    return Page(url=reference.url, content=seen.meeting.model_dump_json().encode(), media_type=KEPT)


@lru_cache(1)
def _store(place: str) -> Store:
    told = store_place(place)
    return reach(told, None if not isinstance(told, str) else default_store())
