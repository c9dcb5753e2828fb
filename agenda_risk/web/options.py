"""How the service is reached and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from agenda_risk.models import Channel
from agenda_risk.settings import Settings
from agenda_risk.signing import key_of

LONGEST_UPLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class WebOptions:
    """What whoever runs the service decides.

    *prefix* is the path that a proxy hands over (/agenda-risk), *is_secure* whether browsers reach
    the service by https, *ancestors* are the origins that may show the panel within their pages,
    *journal* whether a line is written of each request, *address* is how the service is reached
    from outside, its prefix included (https://moten.granvik.example): codes on paper lead there.
    *webhooks* are the systems that may send word of agendas: the secret that each signs with.
    *destinations* are the chats and programs, by name, to which messages may be sent.
    """

    prefix: str = ""
    is_secure: bool = False
    ancestors: tuple[str, ...] = ()
    language: str = "sv"
    journal: bool = False
    address: str = ""
    webhooks: Mapping[str, bytes] = field(default_factory=dict)
    destinations: tuple[tuple[Channel, str], ...] = ()

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that a session is known by."""
        is_whole = self.is_secure and not self.prefix
        return "__Host-agenda-risk" if is_whole else "agenda-risk"


def options_of(
    settings: Settings, environ: Mapping[str, str], *, journal: bool = False
) -> WebOptions:
    """Return how the service is reached, as *settings* say; secrets stand in *environ*.

    Raises MissingInputError where a secret that the settings name is not there.
    """
    told = settings.service
    return WebOptions(
        prefix=urlsplit(told.address).path.rstrip("/"),
        is_secure=told.address.startswith("https://"),
        ancestors=told.ancestors,
        language=settings.language or "sv",
        journal=journal,
        address=told.address,
        destinations=(
            *((Channel.WEBHOOK, name) for name in settings.receivers),
            *((Channel.CHAT, name) for name in settings.chats),
        ),
        webhooks={name: key_of(where, environ) for name, where in told.webhooks.items()},
    )
