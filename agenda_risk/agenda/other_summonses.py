"""Tell where a document, after the agenda that is read, calls to another meeting."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from agenda_risk.agenda import meeting_facts
from agenda_risk.models import Document, Meeting, Notice
from agenda_risk.normalise import fold
from agenda_risk.translate import N_

_ANOTHER = N_(
    "Page {page} of {name} calls to another meeting, of {body} on {day}. Only the first one was "
    "read: send the other as a file of its own."
)
_CALLS = re.compile(r"\b(?:kallelse|kallas|föredragningslista|dagordning)", re.IGNORECASE)
_MINUTES = re.compile(r"protokoll(?!sjuster|just)|bolagsstämma|årsstämma", re.IGNORECASE)
_OPENING = re.compile(
    r"\bupprop\b|\bval av (?:\w+ )?(?:protokolls?)?justerare|\b(?:mötets|sammanträdets) öppnande",
    re.IGNORECASE,
)
# A further page of the same paper: its head may tell the day on which the agenda was written.
_CONTINUED = re.compile(
    r"(?<!\d)(?:[2-9]|[1-9]\d+)[ ]?\(\d+\)|\bsida[ ](?:[2-9]|[1-9]\d)", re.IGNORECASE
)
_TOP = 800
_MOST = 200  # pages


def other_summonses(document: Document, meeting: Meeting) -> Iterator[Notice]:
    """Yield a notice for each other meeting that a page of *document* calls to.

    Minutes, what is attached and further pages of the same agenda do not call: a page has to say
    that it does, name body and day, and open a meeting.
    """
    known = {_name(meeting.body.name, meeting.start.day)}
    pages = [*pairwise((*document.page_starts, len(document.text)))]
    for page, (start, end) in enumerate(pages[1:_MOST], 2):
        body, day = _called_to(document.text[start : min(end, start + _TOP)])
        if body and day and _name(body, day) not in known:
            known.add(_name(body, day))
            fields: dict[str, str | int] = {
                "page": page,
                "name": document.name,
                "body": body,
                "day": day.isoformat(),
            }
            yield Notice(msgid=_ANOTHER, document=document.id, fields=fields)


def _called_to(top: str) -> tuple[str, date | None]:
    """Return which body and day the *top* of a page calls to, as far as it does."""
    is_other = _MINUTES.search(top) or _CONTINUED.search(top)
    if is_other or not (_CALLS.search(top) and _OPENING.search(top)):
        return "", None
    return meeting_facts.body(top).name, meeting_facts.start(top).day


def _name(body: str, day: date | None) -> tuple[str, date | None]:
    return fold(body), day
