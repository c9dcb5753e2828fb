"""Make what asks the providers that the settings name, where there are any."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime

from agenda_risk.errors import MissingExtraError, MissingInputError
from agenda_risk.login_settings import ProviderSettings
from agenda_risk.service.outside import Providers
from agenda_risk.settings import Settings


def providers_of(settings: Settings, now: Callable[[], datetime]) -> Providers:
    """Return the providers by name; secrets of theirs stand in the environment.

    Raises MissingInputError where one is not there, or providers cannot know where to lead people
    back to; MissingExtraError where what checks their tokens is not installed.
    """
    told = settings.login.oidc
    if not told:
        return {}
    if not settings.service.address:
        raise MissingInputError(
            "Providers lead people back to the address of the service. Write it in agenda-risk.toml"
            " as address, below [service]."
        )
    try:
        from agenda_risk.oidc import OpenIdProvider, Registration, Way  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "{module} is not installed. Run: pip install {extra}",
            module=error.name,
            extra='"agenda-risk[login]"',
        ) from error
    address = settings.service.address
    return {
        name: OpenIdProvider(
            one,
            Registration(name, _secret(one, os.environ), address),
            Way(one.title, "" if one.internal else settings.proxy or "", one.certificates),
            now,
        )
        for name, one in told.items()
    }


def _secret(told: ProviderSettings, environ: Mapping[str, str]) -> str:
    """Return what the service shows that it is itself by; empty for one that has no secret."""
    if not told.secret:
        return ""
    secret = environ.get(told.secret, "")
    if not secret:
        raise MissingInputError("The environment variable {name} is not set.", name=told.secret)
    return secret
