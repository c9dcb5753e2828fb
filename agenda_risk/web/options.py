"""How the service is reached and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_UPLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class WebOptions:
    """What whoever runs the service decides.

    *prefix* is the path that a proxy hands over (/agenda-risk), *is_secure* whether browsers reach
    the service by https, *ancestors* are the origins that may show the panel within their pages,
    *journal* whether a line is written of each request, *address* is how the service is reached
    from outside, its prefix included (https://moten.granvik.example): codes on paper lead there.
    *webhooks* are the systems that may send word of agendas: the secret that each signs with.
    """

    prefix: str = ""
    is_secure: bool = False
    ancestors: tuple[str, ...] = ()
    language: str = "sv"
    largest_upload: int = LONGEST_UPLOAD
    journal: bool = False
    address: str = ""
    webhooks: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        """Return the name of the cookie that a session is known by."""
        is_whole = self.is_secure and not self.prefix
        return "__Host-agenda-risk" if is_whole else "agenda-risk"
