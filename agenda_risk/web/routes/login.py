"""Let people in and out, and let them choose their language."""

from datetime import timedelta
from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.store.drafts import drop_drafts
from agenda_risk.store.log import Deed, log
from agenda_risk.store.users import begin_session, end_session, user_called
from agenda_risk.translate import LANGUAGES, N_
from agenda_risk.web.house import LANGUAGE, desk_of, house_of, say_in, visitor_in
from agenda_risk.web.pages import page
from agenda_risk.web.passwords import is_right

SESSION = timedelta(hours=8)
_WRONG = N_("The name or the password is wrong.")

router = APIRouter()


@router.get("/logga-in")
def ask(request: Request, next: str = "") -> Response:  # noqa: A002  the name in the address
    """Show the form of the login."""
    return page(request, "login.html.j2", wanted=_own(next), wrong="", name="")


@router.post("/logga-in")
def enter(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    wanted: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Begin a session where name and password are right; which of them is wrong is not told."""
    with desk_of(request).store.reading() as connection:
        user = user_called(connection, name.strip())
    if not is_right(password, user.password if user else "") or user is None or not user.is_active:
        told = say_in(request)(_WRONG)
        return page(
            request, "login.html.j2", 403, wanted=_own(wanted), wrong=told, name=name.strip()
        )
    return let_in(request, user.id, wanted)


def let_in(request: Request, user: int, wanted: str = "") -> Response:
    """Begin a session of the user numbered *user*, and lead to the page that was *wanted*."""
    desk, options = desk_of(request), house_of(request).options
    secret, now = token_urlsafe(32), desk.now()
    with desk.store.writing() as connection:
        begin_session(connection, user, secret, now, now + SESSION)
        log(connection, Deed(f"user:{user}", "logged-in"), now)
    answer = RedirectResponse(options.prefix + (_own(wanted) or "/"), 303)
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


@router.post("/logga-ut")
def leave(request: Request) -> Response:
    """End the session."""
    desk, options = desk_of(request), house_of(request).options
    with desk.store.writing() as connection:
        end_session(connection, request.cookies[options.cookie])
        drop_drafts(connection, desk.now(), visitor_in(request).actor)
        log(connection, Deed(visitor_in(request).actor, "logged-out"), desk.now())
    answer = RedirectResponse(f"{options.prefix}/logga-in", 303)
    answer.delete_cookie(options.cookie, path=f"{options.prefix}/")
    return answer


@router.post("/sprak")
def choose_language(
    request: Request,
    language: Annotated[str, Form(max_length=2)],
    wanted: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Show pages in *language* from now on."""
    options = house_of(request).options
    answer = RedirectResponse(options.prefix + (_own(wanted) or "/"), 303)
    if language in LANGUAGES:
        answer.set_cookie(
            LANGUAGE, language, max_age=31_536_000, path=f"{options.prefix}/", samesite="lax"
        )
    return answer


def _own(path: str) -> str:
    """Return *path* if it leads to a page of this service."""
    is_path = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_path and not {"\r", "\n"} & set(path) else ""
