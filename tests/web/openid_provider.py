"""A provider of OpenID Connect for tests: real, over TLS, and able to go wrong in every way."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Annotated, Any
from urllib.parse import urlencode

import trustme
import uvicorn
from fastapi import FastAPI, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from joserfc import jws
from joserfc.jwk import RSAKey

_FIRST = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
CLIENT, SECRET = "agenda-risk", "hemligt: på riktigt"


class MadeProvider:
    """Knows *people* by name, with their claims; each knob makes it do something wrong or odd.

    *spoil* changes the claims of a token, *sign* makes the token, *instead* answers a path.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.address = ""
        self.authority = ""
        self.issuer = ""
        self.people: dict[str, dict[str, Any]] = {}
        self.keys = [_FIRST]
        self.spoil: Callable[[dict[str, Any]], dict[str, Any]] = dict
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.instead: dict[str, Callable[[], Response]] = {}
        self.metadata: dict[str, Any] = {}
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.used: dict[str, str] = {}

    def rotate(self) -> None:
        """Sign with another key from now on, and tell of that one alone."""
        self.keys = [RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})]

    def signed(self, claims: dict[str, Any], key: RSAKey | None = None, **header: Any) -> str:
        """Return a token of *claims*, signed with the key that we have unless told otherwise."""
        told = {"alg": "RS256", "kid": self.keys[0].kid, **header}
        algorithms = ["RS256", "RS512"]
        return jws.serialize_compact(
            told, _json(claims), key or self.keys[0], algorithms=algorithms
        )

    def unsigned(self, claims: dict[str, Any]) -> str:
        """Return a token that says of itself that it need not be signed."""
        return f"{_part({'alg': 'none'})}.{_part(claims)}."

    def signed_with_what_all_know(self, claims: dict[str, Any]) -> str:
        """Return a token whose "secret" is the public key."""
        told = f"{_part({'alg': 'HS256', 'kid': self.keys[0].kid})}.{_part(claims)}"
        mac = hmac.digest(self.keys[0].as_pem(private=False), told.encode(), "sha256")
        return f"{told}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    def claims(self, code: dict[str, str]) -> dict[str, Any]:
        """Return what a token tells of whoever has been here."""
        at = int(self.now().timestamp())
        return {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": at,
            "exp": at + 300,
            "nonce": code["nonce"],
            **self.people[code["person"]],
        }


class _Routes:
    """What *provider* answers, path by path."""

    def __init__(self, provider: MadeProvider) -> None:
        self._provider = provider

    def app(self) -> FastAPI:
        app = FastAPI()
        app.middleware("http")(self.instead)
        app.get("/.well-known/openid-configuration")(self.metadata)
        app.get("/organizations/.well-known/openid-configuration")(self.metadata)
        app.get("/keys")(self.keys)
        app.get("/authorize")(self.authorize)
        app.get("/enter")(self.enter)
        app.post("/token")(self.token)
        app.get("/userinfo")(self.userinfo)
        app.get("/logout")(self.logout)
        return app

    async def instead(self, request: Request, go_on):
        self._provider.asked.append(request.url.path)
        other = self._provider.instead.get(request.url.path)
        return await run_in_threadpool(other) if other else await go_on(request)

    def metadata(self):
        place = self._provider.address
        told = {
            "issuer": self._provider.issuer,
            "authorization_endpoint": f"{place}/authorize",
            "token_endpoint": f"{place}/token",
            "jwks_uri": f"{place}/keys",
            "userinfo_endpoint": f"{place}/userinfo",
            "end_session_endpoint": f"{place}/logout",
        }
        return told | self._provider.metadata

    def keys(self):
        return {"keys": [one.as_dict(private=False) for one in self._provider.keys]}

    def authorize(self, request: Request):
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        people = "".join(
            f'<p><a href="/enter?{escape(urlencode({**asked, "person": one}))}">{one}</a></p>'
            for one in self._provider.people
        )
        no = escape(urlencode({"error": "access_denied", "state": asked["state"]}))
        people += f'<p><a href="{escape(asked["redirect_uri"])}?{no}">Avbryt</a></p>'
        return HTMLResponse(f"<!doctype html><title>Vem är du?</title>{people}")

    def enter(self, request: Request):
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        self._provider.codes[code] = asked
        told = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{told}", 303)

    def token(
        self,
        request: Request,
        code: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        client_secret: Annotated[str, Form()] = "",
    ):
        asked = self._provider.codes.pop(code, None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest())
        is_right = (
            asked is not None
            and asked["redirect_uri"] == redirect_uri
            and asked["code_challenge"] == challenge.rstrip(b"=").decode()
            and self._is_known(request, client_secret)
        )
        if not is_right:
            return JSONResponse({"error": "invalid_grant"}, 400)
        self._provider.used["access"] = asked["person"]
        id_token = self._provider.sign(self._provider.spoil(self._provider.claims(asked)))
        return {"id_token": id_token, "access_token": "access", "token_type": "Bearer"}

    def _is_known(self, request: Request, secret: str) -> bool:
        if "token_endpoint_auth_methods_supported" in self._provider.metadata:
            return secret == SECRET and "authorization" not in request.headers
        return _is_client(request.headers.get("authorization", ""))

    def userinfo(self, request: Request):
        assert request.headers["authorization"] == "Bearer access"
        person = self._provider.people[self._provider.used["access"]]
        return {"sub": person["sub"], "groups": ["userinfo"]}

    def logout(self, post_logout_redirect_uri: str, client_id: str):
        assert client_id == CLIENT
        return RedirectResponse(post_logout_redirect_uri, 303)


@contextmanager
def provided(provider: MadeProvider, folder: Path) -> Iterator[MadeProvider]:
    """Let *provider* be reached, and write whom its certificate is trusted by into *folder*."""
    told = {
        **_certified(provider, folder),
        "log_level": "critical",
        "timeout_graceful_shutdown": 1,
    }
    app = _Routes(provider).app()
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", **told))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        provider.address = provider.issuer = f"https://localhost:{port}"
        yield provider
    finally:
        server.should_exit = True
        thread.join()


def _certified(provider: MadeProvider, folder: Path) -> dict[str, str]:
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    provider.authority = str(folder / "authority.pem")
    authority.cert_pem.write_to_path(provider.authority)
    key, chain = folder / "key.pem", folder / "chain.pem"
    certificate.private_key_pem.write_to_path(str(key))
    chain.write_bytes(b"".join(one.bytes() for one in certificate.cert_chain_pems))
    return {"ssl_keyfile": str(key), "ssl_certfile": str(chain)}


def _is_client(header: str) -> bool:
    pair = f"{CLIENT}:{urlencode({'': SECRET})[1:]}"
    return header == f"Basic {base64.b64encode(pair.encode()).decode()}"


def _json(claims: dict[str, Any]) -> bytes:
    return json.dumps(claims).encode()


def _part(told: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(_json(told)).rstrip(b"=").decode()
