"""Say how far was looked, so that silence can be trusted."""

from zoneinfo import ZoneInfo

from agenda_risk.models import STOCKHOLM
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.coverage import seen_sources
from agenda_risk.store.situations import count_coming
from agenda_risk.translate import Translator


class Coverage:
    """Says how far was looked; once for all messages of a round that are in one language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: dict[str, str] = {}

    def said(self, connection: Connection, say: Translator) -> str:
        """Return how far was looked, in the language of *say*."""
        if say.language not in self._said:
            self._said[say.language] = coverage(connection, self._desk, say)
        return self._said[say.language]


def coverage(connection: Connection, desk: Desk, say: Translator) -> str:
    """Return how many sources were seen whole, when the last of them was, and how many meetings."""
    seen = seen_sources(connection)
    meetings = say.plural(
        "{count} coming meeting was looked at.",
        "{count} coming meetings were looked at.",
        count_coming(connection, desk.today),
    )
    if not seen.all:
        return meetings
    sources = say.plural(
        "{whole} of {count} source was read whole.",
        "{whole} of {count} sources were read whole.",
        seen.all,
        whole=seen.whole,
    )
    if seen.last is None:
        return f"{sources} {meetings}"
    here = seen.last.astimezone(ZoneInfo(STOCKHOLM))
    last = say("Last read {day} {clock}.", day=say.plain_day(here), clock=say.clock(here.time()))
    return f"{sources} {last} {meetings}"
