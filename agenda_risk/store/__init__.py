"""Keep sources, and what was seen of their meetings, from one look to the next."""

from agenda_risk.store.again import Moved, keep_elsewhere, know_again
from agenda_risk.store.keeping import Kept, keep, mark_missing
from agenda_risk.store.listing import (
    Seen,
    last_seen,
    meetings_between,
    seen_meeting,
    seen_version,
    seen_versions,
)
from agenda_risk.store.opening import Connection, Store, open_store
from agenda_risk.store.pages import Pages
from agenda_risk.store.runs import Run, begin_run, end_run, runs_of
from agenda_risk.store.sources import (
    Known,
    add_source,
    configure,
    known_sources,
    remove_source,
)

__all__ = [
    "Connection",
    "Kept",
    "Known",
    "Moved",
    "Pages",
    "Run",
    "Seen",
    "Store",
    "add_source",
    "begin_run",
    "configure",
    "end_run",
    "keep",
    "keep_elsewhere",
    "know_again",
    "known_sources",
    "last_seen",
    "mark_missing",
    "meetings_between",
    "open_store",
    "remove_source",
    "runs_of",
    "seen_meeting",
    "seen_version",
    "seen_versions",
]
