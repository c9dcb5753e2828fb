"""Show the page of administration, with what was just done or refused on it."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Standing
from agenda_risk.errors import AgendaRiskError
from agenda_risk.service.scheduler import FETCHING, TELLING, is_idle
from agenda_risk.store import Connection
from agenda_risk.store.accounts import all_grants
from agenda_risk.store.keys import Key, keys
from agenda_risk.store.known_bodies import awaited_bodies
from agenda_risk.store.leases import Chore, chore_called, faulty_chores
from agenda_risk.store.log import Logged, latest
from agenda_risk.store.outbox import DEAD, count_letters, letters
from agenda_risk.store.screened import BodyRow, bodies
from agenda_risk.store.users import User, users
from agenda_risk.web.house import desk_of, house_of, say_in
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

_DAY = timedelta(days=1)
_NOTHING: dict[str, object] = {
    **dict.fromkeys(("link", "secret", "wrong", "checked", "done"), ""),
    "is_wrong": False,
}

_Typed = Callable[[str], Mapping[str, str]]


def _untyped(_form: str) -> Mapping[str, str]:
    return {}


def shown(
    request: Request, status: int = 200, typed: _Typed = _untyped, **told: object
) -> Response:
    """Return the page, with what was *told* once; *typed* returns what was typed into a form."""
    desk = desk_of(request)
    with desk.store.reading() as connection:
        values = _kept(connection)
        faulty = _faulty(connection, desk.now())
        told_last = chore_called(connection, TELLING)
    more = {
        "standings": tuple(Standing),
        "now": desk.now(),
        "origins": _origins(request),
        "own": desk.basis(desk.today).profile.name,
        "faulty": faulty,
        "told": told_last,
        "is_idle": is_idle(desk, told_last),
        "typed": typed,
    }
    return page(request, "administration.html.j2", status, **values, **more, **_NOTHING | told)


def refused(request: Request, error: AgendaRiskError, form: str = "", **typed: str) -> Response:
    """Return the page with why something was not done, and with what was *typed* into a *form*."""
    wrong = " ".join(error.told(say_in(request)))

    def typed_into(name: str) -> Mapping[str, str]:
        return typed if name == form else {}

    return shown(request, status_of(error), typed_into, wrong=wrong)


def back(request: Request, done: str) -> Response:
    """Return what leads to the page, which tells that this was *done*."""
    return RedirectResponse(f"{house_of(request).options.prefix}/administration?done={done}", 303)


def _kept(connection: Connection) -> dict[str, object]:
    people, programs, entries = users(connection), keys(connection), latest(connection)
    actors = _actors(people, programs)
    return {
        "users": people,
        "grants": all_grants(connection),
        "bodies": _named(bodies(connection)),
        "awaited": awaited_bodies(connection),
        "keys": programs,
        "actors": actors,
        "entries": entries,
        "concerned": {one.number: _concerned(one, actors) for one in entries},
        "dead": letters(connection, DEAD),
        "counts": count_letters(connection),
        "worked": chore_called(connection, FETCHING),
    }


def _faulty(connection: Connection, now: datetime) -> tuple[Chore, ...]:
    """Return what went wrong of late in what is done by the clock, besides fetching."""
    return tuple(one for one in faulty_chores(connection, now - _DAY) if one.name != FETCHING)


def _named(known: tuple[BodyRow, ...]) -> Mapping[int, str]:
    """Return what bodies are called, with whose they are where several organisations meet."""
    is_alone = len({one.organisation for one in known}) < 2
    return {one.id: _name(one, is_alone=is_alone) for one in known}


def _name(body: BodyRow, *, is_alone: bool) -> str:
    name = body.name[:1].upper() + body.name[1:]
    return name if is_alone or not body.organisation else f"{name}, {body.organisation}"


def _actors(people: Iterable[User], programs: Iterable[Key]) -> dict[str, str]:
    """Return what those are called whom the log knows by number."""
    named = {f"user:{one.id}": one.name for one in people}
    return named | {f"key:{one.id}": one.name for one in programs}


def _concerned(entry: Logged, actors: Mapping[str, str]) -> str:
    """Return what the account or the key is called that *entry* is about, if it is another's."""
    content = json.loads(entry.content)
    about = (f"{kind}:{content[kind]}" for kind in ("user", "key") if kind in content)
    return next((actors.get(one, "") for one in about if one != entry.actor), "")


def _origins(request: Request) -> dict[str, str]:
    """Return what those are called who tell roles."""
    options = house_of(request).options
    told = {f"oidc:{name}": one.title for name, one in options.providers.items()}
    return {**told, "proxy": options.proxy.title} if options.proxy else told
