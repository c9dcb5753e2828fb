"""How the service is reached and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from agenda_risk.login_settings import ProxySettings
from agenda_risk.models import Channel
from agenda_risk.service.outside import Provider
from agenda_risk.settings import Settings
from agenda_risk.signing import key_of

_SELF = "127.0.0.1"
_FORWARDED = "FORWARDED_ALLOW_IPS"  # as uvicorn calls it
LONGEST_UPLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class WebOptions:
    """What whoever runs the service decides.

    *prefix* is the path that a proxy hands over (/agenda-risk), *is_secure* whether browsers reach
    the service by https, *ancestors* are the origins that may show the panel within their pages,
    *journal* whether a line is written of each request, *address* is how the service is reached
    from outside, its prefix included (https://moten.granvik.example): codes on paper lead there.
    *webhooks* are the systems that may send word of agendas: the secret that each signs with.
    *local* is whether accounts have passwords here; *providers* tell who people are elsewhere, and
    so does the *proxy*, where there is one. *forwarded* are the peers that may tell for whom they
    ask.
    *web_proxy* is the server through which the web is reached, if not directly, *contact* where
    owners of servers that are asked find whoever runs the service.
    *destinations* are the chats and programs, by name, to which messages may be sent, *has_mail* is
    whether mail is. *accessibility* is where the accessibility statement of the organisation is.
    """

    prefix: str = ""
    is_secure: bool = False
    ancestors: tuple[str, ...] = ()
    language: str = "sv"
    journal: bool = False
    address: str = ""
    webhooks: Mapping[str, bytes] = field(default_factory=dict)
    local: bool = True
    providers: Mapping[str, Provider] = field(default_factory=dict)
    proxy: ProxySettings | None = None
    forwarded: tuple[str, ...] = (_SELF,)
    web_proxy: str = ""
    contact: str = ""
    destinations: tuple[tuple[Channel, str], ...] = ()
    has_mail: bool = True
    accessibility: str = ""

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that a session is known by."""
        is_whole = self.is_secure and not self.prefix
        return "__Host-agenda-risk" if is_whole else "agenda-risk"

    @property
    def trip_cookie(self) -> str:
        """Return the name of the cookie by which whoever comes back from a provider is known.

        No other host can plant it, so nobody is logged in as somebody else without knowing.
        """
        return "__Host-agenda-risk-trip" if self.is_secure else "agenda-risk-trip"


def options_of(
    settings: Settings,
    environ: Mapping[str, str],
    providers: Mapping[str, Provider] | None = None,
    *,
    journal: bool = False,
) -> WebOptions:
    """Return how the service is reached, as *settings* say; secrets stand in *environ*.

    Raises MissingInputError where a secret that the settings name is not there.
    """
    told, proxy = settings.service, settings.login.proxy
    forwarded = environ.get(_FORWARDED, _SELF).split(",")
    return WebOptions(
        prefix=urlsplit(told.address).path,
        is_secure=told.address.startswith("https://"),
        ancestors=told.ancestors,
        language=settings.language or "sv",
        web_proxy=settings.proxy or "",
        contact=settings.contact or "",
        journal=journal,
        address=told.address,
        destinations=(
            *((Channel.WEBHOOK, name) for name in settings.receivers),
            *((Channel.CHAT, name) for name in settings.chats),
        ),
        has_mail=settings.mail is not None,
        accessibility=told.accessibility,
        webhooks={name: key_of(where, environ) for name, where in told.webhooks.items()},
        local=settings.login.local,
        providers=providers or {},
        proxy=proxy,
        forwarded=("*",) if "*" in forwarded else (*forwarded, *(proxy.addresses if proxy else ())),
    )
