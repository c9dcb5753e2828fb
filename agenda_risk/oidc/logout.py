"""Check a logout token, with which a provider tells that somebody has logged out there.

The rules are those of OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6.
"""

from agenda_risk.oidc.tokens import (
    LONGEST_SUBJECT,
    Claims,
    Expected,
    Keys,
    check_times,
    signed,
    wrong,
)
from agenda_risk.role_mapping import Left

EVENT = "http://schemas.openid.net/event/backchannel-logout"
_KINDS = {"", "jwt", "logout+jwt", "application/logout+jwt"}


def left(token: object, expected: Expected, keys: Keys) -> Left:
    """Return who left by what *token* tells; raises WrongTokenError where it is not to be believed.

    That the same was not told before is for whoever remembers it.
    """
    header, claims = signed(token, expected, keys)
    if str(header.get("typ", "")).lower() not in _KINDS:
        raise wrong("typ")
    check_times(claims, expected.now)
    _check_event(claims)
    told = Left(claims["iss"], *(_text(claims, name) for name in ("sub", "sid", "jti")))
    if not told.token:
        raise wrong("jti")
    if not (told.subject or told.session):
        raise wrong("nobody")
    return told


def _check_event(claims: Claims) -> None:
    """Refuse what tells of no logout, and what is an ID token: that has a nonce, or no event."""
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise wrong("events")
    if "nonce" in claims:
        raise wrong("nonce")


def _text(claims: Claims, name: str) -> str:
    told = claims.get(name, "")
    if not isinstance(told, str) or len(told) > LONGEST_SUBJECT:
        raise wrong(name)
    return told
