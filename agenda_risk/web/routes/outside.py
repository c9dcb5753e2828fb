"""Let in those who log in elsewhere: lead them there, take them back, and tell what stays there."""

import re
from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from agenda_risk.errors import AgendaRiskError, LoginError, UnreachableError
from agenda_risk.service.logins import (
    count_outsider,
    count_teller,
    outsider_came,
    teller_was_right,
)
from agenda_risk.service.outside import (
    TRIP,
    Provider,
    admit,
    came_back,
    log_out,
    note_refusal,
    set_out,
)
from agenda_risk.store.outsiders import Trip
from agenda_risk.translate import N_
from agenda_risk.web.house import LONGEST_WANTED, desk_of, house_of, say_in
from agenda_risk.web.pages import page
from agenda_risk.web.proxy_login import ORIGIN
from agenda_risk.web.routes.login import (
    asked_page,
    from_where,
    held_back,
    is_visit,
    let_in,
    own_path,
)
from agenda_risk.web.trouble import status_of

_OIDC = "oidc:"
_LONGEST_TOKEN = 128 * 1024
_SECRET = re.compile(r"[\w-]{43}", re.ASCII)
_BROKEN_OFF = N_("You were not let in by {provider}, or broke the login off. Try again.")
_TROUBLE = N_("{provider} has trouble of its own just now. Try again in a while.")
_NOT_LET_IN = N_(
    "{provider} did not let you in. Try again, and tell your administrator if it happens again."
)
# What a provider may answer in place of a code (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6).
_ANSWERS = {
    "access_denied": _BROKEN_OFF,
    "server_error": _TROUBLE,
    "temporarily_unavailable": _TROUBLE,
    "invalid_request": _NOT_LET_IN,
    "unauthorized_client": _NOT_LET_IN,
    "unsupported_response_type": _NOT_LET_IN,
    "invalid_scope": _NOT_LET_IN,
    "interaction_required": _NOT_LET_IN,
    "login_required": _NOT_LET_IN,
    "consent_required": _NOT_LET_IN,
}
_Word = Annotated[str, Query(max_length=200)]
_Path = Annotated[str, Query(max_length=LONGEST_WANTED)]
_Long = Annotated[str, Query(max_length=8000)]

router = APIRouter()


@router.get("/logga-in/med/{provider}")
def lead(request: Request, provider: str, next: _Path = "") -> Response:  # noqa: A002  as in login
    """Lead to a provider, that tells who somebody is."""
    desk, told = desk_of(request), _provider(request, provider)
    if not is_visit(request):
        raise HTTPException(403)
    wait = count_outsider(desk, from_where(request))
    if wait:
        return held_back(request, wait)
    known = request.cookies.get(house_of(request).options.trip_cookie, "")
    browser = known if _SECRET.fullmatch(known) else token_urlsafe(32)
    try:
        place = told.way_to(set_out(desk, Trip(provider, browser, own_path(next))))
    except AgendaRiskError as error:
        outsider_came(desk, from_where(request))  # it is no fault of theirs
        return _refused(request, error, next)
    answer = RedirectResponse(place, 303)
    _keep(request, answer, browser)
    return answer


@router.get("/logga-in/svar/{provider}")
def take_back(
    request: Request, provider: str, state: _Word = "", code: _Long = "", error: _Word = ""
) -> Response:
    """Let in whoever comes back from a provider, if it is they who went there, and it knows them.

    What the provider writes besides is not read: it may be anything.
    """
    told, desk = _provider(request, provider), desk_of(request)
    browser = request.cookies.get(house_of(request).options.trip_cookie, "")
    trip = Trip(provider, browser, "")
    try:
        trip, secrets = came_back(desk, trip, state)
        _check_answer(told, code, error)
        identity = told.identity(code, secrets)
    except LoginError as refusal:
        if refusal.why:
            note_refusal(desk, _OIDC + provider, refusal)
        return _refused(request, refusal, trip.wanted)
    try:
        user = admit(desk, identity, told.admission)
    except LoginError as refusal:
        return _refused(request, refusal, trip.wanted)
    outsider_came(desk, from_where(request))
    answer = let_in(request, user, trip.wanted, identity.origin, identity.session)
    return _forget(request, answer)


@router.post("/logga-ut/fran/{provider}", max_body_size=_LONGEST_TOKEN)
def hear_left(
    request: Request, provider: str, logout_token: Annotated[str, Form()] = ""
) -> Response:
    """End the sessions of whoever has logged out at a provider, which tells so behind their back.

    As OpenID Connect Back-Channel Logout 1.0: 200 where it is done, or nothing was to be done.
    """
    told, desk, where = _provider(request, provider), desk_of(request), from_where(request)
    wait = count_teller(desk, where)
    if wait:
        raise HTTPException(429, headers={"Retry-After": f"{int(wait.total_seconds()) + 1}"})
    try:
        log_out(desk, _OIDC + provider, told.left(logout_token))
    except LoginError as refusal:
        note_refusal(desk, _OIDC + provider, refusal)
        is_ours = isinstance(refusal, UnreachableError)
        return JSONResponse({"error": "invalid_request"}, 503 if is_ours else 400)
    teller_was_right(desk, where)
    return Response(status_code=200)


@router.get("/utloggad")
def tell_left(
    request: Request, at: Annotated[str, Query(alias="hos", max_length=60)] = ""
) -> Response:
    """Tell that the session is over, and where another one goes on."""
    options = house_of(request).options
    provider = options.providers.get(at.removeprefix(_OIDC)) if at.startswith(_OIDC) else None
    proxy = options.proxy if at == ORIGIN else None
    keeper = provider or proxy
    return page(
        request,
        "left.html.j2",
        title=keeper.title if keeper else "",
        way_out=provider.way_out() if provider else "",
        is_proxy=proxy is not None,
    )


def _provider(request: Request, name: str) -> Provider:
    provider = house_of(request).options.providers.get(name)
    if provider is None:
        raise HTTPException(404)
    return provider


def _check_answer(told: Provider, code: str, error: str) -> None:
    if error:
        why = error if error in _ANSWERS else "other"
        raise LoginError(_ANSWERS.get(error, _NOT_LET_IN), why=why, provider=told.title)
    if not code:
        raise LoginError(_NOT_LET_IN, why="no code", provider=told.title)


def _refused(request: Request, error: AgendaRiskError, wanted: str) -> Response:
    """Show the login again, with why it did not work."""
    wrong = " ".join(error.told(say_in(request)))
    return asked_page(request, own_path(wanted), wrong, status=status_of(error))


def _keep(request: Request, answer: Response, browser: str) -> None:
    """Let the browser remember its secret, which is sent along when it comes back."""
    options = house_of(request).options
    answer.set_cookie(
        options.trip_cookie,
        browser,
        max_age=int(TRIP.total_seconds()),
        path="/",
        secure=options.is_secure,
        httponly=True,
        samesite="lax",  # it comes back from another site
    )


def _forget(request: Request, answer: Response) -> Response:
    options = house_of(request).options
    answer.delete_cookie(options.trip_cookie, path="/", secure=options.is_secure)
    return answer
