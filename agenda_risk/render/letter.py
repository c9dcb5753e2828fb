"""A message as an e-mail: a subject, and the same content as plain text and as HTML."""

from collections.abc import Iterator
from typing import NamedTuple

from agenda_risk.models import Message
from agenda_risk.render.message import Group, Link, Seen, seen
from agenda_risk.render.message_words import Shown
from agenda_risk.render.pages import page


class Letter(NamedTuple):
    """An e-mail, without whom it is from and to."""

    subject: str
    text: str
    html: str


def as_letter(message: Message) -> Letter:
    """Return *message* as an e-mail. Both parts say the same; nothing is loaded from anywhere."""
    read = seen(message)
    return Letter(read.subject, _text(read), page("letter.html.j2").render(letter=read))


def _text(read: Seen) -> str:
    return "\n\n".join(_paragraphs(read)).replace("\u00a0", " ") + "\n"


def _paragraphs(read: Seen) -> Iterator[str]:
    yield read.headline
    if read.lead:
        yield read.lead
    for group in read.groups:
        yield from _group(group)
    yield "\n".join(("--", *read.notes))
    for link in read.links:
        yield _link(link)


def _group(group: Group) -> Iterator[str]:
    if group.heading:
        yield group.heading.upper()
    for meeting in group.meetings:
        yield "\n".join(_meeting(meeting))


def _meeting(meeting: Shown) -> Iterator[str]:
    yield f"{meeting.happened}: {meeting.body}"
    yield meeting.place
    if meeting.state:
        yield meeting.state
    yield from meeting.cases
    if meeting.link:
        yield _link(Link(meeting.invitation, meeting.link))


def _link(link: Link) -> str:
    return f"{link.text}: {link.url}"
