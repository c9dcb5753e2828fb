"""What is known of a meeting that was fetched, and what its files are called."""

from hashlib import sha256
from typing import NamedTuple

from agenda_risk.models import Brief
from agenda_risk.recognising import plain_name
from agenda_risk.status import Status
from agenda_risk.store import Seen


class Screened(NamedTuple):
    """A meeting; *brief* is there where it has an agenda. *id* stays when the meeting is moved."""

    id: str
    source: str
    seen: Seen
    status: Status
    brief: Brief | None


def file_id(source: str, system_id: str, body: str = "") -> str:
    """Return the name of the files of a meeting: its source, *body* and a hash of its own id."""
    known = sha256(system_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(part for part in (source, plain_name(body)[:40], known) if part)
