"""Bring the tables of a store up to date, after a copy of it was made."""

from datetime import datetime
from pathlib import Path

from agenda_risk.store.copying import backup
from agenda_risk.store.dumping import dump
from agenda_risk.store.opening import REVISIONS, make_ready, reach, revision_of
from agenda_risk.store.sizes import learn_sizes


def upgrade(place: Path | str, beside: Path | None, at: datetime) -> Path | None:
    """Bring the store at *place* up to date; return where the copy lies that was made before.

    Returns None where nothing was to be done. Raises RefusedError where the store is newer.
    """
    store = reach(place, beside)
    try:
        revision = revision_of(store)
        if revision == REVISIONS[-1]:
            return None
        copy = _copy(place, store.path, f"{revision}-{at:%Y%m%dT%H%M%S}") if revision else None
        make_ready(store, is_told=True)
        with store.writing() as connection:
            learn_sizes(connection)
        return copy
    finally:
        store.close()


def _copy(place: Path | str, path: Path, name: str) -> Path:
    copy = path.with_name(f"{path.name}.before-{name}")
    if isinstance(place, Path):
        backup(path, copy)
    else:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        dump(place, copy)
    return copy
