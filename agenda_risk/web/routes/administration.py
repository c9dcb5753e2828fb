"""Administration: accounts and roles, keys for programs, and whether the log is whole."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import AgendaRiskError, RefusedError
from agenda_risk.service import accounts
from agenda_risk.service.keys import add_program, revoke_program
from agenda_risk.service.scheduler import FETCHING, TELLING, is_idle
from agenda_risk.store.accounts import all_grants
from agenda_risk.store.keys import Key, keys
from agenda_risk.store.leases import chore_called
from agenda_risk.store.log import Deed, latest, log, logged
from agenda_risk.store.outbox import DEAD, count_letters, letters, try_again
from agenda_risk.store.screened import bodies
from agenda_risk.store.users import NewUser, User, users
from agenda_risk.store.verifying import check
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.numbers import Number
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

_YEAR = timedelta(days=365)

router = APIRouter(prefix="/administration")


@router.get("")
def show(request: Request) -> Response:
    """Show accounts, keys and the end of the log."""
    return _shown(request)


@router.post("/konton")
def add(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    title: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    body: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Add an account, and show the link by which it is entered first."""
    desk, actor = desk_of(request), visitor_in(request).actor
    try:
        user = NewUser(name=name.strip(), title=title.strip())
        number = accounts.add_account(desk, actor, user, [_grant(role, body)])
    except AgendaRiskError as error:
        return _refused(request, error)
    return _with_link(request, number)


@router.post("/konton/{user}/lank")
def link(request: Request, user: Number) -> Response:
    """Show a new link by which an account is entered, once."""
    return _with_link(request, user)


@router.post("/konton/{user}/roller")
def grant(
    request: Request,
    user: Number,
    role: Annotated[str, Form(max_length=20)] = "",
    body: Annotated[str, Form(max_length=10)] = "",
    take: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Give an account a role, or take it away."""
    change = accounts.take_role if take else accounts.give_role
    try:
        change(desk_of(request), visitor_in(request).actor, user, _grant(role, body))
    except AgendaRiskError as error:
        return _refused(request, error)
    return _back(request)


@router.post("/konton/{user}/oppet")
def open_or_close(
    request: Request, user: Number, is_open: Annotated[str, Form(alias="open", max_length=3)] = ""
) -> Response:
    """Let somebody log in, or not any longer."""
    actor = visitor_in(request).actor
    try:
        accounts.set_active(desk_of(request), actor, user, is_active=is_open == "yes")
    except AgendaRiskError as error:
        return _refused(request, error)
    return _back(request)


@router.post("/konton/{user}/adress")
def set_address(
    request: Request, user: Number, address: Annotated[str, Form(max_length=320)] = ""
) -> Response:
    """Say where messages for an account go."""
    try:
        accounts.set_address(desk_of(request), visitor_in(request).actor, user, address)
    except AgendaRiskError as error:
        return _refused(request, error)
    return _back(request)


@router.post("/brev/{letter}")
def send_again(request: Request, letter: Number) -> Response:
    """Let a message that did not arrive be tried again."""
    desk = desk_of(request)
    with desk.store.writing() as connection:
        if try_again(connection, letter, desk.now()):
            told = Deed(visitor_in(request).actor, "letter-tried-again", content={"n": letter})
            log(connection, told, desk.now())
    return _back(request)


@router.post("/nycklar")
def add_key(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    body: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Add a key for a program, which is shown once and holds for a year."""
    desk = desk_of(request)
    try:
        told = _grant(role, body)
        expires = desk.now() + _YEAR
        secret = add_program(desk, visitor_in(request).actor, name.strip(), told, expires)
    except AgendaRiskError as error:
        return _refused(request, error)
    return _shown(request, secret=secret)


@router.post("/nycklar/{key}/bort")
def revoke(request: Request, key: Number) -> Response:
    """Let a key open nothing any longer."""
    revoke_program(desk_of(request), visitor_in(request).actor, key)
    return _back(request)


@router.post("/logg")
def verify(request: Request) -> Response:
    """Check the whole log."""
    with desk_of(request).store.reading() as connection:
        checked = check(logged(connection))
    say = say_in(request)
    told = (
        say(checked.wrong.value, number=checked.number)
        if checked.wrong
        else say("The log is whole: {count} entries.", count=checked.last.number)
    )
    return _shown(request, checked=told, is_wrong=checked.wrong is not None)


def _grant(role: str, body: str) -> Grant:
    if role not in set(Standing):
        raise RefusedError("Choose a role.")
    if body and not (body.isascii() and body.isdigit()):
        raise RefusedError("Choose a body, or all.")
    return Grant(Standing(role), int(body) if body else None)


def _with_link(request: Request, user: int) -> Response:
    options = house_of(request).options
    secret = accounts.login_secret(desk_of(request), visitor_in(request).actor, user)
    base = options.address or str(request.base_url).rstrip("/")
    return _shown(request, link=f"{base}/logga-in/{secret}")


def _refused(request: Request, error: AgendaRiskError) -> Response:
    wrong = " ".join(error.told(say_in(request)))
    return _shown(request, status_of(error), wrong=wrong)


def _back(request: Request) -> Response:
    return RedirectResponse(f"{house_of(request).options.prefix}/administration", 303)


def _shown(request: Request, status: int = 200, **told: object) -> Response:
    desk = desk_of(request)
    with desk.store.reading() as connection:
        people, programs = users(connection), keys(connection)
        values = {
            "users": people,
            "grants": all_grants(connection),
            "bodies": {one.id: one.name for one in bodies(connection)},
            "keys": programs,
            "actors": _actors(people, programs),
            "entries": latest(connection),
            "dead": letters(connection, DEAD),
            "counts": count_letters(connection),
            "worked": chore_called(connection, FETCHING),
        }
        told_last = chore_called(connection, TELLING)
    once = {"link": "", "secret": "", "wrong": "", "checked": "", "is_wrong": False, **told}
    idle = {"told": told_last, "is_idle": is_idle(desk, told_last)}
    more = {
        "standings": tuple(Standing),
        "now": desk.now(),
        "origins": _origins(request),
        **idle,
        **once,
    }
    return page(request, "administration.html.j2", status, **values, **more)


def _actors(people: Iterable[User], programs: Iterable[Key]) -> dict[str, str]:
    """Return what those are called whom the log knows by number."""
    named = {f"user:{one.id}": one.name for one in people}
    return named | {f"key:{one.id}": one.name for one in programs}


def _origins(request: Request) -> dict[str, str]:
    """Return what those are called who tell roles."""
    options = house_of(request).options
    told = {f"oidc:{name}": one.title for name, one in options.providers.items()}
    return {**told, "proxy": options.proxy.title} if options.proxy else told
