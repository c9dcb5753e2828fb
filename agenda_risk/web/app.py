"""Put the service together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from agenda_risk import __version__
from agenda_risk.errors import AgendaRiskError
from agenda_risk.service import Desk
from agenda_risk.service.addresses import Addresses
from agenda_risk.service.reading import Readers
from agenda_risk.translate import translator
from agenda_risk.web import trouble
from agenda_risk.web.gate import Gate
from agenda_risk.web.guard import Border, guard
from agenda_risk.web.house import House
from agenda_risk.web.journal import Journal, hear
from agenda_risk.web.options import WebOptions
from agenda_risk.web.prefix import Prefix
from agenda_risk.web.proxy_login import ProxyLogin
from agenda_risk.web.rights import RIGHTS
from agenda_risk.web.routes import (
    account,
    administration,
    api,
    archive,
    by_hand,
    decision,
    feeds,
    figures,
    follow_up,
    guides,
    health,
    journey,
    login,
    looks,
    meeting,
    missed,
    openapi,
    outcomes,
    outside,
    overview,
    own_rules,
    panel,
    plans,
    reports,
    rule_outcomes,
    rules,
    screen,
    subscriptions,
    training,
    webhooks,
)

_FORM = 1_000_000  # bytes, where a route says nothing else: no form of ours is longer

_TROUBLES = {
    AgendaRiskError: trouble.told,
    HTTPException: trouble.refused,
    RequestValidationError: trouble.misunderstood,
    ClientDisconnect: trouble.left,
    Exception: trouble.failed,
}

ROUTERS = (
    account.router,
    administration.router,
    guides.router,
    health.router,
    journey.router,
    login.router,
    outside.router,
    meeting.router,
    by_hand.router,
    looks.router,
    plans.router,
    decision.router,
    overview.router,
    screen.router,
    archive.router,
    outcomes.router,
    reports.router,
    rule_outcomes.router,
    missed.router,
    figures.router,
    training.router,
    follow_up.router,
    panel.router,
    api.router,
    webhooks.router,
    openapi.router,
    rules.router,
    own_rules.router,
    subscriptions.router,
    feeds.router,
)


def make_app(
    desk: Desk, options: WebOptions | None = None, readers: Readers | None = None
) -> FastAPI:
    """Return the service that works with *desk*; *readers* read what people send.

    Raises AssertionError where a route is not in the table of rights: that is a fault of ours.
    """
    options, readers = options or WebOptions(), readers or Readers()
    app = FastAPI(
        title="agenda-risk",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_ready(readers),
        dependencies=[Depends(guard)],
    )
    app.state.house = _house(desk, options, readers)
    for router in ROUTERS:
        app.include_router(router, max_body_size=_FORM)
    app.mount("/static", StaticFiles(directory=str(files("agenda_risk") / "web" / "static")))
    app.add_middleware(Gate, routes=_api_routes())
    app.add_middleware(Border)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(options.forwarded))
    if options.proxy:
        app.add_middleware(ProxyLogin, told=options.proxy)  # around the former: who is the peer?
    if options.prefix:
        app.add_middleware(Prefix, prefix=options.prefix)
    if options.journal:
        app.add_middleware(Journal)
    for kind, told in _TROUBLES.items():
        app.add_exception_handler(kind, told)
    assert set(RIGHTS) == routes_of(app), set(RIGHTS) ^ routes_of(app)
    return app


def _house(desk: Desk, options: WebOptions, readers: Readers) -> House:
    heard = partial(hear, say=translator(options.language))
    store = desk.store._replace(hear=heard)
    addresses = Addresses(store, proxy=options.web_proxy, contact=options.contact)
    return House(replace(desk, store=store), options, readers, addresses)


def _ready(readers: Readers) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what has *readers* loaded while the service starts, and ends them with it."""

    @asynccontextmanager
    async def live(_app: FastAPI) -> AsyncIterator[None]:
        readers.make_ready()
        yield
        readers.close()

    return live


def routes_of(app: FastAPI) -> set[tuple[str, str]]:
    """Return the methods and paths that *app* answers to, static files apart."""
    return {(method, route.path) for route in _api_routes() for method in route.methods or ()}


def _api_routes() -> list[APIRoute]:
    every = (route for router in ROUTERS for route in router.routes)
    return [route for route in every if isinstance(route, APIRoute)]
