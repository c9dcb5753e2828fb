"""One's own account, and the first one: choose a password, see one's roles."""

from typing import Annotated, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from agenda_risk.errors import RefusedError
from agenda_risk.service.accounts import set_address, set_password, set_up
from agenda_risk.service.logins import begin_login, login_went_well
from agenda_risk.store.accounts import may_set_up, user_behind
from agenda_risk.store.screened import bodies
from agenda_risk.store.users import NewUser, User, seat_of
from agenda_risk.translate import N_
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.pages import page
from agenda_risk.web.passwords import apart, check, hash_of, weakness
from agenda_risk.web.routes.login import BY_LINK, from_where, held_back, let_in

_NOT_THE_SAME = N_("The two passwords are not the same.")
_WRONG = N_("The password that you have now is wrong.")
_NO_NAME = N_("Write a name for the account.")

router = APIRouter()


class _Given(NamedTuple):
    """What somebody says of messages to them."""

    address: str
    notices: bool


@router.get("/konto")
def show(request: Request, done: str = "") -> Response:
    """Show the account of whoever is logged in."""
    return _shown(request, "", done)


@router.post("/konto")
async def change(
    request: Request,
    password: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
    now: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Take a new password; all other sessions end.

    Who came by a link need not know the old one: it was handed over since they have forgotten it.
    """
    user = await run_in_threadpool(_user, request)
    if not _has_password(request, user):
        raise RefusedError("There is no password here: you log in another way.")
    wrong = _wrong_password(password, again, user.name)
    if wrong:
        return await run_in_threadpool(_shown, request, say_in(request)(wrong))
    if await run_in_threadpool(_asks_now, request, user):
        refused = await _refused(request, user, now)
        if refused:
            return refused
    kept = await apart(hash_of, password)
    return await run_in_threadpool(_changed, request, user, kept)


@router.post("/konto/meddelanden")
def tell(
    request: Request,
    address: Annotated[str, Form(max_length=320)] = "",
    notices: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Take where messages go, and whether those come that go with a role."""
    user, actor = _user(request), visitor_in(request).actor
    try:
        set_address(desk_of(request), actor, user.id, address, notices=notices == "yes")
    except RefusedError as error:
        wrong = " ".join(error.told(say_in(request)))
        return _shown(request, wrong, given=_Given(address, notices == "yes"))
    return RedirectResponse(f"{house_of(request).options.prefix}/konto?done=messages", 303)


@router.get("/uppstart")
def begin(request: Request, key: str = "") -> Response:
    """Ask the first administrator for a name and a password."""
    desk = desk_of(request)
    with desk.store.reading() as connection:
        if not may_set_up(connection, key, desk.now()):
            raise HTTPException(404)
    return _setup(request, 200, key=key, wrong="", name="")


@router.post("/uppstart")
async def finish(
    request: Request,
    key: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Add the first administrator, and let them in."""
    told, is_local = name.strip(), house_of(request).options.local
    wrong = _wrong_password(password, again, told) if is_local else ""
    wrong = wrong if told else _NO_NAME
    if wrong:
        return _setup(request, 422, key=key, wrong=say_in(request)(wrong), name=told)
    user = NewUser(name=told, password=await apart(hash_of, password) if is_local else "")
    return await run_in_threadpool(_begun, request, key, user)


async def _refused(request: Request, user: User, now: str) -> Response | None:
    """Return what is answered where *now* is not the password of *user*, or was tried too often."""
    desk, where = desk_of(request), from_where(request)
    trying = await run_in_threadpool(begin_login, desk, user.name, where)
    if trying.wait:
        return held_back(request, trying.wait)
    if not (await apart(check, now, user.password)).is_right:
        return await run_in_threadpool(_shown, request, say_in(request)(_WRONG))
    await run_in_threadpool(login_went_well, desk, user.name, where)
    return None


def _changed(request: Request, user: User, kept: str) -> Response:
    set_password(desk_of(request), visitor_in(request).actor, user.id, kept)
    return let_in(request, user.id, "/konto?done=password" if user.password else "")


def _begun(request: Request, key: str, user: NewUser) -> Response:
    number = set_up(desk_of(request), key, user)
    if number is None:
        raise HTTPException(404)
    return let_in(request, number, "/administration")


def _wrong_password(password: str, again: str, name: str) -> str:
    return weakness(password, name) or ("" if password == again else _NOT_THE_SAME)


def _setup(request: Request, status: int, **told: str) -> Response:
    is_local = house_of(request).options.local
    place = f"/uppstart?key={quote(told['key'])}"
    return page(request, "setup.html.j2", status, is_local=is_local, place=place, **told)


def _has_password(request: Request, user: User) -> bool:
    """Tell whether *user* logs in by a password: whom a provider knows logs in there alone."""
    return house_of(request).options.local and not user.issuer


def _asks_now(request: Request, user: User) -> bool:
    """Tell whether *user* has to write the password they have: a link is for who has lost it."""
    desk, secret = desk_of(request), request.cookies[house_of(request).options.cookie]
    with desk.store.reading() as connection:
        origin = seat_of(connection, secret, desk.now()).origin
    return bool(user.password) and origin != BY_LINK


def _user(request: Request) -> User:
    with desk_of(request).store.reading() as connection:
        user = user_behind(connection, visitor_in(request).actor)
    if user is None:
        raise HTTPException(404)
    return user


def _shown(request: Request, wrong: str, done: str = "", given: _Given | None = None) -> Response:
    """Return the page; *given* is what was said of messages, where that is what is *wrong*."""
    with desk_of(request).store.reading() as connection:
        names = {one.id: one.name for one in bodies(connection)}
    user = _user(request)
    asked = {
        "has_password": _has_password(request, user),
        "asks_now": _asks_now(request, user),
        "given": given,
    }
    values = {"user": user, "wrong": wrong, "bodies": names, "done": done, **asked}
    return page(request, "account.html.j2", 422 if wrong else 200, **values)
