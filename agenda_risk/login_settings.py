"""What the tables ``[login]`` of the settings say: how people log in, and what they may do then."""

import re
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from agenda_risk.access import Standing
from agenda_risk.faults import refusal
from agenda_risk.message_settings import Variable
from agenda_risk.models import Model

TENANT = "{tenantid}"
# Signed with a key whose other half nobody but the provider has; never by a secret that is shared.
Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
]

_Text = Annotated[str, Field(min_length=1, max_length=500)]
_Title = Annotated[str, Field(min_length=1, max_length=60)]
_ProviderName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]


def _secure(address: str) -> str:
    if not address.startswith("https://"):
        raise refusal("address")
    return address


def _network(written: str) -> str:
    try:
        ip_network(written)
    except ValueError as error:
        raise refusal("network") from error
    return written


def _some(addresses: tuple[str, ...]) -> tuple[str, ...]:
    if not addresses:
        raise refusal("too_short")
    return addresses


def _header(name: str) -> str:
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]*", name):
        raise refusal("header")
    return name.lower()


class RoleRule(Model):
    """A table ``[[….roles]]``: whoever is told to have *value* has *role*.

    It stands among their groups, or in the claim called *claim*. *body* is the name of the body in
    which they have it, of all organisations or of the one called *organisation*; without a body
    they have it in all.
    """

    value: _Text
    role: Standing
    body: Annotated[str, Field(max_length=200)] = ""
    organisation: Annotated[str, Field(max_length=200)] = ""
    claim: Annotated[str, Field(max_length=200)] = ""


def _everywhere(rule: RoleRule) -> RoleRule:
    if rule.role is Standing.ADMINISTRATOR and (rule.body or rule.organisation):
        raise refusal("everywhere")
    return rule


class Admission(Model):
    """Who is let in, and with which roles: *strangers* are those whom no rule gives one.

    They are refused, or admitted without any right until an administrator gives them one.
    """

    roles: tuple[Annotated[RoleRule, AfterValidator(_everywhere)], ...] = ()
    strangers: Literal["refuse", "admit"] = "refuse"


class ProviderSettings(Admission):
    """A table ``[login.oidc.NAME]``: a provider that tells by OpenID Connect who somebody is.

    *title* stands on the button. *secret* is the environment variable with that of *client*.
    *issuer* may hold ``{tenantid}``, as that of Entra ID for several organisations: then *tenants*
    are the ids of those that are let in. *groups* are the claims that roles are looked for in,
    *account* those of which the first that is there names the account, *name* what pages call
    them. *required* are claims that have to have one of some values. With *userinfo* the provider
    is asked for claims that do not stand in its token; *ask* is what else it is asked when somebody
    comes to it (acr_values, domain_hint). What is *internal* is asked directly, past
    a proxy; *certificates* is a file of those that are trusted besides.
    """

    title: _Title
    issuer: Annotated[str, Field(max_length=500), AfterValidator(_secure)]
    client: _Text
    secret: Variable | None = None
    tenants: tuple[_Text, ...] = ()
    scopes: tuple[_Text, ...] = ("openid", "profile")
    groups: tuple[_Text, ...] = ("roles", "groups")
    account: tuple[_Text, ...] = ("preferred_username", "upn", "email")
    name: _Text = "name"
    required: Mapping[str, tuple[_Text, ...]] = Field(default_factory=dict)
    algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)] = ("RS256", "PS256", "ES256")
    userinfo: bool = False
    ask: Mapping[str, _Text] = Field(default_factory=dict)
    internal: bool = False
    certificates: Annotated[str, Field(max_length=1000)] = ""


def _with_tenants(provider: ProviderSettings) -> ProviderSettings:
    if (TENANT in provider.issuer) != bool(provider.tenants):
        raise refusal("tenants")
    return provider


class ProxySettings(Admission):
    """The table ``[login.proxy]``: a proxy before the service has found out who somebody is.

    It tells so in *header*, and their groups in that called *groups*, with *separator* between
    them; only what comes from one of *addresses* is believed.
    """

    title: _Title
    header: Annotated[str, AfterValidator(_header)]
    addresses: Annotated[
        tuple[Annotated[str, AfterValidator(_network)], ...], AfterValidator(_some)
    ]
    groups: Annotated[str, AfterValidator(_header)] | None = None
    separator: Annotated[str, Field(min_length=1, max_length=1)] = ","


class LoginSettings(Model):
    """The table ``[login]``: *local* is whether accounts may have passwords of their own here."""

    local: bool = True
    oidc: Mapping[_ProviderName, Annotated[ProviderSettings, AfterValidator(_with_tenants)]] = (
        Field(default_factory=dict)
    )
    proxy: ProxySettings | None = None
