"""Who somebody is as it is told elsewhere, and what they may do here by that."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agenda_risk.access import Grant
from agenda_risk.login_settings import RoleRule
from agenda_risk.normalise import fold


class Identity(NamedTuple):
    """Who somebody is, as *issuer* tells: *subject* never changes, all else may.

    *origin* is what the log calls whoever told it (oidc:granvik, proxy). *account* and *title* are
    names for people, *groups* and *claims* what roles are given by, *session* the name of their
    session there.
    """

    issuer: str
    subject: str
    origin: str
    account: str
    title: str = ""
    groups: tuple[str, ...] = ()
    claims: Mapping[str, tuple[str, ...]] = {}
    session: str = ""


class Left(NamedTuple):
    """Somebody logged out elsewhere, as *issuer* tells in the *token* of that name.

    It is *subject* in all their sessions, or in the one named *session*; one of the two is told.
    """

    issuer: str
    subject: str
    session: str
    token: str


class Secrets(NamedTuple):
    """What somebody takes along to a provider, all of it told from their browser's own secret.

    They bring *state* back, their token tells *nonce*, and their code is worth nothing without
    *verifier*.
    """

    state: str
    nonce: str
    verifier: str


class NamedBody(NamedTuple):
    """A body that roles are granted in, and what it is called."""

    id: int
    organisation: str
    name: str


def granted(
    identity: Identity, rules: Iterable[RoleRule], bodies: Iterable[NamedBody]
) -> tuple[Grant, ...]:
    """Return what *rules* grant to *identity* in those *bodies* that there are."""
    known = tuple(bodies)
    held = (one for one in rules if one.value in _told(identity, one))
    return tuple(dict.fromkeys(grant for rule in held for grant in _grants(rule, known)))


def _told(identity: Identity, rule: RoleRule) -> tuple[str, ...]:
    return identity.claims.get(rule.claim, ()) if rule.claim else identity.groups


def _grants(rule: RoleRule, bodies: tuple[NamedBody, ...]) -> Iterator[Grant]:
    if not rule.body and not rule.organisation:
        yield Grant(rule.role)
        return
    for body in bodies:
        is_named = fold(rule.body) in {"", fold(body.name)}
        if is_named and fold(rule.organisation) in {"", fold(body.organisation)}:
            yield Grant(rule.role, body.id)
