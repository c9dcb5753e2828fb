"""The days on which Swedish offices are closed, weekends apart: public holidays and free eves."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from agenda_risk.kept import cache_folder, put

_LIBRARY = "holidays"
_COUNTRY = "SE"
_FRIDAY = 4

Years = dict[int, tuple[date, ...]]


def closed_days(days: Iterable[date | None]) -> frozenset[date]:
    """Return the closed days of the years of *days*, and of the years before and after."""
    years = {day.year + step for day in days if day for step in (-1, 0, 1)}
    path = _path()
    known = _kept(path)
    missing = {year for year in years if year not in known and date.min.year <= year < 9999}
    if missing:
        known |= {year: _reckoned(year) for year in missing}
        _keep(path, known)
    return frozenset(day for year in years for day in known.get(year, ()))


def _path() -> Path | None:
    """Return where the days are kept; another version of the library may know of other days."""
    folder = cache_folder()
    return folder / f"closed-days-{_version()}.json" if folder else None


@cache
def _version() -> str:
    """Return the version of the library; looking it up takes longer than reading the days."""
    return version(_LIBRARY)


def _reckoned(year: int) -> tuple[date, ...]:
    # Imported here because it takes a tenth of a second, and the days are nearly always kept.
    library = import_module(_LIBRARY)
    public = library.country_holidays(_COUNTRY, years=year)
    return tuple(sorted({*public, *_free_eves(year)}))


def _free_eves(year: int) -> tuple[date, ...]:
    """Return the eves on which nobody is at work although no law says so."""
    first = date(year, 6, 19)
    midsummer = first + timedelta(days=(_FRIDAY - first.weekday()) % 7)
    return midsummer, date(year, 12, 24), date(year, 12, 31)


def _kept(path: Path | None) -> Years:
    """Return the years kept at *path*; none where there is no such file, or it is damaged."""
    try:
        mark, text = path.read_text(encoding="utf-8").split("\n", 1) if path else ("", "")
    except (OSError, ValueError):
        return {}
    if mark != _mark(text):
        return {}
    years = json.loads(text)
    return {int(year): tuple(map(date.fromisoformat, days)) for year, days in years.items()}


def _keep(path: Path | None, years: Years) -> None:
    """Keep *years* for the next time."""
    text = json.dumps({year: [day.isoformat() for day in days] for year, days in years.items()})
    if path is None:
        return
    with suppress(OSError):
        put(path, f"{_mark(text)}\n{text}".encode())


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()
