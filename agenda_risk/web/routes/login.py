"""Let people in and out, and let them choose their language."""

from datetime import timedelta
from secrets import token_urlsafe
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Visitor
from agenda_risk.errors import LoginError, MissingInputError, RefusedError
from agenda_risk.service.accounts import renew_password
from agenda_risk.service.logins import begin_login, login_went_well
from agenda_risk.service.outside import admit
from agenda_risk.store.drafts import drop_drafts
from agenda_risk.store.log import Deed, log
from agenda_risk.store.outsiders import mark_session
from agenda_risk.store.users import begin_session, end_session, grants_of, seat_of, use_link
from agenda_risk.translate import LANGUAGES, N_
from agenda_risk.web.house import LANGUAGE, LONGEST_WANTED, desk_of, house_of, say_in, visitor_in
from agenda_risk.web.menu import menu
from agenda_risk.web.pages import page
from agenda_risk.web.passwords import apart, check
from agenda_risk.web.proxy_login import ORIGIN, told_in

SESSION = timedelta(hours=8)
BY_LINK = "link"  # the origin of a session that a link began
_TOO_OFTEN = N_("Too many attempts. Wait a while, and try again.")
_WRONG = N_("The name or the password is wrong.")

Wanted = Annotated[str, Query(alias="next")]

router = APIRouter()


@router.get("/logga-in")
def ask(request: Request, next: str = "") -> Response:  # noqa: A002  the name in the address
    """Show the ways to log in; whom the proxy names is let in at once."""
    told, proxy = told_in(request), house_of(request).options.proxy
    if told is None or proxy is None or not is_visit(request):
        return asked_page(request, own_path(next))
    try:
        user = admit(desk_of(request), told.identity, proxy)
    except LoginError as error:
        return asked_page(request, own_path(next), _said(request, error), status=403)
    return let_in(request, user, next, ORIGIN)


@router.post("/logga-in")
async def enter(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    wanted: Annotated[str, Form(max_length=LONGEST_WANTED)] = "",
) -> Response:
    """Begin a session where name and password are right; which of them is wrong is not told."""
    desk, told = desk_of(request), name.strip()
    if not house_of(request).options.local:
        raise RefusedError("Passwords are not used here. Choose another way to log in.")
    trying = await run_in_threadpool(begin_login, desk, told, from_where(request))
    if trying.wait:
        return held_back(request, trying.wait)
    checked = await apart(check, password, trying.user.password if trying.user else "")
    if not checked.is_right or trying.user is None or not trying.user.is_active:
        wrong = say_in(request)(_WRONG)
        return asked_page(request, own_path(wanted), wrong, name=told, status=403)
    if checked.renewed:
        await run_in_threadpool(renew_password, desk, trying.user.id, checked.renewed)
    await run_in_threadpool(login_went_well, desk, told, from_where(request))
    return await run_in_threadpool(let_in, request, trying.user.id, wanted)


@router.get("/logga-in/{secret}")
def show_link(request: Request, secret: str, wanted: Wanted = "") -> Response:
    """Show a button: programs that look through mail follow links, and press nothing."""
    return page(request, "login_link.html.j2", secret=secret, wanted=own_path(wanted))


@router.post("/logga-in/{secret}")
def follow_link(request: Request, secret: str, wanted: Wanted = "") -> Response:
    """Let in whoever was handed the link, to the page that is *wanted*; it works once."""
    desk = desk_of(request)
    with desk.store.writing() as connection:
        user = use_link(connection, secret, desk.now())
    if user is None:
        raise MissingInputError("The link leads nowhere, or holds no longer.")
    return let_in(request, user, own_path(wanted) or "/konto", BY_LINK)


def asked_page(
    request: Request, wanted: str, wrong: str = "", *, name: str = "", status: int = 200
) -> Response:
    """Return the page with the ways to log in; what went *wrong* stands first."""
    options = house_of(request).options
    ways = {key: provider.title for key, provider in options.providers.items()}
    told = {"wanted": wanted, "wrong": wrong, "name": name, "ways": ways}
    more = {"is_local": options.local, "proxy": options.proxy, "place": _place(wanted)}
    return page(request, "login.html.j2", status, **told, **more)


def _place(wanted: str) -> str:
    """Return the page with the ways to log in that leads to what is *wanted*."""
    place = f"/logga-in?next={quote(wanted)}"
    return place if wanted and len(place) <= LONGEST_WANTED else "/logga-in"


def is_visit(request: Request) -> bool:
    """Tell whether somebody comes to a page, and no other site only loads it within one of its own.

    Browsers that do not say so are taken for visitors.
    """
    is_page = request.headers.get("sec-fetch-dest", "document") == "document"
    return is_page or request.headers.get("sec-fetch-site") == "same-origin"


def from_where(request: Request) -> str:
    """Return the address that tries are counted by."""
    return request.client.host if request.client else ""


def held_back(request: Request, wait: timedelta) -> Response:
    """Answer that it was tried too often, and how long to *wait*."""
    answered = page(request, "trouble.html.j2", 429, sentences=[say_in(request)(_TOO_OFTEN)])
    answered.headers["Retry-After"] = f"{int(wait.total_seconds()) + 1}"
    return answered


def let_in(
    request: Request, user: int, wanted: str = "", origin: str = "", outside: str = ""
) -> Response:
    """Begin a session of the user numbered *user*, and lead to the page that was *wanted*.

    *origin* is who told who it is, or BY_LINK, if no password did; they call the session *outside*.
    """
    desk, options = desk_of(request), house_of(request).options
    secret, now = token_urlsafe(32), desk.now()
    before = request.cookies.get(options.cookie, "")
    with desk.store.writing() as connection:
        visitor = Visitor(grants=grants_of(connection, user))
        end_session(connection, before)
        begin_session(connection, user, secret, now, now + SESSION)
        mark_session(connection, secret, origin, outside)
        told = {"with": origin} if origin else {}
        log(connection, Deed(f"user:{user}", "logged-in", content=told), now)
    answer = RedirectResponse(options.prefix + (own_path(wanted) or _first(visitor)), 303)
    answer.set_cookie(
        options.cookie,
        secret,
        max_age=int(SESSION.total_seconds()),
        path=f"{options.prefix}/",
        secure=options.is_secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def _said(request: Request, error: LoginError) -> str:
    return " ".join(error.told(say_in(request)))


def _first(visitor: Visitor) -> str:
    """Return the first screen that *visitor* may open."""
    return next((screen.path for screen in menu(visitor)), "/konto")


@router.post("/logga-ut")
def leave(request: Request) -> Response:
    """End the session."""
    desk, options = desk_of(request), house_of(request).options
    secret = request.cookies[options.cookie]
    with desk.store.writing() as connection:
        origin = seat_of(connection, secret, desk.now()).origin
        end_session(connection, secret)
        drop_drafts(connection, desk.now(), visitor_in(request).actor)
        log(connection, Deed(visitor_in(request).actor, "logged-out"), desk.now())
    place = "/logga-in" if origin in {"", BY_LINK} else f"/utloggad?hos={origin}"
    answer = RedirectResponse(options.prefix + place, 303)
    answer.delete_cookie(options.cookie, path=f"{options.prefix}/", secure=options.is_secure)
    return answer


@router.post("/sprak")
def choose_language(
    request: Request,
    language: Annotated[str, Form(max_length=2)],
    wanted: Annotated[str, Form(max_length=LONGEST_WANTED)] = "",
) -> Response:
    """Show pages in *language* from now on."""
    options = house_of(request).options
    answer = RedirectResponse(options.prefix + (own_path(wanted) or "/"), 303)
    if language in LANGUAGES:
        answer.set_cookie(
            LANGUAGE, language, max_age=31_536_000, path=f"{options.prefix}/", samesite="lax"
        )
    return answer


def own_path(path: str) -> str:
    """Return *path* if it leads to a page of this service."""
    is_path = path.startswith("/") and not path.startswith(("//", "/\\"))
    is_short = len(path) <= LONGEST_WANTED
    return path if is_path and is_short and path.isprintable() else ""
