"""What calendars and readers of news share: one entry for each meeting, and names that last."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from agenda_risk.models import Event, Feed, Told
from agenda_risk.render.message_words import body, items, need
from agenda_risk.render.words import LEVELS, SYMBOLS, capital
from agenda_risk.translate import Translator

# The year from which on the names hold; it is part of them, and never changes.
_SINCE = "2026"


def one_each(told: Iterable[Told]) -> list[Told]:
    """Return the last word on each meeting, in the order of their numbers."""
    in_turn = sorted(told, key=lambda one: one.sequence)
    return [one for _, one in sorted({one.meeting: one for one in in_turn}.items())]


def tag(feed: Feed, name: str) -> str:
    """Return a name that nothing else has and that stays, though the address may change (RFC 4151).

    The address of a feed holds a secret, and is no part of it.
    """
    return f"tag:{host(feed)},{_SINCE}:{name}"


def host(feed: Feed) -> str:
    """Return the host of the service, as it is written in ASCII."""
    name = urlsplit(feed.home).hostname or "agenda-risk"
    return name if name.isascii() else name.encode("idna").decode("ascii")


def changed(told: Told, feed: Feed) -> datetime:
    """Return when the meeting was last changed, as far as that is known."""
    return told.at or feed.made


def heading(told: Told, say: Translator) -> str:
    """Return the level and the body: no more leaves the login."""
    if told.event is Event.CANCELLED:
        return f"{say('Cancelled')}: {body(told)}"
    level = capital(say(LEVELS[told.level]))
    named = f"{SYMBOLS[told.level]} {level}: {body(told)}"
    return named if level else body(told)


def description(told: Told, say: Translator) -> str:
    """Return the need of preparation in full, and the number of items."""
    if told.event is Event.CANCELLED:
        return say("Cancelled")
    return " · ".join(part for part in (need(told.level, say), items(told, say)) if part)
