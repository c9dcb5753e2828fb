"""Tell what became different in a meeting, by its content: a system's modified stamps lie."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from agenda_risk.mask import masked, masked_slice
from agenda_risk.models import (
    AgendaItem,
    Change,
    ChangeKind,
    ItemKind,
    ItemState,
    Link,
    Meeting,
    MeetingState,
)
from agenda_risk.normalise import fold

_SHOWN = 300
_BEFORE = 40
_PARTS = ("title", "proposal", "summary", "body", "case_number", "publicity", "publicity_ground")
_FACTS = ("title", "publicity")

_Pair = tuple[AgendaItem, AgendaItem]


def fingerprint(content: Meeting | AgendaItem) -> str:
    """Return a hash of all that is known of a meeting or an item."""
    written = content.model_dump_json(exclude_defaults=True)
    return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def changes(before: Meeting | None, now: Meeting) -> tuple[Change, ...]:
    """Return what became different since *before*; without it the meeting is new.

    An item is known again by the system's id. Where the agenda was read out of a document, which
    has no ids, it is known by case number and title, by one of them where the other is changed.
    Where an agenda is published, its items and documents are not told one by one.
    """
    if before is None:
        return (Change(kind=ChangeKind.MEETING_NEW),)
    were, are = _matters(before), _matters(now)
    if bool(were) != bool(are):
        kind = ChangeKind.AGENDA_PUBLISHED if are else ChangeKind.AGENDA_GONE
        told = Change(kind=kind, was=str(len(were) or ""), now=str(len(are) or ""))
        return (*_of_meeting(before, now), told)
    return (*_of_meeting(before, now), *_of_items(were, are), *_of_documents(before, now))


def _matters(meeting: Meeting) -> tuple[AgendaItem, ...]:
    return tuple(item for item in meeting.items if item.kind is ItemKind.ITEM)


def _of_meeting(before: Meeting, now: Meeting) -> Iterator[Change]:
    yield from _of_state(before.state, now.state)
    for part, was, is_now in zip(("day", "clock", "place"), _when(before), _when(now), strict=True):
        if was != is_now:
            yield Change(kind=ChangeKind.MEETING_MOVED, part=part, **_texts(was, is_now))
    facts = [(part, str(getattr(before, part)), str(getattr(now, part))) for part in _FACTS]
    for part, was, is_now in (("body", before.body.name, now.body.name), *facts):
        if fold(was) != fold(is_now):
            yield Change(kind=ChangeKind.MEETING_CHANGED, part=part, **_texts(was, is_now))


def _of_state(was: MeetingState, now: MeetingState) -> Iterator[Change]:
    is_cancelled = now is MeetingState.CANCELLED
    if is_cancelled != (was is MeetingState.CANCELLED):
        kind = ChangeKind.MEETING_CANCELLED if is_cancelled else ChangeKind.MEETING_RESTORED
        yield Change(kind=kind)


def _when(meeting: Meeting) -> tuple[str, str, str]:
    """Return the day, the time as clocks show it, and the place of *meeting*."""
    start = meeting.start
    day = start.day.isoformat() if start.day else ""
    return day, f"{start.clock:%H:%M}" if start.clock else "", " ".join(meeting.place.split())


def _of_items(were: tuple[AgendaItem, ...], are: tuple[AgendaItem, ...]) -> Iterator[Change]:
    pairs = _pairs(were, are)
    known = {id(item) for pair in pairs for item in pair}
    for item in are:
        if id(item) not in known:
            is_off = item.state is ItemState.WITHDRAWN
            yield _told(item, ChangeKind.ITEM_WITHDRAWN if is_off else ChangeKind.ITEM_ADDED)
    yield from (_told(item, ChangeKind.ITEM_GONE) for item in were if id(item) not in known)
    for pair in pairs:
        yield from _of_item(*pair)
    yield from _of_order(pairs, were)


def _pairs(were: Iterable[AgendaItem], are: Iterable[AgendaItem]) -> list[_Pair]:
    """Return the items that were there before and are there now, in the order of now."""
    now = list(are)
    left, found = list(were), dict[int, AgendaItem]()
    for name in (_own_id, _matter, _case_number, _title):
        by_name = _by_name(left, name)
        for item in now:
            same = by_name.get(name(item)) if id(item) not in found else None
            if same:
                found[id(item)] = same.popleft()
        gone = {id(item) for item in found.values()}
        left = [item for item in left if id(item) not in gone]
    return [(found[id(item)], item) for item in now if id(item) in found]


def _by_name(
    items: Iterable[AgendaItem], name: Callable[[AgendaItem], str]
) -> dict[str, deque[AgendaItem]]:
    """Return *items* under their names, twins in order, without those that have none."""
    found: dict[str, deque[AgendaItem]] = {}
    for item in items:
        if name(item):
            found.setdefault(name(item), deque()).append(item)
    return found


def _own_id(item: AgendaItem) -> str:
    """Return the id that the system gave *item*; what was read from a document has none."""
    return "" if item.title.document else item.id


def _matter(item: AgendaItem) -> str:
    return "" if _own_id(item) else f"{fold(item.case_number)} {fold(item.title.text)}"


def _case_number(item: AgendaItem) -> str:
    return "" if _own_id(item) else fold(item.case_number)


def _title(item: AgendaItem) -> str:
    return "" if _own_id(item) else fold(item.title.text)


def _of_item(was: AgendaItem, now: AgendaItem) -> Iterator[Change]:
    is_off = now.state is ItemState.WITHDRAWN
    if is_off != (was.state is ItemState.WITHDRAWN):
        yield _told(now, ChangeKind.ITEM_WITHDRAWN if is_off else ChangeKind.ITEM_ADDED)
    for part in _PARTS:
        before, after = str(getattr(was, part)), str(getattr(now, part))
        if before.split() != after.split():
            change = _told(now, ChangeKind.ITEM_CHANGED)
            yield change.model_copy(update={"part": part, **_texts(before, after)})


def _of_order(pairs: list[_Pair], were: tuple[AgendaItem, ...]) -> Iterator[Change]:
    """Yield which items stand in another place, as few as explain it, or only got another number.

    A number that others brought about by being added or taken out is no move.
    """
    places = {id(item): place for place, item in enumerate(were)}
    order = [places[id(was)] for was, _now in pairs]
    kept = _longest_rise(order)
    for place, (was, now) in zip(order, pairs, strict=True):
        is_moved = place not in kept
        if is_moved or was.number != now.number:
            kind = ChangeKind.ITEM_MOVED if is_moved else ChangeKind.ITEM_RENUMBERED
            yield _told(now, kind).model_copy(update={"was": was.number, "now": now.number})


def _longest_rise(order: list[int]) -> set[int]:
    """Return the numbers of a longest part of *order* that rises all the way."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in order:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _of_documents(before: Meeting, now: Meeting) -> Iterator[Change]:
    were, are = _links(before), _links(now)
    for key, (link, item) in are.items():
        if key not in were:
            yield _linked(ChangeKind.DOCUMENT_ADDED, link, item)
        elif _is_other(were[key][0], link):
            was = " ".join(were[key][0].title.split())
            told = _linked(ChangeKind.DOCUMENT_REPLACED, link, item)
            yield told.model_copy(update=_texts(was, " ".join(link.title.split())))
    for key, (link, item) in were.items():
        if key not in are:
            yield _linked(ChangeKind.DOCUMENT_GONE, link, item)


def _links(meeting: Meeting) -> dict[str, tuple[Link, AgendaItem | None]]:
    """Return the documents of *meeting* and of its items by what they are known by."""
    of_items = [(link, item) for item in meeting.items for link in item.links]
    every = [*of_items, *((link, None) for link in meeting.links)]
    return {link.id or link.url: (link, item) for link, item in reversed(every)}


def _is_other(was: Link, now: Link) -> bool:
    """Tell whether another file, or another name, is behind a link that is known again."""
    if was.digest and now.digest:
        return was.digest != now.digest or was.title.split() != now.title.split()
    return was.url != now.url or was.title.split() != now.title.split()


def _linked(kind: ChangeKind, link: Link, item: AgendaItem | None) -> Change:
    told = _told(item, kind) if item else Change(kind=kind)
    return told.model_copy(update={"document": _shown(link.title or link.url.rsplit("/", 1)[-1])})


def _told(item: AgendaItem, kind: ChangeKind) -> Change:
    return Change(
        kind=kind,
        item=_key(item),
        number=_shown(item.number),
        title=_shown(item.title.text),
    )


def _key(item: AgendaItem) -> str:
    """Return a hash of what *item* is known by, which may be a text with names."""
    known = _own_id(item) or item.case_number or f"{item.number} {item.title}"
    return sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _shown(text: str) -> str:
    return masked(" ".join(text.split()))


def _texts(was: str, now: str) -> dict[str, str]:
    """Return the two texts from a little before where they differ, masked as they stand whole."""
    shorter = min(len(was), len(now))
    differ = next((place for place in range(shorter) if was[place] != now[place]), shorter)
    start = max(0, differ - _BEFORE) if max(len(was), len(now)) > _SHOWN else 0
    told = {"was": was, "now": now}
    return {
        name: " ".join(masked_slice(text, start, start + _SHOWN).split())
        for name, text in told.items()
    }
