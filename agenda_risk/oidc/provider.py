"""One provider: lead somebody there, and read who they are when they come back."""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode

from agenda_risk.errors import LoginError
from agenda_risk.login_settings import Admission, ProviderSettings
from agenda_risk.models import Request
from agenda_risk.oidc.asking import Asker, Way
from agenda_risk.oidc.directory import Directory, Metadata
from agenda_risk.oidc.logout import left
from agenda_risk.oidc.tokens import Claims, Expected, WrongTokenError, checked
from agenda_risk.role_mapping import Identity, Left, Secrets
from agenda_risk.translate import N_

_FORM = "application/x-www-form-urlencoded"
_TOO_MANY = N_(
    "{provider} does not tell your groups, as they are too many. Ask your administrator to give "
    "roles by something else."
)
_REQUIRED = N_("{provider} knows you, but not as surely as is needed here. Ask your administrator.")


class Registration(NamedTuple):
    """How the service is known to a provider: its name in the log, its secret, and its address."""

    name: str
    secret: str
    address: str


class OpenIdProvider:
    """A provider as the settings *told* of it (OpenID Connect, code flow with PKCE)."""

    def __init__(
        self,
        told: ProviderSettings,
        registration: Registration,
        way: Way,
        now: Callable[[], datetime],
    ) -> None:
        self.title = told.title
        self.admission: Admission = told
        self._told, self._own, self._now = told, registration, now
        self._asker = Asker(way)
        self._directory = Directory(told.issuer, self._asker, now)

    def way_to(self, secrets: Secrets) -> str:
        """Return the address at which whoever goes there tells who they are."""
        challenge = urlsafe_b64encode(sha256(secrets.verifier.encode()).digest())
        asked = {
            **self._told.ask,
            "response_type": "code",
            "client_id": self._told.client,
            "redirect_uri": self._redirect,
            "scope": " ".join(dict.fromkeys(("openid", *self._told.scopes))),
            "state": secrets.state,
            "nonce": secrets.nonce,
            "code_challenge": challenge.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return _with(self._directory.metadata().authorization_endpoint, asked)

    def identity(self, code: str, secrets: Secrets) -> Identity:
        """Return who came back with *code*. Raises LoginError or BusyError."""
        metadata = self._directory.metadata()
        told = self._asker.json(self._exchange(metadata, code, secrets.verifier))
        expected = self._expected(metadata, secrets.nonce)
        try:
            claims = checked(told.get("id_token"), expected, self._keys)
        except WrongTokenError as error:
            raise self._asker.odd(str(error)) from error
        return self._identity({**self._more(metadata, told, claims), **claims})

    def left(self, token: str) -> Left:
        """Return who left by what the logout *token* tells. Raises LoginError or BusyError."""
        expected = self._expected(self._directory.metadata())
        try:
            return left(token, expected, self._keys)
        except WrongTokenError as error:
            raise self._asker.odd(f"logout: {error}") from error

    def way_out(self) -> str:
        """Return the address at which one logs out there as well; empty where there is none."""
        try:
            place = self._directory.metadata().end_session_endpoint
        except LoginError:
            return ""
        back = {
            "client_id": self._told.client,
            "post_logout_redirect_uri": f"{self._own.address}/utloggad",
        }
        return _with(place, back) if place else ""

    @property
    def _redirect(self) -> str:
        return f"{self._own.address}/logga-in/svar/{self._own.name}"

    def _expected(self, metadata: Metadata, nonce: str = "") -> Expected:
        return Expected(
            metadata.issuer,
            self._told.tenants,
            self._told.client,
            nonce,
            self._told.algorithms,
            self._now(),
        )

    def _keys(self, anew: bool) -> tuple[Mapping[str, Any], ...]:
        return self._directory.keys(anew=anew)

    def _exchange(self, metadata: Metadata, code: str, verifier: str) -> Request:
        """Return what hands *code* in for a token (RFC 6749, 4.1.3)."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "client_id": self._told.client,
            "code_verifier": verifier,
        }
        headers = {}
        if "client_secret_basic" in metadata.token_endpoint_auth_methods_supported:
            headers = self._basic()
        elif self._own.secret:
            form["client_secret"] = self._own.secret
        return Request(
            url=metadata.token_endpoint,
            body=urlencode(form).encode(),
            media_type=_FORM,
            headers=headers,
        )

    def _basic(self) -> dict[str, str]:
        """Return how the service tells that it is itself (RFC 6749, 2.3.1)."""
        if not self._own.secret:
            return {}
        pair = f"{quote_plus(self._told.client)}:{quote_plus(self._own.secret)}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}

    def _more(self, metadata: Metadata, told: Mapping[str, Any], claims: Claims) -> Claims:
        """Return what the provider tells besides, of the same person."""
        access, place = told.get("access_token"), metadata.userinfo_endpoint
        if not self._told.userinfo:
            return {}
        if not place or not isinstance(access, str) or not access.isascii():
            raise self._asker.odd("userinfo")
        more = self._asker.json(Request(url=place, headers={"Authorization": f"Bearer {access}"}))
        if more.get("sub") != claims["sub"]:
            raise self._asker.odd("userinfo of somebody else")
        return more

    def _identity(self, claims: Claims) -> Identity:
        wanted = {rule.claim for rule in self._told.roles if rule.claim} | set(self._told.required)
        told = {name: _texts(claims.get(name)) for name in wanted}
        for name, values in self._told.required.items():
            if not set(told[name]) & set(values):
                raise LoginError(_REQUIRED, why=f"required {name}", provider=self.title)
        self._check_groups(claims)
        groups = tuple(one for name in self._told.groups for one in _texts(claims.get(name)))
        names = (one for name in self._told.account for one in _texts(claims.get(name)))
        return Identity(
            issuer=claims["iss"],
            subject=claims["sub"],
            origin=f"oidc:{self._own.name}",
            account=next(names, ""),
            title=next(iter(_texts(claims.get(self._told.name))), ""),
            groups=groups,
            claims=told,
            session=next(iter(_texts(claims.get("sid"))), ""),
        )

    def _check_groups(self, claims: Claims) -> None:
        """Refuse where Entra ID names a place to ask for groups, in place of more than 200."""
        elsewhere = claims.get("_claim_names")
        if isinstance(elsewhere, dict) and set(elsewhere) & set(self._told.groups):
            raise LoginError(_TOO_MANY, why="groups", provider=self.title)


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def _texts(told: object) -> tuple[str, ...]:
    """Return the texts in *told*: ADFS tells one group as a text, several as a list.

    What is a number, or yes or no, is told as JSON writes it.
    """
    several = told if isinstance(told, list) else [told]
    plain = (one if isinstance(one, str) else json.dumps(one) for one in several if _is_plain(one))
    return tuple(filter(None, plain))


def _is_plain(one: object) -> bool:
    return isinstance(one, str | int)
