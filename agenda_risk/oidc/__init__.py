"""Find out who somebody is by OpenID Connect: from Entra ID, ADFS, Freja, or any other provider."""

from agenda_risk.oidc.asking import Way
from agenda_risk.oidc.provider import OpenIdProvider, Registration

__all__ = ["OpenIdProvider", "Registration", "Way"]
