"""Live under a path of a proxy, whether or not the proxy cuts that path off."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """Tells *app* that it lives under *prefix*."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, its path whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        is_whole = path == self._prefix or path.startswith(f"{self._prefix}/")
        told = {"root_path": self._prefix, "path": path if is_whole else self._prefix + path}
        scope.update(told)  # whoever stands around this one reads the route there
        await self._app(scope, receive, send)
