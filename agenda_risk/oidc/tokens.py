"""Check a token: who signed it, for whom, when; and an ID token, in answer to what.

The rules are those of OpenID Connect Core 1.0, section 3.1.3.7.
"""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from joserfc import jwk, jws
from joserfc.errors import JoseError

from agenda_risk.login_settings import TENANT

LEEWAY = timedelta(minutes=2)  # clocks of servers may differ
_OLDEST = timedelta(minutes=15)  # it was made for this very login
_LAST = 1e11  # seconds; what is no number, or endless, is not below it either
_LONGEST = 100_000
LONGEST_SUBJECT = 255
_KINDS = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}

Keys = Callable[[bool], Iterable[Mapping[str, Any]]]
Claims = Mapping[str, Any]


class WrongTokenError(Exception):
    """A token that is not to be believed; what it holds is a word for the log."""


class Expected(NamedTuple):
    """What a token has to tell: by whom and for whom it was made, and what it answers."""

    issuer: str
    tenants: tuple[str, ...]
    client: str
    nonce: str
    algorithms: tuple[str, ...]
    now: datetime


def checked(token: object, expected: Expected, keys: Keys) -> Claims:
    """Return the claims of *token*; raises WrongTokenError where it is not what is *expected*.

    *keys* returns those that the provider signs with; asked with True, it looks for them anew.
    """
    _told, claims = signed(token, expected, keys)
    _check_party(claims, expected)
    check_times(claims, expected.now)
    _check_answer(claims, expected.nonce)
    return claims


def signed(token: object, expected: Expected, keys: Keys) -> tuple[Mapping[str, Any], Claims]:
    """Return the header and the claims of *token*, which its issuer signed for us.

    What it tells, and when it was made, is not checked. Raises WrongTokenError.
    """
    if not isinstance(token, str) or len(token) > _LONGEST:
        raise wrong("no token")
    header = _header(token, expected)
    key = _key(header, keys)
    claims = _claims(_verified(token, key, header["alg"]))
    _check_issuer(claims, expected, key)
    if expected.client not in _audience(claims):
        raise wrong("aud")
    return header, claims


def wrong(why: str) -> WrongTokenError:
    """Return what to raise; *why* is a word for the log."""
    return WrongTokenError(why)


def _header(token: str, expected: Expected) -> Mapping[str, Any]:
    """Return the header; it may choose among what is trusted, and nothing else."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as error:
        raise wrong("no token") from error
    if header.get("alg") not in expected.algorithms:
        raise wrong("alg")
    if "crit" in header or "b64" in header:
        raise wrong("crit")
    return header


def _key(header: Mapping[str, Any], keys: Keys) -> Mapping[str, Any]:
    """Return the one key that may have signed; an unknown one is looked for once more."""
    for anew in (False, True):
        able = [one for one in keys(anew) if _is_able(one, header)]
        if len(able) == 1:
            return able[0]
    raise wrong("key")


def _is_able(key: Mapping[str, Any], header: Mapping[str, Any]) -> bool:
    """Tell whether *key* may have signed what *header* begins: only one key is without a name."""
    kid, algorithm = header.get("kid"), str(header["alg"])
    is_named = kid is None or key.get("kid") == kid
    is_for_it = key.get("use", "sig") == "sig" and key.get("alg", algorithm) == algorithm
    return is_named and is_for_it and key.get("kty") == _KINDS[algorithm[:2]]


def _verified(token: str, key: Mapping[str, Any], algorithm: str) -> bytes:
    public = {
        name: value for name, value in key.items() if name not in {"x5c", "key_ops", "issuer"}
    }
    try:
        return jws.deserialize_compact(
            token, jwk.import_key(public), algorithms=[algorithm]
        ).payload
    except (JoseError, ValueError, TypeError) as error:
        raise wrong("signature") from error


def _claims(payload: bytes) -> Claims:
    try:
        claims = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise wrong("claims") from error
    if not isinstance(claims, dict):
        raise wrong("claims")
    return claims


def _check_issuer(claims: Claims, expected: Expected, key: Mapping[str, Any]) -> None:
    """Check who tells; where an issuer speaks for several tenants, each has a name and keys."""
    tenant = str(claims.get("tid", ""))
    if expected.tenants and tenant not in expected.tenants:
        raise wrong("tenant")
    if claims.get("iss") != expected.issuer.replace(TENANT, tenant):
        raise wrong("iss")
    if str(key.get("issuer", expected.issuer)).replace(TENANT, tenant) != claims["iss"]:
        raise wrong("key of another tenant")


def _audience(claims: Claims) -> list[Any]:
    told = claims.get("aud")
    return told if isinstance(told, list) else [told]


def _check_party(claims: Claims, expected: Expected) -> None:
    party = claims.get("azp", expected.client if len(_audience(claims)) == 1 else None)
    if party != expected.client:
        raise wrong("azp")


def check_times(claims: Claims, now: datetime) -> None:
    """Refuse what has expired, or was not made just now."""
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    expires, made = _time(claims, "exp"), _time(claims, "iat")
    if expires + leeway <= at:
        raise wrong("exp")
    if not at - leeway - _OLDEST.total_seconds() <= made <= at + leeway:
        raise wrong("iat")
    if "nbf" in claims and _time(claims, "nbf") > at + leeway:
        raise wrong("nbf")


def _time(claims: Claims, name: str) -> float:
    told = claims.get(name)
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told < _LAST:
        raise wrong(name)
    return told


def _check_answer(claims: Claims, nonce: str) -> None:
    told = claims.get("nonce")
    if not isinstance(told, str) or not hmac.compare_digest(told.encode(), nonce.encode()):
        raise wrong("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise wrong("sub")
