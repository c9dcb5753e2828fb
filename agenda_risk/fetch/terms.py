"""On what terms servers are asked: by whom, how much, how often."""

from collections.abc import Callable
from dataclasses import dataclass, field

from agenda_risk import __version__
from agenda_risk.fetch.clock import Clock
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.memory import Memory, NoMemory
from agenda_risk.fetch.pace import Pace
from agenda_risk.fetch.robots import ROBOT, Robots
from agenda_risk.models import Page, Request

# What stands there until somebody sets "contact" in agenda-risk.toml.
_NOBODY = "reads public agendas; its owner has told no contact"

Keep = Callable[[Request, Page], None]


def _keep_nothing(asked: Request, page: Page) -> None:
    """Let *page* go."""


@dataclass(frozen=True)
class Terms:
    """What all sources of a run share.

    *contact* is an address, of the web or of mail, at which the owner of a server finds who runs
    this. *proxy* is the server through which the web is reached, if not directly. *keep* gets every
    page as it came, before it is judged. *certificates* is a file of those that are trusted
    besides, such as the municipality's own.
    """

    contact: str = ""
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)
    pace: Pace = field(default_factory=Pace)
    robots: Robots = field(default_factory=Robots)
    memory: Memory = field(default_factory=NoMemory)
    keep: Keep = _keep_nothing
    certificates: str = ""
    proxy: str = ""

    @property
    def agent(self) -> str:
        """Return how we call ourselves before servers."""
        contact = "".join(one for one in self.contact if one.isascii() and one.isprintable())
        told = f"+{contact.strip()}" if contact.strip() else _NOBODY
        return f"{ROBOT}/{__version__} ({told})"
