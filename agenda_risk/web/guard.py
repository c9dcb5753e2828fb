"""Stand between a request and its route: who asks, whether they may, and from where."""

from urllib.parse import quote

from fastapi import HTTPException, Request
from fastapi.responses import PlainTextResponse
from fastapi.routing import APIRoute
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agenda_risk.access import Right, Visitor
from agenda_risk.store.keys import key_of, note_use
from agenda_risk.store.screened import screening_of
from agenda_risk.store.users import seat_of
from agenda_risk.web import trouble
from agenda_risk.web.house import house_of, is_api, path_of, place_of
from agenda_risk.web.numbers import number_in
from agenda_risk.web.proxy_login import is_upheld
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

    Raises HTTPException: 303 to the login (401 for programs, and for a form, which the browser can
    then send once more), 403, or 404 for what the visitor may not know of.
    """
    route = request.scope["route"]
    if getattr(request.state, "let_in", None) is route:
        return
    visitor = _program(request) if is_api(request) else _person(request)
    request.state.visitor = visitor
    _let_in(request, visitor, needed(request))
    request.state.let_in = route


def _person(request: Request) -> Visitor:
    """Return who is logged in."""
    house = house_of(request)
    secret = request.cookies.get(house.options.cookie, "")
    if not secret:
        return Visitor()
    with house.desk.store.reading() as connection:
        seat = seat_of(connection, secret, house.desk.now())
    return seat.visitor if is_upheld(request, seat) else Visitor()


def _program(request: Request) -> Visitor:
    """Return which program sent its key; a cookie counts for nothing here."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return Visitor()
    desk = house_of(request).desk
    with desk.store.reading() as connection:
        key = key_of(connection, secret.strip(), desk.now())
    if key is None:
        return Visitor()
    if key.use_is_due(desk.now()):
        with desk.store.writing() as connection:
            note_use(connection, key.id, desk.now())
    return key.visitor


def needed(request: Request) -> Right | Entrance:
    """Return what the route of *request* needs."""
    route: APIRoute = request.scope["route"]
    return RIGHTS[request.method, route.path]


def _let_in(request: Request, visitor: Visitor, need: Right | Entrance) -> None:
    if need in {OPEN, SIGNED}:
        return
    if not visitor.actor:
        raise _stranger(request)
    if isinstance(need, Right):
        _check_right(request, visitor, need)


def _stranger(request: Request) -> HTTPException:
    if is_api(request):
        return HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    prefix = house_of(request).options.prefix
    if path_of(request) == "/logga-ut":
        return HTTPException(303, headers={"Location": f"{prefix}/logga-in"})
    if request.method not in _SAFE:
        return HTTPException(401)
    wanted = quote(place_of(request))
    return HTTPException(303, headers={"Location": f"{prefix}/logga-in?next={wanted}"})


def _check_right(request: Request, visitor: Visitor, right: Right) -> None:
    body = None
    if "meeting" in request.path_params:
        body = _body_of(request)
        if body is None or not visitor.may(Right.READ, body):
            raise HTTPException(404)
    if not visitor.may(right, body):
        raise HTTPException(403)


def _body_of(request: Request) -> int | None:
    number = number_in(str(request.path_params["meeting"]))
    if not number:
        return None
    with house_of(request).desk.store.reading() as connection:
        found = screening_of(connection, number)
    return found.body.id if found else None


class Border:
    """Refuses what another site's page sends in the name of whoever is logged in to *app*.

    Programs send neither header, and no cookie. What is answered is told to browsers as ours.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through if it may come in, and add to what is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_safe = scope["method"] in _SAFE or _is_signed(Request(scope))
        if not (is_safe or _is_own(Headers(scope=scope))):
            refusal = PlainTextResponse("Cross-site request refused.", 403)
            await refusal(scope, receive, send)
            return

        await self._app(scope, receive, _Teller(scope, receive, send))


class _Teller:
    """Sends what is answered, with what browsers may do with it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._is_over = False

    async def __call__(self, message: Message) -> None:
        """Send *message*; that something is too large is told as all else is."""
        if self._is_over:
            return
        if message["type"] == "http.response.start" and _is_too_large(message):
            self._is_over = True
            answer = trouble.too_large(Request(self._scope))
            await answer(self._scope, self._receive, self._tell)
        else:
            await self._tell(message)

    async def _tell(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _tell(MutableHeaders(scope=message), self._scope)
        await self._send(message)


def _is_too_large(message: Message) -> bool:
    """Tell whether *message* begins what the framework says where it stops to read."""
    return message["status"] == 413 and Headers(raw=message["headers"]).get(
        "content-type", ""
    ).startswith("text/plain")


def _tell(headers: MutableHeaders, scope: Scope) -> None:
    """Add to *headers* what browsers may do with the answer."""
    policy = dict(_POLICY)
    ancestors = scope.get("state", {}).get("ancestors", ())
    if ancestors:
        policy["frame-ancestors"] = " ".join(ancestors)
    headers["Content-Security-Policy"] = "; ".join(map(" ".join, policy.items()))
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"


def _is_signed(request: Request) -> bool:
    """Tell whether the path carries the secret itself: no cookie counts there.

    Such a page asks browsers not to tell where they come from, so they send no origin either.
    """
    return path_of(request).startswith(("/u/", "/bevakningar/stopp/"))


def _is_own(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return not origin or _place(origin) == headers.get("host", "")


def _place(origin: str) -> str:
    """Return the host and the port of *origin*, which may be anything."""
    return origin.partition("://")[2]
