"""Tell a matter apart from others, through versions of an agenda and from body to body."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from agenda_risk.models import AgendaItem, ItemKind, Meeting
from agenda_risk.normalise import fold

_KEY = 12


def keyed_items(meeting: Meeting) -> Iterator[tuple[str, AgendaItem]]:
    """Yield the items of *meeting* without its headings, each under a key that lasts.

    The key comes from the case number and the title, so that it stays when items are moved,
    added or taken out; twins get a number.
    """
    known: dict[str, int] = {}
    for item in meeting.items:
        if item.kind is ItemKind.ITEM:
            key = _hash((fold(item.case_number), fold(item.title.text)))
            known[key] = known.get(key, 0) + 1
            yield (key if known[key] == 1 else f"{key}-{known[key]}"), item


def content_of(item: AgendaItem) -> str:
    """Return a hash of the texts that may set the level of *item*."""
    return _hash((item.title.text, item.proposal.text, item.summary.text))


def _hash(texts: Iterable[str]) -> str:
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY]
