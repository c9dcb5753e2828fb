"""What all commands need that work with the store: where it is, and how sources are looked at."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click

from agenda_risk.archive import World
from agenda_risk.cli.language import _
from agenda_risk.errors import MissingInputError
from agenda_risk.fetch.pace import Pace
from agenda_risk.fetch.replay import Recorder, Replay
from agenda_risk.fetch.terms import Terms
from agenda_risk.fetch.web import Web
from agenda_risk.gather import Fetcher
from agenda_risk.models import Period, Source
from agenda_risk.own_files import default_store, load_settings, store_place
from agenda_risk.plugins import Plugins, adapters
from agenda_risk.store import Known, Pages, Store, configure, known_sources, open_store


def store_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--store``."""
    return click.option(
        "--store",
        "place",
        metavar="PLACE",
        help=_(
            "The store with sources and meetings, a file or postgresql://…; else the one that "
            "agenda-risk.toml names."
        ),
    )(command)


def replay_options(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the options ``--replay`` and ``--record``."""
    replay = click.option(
        "--replay",
        metavar="FOLDER",
        help=_("Read pages saved in FOLDER, and nothing from the web."),
    )
    record = click.option("--record", metavar="FOLDER", help=_("Save all pages that come."))
    return replay(record(command))


def opened(place: str | None) -> Store:
    """Return the store at *place*, with the sources that stand in agenda-risk.toml."""
    settings = load_settings()
    store = open_store(*places(place or settings.store))
    configure(store, (own.source for own in settings.sources), now())
    return store


def looked_at(place: str | None) -> Store:
    """Return the store at *place*, for what makes none. Raises MissingInputError without one."""
    where, _beside = places(place or load_settings().store)
    if isinstance(where, Path) and not where.exists():
        raise MissingInputError("There is no store at {path}.", path=str(where))
    return opened(place)


def places(place: str | None) -> tuple[Path | str, Path | None]:
    """Return where the store is, and, for a database server, where files go that belong to it."""
    told = store_place(place)
    return told, None if isinstance(told, Path) else default_store()


def chosen(store: Store, names: Iterable[str] = ()) -> tuple[Known, ...]:
    """Return the sources called *names*, or all.

    Raises MissingInputError where one is not there, or there are none.
    """
    every = {known.source.name: known for known in known_sources(store)}
    if not every:
        raise _no_sources()
    for name in names:
        if name not in every:
            raise MissingInputError("There is no source “{name}”.", name=name)
    return tuple(every[name] for name in names) or tuple(every.values())


def fetched_ones(store: Store, names: Iterable[str] = ()) -> tuple[Known, ...]:
    """Return those of the sources called *names*, or of all, that are looked at.

    Raises MissingInputError where one is not there, or there are none.
    """
    found = tuple(one for one in chosen(store, names) if one.source.is_fetched)
    if not found:
        raise _no_sources()
    return found


def _no_sources() -> MissingInputError:
    return MissingInputError("There are no sources yet. Add one: agenda-risk sources add https://…")


def world(plugins: Plugins, store: Store, replay: str | None, record: str | None) -> World:
    """Return what pages are got with: saved ones, or those of the web."""
    return World(adapters(plugins), getter(store, replay, record), now)


def getter(store: Store, replay: str | None, record: str | None) -> Callable[[Source], Fetcher]:
    """Return what makes a Get for a source."""
    if replay:
        saved = replay
        return lambda _source: Replay(saved)
    settings = load_settings()
    terms = Terms(
        contact=settings.contact or "", proxy=settings.proxy or "", memory=Pages(store, now)
    )
    if record:
        terms = replace(terms, keep=Recorder(record).keep)
    own = replace(terms, pace=Pace(pause=0))
    return lambda source: Web(source, own if _is_here(source) else terms)


def _is_here(source: Source) -> bool:
    """Tell whether *source* is on this very machine, where nobody else has to be spared."""
    return urlsplit(source.url).hostname in {"127.0.0.1", "::1", "localhost"}


def days_from(today: date, days: int) -> Period:
    """Return the *days* from *today* on."""
    return Period(first=today, last=today + timedelta(days=days))


def now() -> datetime:
    """Return the time that it is."""
    return datetime.now(UTC)
