"""A message as its reader sees it, whatever it is sent by: groups of meetings, why, and links."""

from collections.abc import Iterator
from typing import NamedTuple

from agenda_risk.models import Event, Message, Told
from agenda_risk.render.message_words import OVER, Shown, shown
from agenda_risk.render.subject import PREPARE, headline, in_order, is_nothing, subject
from agenda_risk.render.words import clean
from agenda_risk.translate import N_, Translator, translator

_NEW = frozenset({Event.FIRST})
_GROUPS = (
    (N_("To prepare"), PREPARE),
    (N_("Cases seen for the first time"), _NEW),
    (N_("Changed"), frozenset(Event) - PREPARE - _NEW - {Event.UNTOLD}),
    (N_("To tell of"), frozenset({Event.UNTOLD})),
)


class Group(NamedTuple):
    """Meetings under a heading, which is empty where there is one group only."""

    heading: str
    meetings: tuple[Shown, ...]


class Link(NamedTuple):
    """Where to go, and what for."""

    text: str
    url: str


class Seen(NamedTuple):
    """A message in words: *lead* and *notes* are paragraphs."""

    language: str
    subject: str
    headline: str
    lead: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    links: tuple[Link, ...]


def seen(message: Message) -> Seen:
    """Return *message* in words, in its reader's language."""
    say = translator(message.language)
    return Seen(
        language=message.language,
        subject=subject(message, say),
        headline=headline(message, say),
        lead=_lead(message, say),
        groups=tuple(_groups(message.told, say)),
        notes=tuple(_notes(message, say)),
        links=tuple(_links(message, say)),
    )


def _lead(message: Message, say: Translator) -> str:
    if not is_nothing(message):
        return ""
    return say("Nothing new is raised in what you follow. The watch works.")


def _groups(told: tuple[Told, ...], say: Translator) -> Iterator[Group]:
    groups = [
        (heading, [one for one in in_order(told) if one.event in events])
        for heading, events in _GROUPS
    ]
    filled = [(heading, these) for heading, these in groups if these]
    for heading, these in filled:
        title = say(heading) if len(filled) > 1 else ""
        yield Group(title, tuple(shown(one, say) for one in these))


def _notes(message: Message, say: Translator) -> Iterator[str]:
    is_over = bool(message.told) and all(one.event in OVER for one in message.told)
    if message.told and not is_over:
        yield say("Which items it is about you see when you have logged in.")
    if message.coverage:
        yield clean(message.coverage)
    if not is_over:
        yield say("An agenda does not show everything: check what you know yourself as well.")
    yield say("Why you get this: {why}", why=clean(message.why))


def _links(message: Message, say: Translator) -> Iterator[Link]:
    if message.manage:
        yield Link(say("Change what you get"), message.manage)
    if message.stop:
        yield Link(say("Stop these messages"), message.stop)
