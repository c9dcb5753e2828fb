"""Stand between a request and its route: who asks, whether they may, and from where."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

from agenda_risk.access import Right, Visitor
from agenda_risk.store.screened import screening_of
from agenda_risk.store.users import visitor_of
from agenda_risk.web.house import house_of
from agenda_risk.web.rights import OPEN, RIGHTS, SIGNED, Entrance

_SAFE = {"GET", "HEAD", "OPTIONS"}
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guard(request: Request) -> None:
    """Let the request through to its route only if whoever asks may; told as *request.state*.

    Raises HTTPException: 303 to the login (401 for programs), 403, or 404 for what the visitor may
    not know of.
    """
    house = house_of(request)
    secret = request.cookies.get(house.options.cookie, "")
    visitor = Visitor()
    if secret:
        with house.desk.store.reading() as connection:
            visitor = visitor_of(connection, secret, house.desk.now())
    request.state.visitor = visitor
    _let_in(request, visitor, needed(request))


def needed(request: Request) -> Right | Entrance:
    """Return what the route of *request* needs."""
    route: APIRoute = request.scope["route"]
    return RIGHTS["GET" if request.method == "HEAD" else request.method, route.path]


def _let_in(request: Request, visitor: Visitor, need: Right | Entrance) -> None:
    if need in {OPEN, SIGNED}:
        return
    if not visitor.actor:
        raise _stranger(request)
    if isinstance(need, Right):
        _check_right(request, visitor, need)


def _stranger(request: Request) -> HTTPException:
    if request.url.path.startswith(f"{house_of(request).options.prefix}/api/"):
        return HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    wanted = quote(request.url.path) if request.method in _SAFE else ""
    login = house_of(request).options.prefix + "/logga-in"
    return HTTPException(303, headers={"Location": f"{login}?next={wanted}" if wanted else login})


def _check_right(request: Request, visitor: Visitor, right: Right) -> None:
    body = None
    if "meeting" in request.path_params:
        body = _body_of(request)
        if body is None or not visitor.may(Right.READ, body):
            raise HTTPException(404)
    if not visitor.may(right, body):
        raise HTTPException(403)


def _body_of(request: Request) -> int | None:
    told = str(request.path_params["meeting"])
    if not told.isascii() or not told.isdigit() or len(told) > 9:
        return None
    with house_of(request).desk.store.reading() as connection:
        found = screening_of(connection, int(told))
    return found.body.id if found else None


async def check_origin(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Refuse what another site's page sends in the name of whoever is logged in here.

    Programs send neither header, and no cookie.
    """
    if request.method not in _SAFE and not (_is_signed(request) or _is_own(request)):
        return Response("Cross-site request refused.", 403, media_type="text/plain")
    response = await call_next(request)
    policy = dict(_POLICY)
    ancestors = getattr(request.state, "ancestors", ())
    if ancestors:
        policy["frame-ancestors"] = " ".join(ancestors)
    response.headers["Content-Security-Policy"] = "; ".join(map(" ".join, policy.items()))
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_signed(request: Request) -> bool:
    """Tell whether the path carries the secret itself: no cookie counts there.

    Such a page asks browsers not to tell where they come from, so they send no origin either.
    """
    return request.url.path.removeprefix(house_of(request).options.prefix).startswith("/u/")


def _is_own(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return not origin or urlsplit(origin).netloc == request.headers.get("host", "")
