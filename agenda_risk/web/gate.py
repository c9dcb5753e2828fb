"""Ask whether somebody may, before anything is taken of what they send."""

from collections.abc import Iterable

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from agenda_risk.errors import AgendaRiskError
from agenda_risk.web import trouble
from agenda_risk.web.guard import guard


class Gate:
    """Guards the *routes* of *app*: what a stranger sends is neither read nor kept.

    The framework reads a body before it asks whether the request may come in. Nothing is taken for
    let in here that the route itself does not know of: it asks once more if it was not asked here.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[APIRoute]) -> None:
        self._app = app
        self._routes = tuple(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through if whoever sends it may."""
        refusal = await self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        request = self._request(scope)
        if request is None:
            return None
        try:
            await run_in_threadpool(guard, request)
        except HTTPException as error:
            return await trouble.refused(request, error)
        except AgendaRiskError as error:
            return await trouble.told(request, error)
        return None

    def _request(self, scope: Scope) -> Request | None:
        """Return the request as its route will see it; none where no route takes it."""
        scope.setdefault("state", {})  # where it is noted that the request may come in
        for route in self._routes:
            match, more = route.matches(scope)
            if match is Match.FULL:
                scope["route"] = route  # whoever writes of the request reads it there
                return Request({**scope, **more, "route": route})
        return None
