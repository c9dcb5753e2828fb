"""Tell a supplementary list from a whole agenda by what it is called and says of itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from agenda_risk.models import Document, ItemKind, ItemState, LinkKind, Meeting
from agenda_risk.normalise import fold
from agenda_risk.published import kind_titled, spelt

_LONGEST = 80
_LINES = 12
# "Kallelse med tilläggslista" is the whole agenda once more; "skickas ut senare." is a sentence.
_WHOLE = re.compile(r"\b(?:inkl(?:\.|usive)?|med|samt|och)\s+(?:\w+\s+)?till[äa]gg", re.IGNORECASE)

_ADDED = re.compile(r"tillkommande ärende", re.IGNORECASE)
_CALLS = {LinkKind.SUMMONS: LinkKind.SUPPLEMENT}


class Said(NamedTuple):
    """How a document says that it is a supplementary list, and in which *words*.

    *sign* is name (of the file), heading (among its first lines) or group (over all its items).
    """

    sign: str
    words: str


def said_supplement(meeting: Meeting) -> Said | None:
    """Return how the documents of *meeting* say that they only add to an agenda; None if not."""
    told = [_said(document, meeting) for document in meeting.documents]
    if told and all(told):
        return told[0]
    items = [item for item in meeting.items if item.kind is ItemKind.ITEM]
    is_added = bool(items) and all(item.state is ItemState.ADDED for item in items)
    headings = (one.title.text for one in meeting.items if one.kind is ItemKind.HEADING)
    return Said("group", next(headings, "")) if is_added else None


def _said(document: Document, meeting: Meeting) -> Said | None:
    name = spelt(document.name.rpartition("/")[2])
    if _is_supplement(name):
        return Said("name", name)
    line = next(filter(_heads_supplement, _first_lines(document, meeting)), "")
    return Said("heading", line) if line else None


def adds_only(meeting: Meeting) -> bool:
    """Tell whether a system publishes only supplementary lists of *meeting*, and no summons."""
    kinds = {link.kind for link in meeting.links if not link.restricted}
    items = (item for item in meeting.items if item.kind is ItemKind.ITEM)
    is_late = LinkKind.SUPPLEMENT in kinds and LinkKind.SUMMONS not in kinds
    return is_late and all(item.state is not ItemState.LISTED for item in items)


def with_late_lists(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return *meetings*, those that are called supplementary lists joined to what they add to.

    Some systems list one as a meeting of its own, of the same body on the same day. Where there is
    no such meeting, or are several, it stays alone.
    """
    every = tuple(meetings)
    late = [one for one in every if _is_supplement(one.title)]
    wholes = Counter(_when(one) for one in every if one not in late)
    added = [one for one in late if one.start.day and wholes[_when(one)] == 1]
    return tuple(
        _with_lists(one, [more for more in added if _when(more) == _when(one)])
        for one in every
        if one not in added
    )


def _with_lists(meeting: Meeting, late: list[Meeting]) -> Meeting:
    links = [
        link.model_copy(update={"kind": _CALLS.get(link.kind, link.kind)})
        for one in late
        for link in one.links
    ]
    known = {fold(item.title.text) for item in meeting.items}
    items = [
        item.model_copy(update={"state": ItemState.ADDED, "id": f"{one.id}-{item.id}"})
        for one in late
        for item in one.items
        if item.kind is ItemKind.ITEM and fold(item.title.text) not in known
    ]
    return meeting.model_copy(
        update={"links": (*meeting.links, *links), "items": (*meeting.items, *items)}
    )


def _when(meeting: Meeting) -> tuple[str, object]:
    return fold(meeting.body.name), meeting.start.day


def _is_supplement(title: str) -> bool:
    return kind_titled(title) is LinkKind.SUPPLEMENT and not _WHOLE.search(title)


def _heads_supplement(line: str) -> bool:
    return _is_supplement(line) or _ADDED.match(line) is not None


def _first_lines(document: Document, meeting: Meeting) -> Iterator[str]:
    """Yield the short lines that head *document*, before its first item; no sentences."""
    own = (one.title for one in meeting.items if one.title.document == document.id)
    places = (place for one in own if (place := one.source(0)) is not None)
    lines = (
        " ".join(line.split()) for line in document.text[: min(places, default=0)].splitlines()
    )
    for line in islice(filter(None, lines), _LINES):
        if len(line) <= _LONGEST and not line.endswith("."):
            yield line
