"""A message in a chat: a card for Teams, and the same as plain text for others.

Many read a chat: the link that stops a subscription without a login is not shown there.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from agenda_risk.models import Level, Message
from agenda_risk.render.message import Seen, seen
from agenda_risk.render.message_words import Shown
from agenda_risk.translate import translator

# Teams refuses messages above 28 kB; a digest that is longer goes on within the login.
MOST_MEETINGS, FEW_MEETINGS = 18, 10
_COLOURS = {Level.HIGH: "attention", Level.MODERATE: "warning", Level.LOW: "good"}
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
# What some chats take for marks of their own, or for the name of somebody to call.
_MARKS = str.maketrans(dict.fromkeys("\\`*_[]<>#|~@", " ") | {"\u00a0": " "})

Element = dict[str, Any]


class Said(NamedTuple):
    """A message for a chat, as plain text."""

    title: str
    text: str


def as_chat(message: Message) -> Said:
    """Return *message* as a title and a text."""
    read = _for_many(message)
    return Said(_bare(read.headline), "\n\n".join(_paragraphs(read)))


def as_card(message: Message) -> Element:
    """Return *message* as an adaptive card, in what a workflow of Teams takes."""
    read = _for_many(message)
    card = {
        "$schema": _SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.4",
        "lang": read.language,
        "fallbackText": _bare(read.headline),
        "body": list(_elements(read)),
        "actions": [_action(link.text, link.url) for link in read.links],
        "msteams": {"width": "full"},
    }
    content_type = "application/vnd.microsoft.card.adaptive"
    attachment = {"contentType": content_type, "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def _for_many(message: Message) -> Seen:
    return seen(message.model_copy(update={"stop": ""}))


def _elements(read: Seen) -> Iterator[Element]:
    yield _block(read.headline, size="large", weight="bolder", style="heading")
    if read.lead:
        yield _block(read.lead)
    for heading, meetings in _shortened(read):
        if heading:
            yield _block(heading, weight="bolder", spacing="large")
        for meeting in meetings:
            yield _meeting(meeting)
    for note in (*_left_out(read), *read.notes):
        yield _block(note, isSubtle=True, size="small", spacing="small")


def _meeting(meeting: Shown) -> Element:
    title = _block(f"{meeting.happened}: {meeting.body}", weight="bolder")
    place = _block(meeting.place, isSubtle=True, spacing="none")
    colour = _COLOURS.get(meeting.level, "default")
    state = _block(meeting.state, color=colour, weight="bolder", spacing="none")
    action = {"type": "ActionSet", "actions": [_action(meeting.invitation, meeting.link)]}
    told = (state,) if meeting.state else ()
    cases = [_block(one, size="small", spacing="small") for one in meeting.cases]
    parts = (title, place, *told, *cases, *((action,) if meeting.link else ()))
    return {"type": "Container", "separator": True, "spacing": "medium", "items": list(parts)}


def _block(text: str, **more: object) -> Element:
    return {"type": "TextBlock", "text": _bare(text), "wrap": True, **more}


def _action(title: str, url: str) -> Element:
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def _paragraphs(read: Seen) -> Iterator[str]:
    if read.lead:
        yield _bare(read.lead)
    for heading, meetings in _shortened(read):
        if heading:
            yield _bare(heading)
        for meeting in meetings:
            yield _entry(meeting)
    yield "\n".join(map(_bare, (*_left_out(read), *read.notes)))
    for link in read.links:
        yield f"{_bare(link.text)}: {link.url}"


def _entry(meeting: Shown) -> str:
    lines = (f"{meeting.happened}: {meeting.body}", meeting.place, meeting.state, *meeting.cases)
    told = "\n".join(_bare(line) for line in lines if line)
    return f"{told}\n{_bare(meeting.invitation)}: {meeting.link}" if meeting.link else told


def _shortened(read: Seen) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    """Yield the groups, with no more meetings in all than a chat takes, one case each if many."""
    left, most = MOST_MEETINGS, None if _count(read) <= FEW_MEETINGS else 1
    for group in read.groups:
        if left > 0:
            kept = group.meetings[:left]
            yield group.heading, tuple(one._replace(cases=one.cases[:most]) for one in kept)
        left -= len(group.meetings)


def _count(read: Seen) -> int:
    return sum(len(group.meetings) for group in read.groups)


def _left_out(read: Seen) -> Iterator[str]:
    """Yield how many meetings are not shown, if any."""
    count = _count(read) - MOST_MEETINGS
    if count > 0:
        yield translator(read.language).plural(
            "1 more meeting: log in to see it.", "{count} more meetings: log in to see them.", count
        )


def _bare(text: str) -> str:
    return text.translate(_MARKS)
